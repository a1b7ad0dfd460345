package pumpcompanion.emulator.fault.link;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import pumpcompanion.emulator.link.Direction;
import pumpcompanion.emulator.link.WireKind;
import pumpcompanion.proto.transport.Receiver;
import pumpcompanion.proto.transport.Transport;

/**
 * The pump's end of a link with room for faults: what the pump sends goes through one chain of filters, what it receives
 * through another. In memory, over TCP and on a pseudo-terminal alike, because it stands in front of any
 * {@link Transport}. Without a fault it hands everything on as it is.
 *
 * <p><b>Design note:</b> the monitor is the pump's own. With one of its own here, a pump that sends and a wire that hands
 * over would take two in different orders.
 */
public final class FaultyTransport implements Transport, Receiver {

    /** How long a serial wire is dead when its cable is pulled. A connection is closed instead. */
    public static final Duration UNPLUGGED = Duration.ofSeconds(1);

    private final Transport inner;
    private final WireKind kind;
    private final ScheduledExecutorService executor;
    private final InstantSource time;
    private final Instant origin;
    private final Object monitor;
    private final Consumer<FaultyTransport> over;
    private final Line towardsPump = new Line(this::nowNanos, this::handOver, this::cut);
    private final Line fromPump = new Line(this::nowNanos, this::sendOn, this::cut);
    private volatile @Nullable Receiver receiver;
    private @Nullable Future<?> timer;
    private long armedFor = LinkFilter.NEVER;
    private long silentUntil = Long.MIN_VALUE;
    private boolean cut;
    private boolean ended;

    /**
     * Stands in front of a link.
     *
     * @param inner not opened yet
     * @param kind what a cut does to it
     * @param executor runs the timers, the same that runs the receiver
     * @param time the link's time
     * @param monitor held whenever anything happens here, and while the receiver is told of bytes
     * @param over told once, when the link is gone
     */
    public FaultyTransport(
            Transport inner,
            WireKind kind,
            ScheduledExecutorService executor,
            InstantSource time,
            Object monitor,
            Consumer<FaultyTransport> over) {
        this.inner = inner;
        this.kind = kind;
        this.executor = executor;
        this.time = time;
        this.origin = time.instant();
        this.monitor = monitor;
        this.over = over;
    }

    // ------------------------------------------------------------ faults

    /**
     * Switches a fault on for one direction.
     *
     * @param fault what it is taken out by
     * @param acts counts what it does
     */
    public void add(Object fault, Direction direction, LinkFilter filter, Acts acts) {
        synchronized (monitor) {
            (direction == Direction.TO_PUMP ? towardsPump : fromPump).add(fault, filter, acts);
            arm();
        }
    }

    /** Switches a fault off; what it held back goes on. */
    public void remove(Object fault) {
        synchronized (monitor) {
            towardsPump.remove(fault);
            fromPump.remove(fault);
            arm();
        }
    }

    /** Nothing passes either way for a while, and what is sent meanwhile is lost. */
    public void silence(Duration duration) {
        synchronized (monitor) {
            silentUntil = Math.max(silentUntil, nowNanos() + duration.toNanos());
        }
    }

    /** Time of this link, since it was made. */
    public long nowNanos() {
        return Duration.between(origin, time.instant()).toNanos();
    }

    private void cut() {
        if (kind == WireKind.SERIAL) {
            silence(UNPLUGGED);
            towardsPump.release(); // into the void
            fromPump.release();
        } else {
            cut = true;
            inner.close();
        }
    }

    private boolean isDead() {
        return cut || nowNanos() < silentUntil;
    }

    // ------------------------------------------------------------ Transport

    @Override
    public void open(Receiver newReceiver, Executor receiverExecutor) {
        receiver = newReceiver;
        inner.open(this, receiverExecutor);
    }

    @Override
    public void send(byte[] bytes) {
        synchronized (monitor) {
            fromPump.take(fromPump.isBare() ? bytes : bytes.clone());
            arm();
        }
    }

    @Override
    public void close() {
        synchronized (monitor) {
            fromPump.release();
        }
        inner.close();
    }

    @Override
    public String name() {
        return inner.name();
    }

    @Override
    public long bytesPerSecond() {
        return inner.bytesPerSecond();
    }

    private void sendOn(byte[] bytes) {
        if (!isDead()) {
            inner.send(bytes);
        }
    }

    // ------------------------------------------------------------ Receiver

    @Override
    public void opened() {
        Receiver told = receiver;
        if (told != null) {
            told.opened();
        }
    }

    @Override
    public void received(ByteBuffer bytes) {
        synchronized (monitor) {
            byte[] copy = new byte[bytes.remaining()];
            bytes.get(copy);
            towardsPump.take(copy);
            arm();
        }
    }

    private void handOver(byte[] bytes) {
        Receiver told = receiver;
        if (told != null && !ended && !isDead()) {
            told.received(ByteBuffer.wrap(bytes));
        }
    }

    @Override
    public void closed(Closed cause) {
        synchronized (monitor) {
            towardsPump.release(); // it arrived before
            ended = true;
            towardsPump.clear();
            fromPump.clear();
            arm();
            over.accept(this);
        }
        Receiver told = receiver;
        if (told != null) {
            told.closed(cause);
        }
    }

    // ------------------------------------------------------------ time

    private void arm() {
        long due = Math.min(towardsPump.dueNanos(), fromPump.dueNanos());
        if (due == armedFor) {
            return;
        }
        if (timer != null) {
            timer.cancel(false);
            timer = null;
        }
        armedFor = due;
        if (due != LinkFilter.NEVER && !executor.isShutdown()) {
            timer = executor.schedule(this::timerWentOff, Math.max(0, due - nowNanos()), TimeUnit.NANOSECONDS);
        }
    }

    private void timerWentOff() {
        synchronized (monitor) {
            armedFor = LinkFilter.NEVER;
            timer = null;
            if (!ended) {
                towardsPump.due();
                fromPump.due();
                arm();
            }
        }
    }
}
