package pumpcompanion.emulator;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import pumpcompanion.emulator.fault.Faults;
import pumpcompanion.emulator.link.MemoryLink;
import pumpcompanion.emulator.link.WireKind;
import pumpcompanion.emulator.log.EventLog;
import pumpcompanion.emulator.model.ActionRefusedException;
import pumpcompanion.emulator.model.PumpModel;
import pumpcompanion.emulator.session.PumpSession;
import pumpcompanion.emulator.session.PumpView;
import pumpcompanion.emulator.session.SessionLimits;
import pumpcompanion.emulator.time.ModelTime;
import pumpcompanion.proto.transport.Transport;
import pumpcompanion.proto.v1.Event;
import pumpcompanion.proto.v1.EventKind;
import pumpcompanion.proto.v1.Identity;
import pumpcompanion.proto.v1.LogLevel;
import pumpcompanion.proto.v1.LogLine;
import pumpcompanion.proto.v1.PumpStarted;
import pumpcompanion.proto.v1.StartCause;

/**
 * A pump made of software. It keeps a numbered log, speaks the pump's side of the protocol on any number of links, and
 * does what it is told by the methods of {@link SetActions} and those here. Who makes one closes it.
 *
 * <p>By itself it does nothing, and nothing is checked against anything else: it can be told what no real pump would do.
 * One that was built {@link PumpBuilder#behaving behaving} lives in its own time, and refuses what a real pump would
 * refuse with an {@link ActionRefusedException}.
 *
 * <p><b>Design note:</b> one monitor, the pump itself, guards all of its state, and every method takes it. So any thread
 * may call any method, and what was asked has happened when the method returns: after {@code seatCartridge(…)} the record
 * is in the log and on its way to whoever listens. With a queue in its place every test would have to wait for it. The
 * price is that a {@link Transcript} and what was given to {@link #after} run inside the monitor.
 */
public final class EmulatedPump extends LiveActions implements AutoCloseable {

    private final ScheduledExecutorService executor;
    private final InstantSource time;
    private final SessionLimits ownLimits;
    private final int maxSessions;
    private final Set<EventKind> reports;
    private final Random random;
    private final ModelTime model;
    private final PumpClock clock;
    private final EventLog log;
    private final PumpFace face;
    private final @Nullable PumpModel body;
    private final List<PumpLink> links = new ArrayList<>();
    private final Transcripts transcripts;
    private final Heard heard;
    private final Faults faults;
    private SessionLimits limits;
    private boolean refusesAll;
    private boolean closed;

    EmulatedPump(PumpBuilder from) {
        executor = from.executor;
        time = from.time;
        ownLimits = from.limits();
        limits = ownLimits;
        maxSessions = from.sessions;
        reports = EnumSet.copyOf(from.reports);
        random = new Random(from.seed);
        transcripts = new Transcripts(time);
        heard = new Heard(this, executor, time);
        model = new ModelTime(executor, time, this);
        model.speed(from.speed);
        clock = new PumpClock(model, from.bootCount, from.clock, from.clockKind);
        log = new EventLog(from.ringSize, drawEpoch());
        face = new PumpFace(this, from, log, clock, model);
        faults = new Faults(new PumpTrouble(this, clock), executor, time, this, from.seed);
        body = ModelHost.bodyOf(this, from, clock, model);
    }

    /**
     * Begins a pump on a time that is both executor and clock.
     *
     * @param time a {@code VirtualTime} in tests, a {@code SystemTime} on a bench
     */
    public static <T extends ScheduledExecutorService & InstantSource> PumpBuilder on(T time) {
        return new PumpBuilder(time, time);
    }

    /**
     * Begins a pump on an executor and a clock.
     *
     * @param executor runs links and timers, one task at a time
     * @param time the link's time; must not go back
     */
    public static PumpBuilder on(ScheduledExecutorService executor, InstantSource time) {
        return new PumpBuilder(executor, time);
    }

    // ------------------------------------------------------------ links

    /** A fresh connection in memory, as on TCP: returns the companion's end, not opened yet. */
    public Transport connect() {
        return connect(MemoryLink.on(executor), WireKind.CONNECTION);
    }

    /**
     * Plugs a link in memory into the pump.
     *
     * @param link a fresh one
     * @param kind serial wire or connection
     * @return the companion's end, not opened yet
     */
    public Transport connect(MemoryLink link, WireKind kind) {
        attach(link.pumpEnd(), kind);
        return link.companionEnd();
    }

    /**
     * Opens a link and speaks on it until it closes.
     *
     * @param transport not opened yet; the pump's own from now on
     * @param kind serial wire or connection
     */
    public synchronized void attach(Transport transport, WireKind kind) {
        if (closed) {
            throw new IllegalStateException("pump " + serial() + " was closed: make a new one");
        }
        PumpLink link = new PumpLink(this, faults.wrap(transport, kind), kind);
        links.add(link);
        link.start();
    }

    /** Every link that is attached, as it stands. */
    public synchronized List<LinkStatus> links() {
        return links.stream().map(PumpLink::status).toList();
    }

    /** What companions have said so far. */
    public Heard heard() {
        return heard;
    }

    /** What goes wrong with it and its links: nothing, until it is switched on here. */
    public Faults faults() {
        return faults;
    }

    /** Adds someone who sees every payload from now on. */
    public synchronized void transcript(Transcript observer) {
        transcripts.add(observer);
    }

    /** Closes every link and forgets what waits. Closing again does nothing. */
    @Override
    public synchronized void close() {
        closed = true;
        faults.clear();
        if (body != null) {
            body.close();
        }
        model.clear();
        for (PumpLink link : List.copyOf(links)) {
            link.shut();
            forget(link);
        }
    }

    // ------------------------------------------------------------ who it is, and its time

    /** Serial number. */
    public String serial() {
        return identity().getSerial();
    }

    /** Who it is. */
    public Identity identity() {
        return face.identity();
    }

    /** As in {@code Event.boot_count}. */
    public synchronized int bootCount() {
        return clock.bootCount();
    }

    /** Time of the pump's own since it started. */
    public synchronized Duration uptime() {
        return Duration.ofMillis(clock.uptimeMs());
    }

    /** How many times faster than the link's its own time runs. */
    public synchronized double speed() {
        return model.speed();
    }

    /** Runs faster or slower from now on; uptime and clock go on without a jump. Range [0.001, 1 000 000]. */
    public synchronized void speed(double factor) {
        model.speed(factor);
    }

    /**
     * Runs something after a while of the pump's own time, whatever its speed. Lasts over a reboot.
     *
     * @param delay how long
     * @param action what
     * @return the task, to cancel it
     */
    @Override
    public synchronized ModelTime.Task after(Duration delay, Runnable action) {
        return model.after(delay, action);
    }

    // ------------------------------------------------------------ log

    @Override
    long writeIfSensed(Event.Builder event) {
        EventKind kind = EventKind.forNumber(event.getKindCase().getNumber());
        return reports.contains(kind) ? write(event) : 0;
    }

    /**
     * Writes an event whether the pump senses such a thing or not.
     *
     * @param event boot, uptime and clock are filled in, unless it names a boot
     * @return its number
     * @throws IllegalArgumentException if it is longer than 448 bytes encoded (W-16)
     */
    public synchronized long write(Event.Builder event) {
        long sequence = log.append(clock.stamp(event));
        links.forEach(PumpLink::logGrew);
        return sequence;
    }

    /**
     * Changes the log as no pump would by itself: loses, damages, leaves out, appends nonsense. Streams go on with what
     * they find; {@link #eraseLog} and {@link #restore} are for erasing and going back.
     *
     * @param change what to do with it; not to be kept
     */
    public synchronized void log(Consumer<EventLog> change) {
        int epoch = log.epoch();
        long newest = log.newest();
        change.accept(log);
        if (log.epoch() != epoch || log.newest() < newest) {
            links.forEach(PumpLink::logErased);
        }
        links.forEach(PumpLink::logGrew);
    }

    /** Number of the log (W-17). */
    public synchronized int logEpoch() {
        return log.epoch();
    }

    /** Highest number written; 0: none. */
    public synchronized long newest() {
        return log.newest();
    }

    /** Lowest number that can be read; newest + 1: none. */
    public synchronized long oldest() {
        return log.oldest();
    }

    // ------------------------------------------------------------ happenings

    /**
     * Starts anew: {@code boot_count} one up, uptime zero, sessions and connections gone; writes PumpStarted. A pump that
     * behaves loses a bolus or prime that runs, and nothing else.
     */
    @Override
    public synchronized void reboot(StartCause cause) {
        bootAs(clock.bootCount() + 1);
        sense(Event.newBuilder().setPumpStarted(PumpStarted.newBuilder().setCause(cause)));
        List.copyOf(links).forEach(PumpLink::rebooted);
    }

    /**
     * Starts anew with an older state of the same log, as a pump whose last writes did not survive: numbers are used
     * again (W-53).
     *
     * @param newest the newest record of that state
     * @param bootCount the boot count it comes up with
     */
    public synchronized void restore(long newest, int bootCount) {
        log.restore(newest);
        bootAs(bootCount);
        List.copyOf(links).forEach(PumpLink::rebooted);
    }

    private void bootAs(int bootCount) {
        if (body != null) {
            body.settle();
        }
        links.forEach(PumpLink::powerLost);
        clock.boot(bootCount);
        if (body != null) {
            body.rebooted();
        }
    }

    /** Erases the log: another epoch, numbers from 1 (W-17); sessions that stand stay, without a stream (W-38). */
    public synchronized void eraseLog() {
        log.erase(drawEpoch());
        links.forEach(PumpLink::logErased);
    }

    /**
     * Says a line of the pump's own log on every link, where there is room (W-40).
     *
     * @param level how much it matters
     * @param text at most 256 bytes, without line ends
     */
    public synchronized void logLine(LogLevel level, String text) {
        int length = text.getBytes(StandardCharsets.UTF_8).length;
        if (length > 256) {
            throw new IllegalArgumentException("a log line of " + length + " bytes (expected at most 256)");
        }
        LogLine line = LogLine.newBuilder().setLevel(level).setText(text).build();
        links.forEach(link -> link.logLine(line));
    }

    private int drawEpoch() {
        int epoch = random.nextInt();
        return epoch == 0 ? 1 : epoch;
    }

    // ------------------------------------------------------------ for the links, with the monitor held

    @Override
    PumpClock clock() {
        return clock;
    }

    @Override
    ModelTime model() {
        return model;
    }

    @Override
    @Nullable
    PumpModel body() {
        return body;
    }

    /** What runs its links and timers. */
    public ScheduledExecutorService executor() {
        return executor;
    }

    PumpView view() {
        return face;
    }

    SessionLimits limits() {
        return limits;
    }

    void refusesAll(boolean all) {
        refusesAll = all;
    }

    /** Starts anew with a firmware that speaks one version alone; 0: its own again. */
    void speaks(int version) {
        limits = version == 0
                ? ownLimits
                : new SessionLimits(version, version, ownLimits.heartbeatIntervalMs(), ownLimits.window());
        reboot();
    }

    long linkMs() {
        return time.millis();
    }

    boolean sessionToSpare() {
        return !refusesAll
                && links.stream()
                                .map(PumpLink::session)
                                .map(PumpSession::state)
                                .filter(state -> state.stands())
                                .count()
                        < maxSessions;
    }

    Transcripts transcripts() {
        return transcripts;
    }

    void forget(PumpLink link) {
        if (links.remove(link)) {
            heard.closed(link.status());
        }
    }
}
