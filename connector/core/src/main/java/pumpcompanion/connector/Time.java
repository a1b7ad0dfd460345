package pumpcompanion.connector;

import java.time.InstantSource;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ScheduledExecutorService;

/**
 * All that a connector needs of time and threads, handed in.
 *
 * @param executor runs everything of a connector, one task after another; never blocked for long
 * @param monotonic times heartbeats and waits; never goes back
 * @param wall stamps what was received; may be set by people
 * @param blocking runs reading of the journal, which may take long
 * @param owned whether the executor ends with the connector
 */
public record Time(
        ScheduledExecutorService executor,
        InstantSource monotonic,
        InstantSource wall,
        Executor blocking,
        boolean owned) {

    /** The system's clocks and a thread of its own, named after the link, that ends with the connector. */
    static Time system(String linkName) {
        return new Time(
                SystemTime.newExecutor("companion " + linkName),
                SystemTime.monotonic(),
                SystemTime.wall(),
                ForkJoinPool.commonPool(),
                true);
    }

    /** The system's clocks on the caller's executor, such as one Netty event loop for thousands of connectors. */
    public static Time on(ScheduledExecutorService executor) {
        return new Time(executor, SystemTime.monotonic(), SystemTime.wall(), ForkJoinPool.commonPool(), false);
    }

    /**
     * Virtual time: one object that is clock and executor, as the emulator's. Then nothing happens but by its will.
     *
     * @param time clock and executor in one
     */
    public static <T extends ScheduledExecutorService & InstantSource> Time virtual(T time) {
        return new Time(time, time, time, Runnable::run, false);
    }

    /** Whether one object is clock and executor: then nobody outside it does anything meanwhile. */
    boolean isVirtual() {
        return executor.equals(wall);
    }
}
