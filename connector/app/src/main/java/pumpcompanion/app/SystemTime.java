package pumpcompanion.app;

import java.time.InstantSource;
import java.time.ZoneId;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;

/** The one place of this module that reads the system's clock, asks for its time zone and makes timers. */
final class SystemTime {

    private SystemTime() {}

    /** The wall clock. */
    static InstantSource wall() {
        return InstantSource.system();
    }

    /** Where the user is. */
    static ZoneId zone() {
        return ZoneId.systemDefault();
    }

    /** A single daemon thread that runs timers. Whoever asked for it shuts it down. */
    static ScheduledExecutorService timer(String name) {
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
