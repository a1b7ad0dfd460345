package pumpcompanion.emulator.time;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The system's time: one daemon thread that runs tasks, and a clock that never goes back. The only class of the emulator
 * that reads the system's clock or waits by it.
 *
 * <p>All methods may be called from any thread. Who makes one shuts it down.
 *
 * <p><b>Design note:</b> the clock is the wall clock at the start plus the monotonic timer since, so that setting the
 * computer's clock cannot end a session or turn a pump's uptime back.
 */
public final class SystemTime extends ScheduledThreadPoolExecutor implements InstantSource {

    private final Instant start = Instant.now();
    private final long startNanos = System.nanoTime();

    /**
     * Starts with the first task.
     *
     * @param threadName name of the one thread
     */
    public SystemTime(String threadName) {
        super(1, new OneThread(threadName));
        setRemoveOnCancelPolicy(true);
    }

    /**
     * Shuts down at once and waits until the thread is gone, which {@code awaitTermination} does not.
     *
     * @param atMost how long at most
     * @return whether it is gone
     */
    public boolean end(Duration atMost) {
        shutdownNow();
        Thread last = ((OneThread) getThreadFactory()).newest;
        return last == null || join(last, atMost);
    }

    /** Makes daemon threads of one name, one at a time, and knows the newest. */
    private static final class OneThread implements ThreadFactory {

        private final String name;
        private volatile @Nullable Thread newest;

        OneThread(String name) {
            this.name = name;
        }

        @Override
        public Thread newThread(Runnable task) {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            newest = thread;
            return thread;
        }
    }

    @Override
    public Instant instant() {
        return start.plusNanos(System.nanoTime() - startNanos);
    }

    /** A task's exception goes to the thread's handler, instead of vanishing in a future that nobody asks. */
    @Override
    protected void afterExecute(Runnable task, @Nullable Throwable thrown) {
        super.afterExecute(task, thrown);
        if (thrown == null && task instanceof Future<?> future && future.isDone()) {
            Thread thread = Thread.currentThread();
            try {
                future.get();
            } catch (CancellationException cancelled) {
                return; // asked for
            } catch (ExecutionException failed) {
                thread.getUncaughtExceptionHandler().uncaughtException(thread, failed);
            } catch (InterruptedException interrupted) {
                thread.interrupt();
            }
        }
    }

    /**
     * Waits until a thread has ended. An interrupt ends the waiting and stays set.
     *
     * @param thread the thread
     * @param atMost how long at most
     * @return whether it has ended
     */
    public static boolean join(Thread thread, Duration atMost) {
        try {
            thread.join(Math.max(1, atMost.toMillis()));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        return !thread.isAlive();
    }

    /**
     * Waits until something is so. An interrupt ends the waiting and stays set.
     *
     * @param monitor whose {@code notifyAll} says that it may have come to be
     * @param condition asked with the monitor held, at first and after each such call
     * @param atMost how long at most
     * @return whether it came to be
     */
    public static boolean await(Object monitor, BooleanSupplier condition, Duration atMost) {
        long end = System.nanoTime() + atMost.toNanos();
        synchronized (monitor) {
            while (!condition.getAsBoolean()) {
                long left = end - System.nanoTime();
                if (left <= 0) {
                    return false;
                }
                try {
                    TimeUnit.NANOSECONDS.timedWait(monitor, left);
                } catch (InterruptedException interrupted) {
                    Thread.currentThread().interrupt();
                    return false;
                }
            }
            return true;
        }
    }

    /** Lets a thread rest before it tries something again that just failed. An interrupt ends it and stays set. */
    public static void pause(Duration rest) {
        LockSupport.parkNanos(rest.toNanos());
    }
}
