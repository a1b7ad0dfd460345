package pumpcompanion.emulator.time;

import java.util.Comparator;
import java.util.concurrent.Callable;
import java.util.concurrent.Delayed;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RunnableScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One task of a {@link VirtualTime}, in the order of its time and, within that, of its handing in. */
final class VirtualTask<V> extends FutureTask<V> implements RunnableScheduledFuture<V> {

    private static final Comparator<VirtualTask<?>> ORDER =
            Comparator.<VirtualTask<?>>comparingLong(VirtualTask::atNanos).thenComparingLong(task -> task.number);

    private final VirtualTime time;
    private final long periodNanos;
    private final boolean rethrows;
    private long atNanos;
    private long number;
    private @Nullable Throwable failure;

    VirtualTask(VirtualTime time, Callable<V> work, long atNanos, long periodNanos, boolean rethrows) {
        super(work);
        this.time = time;
        this.atNanos = atNanos;
        this.periodNanos = periodNanos;
        this.rethrows = rethrows;
        this.number = time.nextNumber();
    }

    long atNanos() {
        return atNanos;
    }

    @Override
    public boolean isPeriodic() {
        return periodNanos > 0;
    }

    @Override
    public void run() {
        if (!isPeriodic()) {
            super.run();
        } else if (runAndReset()) {
            atNanos += periodNanos;
            number = time.nextNumber();
            time.enqueueAgain(this);
        }
    }

    @Override
    protected void setException(Throwable thrown) {
        failure = thrown;
        super.setException(thrown);
    }

    /** Throws what the task threw, where nobody else would hear of it. */
    void rethrow() {
        Throwable thrown = failure;
        failure = null;
        if (!rethrows || thrown == null) {
            return;
        }
        if (thrown instanceof Error error) {
            throw error;
        }
        if (thrown instanceof RuntimeException exception) {
            throw exception;
        }
        throw new IllegalStateException(thrown);
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        boolean cancelled = super.cancel(false); // it runs on the caller's own thread
        time.forget(this);
        return cancelled;
    }

    @Override
    public V get() throws InterruptedException, ExecutionException {
        if (!isDone()) {
            throw new IllegalStateException("the task has not run yet (let time pass first)");
        }
        return super.get();
    }

    @Override
    public V get(long timeout, TimeUnit unit) throws InterruptedException, ExecutionException {
        return get();
    }

    @Override
    public long getDelay(TimeUnit unit) {
        return unit.convert(atNanos - time.nowNanos(), TimeUnit.NANOSECONDS);
    }

    @Override
    public int compareTo(Delayed other) {
        return other instanceof VirtualTask<?> task
                ? ORDER.compare(this, task)
                : Long.compare(getDelay(TimeUnit.NANOSECONDS), other.getDelay(TimeUnit.NANOSECONDS));
    }
}
