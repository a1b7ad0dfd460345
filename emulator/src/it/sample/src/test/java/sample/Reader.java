package sample;

import com.google.protobuf.InvalidProtocolBufferException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import pumpcompanion.proto.frame.FrameDecoder;
import pumpcompanion.proto.frame.FrameEncoder;
import pumpcompanion.proto.v1.Ack;
import pumpcompanion.proto.v1.Event;
import pumpcompanion.proto.v1.FromPump;
import pumpcompanion.proto.v1.Hello;
import pumpcompanion.proto.v1.Record;
import pumpcompanion.proto.v1.Resume;
import pumpcompanion.proto.v1.ToPump;

/** The least program that reads a pump's log: it asks for all records behind those it has, and acknowledges each. */
final class Reader {

    final List<Event> events = new ArrayList<>();
    private final FrameDecoder decoder = new FrameDecoder();
    private final FrameEncoder encoder = new FrameEncoder();
    private final int session;
    private final Consumer<byte[]> wire;
    private long newest;

    /** Begins behind this record; {@code wire} takes the bytes for the pump. */
    Reader(int session, long newest, Consumer<byte[]> wire) {
        this.session = session;
        this.newest = newest;
        this.wire = wire;
    }

    void hello() {
        say(ToPump.newBuilder()
                .setHello(Hello.newBuilder().setMinVersion(1).setMaxVersion(1).setName("reader")));
    }

    /** Takes bytes from the pump, in any cut. */
    void feed(byte[] bytes, int length) {
        decoder.feed(bytes, 0, length, (payload, offset, size) -> {
            try {
                heard(FromPump.parser().parseFrom(payload, offset, size));
            } catch (InvalidProtocolBufferException nonsense) {
                throw new AssertionError(nonsense);
            }
        });
    }

    private void heard(FromPump message) throws InvalidProtocolBufferException {
        if (message.hasWelcome()) {
            say(ToPump.newBuilder()
                    .setResume(Resume.newBuilder()
                            .setResumeId(1)
                            .setLogEpoch(message.getLogEpoch())
                            .setFrom(newest + 1)));
        } else if (message.hasRecord() && message.getRecord().getSequence() == newest + 1) {
            Record record = message.getRecord();
            events.add(Event.parseFrom(record.getEvent()));
            newest = record.getSequence();
            say(ToPump.newBuilder().setAck(Ack.newBuilder().setThrough(newest)));
        }
    }

    private void say(ToPump.Builder message) {
        wire.accept(encoder.encode(message.setSession(session).build().toByteArray()));
    }
}
