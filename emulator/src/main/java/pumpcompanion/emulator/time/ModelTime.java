package pumpcompanion.emulator.time;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.PriorityQueue;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A pump's own time: the link's, times a speed that may change while it runs. Never goes back, never jumps.
 *
 * <p>Not safe for threads by itself: its owner guards it, and hands in a monitor that is held while tasks run.
 */
public final class ModelTime {

    /** Slowest and fastest speed that make sense: one day in three years, and twelve days in a second. */
    private static final double MIN_SPEED = 0.001;

    private static final double MAX_SPEED = 1_000_000;

    private final ScheduledExecutorService executor;
    private final InstantSource link;
    private final Object monitor;
    private final PriorityQueue<Task> tasks = new PriorityQueue<>();
    private final Instant origin;
    private long anchorLinkNanos;
    private long anchorModelNanos;
    private double speed = 1;
    private long handedIn;
    private @Nullable Future<?> armed;
    private @Nullable Task armedFor;
    private long timers;
    private @Nullable Task running;

    /**
     * Starts at zero, now, at speed 1.
     *
     * @param executor runs the tasks
     * @param link the link's time
     * @param monitor held while a task runs
     */
    public ModelTime(ScheduledExecutorService executor, InstantSource link, Object monitor) {
        this.executor = executor;
        this.link = link;
        this.monitor = monitor;
        this.origin = link.instant();
    }

    /** Time of the model since it began. */
    public Duration elapsed() {
        return Duration.ofNanos(nowNanos());
    }

    /** How many times faster than the link's this time runs. */
    public double speed() {
        return speed;
    }

    /**
     * Runs faster or slower from now on. What waits moves with it.
     *
     * @param factor range [0.001, 1 000 000]
     * @throws IllegalArgumentException if out of range
     */
    public void speed(double factor) {
        if (!(factor >= MIN_SPEED && factor <= MAX_SPEED)) {
            throw new IllegalArgumentException("speed " + factor + " (expected 0.001 to 1000000)");
        }
        long now = nowNanos();
        anchorLinkNanos = linkNanos();
        anchorModelNanos = now;
        speed = factor;
        armedFor = null;
        arm();
    }

    /**
     * Runs something after a while of the model's time.
     *
     * @param delay how long; what is negative is now
     * @param action what
     * @return the task, to cancel it
     */
    public Task after(Duration delay, Runnable action) {
        return add(base() + Math.max(0, delay.toNanos()), action);
    }

    /**
     * Runs something at a time of the model.
     *
     * @param elapsed as {@link #elapsed} shows it then; what is past is now
     * @param action what
     * @return the task, to cancel it
     */
    public Task at(Duration elapsed, Runnable action) {
        return add(elapsed.toNanos(), action);
    }

    private Task add(long atNanos, Runnable action) {
        Task task = new Task(atNanos, handedIn++, action);
        tasks.add(task);
        arm();
        return task;
    }

    /**
     * Lets a while pass at once: what falls due in it runs, each at its own time and in order; then time goes on from
     * there as before. The link's time does not move.
     *
     * @param span how long; what is negative is nothing
     * @throws IllegalStateException from within a task
     */
    public void advance(Duration span) {
        if (running != null) {
            throw new IllegalStateException("time is advanced by one of its own tasks (expected from outside)");
        }
        long target = Math.addExact(nowNanos(), Math.max(0, span.toNanos()));
        try {
            for (Task next = tasks.peek(); next != null && next.atNanos <= target; next = tasks.peek()) {
                tasks.poll();
                reach(next.atNanos);
                running = next;
                next.action.run();
            }
            reach(target);
        } finally {
            running = null;
            armedFor = null;
            arm();
        }
    }

    private void reach(long modelNanos) {
        anchorModelNanos = Math.max(modelNanos, nowNanos());
        anchorLinkNanos = linkNanos();
    }

    /** Forgets every task. */
    public void clear() {
        tasks.clear();
        arm();
    }

    private long linkNanos() {
        return Duration.between(origin, link.instant()).toNanos();
    }

    private long nowNanos() {
        return anchorModelNanos + (long) ((linkNanos() - anchorLinkNanos) * speed);
    }

    /** One timer, for the next task; none is set while a task runs, because it may hand in an earlier one. */
    private void arm() {
        Task next = tasks.peek();
        if (running != null || (armed != null && armedFor == next)) {
            return;
        }
        if (armed != null) {
            armed.cancel(false);
            armed = null;
        }
        timers++;
        armedFor = next;
        if (next != null && !executor.isShutdown()) {
            long wait = (long) Math.ceil((next.atNanos - nowNanos()) / speed);
            long timer = timers;
            armed = executor.schedule(() -> run(timer), Math.max(0, wait), TimeUnit.NANOSECONDS);
        }
    }

    private void run(long timer) {
        synchronized (monitor) {
            if (timer != timers) {
                return; // it was cancelled too late
            }
            armed = null;
            Task next = tasks.peek();
            try {
                if (next != null && next.atNanos <= nowNanos()) {
                    tasks.poll();
                    running = next;
                    next.action.run();
                }
            } finally {
                running = null;
                arm(); // even where the task threw: it must not stop the others
            }
        }
    }

    /** A task that hands in another counts from its own due time, so that what repeats does not drift. */
    private long base() {
        Task now = running;
        return now == null ? nowNanos() : now.atNanos;
    }

    /** Something that waits for its time. */
    public final class Task implements Comparable<Task> {

        private final long atNanos;
        private final long number;
        private final Runnable action;

        private Task(long atNanos, long number, Runnable action) {
            this.atNanos = atNanos;
            this.number = number;
            this.action = action;
        }

        /** Forgets it, if it has not run. */
        public void cancel() {
            synchronized (monitor) {
                boolean next = tasks.peek() == this;
                tasks.remove(this);
                if (next) {
                    arm(); // an idle pump leaves no timer behind
                }
            }
        }

        @Override
        public int compareTo(Task other) {
            int byTime = Long.compare(atNanos, other.atNanos);
            return byTime != 0 ? byTime : Long.compare(number, other.number);
        }
    }
}
