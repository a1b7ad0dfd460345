package pumpcompanion.emulator.testkit;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import pumpcompanion.emulator.EmulatedPump;
import pumpcompanion.emulator.Heard;
import pumpcompanion.emulator.LinkStatus;
import pumpcompanion.emulator.session.Dropped;
import pumpcompanion.proto.v1.Hello;

/**
 * Checks of what companions did with a pump. Each throws an {@link AssertionError} that says what was expected, what was
 * found, and what companions said last.
 *
 * <p>As it comes from {@link PumpAssertions#assertThat} it checks what is so now. After {@link #within} it waits for what is
 * to happen; after {@link #throughout} it watches over what must not. Nothing sleeps: on virtual time the span passes at
 * once, on the system's the pump wakes the waiting thread.
 *
 * <p>May be used from any thread but the one that runs the pump's links, which it would wait for.
 */
public final class PumpAssert {

    private final EmulatedPump pump;
    private final Heard heard;
    private final Duration patience;
    private final Duration watch;

    PumpAssert(EmulatedPump pump, Duration patience, Duration watch) {
        this.pump = pump;
        this.heard = pump.heard();
        this.patience = patience;
        this.watch = watch;
    }

    /**
     * The same checks with patience: one that asks for something waits until it is so.
     *
     * @param atMost how long for each check, in the link's time
     */
    public PumpAssert within(Duration atMost) {
        return new PumpAssert(pump, atMost, watch);
    }

    /**
     * The same checks with a watch: one that forbids something ({@link #sentNothing}, {@link #neverAckedBeyond},
     * {@link #violatedNoRule}) fails as soon as it happens, and holds when the whole span has passed.
     *
     * @param span how long for each check, in the link's time
     */
    public PumpAssert throughout(Duration span) {
        return new PumpAssert(pump, patience, span);
    }

    /** It said Hello, answered or not. */
    public PumpAssert saidHello() {
        return becomes("a Hello", () -> heard.hellos() > 0, () -> "none");
    }

    /** Its newest Hello has this name. */
    public PumpAssert saidHello(String name) {
        return becomes(
                "a Hello named \"" + name + "\"",
                () -> heard.newestHello()
                        .map(Hello::getName)
                        .filter(name::equals)
                        .isPresent(),
                this::newestHello);
    }

    /** Its newest Hello offers these versions of the protocol. */
    public PumpAssert saidHello(int lowest, int highest) {
        return becomes(
                "a Hello with versions " + lowest + " to " + highest,
                () -> heard.newestHello()
                        .filter(hello -> hello.getMinVersion() == lowest && hello.getMaxVersion() == highest)
                        .isPresent(),
                this::newestHello);
    }

    private String newestHello() {
        return heard.newestHello()
                .map(hello -> "\"" + hello.getName() + "\" with versions " + hello.getMinVersion() + " to "
                        + hello.getMaxVersion())
                .orElse("none");
    }

    /** It holds a session now. */
    public PumpAssert isConnected() {
        return becomes(
                "a session that stands",
                () -> pump.links().stream().anyMatch(link -> link.state().stands()),
                () -> "links " + pump.links().stream().map(LinkStatus::state).toList());
    }

    /** The first Resume of the session that began last asked from this record. */
    public PumpAssert resumedFrom(long sequence) {
        return becomes(
                "a session that resumes from " + sequence,
                () -> !heard.resumes().isEmpty() && heard.resumes().get(0) == sequence,
                this::resumes);
    }

    /** A later Resume of the session that began last asked from this record, as it does after a lost frame. */
    public PumpAssert askedAgainFrom(long sequence) {
        return becomes(
                "another Resume, from " + sequence,
                () -> heard.resumes().stream().skip(1).anyMatch(from -> from == sequence),
                this::resumes);
    }

    private String resumes() {
        List<Long> resumes = heard.resumes();
        return resumes.isEmpty()
                ? "no Resume in the newest of " + heard.sessions() + " sessions"
                : "Resumes from " + resumes;
    }

    /** Exactly this is the highest record it acknowledged, and the pump had sent it; 0: none. */
    public PumpAssert ackedThrough(long sequence) {
        return becomes(
                "acknowledgements through " + sequence, () -> heard.ackedThrough() == sequence, this::acknowledged);
    }

    /** It acknowledged all that the pump has written by now. */
    public PumpAssert ackedEverything() {
        return becomes(
                "acknowledgements through the newest record",
                () -> heard.ackedThrough() == pump.newest(),
                this::acknowledged);
    }

    /** It never claimed to have kept a record above this one, sent to it or not. */
    public PumpAssert neverAckedBeyond(long sequence) {
        return stays(
                "no acknowledgement beyond " + sequence,
                () -> Long.compareUnsigned(heard.claimedThrough(), sequence) <= 0,
                () -> "one of " + Long.toUnsignedString(heard.claimedThrough()));
    }

    private String acknowledged() {
        return "through " + heard.ackedThrough() + ", newest record " + pump.newest();
    }

    /** Not a byte came from it: it listens only. */
    public PumpAssert sentNothing() {
        return stays("nothing from a companion", () -> heard.bytes() == 0, () -> heard.bytes() + " bytes");
    }

    /** It began exactly so many sessions after its first. */
    public PumpAssert reconnected(int times) {
        return becomes(
                times + " sessions after the first",
                () -> heard.sessions() == times + 1L,
                () -> heard.sessions() + " sessions in all");
    }

    /** It sent so many heartbeats or more. */
    public PumpAssert heartbeats(int atLeast) {
        return becomes(
                "at least " + atLeast + " heartbeats",
                () -> heard.heartbeats() >= atLeast,
                () -> Long.toString(heard.heartbeats()));
    }

    /**
     * All that came in whole frames kept to the rules of the wire: no message that is too long, unreadable, unknown, or
     * carries a number that is never used; no malformed Hello; no acknowledgement of what was not sent. Frames that were
     * damaged are the wire's doing and do not count, nor do repeats and frames of another session, which the rules allow.
     */
    public PumpAssert violatedNoRule() {
        return stays(
                "no message against the rules",
                () -> violations().isEmpty(),
                () -> violations().toString());
    }

    private Map<Dropped, Long> violations() {
        Map<Dropped, Long> found = new TreeMap<>(heard.dropped());
        found.entrySet()
                .removeIf(entry -> entry.getValue() == 0 || !entry.getKey().isAgainstTheRules());
        return found;
    }

    private PumpAssert becomes(String expected, BooleanSupplier so, Supplier<String> found) {
        boolean is = patience.isZero() ? now(so) : heard.await(so, patience);
        if (!is) {
            throw failure(expected + (patience.isZero() ? "" : " within " + patience.toMillis() + " ms"), found);
        }
        return this;
    }

    private PumpAssert stays(String expected, BooleanSupplier so, Supplier<String> found) {
        boolean broken = watch.isZero() ? !now(so) : heard.await(() -> !so.getAsBoolean(), watch);
        if (broken) {
            throw failure(expected + (watch.isZero() ? "" : " throughout " + watch.toMillis() + " ms"), found);
        }
        return this;
    }

    private boolean now(BooleanSupplier so) {
        synchronized (pump) {
            return so.getAsBoolean();
        }
    }

    private AssertionError failure(String expected, Supplier<String> found) {
        synchronized (pump) {
            StringBuilder text = new StringBuilder("pump " + pump.serial() + ": expected " + expected);
            text.append(", found: ").append(found.get()).append('\n');
            List<String> said = heard.recent();
            text.append(said.isEmpty() ? "no companion said anything" : "companions said, newest last:");
            said.forEach(line -> text.append("\n  ").append(line));
            return new AssertionError(text.toString());
        }
    }
}
