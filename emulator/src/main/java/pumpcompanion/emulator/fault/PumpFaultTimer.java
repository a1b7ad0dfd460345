package pumpcompanion.emulator.fault;

import java.util.SplittableRandom;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import pumpcompanion.emulator.fault.link.LinkFilter;
import pumpcompanion.emulator.fault.pump.FaultyPump;
import pumpcompanion.emulator.fault.pump.PumpFault;

/** A fault of the pump that is switched on: when it comes, comes again and is over. Guarded by the pump's monitor. */
final class PumpFaultTimer extends ActiveFault {

    private final FaultyPump pump;
    private final PumpFault fault;
    private final SplittableRandom random;
    private final ScheduledExecutorService executor;
    private final Object monitor;
    private final long everyNanos;
    private final long forNanos;
    private @Nullable Future<?> next;
    private @Nullable Future<?> healing;
    private boolean inForce;
    private boolean ended;

    PumpFaultTimer(FaultSpec spec, long seed, FaultyPump pump, ScheduledExecutorService executor, Object monitor) {
        super(spec);
        this.pump = pump;
        this.fault = spec.kind().fault(spec.values());
        this.random = new SplittableRandom(seed);
        this.executor = executor;
        this.monitor = monitor;
        this.everyNanos = spec.kind().everyNanos(spec.values());
        this.forNanos = spec.kind().forNanos(spec.values());
    }

    @Override
    void begin() {
        if (everyNanos == LinkFilter.NEVER) {
            strike();
        } else {
            next = after(everyNanos, this::strikeAgain);
        }
    }

    private void strikeAgain() {
        next = after(everyNanos, this::strikeAgain);
        strike();
    }

    private void strike() {
        if (inForce) {
            return; // the last one is not over yet
        }
        if (fault.strike(pump, random)) {
            acts.add();
        }
        inForce = spec.kind().lasts();
        if (inForce && forNanos != LinkFilter.NEVER) {
            healing = after(forNanos, this::heal);
        }
    }

    private void heal() {
        if (inForce) {
            inForce = false;
            fault.heal(pump);
        }
    }

    @Override
    void end() {
        ended = true;
        if (next != null) {
            next.cancel(false);
        }
        if (healing != null) {
            healing.cancel(false);
        }
        heal();
    }

    private @Nullable Future<?> after(long nanos, Runnable step) {
        if (executor.isShutdown()) {
            return null;
        }
        return executor.schedule(
                () -> {
                    synchronized (monitor) {
                        if (!ended) {
                            step.run();
                        }
                    }
                },
                nanos,
                TimeUnit.NANOSECONDS);
    }
}
