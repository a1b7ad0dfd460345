package pumpcompanion.connector.transport;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Rings when a serial driver took too long. One daemon thread for all ports of the JVM, which goes when there is nothing
 * to watch.
 *
 * <p><b>Design note:</b> no call of a serial driver on Linux or macOS has a timeout that holds, so somebody else must
 * count the time.
 */
final class SerialWatch {

    private static final ScheduledThreadPoolExecutor TIMER = timer();

    private SerialWatch() {}

    private static ScheduledThreadPoolExecutor timer() {
        ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "companion-serial-watch");
            thread.setDaemon(true);
            return thread;
        });
        timer.setRemoveOnCancelPolicy(true);
        timer.setKeepAliveTime(5, TimeUnit.SECONDS);
        timer.allowCoreThreadTimeOut(true);
        return timer;
    }

    /** Does something after a while, unless it is cancelled before. What it does must be short. */
    static Future<?> ring(Duration after, Runnable alarm) {
        return TIMER.schedule(alarm, after.toNanos(), TimeUnit.NANOSECONDS);
    }
}
