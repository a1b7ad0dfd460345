package pumpcompanion.emulator;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import pumpcompanion.emulator.link.MemoryLink;
import pumpcompanion.emulator.link.WireKind;
import pumpcompanion.emulator.session.Dropped;
import pumpcompanion.emulator.session.SessionState;
import pumpcompanion.emulator.time.VirtualTime;

/** A pump with a window of 4 and a heartbeat a second, one companion, and time in the hand. */
final class Bench {

    static final int S = 0x1A2B3C4D;

    final VirtualTime time = new VirtualTime();
    final EmulatedPump pump;
    final MemoryLink link = MemoryLink.on(time);
    final Companion companion;

    Bench(WireKind kind, UnaryOperator<PumpBuilder> more) {
        pump = more.apply(EmulatedPump.on(time).window(4)).start();
        companion = new Companion(pump.connect(link, kind), time);
        time.runDue();
        companion.take();
    }

    static Bench tcp() {
        return new Bench(WireKind.CONNECTION, p -> p);
    }

    static Bench serial() {
        return new Bench(WireKind.SERIAL, p -> p);
    }

    /** With a session. */
    Bench welcomed() {
        companion.hello(S);
        time.runDue();
        companion.take();
        return this;
    }

    /** With a session and so many records, none asked for. */
    Bench records(int count) {
        for (int i = 0; i < count; i++) {
            pump.quickDisconnect();
        }
        time.runDue();
        return this;
    }

    /** Asks for records. */
    Bench resumed(int id, long from) {
        companion.resume(S, id, pump.logEpoch(), from);
        time.runDue();
        return this;
    }

    /** Lets time pass with a companion's heartbeats, so that the session stays. */
    void aliveFor(Duration duration, int session) {
        for (long ms = 0; ms < duration.toMillis(); ms += 500) {
            companion.heartbeat(session, 0);
            time.advance(Duration.ofMillis(500));
        }
    }

    void run() {
        time.runDue();
    }

    SessionState state() {
        return status().state();
    }

    LinkStatus status() {
        return pump.links().get(0);
    }

    long dropped(Dropped reason) {
        return status().dropped().getOrDefault(reason, 0L);
    }

    /** What was heard since the last look, in short: such as {@code [Resumed 1, 1, 2, Missing 3-5 OVERWRITTEN]}. */
    List<String> said() {
        List<String> said = new ArrayList<>();
        companion.take().forEach(message -> {
            switch (message.getMessageCase()) {
                case RECORD -> said.add("" + message.getRecord().getSequence());
                case RESUMED -> said.add("Resumed " + message.getResumed().getFirst());
                case MISSING ->
                    said.add("Missing " + message.getMissing().getFrom() + "-"
                            + message.getMissing().getThrough() + " "
                            + message.getMissing().getReason().name().replace("MISSING_REASON_", ""));
                case REFUSAL ->
                    said.add(
                            "Refusal " + message.getRefusal().getReason().name().replace("REFUSAL_REASON_", ""));
                default -> said.add(message.getMessageCase().name());
            }
        });
        return said;
    }
}
