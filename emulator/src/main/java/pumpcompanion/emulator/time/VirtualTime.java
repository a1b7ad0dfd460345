package pumpcompanion.emulator.time;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.RunnableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Time that passes only when told to: an executor, its timers and a clock in one. Three days are a method call, and the
 * same calls give the same order of tasks every time.
 *
 * <ul>
 *   <li>Nothing runs inline: {@link #execute} and {@code schedule} only enqueue. Tasks run inside {@link #advance},
 *       {@link #advanceUntil} and {@link #runDue}, on the thread of whoever calls these, one after another.
 *   <li>Tasks run at their exact time; those of one time in the order in which they were handed in.
 *   <li>An exception of a {@link Runnable} comes out of {@code advance}, so that no test passes over one. That of a
 *       {@link Callable} is in its future.
 *   <li>A future never waits: asked for the result of a task that has not run, it throws
 *       {@link IllegalStateException}, because waiting on the thread that must run it would never end.
 * </ul>
 *
 * <p>Tasks may be handed in from any thread; only one at a time may let time pass.
 */
public final class VirtualTime extends AbstractExecutorService implements ScheduledExecutorService, InstantSource {

    private final Instant start;
    private final PriorityQueue<VirtualTask<?>> queue = new PriorityQueue<>();
    private long nowNanos;
    private long handedIn;
    private boolean running;
    private boolean shutdown;

    /** Starts at 2026-01-01T00:00:00Z, a day like any other. */
    public VirtualTime() {
        this(Instant.parse("2026-01-01T00:00:00Z"));
    }

    /**
     * Starts at a time of the caller's choice.
     *
     * @param start what {@link #instant} shows at first
     */
    public VirtualTime(Instant start) {
        this.start = start;
    }

    @Override
    public synchronized Instant instant() {
        return start.plusNanos(nowNanos);
    }

    /** How much time has passed since the start. */
    public synchronized Duration elapsed() {
        return Duration.ofNanos(nowNanos);
    }

    /** How many tasks wait for their time. */
    public synchronized int waiting() {
        return queue.size();
    }

    /**
     * Lets time pass, and runs what falls due on the way.
     *
     * @param by how much; zero runs what is due now
     */
    public void advance(Duration by) {
        passUntil(() -> false, by);
    }

    /** Runs everything that is due now, and what that hands in for now, until nothing is. Time stands still. */
    public void runDue() {
        advance(Duration.ZERO);
    }

    /**
     * Lets time pass until something is so. Asked before the first task and after each.
     *
     * @param condition what to wait for
     * @param atMost how long at most
     * @return whether it came to be; then the time is that of the task that brought it
     */
    public boolean advanceUntil(BooleanSupplier condition, Duration atMost) {
        return passUntil(condition, atMost);
    }

    private boolean passUntil(BooleanSupplier condition, Duration atMost) {
        if (atMost.isNegative()) {
            throw new IllegalArgumentException("time does not go back: " + atMost);
        }
        long until;
        synchronized (this) {
            if (running) {
                throw new IllegalStateException("a task lets time pass (only the one who runs the tasks may)");
            }
            running = true;
            until = nowNanos + atMost.toNanos();
        }
        try {
            while (!condition.getAsBoolean()) {
                VirtualTask<?> next = nextDue(until);
                if (next == null) {
                    return false;
                }
                next.run();
                next.rethrow();
            }
            return true;
        } finally {
            synchronized (this) {
                running = false;
            }
        }
    }

    /** Takes the next task and moves the time to it; where there is none, the time to the end. */
    private synchronized @Nullable VirtualTask<?> nextDue(long untilNanos) {
        VirtualTask<?> next = queue.peek();
        if (next == null || next.atNanos() > untilNanos) {
            nowNanos = untilNanos;
            return null;
        }
        nowNanos = Math.max(nowNanos, next.atNanos());
        return queue.poll();
    }

    synchronized long nowNanos() {
        return nowNanos;
    }

    synchronized long nextNumber() {
        return handedIn++;
    }

    synchronized void enqueue(VirtualTask<?> task) {
        if (shutdown) {
            throw new RejectedExecutionException("this virtual time was shut down");
        }
        queue.add(task);
    }

    synchronized void enqueueAgain(VirtualTask<?> task) {
        if (!shutdown) {
            queue.add(task);
        }
    }

    synchronized void forget(VirtualTask<?> task) {
        queue.remove(task);
    }

    @Override
    public void execute(Runnable command) {
        enqueue(new VirtualTask<>(this, Executors.callable(command), nowNanos(), 0, true));
    }

    @Override
    protected <T> RunnableFuture<T> newTaskFor(Callable<T> callable) {
        return new VirtualTask<>(this, callable, nowNanos(), 0, false);
    }

    @Override
    protected <T> RunnableFuture<T> newTaskFor(Runnable runnable, T value) {
        return newTaskFor(Executors.callable(runnable, value));
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable command, long delay, TimeUnit unit) {
        return add(Executors.callable(command), unit.toNanos(delay), 0, true);
    }

    @Override
    public <V> ScheduledFuture<V> schedule(Callable<V> callable, long delay, TimeUnit unit) {
        return add(callable, unit.toNanos(delay), 0, false);
    }

    @Override
    public ScheduledFuture<?> scheduleAtFixedRate(Runnable command, long initialDelay, long period, TimeUnit unit) {
        return add(Executors.callable(command), unit.toNanos(initialDelay), positive(unit.toNanos(period)), true);
    }

    /** The same as at a fixed rate, because tasks take no virtual time. */
    @Override
    public ScheduledFuture<?> scheduleWithFixedDelay(Runnable command, long initialDelay, long delay, TimeUnit unit) {
        return scheduleAtFixedRate(command, initialDelay, delay, unit);
    }

    private <V> VirtualTask<V> add(Callable<V> work, long delayNanos, long periodNanos, boolean rethrows) {
        long at = nowNanos() + Math.max(0, delayNanos);
        VirtualTask<V> task = new VirtualTask<>(this, work, at, periodNanos, rethrows);
        enqueue(task);
        return task;
    }

    private static long positive(long nanos) {
        if (nanos <= 0) {
            throw new IllegalArgumentException("a period of " + nanos + " ns (expected at least 1)");
        }
        return nanos;
    }

    /** Runs all of them now. */
    @Override
    public <T> List<Future<T>> invokeAll(Collection<? extends Callable<T>> tasks) {
        List<Future<T>> futures = new ArrayList<>();
        for (Callable<T> task : tasks) {
            futures.add(submit(task));
        }
        runDue();
        return futures;
    }

    /** Runs all of them now; the timeout cannot pass. */
    @Override
    public <T> List<Future<T>> invokeAll(Collection<? extends Callable<T>> tasks, long timeout, TimeUnit unit) {
        return invokeAll(tasks);
    }

    /** Runs them now, one by one, until one succeeds. */
    @Override
    public <T> T invokeAny(Collection<? extends Callable<T>> tasks) throws InterruptedException, ExecutionException {
        if (tasks.isEmpty()) {
            throw new IllegalArgumentException("no task to run (expected at least 1)");
        }
        ExecutionException last = new ExecutionException("none of " + tasks.size() + " tasks ran", null);
        for (Callable<T> task : tasks) {
            Future<T> future = submit(task);
            runDue();
            try {
                return future.get();
            } catch (ExecutionException failed) {
                last = failed;
            }
        }
        throw last;
    }

    /** Runs them now, one by one, until one succeeds; the timeout cannot pass. */
    @Override
    public <T> T invokeAny(Collection<? extends Callable<T>> tasks, long timeout, TimeUnit unit)
            throws InterruptedException, ExecutionException {
        return invokeAny(tasks);
    }

    /** Takes no more tasks and drops periodic ones; single ones still run at their time. */
    @Override
    public synchronized void shutdown() {
        shutdown = true;
        queue.removeIf(VirtualTask::isPeriodic);
    }

    @Override
    public synchronized List<Runnable> shutdownNow() {
        shutdown = true;
        List<Runnable> left = new ArrayList<>();
        while (!queue.isEmpty()) {
            left.add(queue.remove());
        }
        return left;
    }

    @Override
    public synchronized boolean isShutdown() {
        return shutdown;
    }

    @Override
    public synchronized boolean isTerminated() {
        return shutdown && queue.isEmpty();
    }

    /** Lets time pass until the last task has run. */
    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) {
        return advanceUntil(this::isTerminated, Duration.ofNanos(unit.toNanos(timeout)));
    }
}
