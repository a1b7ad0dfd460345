package pumpcompanion.emulator.fault;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import pumpcompanion.emulator.fault.link.FaultyTransport;
import pumpcompanion.emulator.fault.pump.FaultyPump;
import pumpcompanion.emulator.link.WireKind;
import pumpcompanion.proto.transport.Transport;

/**
 * The faults of one pump and of all its links, switched on and off by name while it runs. The same seed and the same calls
 * at the same times give the same bytes. Methods may be called from any thread; what is asked has happened when they
 * return, but for a {@code cut}, which comes with the next turn of the executor.
 *
 * <pre>{@code
 * pump.faults().on("flip=1e-4,down:stall=30s/5s,reboot=10m");
 * …
 * assertThat(pump.faults().acted("flip")).isPositive();
 * pump.faults().off("flip");
 * pump.faults().clear();
 * }</pre>
 */
public final class Faults {

    private final FaultyPump pump;
    private final ScheduledExecutorService executor;
    private final InstantSource time;
    private final Object monitor;
    private final List<ActiveFault> active = new ArrayList<>(0);
    private final Map<FaultyTransport, Long> links = new LinkedHashMap<>(2);
    private Instant silentUntil = Instant.MIN;
    private long seed;
    private long linksSeen;

    /**
     * None yet.
     *
     * @param pump what faults of a pump act on
     * @param executor runs timers, the same that runs the pump's links
     * @param time the links' time
     * @param monitor guards the pump, its links and all of this
     * @param seed of all that is drawn
     */
    public Faults(FaultyPump pump, ScheduledExecutorService executor, InstantSource time, Object monitor, long seed) {
        this.pump = pump;
        this.executor = executor;
        this.time = time;
        this.monitor = monitor;
        this.seed = seed;
    }

    /** Another seed, for faults that are switched on from now on. */
    public Faults seed(long newSeed) {
        synchronized (monitor) {
            seed = newSeed;
        }
        return this;
    }

    /**
     * Switches faults on. One that is on already, for the same directions, is switched off first and begins anew with the
     * values given.
     *
     * @param list such as {@code flip=1e-4,cut=30s}: {@link FaultSpec}
     * @throws IllegalArgumentException if it is none; then nothing was switched
     */
    public Faults on(String list) {
        FaultSpec.parse(list).forEach(this::on);
        return this;
    }

    /** Switches one fault on, in place of the same one with other values. */
    public Faults on(FaultSpec fault) {
        synchronized (monitor) {
            active.stream().filter(on -> on.spec.replaces(fault)).toList().forEach(this::end);
            long own = seed * 0x9E3779B97F4A7C15L + fault.kind().word().hashCode();
            ActiveFault begun = fault.kind().isOfLink()
                    ? new ActiveFault.OfLinks(fault, own)
                    : new PumpFaultTimer(fault, own, pump, executor, monitor);
            active.add(begun);
            new LinkedHashMap<>(links).forEach(begun::join);
            begun.begin();
        }
        return this;
    }

    /**
     * Switches a fault off, in every direction. What it held back goes on; what it did to the pump is over. One that is not
     * on stays off.
     *
     * @param name such as {@code flip}
     * @throws IllegalArgumentException if there is no such fault
     */
    public Faults off(String name) {
        FaultKind kind = kind(name);
        synchronized (monitor) {
            active.stream().filter(on -> on.spec.kind() == kind).toList().forEach(this::end);
        }
        return this;
    }

    /** Switches all of them off. */
    public Faults clear() {
        synchronized (monitor) {
            List.copyOf(active).forEach(this::end);
        }
        return this;
    }

    /** What is switched on, in that order. */
    public List<FaultStatus> list() {
        synchronized (monitor) {
            return active.stream()
                    .map(on -> new FaultStatus(on.spec, on.acts.count()))
                    .toList();
        }
    }

    /**
     * How often a fault did its thing since it was switched on; 0 where it is not on.
     *
     * @param name such as {@code flip}
     * @throws IllegalArgumentException if there is no such fault
     */
    public long acted(String name) {
        FaultKind kind = kind(name);
        synchronized (monitor) {
            return active.stream()
                    .filter(on -> on.spec.kind() == kind)
                    .mapToLong(on -> on.acts.count())
                    .sum();
        }
    }

    /**
     * Stands in front of a link that is about to be opened, with all the faults that are on.
     *
     * @param link the pump's end
     * @param kind what a cut does to it
     */
    public Transport wrap(Transport link, WireKind kind) {
        synchronized (monitor) {
            FaultyTransport wrapped = new FaultyTransport(link, kind, executor, time, monitor, links::remove);
            long number = linksSeen++;
            links.put(wrapped, number);
            Instant now = time.instant();
            if (now.isBefore(silentUntil)) {
                wrapped.silence(Duration.between(now, silentUntil));
            }
            active.forEach(on -> on.join(wrapped, number));
            return wrapped;
        }
    }

    /** Nothing passes on any link for a while, either way, and nothing of it is made up for. */
    public void silence(Duration duration) {
        synchronized (monitor) {
            silentUntil = time.instant().plus(duration);
            links.keySet().forEach(link -> link.silence(duration));
        }
    }

    private void end(ActiveFault fault) {
        active.remove(fault);
        List.copyOf(links.keySet()).forEach(fault::leave);
        fault.end();
    }

    private static FaultKind kind(String name) {
        return FaultKind.of(name)
                .orElseThrow(() -> new IllegalArgumentException(
                        "fault '" + name + "' (expected one of: " + FaultKind.words() + ")"));
    }
}
