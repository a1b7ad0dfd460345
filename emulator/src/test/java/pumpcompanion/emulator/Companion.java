package pumpcompanion.emulator;

import com.google.protobuf.InvalidProtocolBufferException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import pumpcompanion.proto.frame.FrameDecoder;
import pumpcompanion.proto.frame.FrameEncoder;
import pumpcompanion.proto.transport.Receiver;
import pumpcompanion.proto.transport.Transport;
import pumpcompanion.proto.v1.Ack;
import pumpcompanion.proto.v1.CompanionHeartbeat;
import pumpcompanion.proto.v1.FromPump;
import pumpcompanion.proto.v1.Hello;
import pumpcompanion.proto.v1.PumpHeartbeat;
import pumpcompanion.proto.v1.Record;
import pumpcompanion.proto.v1.Refusal;
import pumpcompanion.proto.v1.Resume;
import pumpcompanion.proto.v1.ToPump;
import pumpcompanion.proto.v1.Welcome;

/** A companion that does only what a test tells it, one message at a time, and keeps what it hears. */
final class Companion implements Receiver {

    final List<FromPump> heard = new ArrayList<>();
    final FrameDecoder decoder = new FrameDecoder();
    final Transport transport;
    boolean open;

    @Nullable
    Closed closed;

    private final FrameEncoder encoder = new FrameEncoder();

    Companion(Transport transport, Executor executor) {
        this.transport = transport;
        transport.open(this, executor);
    }

    @Override
    public void opened() {
        open = true;
    }

    @Override
    public void received(ByteBuffer bytes) {
        decoder.feed(bytes, (payload, offset, length) -> {
            try {
                heard.add(FromPump.parser().parseFrom(payload, offset, length));
            } catch (InvalidProtocolBufferException nonsense) {
                throw new AssertionError("the pump sent nonsense with a right CRC", nonsense);
            }
        });
    }

    @Override
    public void closed(Closed cause) {
        closed = cause;
    }

    void payload(byte[] payload) {
        transport.send(encoder.encode(payload));
    }

    void say(ToPump.Builder message) {
        payload(message.build().toByteArray());
    }

    void hello(int session) {
        hello(session, 1, 1);
    }

    void hello(int session, int min, int max) {
        say(ToPump.newBuilder()
                .setSession(session)
                .setHello(
                        Hello.newBuilder().setMinVersion(min).setMaxVersion(max).setName("test")));
    }

    /** The bytes of a Hello, for a wire of one's own. */
    static byte[] helloFrame(int session, String name) {
        ToPump hello = ToPump.newBuilder()
                .setSession(session)
                .setHello(Hello.newBuilder().setMinVersion(1).setMaxVersion(1).setName(name))
                .build();
        return new FrameEncoder().encode(hello.toByteArray());
    }

    void resume(int session, int id, int epoch, long from) {
        say(ToPump.newBuilder()
                .setSession(session)
                .setResume(
                        Resume.newBuilder().setResumeId(id).setLogEpoch(epoch).setFrom(from)));
    }

    void ack(int session, long through) {
        say(ToPump.newBuilder().setSession(session).setAck(Ack.newBuilder().setThrough(through)));
    }

    void heartbeat(int session, long acked) {
        say(ToPump.newBuilder()
                .setSession(session)
                .setHeartbeat(CompanionHeartbeat.newBuilder().setAckedThrough(acked)));
    }

    /** What was heard since the last call, but for heartbeats. */
    List<FromPump> take() {
        List<FromPump> taken = heard.stream().filter(m -> !m.hasHeartbeat()).toList();
        heard.clear();
        return taken;
    }

    List<Long> sequences() {
        return all(FromPump::hasRecord).stream()
                .map(FromPump::getRecord)
                .map(Record::getSequence)
                .toList();
    }

    List<FromPump> all(Predicate<FromPump> which) {
        return heard.stream().filter(which).toList();
    }

    FromPump last() {
        return heard.get(heard.size() - 1);
    }

    Welcome welcome() {
        return only(FromPump::hasWelcome).getWelcome();
    }

    Refusal refusal() {
        return only(FromPump::hasRefusal).getRefusal();
    }

    List<PumpHeartbeat> heartbeats() {
        return all(FromPump::hasHeartbeat).stream().map(FromPump::getHeartbeat).toList();
    }

    private FromPump only(Predicate<FromPump> which) {
        List<FromPump> found = all(which);
        if (found.size() != 1) {
            throw new AssertionError("expected one, found " + found + " in " + heard);
        }
        return found.get(0);
    }
}
