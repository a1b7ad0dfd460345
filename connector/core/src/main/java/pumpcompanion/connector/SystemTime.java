package pumpcompanion.connector;

import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;

/** The one place of this module that reads the system's clocks and makes its timers. Everywhere else time comes in. */
final class SystemTime {

    private SystemTime() {}

    /** The wall clock, which people and daylight may set. */
    static InstantSource wall() {
        return InstantSource.system();
    }

    /** A clock that only runs forward: the wall clock of now, carried on by the system's nanosecond counter. */
    static InstantSource monotonic() {
        Instant start = Instant.now();
        long startNanos = System.nanoTime();
        return () -> start.plusNanos(System.nanoTime() - startNanos);
    }

    /** A single daemon thread. Whoever asked for it shuts it down. */
    static ScheduledExecutorService newExecutor(String name) {
        ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        });
        executor.setRemoveOnCancelPolicy(true);
        executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        return executor;
    }
}
