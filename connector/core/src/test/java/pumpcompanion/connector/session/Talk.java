package pumpcompanion.connector.session;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import pumpcompanion.proto.frame.FrameDecoder;
import pumpcompanion.proto.frame.FrameEncoder;
import pumpcompanion.proto.v1.FromPump;
import pumpcompanion.proto.v1.Identity;
import pumpcompanion.proto.v1.Missing;
import pumpcompanion.proto.v1.MissingReason;
import pumpcompanion.proto.v1.PumpHeartbeat;
import pumpcompanion.proto.v1.Record;
import pumpcompanion.proto.v1.Refusal;
import pumpcompanion.proto.v1.RefusalReason;
import pumpcompanion.proto.v1.Resumed;
import pumpcompanion.proto.v1.ToPump;
import pumpcompanion.proto.v1.Welcome;

/** One session under test, with a hand-played pump, journal and clock around it. */
final class Talk implements SessionOut {

    static final int EPOCH = 0xC0FFEE;

    final List<ToPump> sent = new ArrayList<>();
    final List<Arrival> kept = new ArrayList<>();
    final List<PumpMet> met = new ArrayList<>();
    final List<String> texts = new ArrayList<>();
    final List<SessionPhase> phases = new ArrayList<>();
    final FrameEncoder encoder = new FrameEncoder();
    final Session session;

    @Nullable
    String gaveUp;

    long now = 1_000_000;
    int window = 4;
    int intervalMs = 1_000;
    int epoch = EPOCH;
    private int committed;

    Talk() {
        this(false, null);
    }

    Talk(boolean listenOnly, @Nullable String pumpName) {
        RandomGenerator counting = new RandomGenerator() {
            private long next = 0x1111_1111;

            @Override
            public long nextLong() {
                return next++;
            }

            @Override
            public int nextInt() {
                return (int) next++;
            }

            @Override
            public int nextInt(int bound) {
                return bound / 2;
            }
        };
        session = new NativeSession(new SessionSettings("test", pumpName, "the link", listenOnly, counting), this);
        session.opened(now, 0);
    }

    /** Up to records flowing: welcomed, located and resumed, with {@code through} kept. */
    Talk streaming(long through, long newest) {
        welcome(1, newest, 1);
        session.located(now, new Session.Place(through, through, 1));
        resumed();
        return this;
    }

    int number() {
        return sent.get(sent.size() - 1).getSession();
    }

    void welcome(long oldest, long newest, int boot) {
        say(FromPump.newBuilder()
                .setWelcome(Welcome.newBuilder()
                        .setVersion(1)
                        .setIdentity(Identity.newBuilder().setSerial("EM-1"))
                        .setBootCount(boot)
                        .setOldest(oldest)
                        .setNewest(newest)
                        .setHeartbeatIntervalMs(intervalMs)
                        .setWindow(window)));
    }

    void resumed() {
        var resume = lastResume();
        say(FromPump.newBuilder()
                .setResumed(
                        Resumed.newBuilder().setResumeId(resume.getResumeId()).setFirst(resume.getFrom())));
    }

    pumpcompanion.proto.v1.Resume lastResume() {
        for (int i = sent.size() - 1; i >= 0; i--) {
            if (sent.get(i).hasResume()) {
                return sent.get(i).getResume();
            }
        }
        throw new AssertionError("no Resume was sent: " + sent);
    }

    void record(long sequence) {
        say(FromPump.newBuilder()
                .setRecord(Record.newBuilder()
                        .setSequence(sequence)
                        .setEvent(ByteString.copyFromUtf8("event " + sequence))));
    }

    void missing(long from, long through) {
        say(FromPump.newBuilder()
                .setMissing(Missing.newBuilder()
                        .setFrom(from)
                        .setThrough(through)
                        .setReason(MissingReason.MISSING_REASON_OVERWRITTEN)));
    }

    void heartbeat(long sentThrough, long newest) {
        say(FromPump.newBuilder()
                .setHeartbeat(PumpHeartbeat.newBuilder()
                        .setSentThrough(sentThrough)
                        .setNewest(newest)
                        .setSerial("EM-1")));
    }

    void refuse(RefusalReason reason) {
        say(FromPump.newBuilder().setRefusal(Refusal.newBuilder().setReason(reason)));
    }

    /** In the companion's own session. */
    void say(FromPump.Builder message) {
        say(number(), message);
    }

    void say(int inSession, FromPump.Builder message) {
        byte[] payload =
                message.setSession(inSession).setLogEpoch(epoch).build().toByteArray();
        session.received(now, ByteBuffer.wrap(encoder.encode(payload)));
    }

    /** The journal commits all that it was given and was not committed yet. */
    void commitAll() {
        List<Arrival> open = kept.subList(committed, kept.size());
        if (!open.isEmpty()) {
            Arrival last = open.get(open.size() - 1);
            int count = open.size();
            committed = kept.size();
            session.committed(now, last.stream(), last.through(), count);
        }
    }

    /** Time passes, deadline by deadline, with a heartbeat of the pump in each interval if it lives. */
    void pass(long ms) {
        long end = now + ms;
        while (session.deadlineMs() <= end) {
            now = Math.max(now, session.deadlineMs());
            session.tick(now);
        }
        now = end;
        session.tick(now);
    }

    List<Long> keptSequences() {
        return kept.stream().map(Arrival::sequence).toList();
    }

    List<ToPump> take() {
        List<ToPump> all = List.copyOf(sent);
        sent.clear();
        sent.add(all.get(all.size() - 1)); // number() needs the last one
        return all.subList(Math.min(1, all.size()), all.size());
    }

    long count(ToPump.MessageCase which) {
        return sent.stream().filter(m -> m.getMessageCase() == which).count();
    }

    ToPump last() {
        return sent.get(sent.size() - 1);
    }

    // ------------------------------------------------------------ SessionOut

    @Override
    public void send(byte[] frames) {
        new FrameDecoder().feed(frames, 0, frames.length, (bytes, offset, length) -> {
            try {
                sent.add(ToPump.parser().parseFrom(bytes, offset, length));
            } catch (InvalidProtocolBufferException impossible) {
                throw new AssertionError(impossible);
            }
        });
    }

    @Override
    public void locate(PumpMet pump, boolean answerWanted) {
        met.add(pump);
    }

    @Override
    public void keep(Arrival arrival) {
        kept.add(arrival);
    }

    @Override
    public void heard(PumpTime time) {}

    @Override
    public void text(String text) {
        texts.add(text);
    }

    @Override
    public void phase(SessionPhase phase, String text) {
        phases.add(phase);
    }

    @Override
    public void giveUp(String reason) {
        gaveUp = reason;
    }
}
