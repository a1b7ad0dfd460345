package pumpcompanion.emulator.link;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import pumpcompanion.proto.transport.Receiver.Closed;
import pumpcompanion.proto.transport.Receiver.Closed.Kind;
import pumpcompanion.proto.transport.Transport;

/**
 * Two transports joined in memory: what one end sends the other receives, after the latency, in order. On a
 * {@code VirtualTime} a run is the same each time.
 *
 * <p>An end opens by itself, without the other; what is sent to an end that is not open yet, or not any more, is lost,
 * as on a serial wire. Cuts, latency and filters may be changed at any time, from the thread that runs the link's
 * time.
 */
public final class MemoryLink {

    /** Bytes that may wait for an end whose receiver is slow: as many as a {@link StreamTransport} lets wait. */
    static final int MOST_WAITING = StreamTransport.QUEUE_LIMIT;

    private final ScheduledExecutorService time;
    private final String name;
    private final MemoryEnd pumpEnd = new MemoryEnd(this, Direction.FROM_PUMP);
    private final MemoryEnd companionEnd = new MemoryEnd(this, Direction.TO_PUMP);
    private UnaryOperator<byte[]> towardsPump = UnaryOperator.identity();
    private UnaryOperator<byte[]> fromPump = UnaryOperator.identity();
    private final Queue<Runnable> travelsTowardsPump = new ConcurrentLinkedQueue<>();
    private final Queue<Runnable> travelsFromPump = new ConcurrentLinkedQueue<>();
    private final AtomicInteger bytesTowardsPump = new AtomicInteger();
    private final AtomicInteger bytesFromPump = new AtomicInteger();
    private @Nullable Random cuts;
    private Duration latency = Duration.ZERO;

    private MemoryLink(ScheduledExecutorService time, String name) {
        this.time = time;
        this.name = name;
    }

    /**
     * A link without latency that hands over what was sent as it was sent.
     *
     * @param time carries the bytes; a {@code VirtualTime} in tests
     */
    public static MemoryLink on(ScheduledExecutorService time) {
        return on(time, "memory:");
    }

    /**
     * A link under a name for people.
     *
     * @param time carries the bytes
     * @param name such as {@code memory:bench}
     */
    public static MemoryLink on(ScheduledExecutorService time, String name) {
        return new MemoryLink(time, name);
    }

    /** The name of both ends. */
    public String name() {
        return name;
    }

    /** How long bytes travel, from now on. A shorter one does not overtake what travels already. */
    public MemoryLink latency(Duration newLatency) {
        latency = newLatency;
        return this;
    }

    /** Cuts what passes into pieces of 1 to 64 bytes, from now on. */
    public MemoryLink cuts(long seed) {
        cuts = new Random(seed);
        return this;
    }

    /**
     * Changes what passes one way, from now on, frame by frame: each call gets one whole frame with its delimiters, and
     * returns the bytes to hand over; none for a frame that is lost. Noise that is no frame comes as it was sent.
     *
     * @param direction which way
     * @param filter frame to bytes
     */
    public MemoryLink filter(Direction direction, UnaryOperator<byte[]> filter) {
        if (direction == Direction.TO_PUMP) {
            towardsPump = filter;
        } else {
            fromPump = filter;
        }
        return this;
    }

    /** The end that the pump speaks on. */
    public Transport pumpEnd() {
        return pumpEnd;
    }

    /** The end that the companion speaks on. */
    public Transport companionEnd() {
        return companionEnd;
    }

    /** Puts bytes on the line that nobody sent: noise, or a boot loader's text. Not filtered. */
    public void noise(Direction direction, byte[] bytes) {
        carry(direction, bytes);
    }

    /** Pulls the cable: both ends are closed as by the other side, and what travels is lost. */
    public void cut() {
        pumpEnd.end(new Closed(Kind.REMOTE, name + " was cut"));
        companionEnd.end(new Closed(Kind.REMOTE, name + " was cut"));
    }

    /** From one of the ends. Returns false where the other end is so far behind that the link is closed. */
    boolean send(Direction direction, byte[] bytes) {
        MemoryEnd to = direction == Direction.TO_PUMP ? pumpEnd : companionEnd;
        if (travelling(direction).get() + to.waitingBytes() > MOST_WAITING) {
            return false;
        }
        UnaryOperator<byte[]> filter = direction == Direction.TO_PUMP ? towardsPump : fromPump;
        ByteArrayOutputStream passed = new ByteArrayOutputStream(bytes.length);
        int start = 0;
        while (start < bytes.length) {
            int end = endOfFrame(bytes, start);
            byte[] frame = Arrays.copyOfRange(bytes, start, end);
            passed.writeBytes(filter.apply(frame));
            start = end;
        }
        carry(direction, passed.toByteArray());
        return true;
    }

    private AtomicInteger travelling(Direction direction) {
        return direction == Direction.TO_PUMP ? bytesTowardsPump : bytesFromPump;
    }

    /** Behind the delimiter that ends the first block that is not empty. */
    private static int endOfFrame(byte[] bytes, int start) {
        int at = start;
        while (at < bytes.length && bytes[at] == 0) {
            at++;
        }
        while (at < bytes.length && bytes[at] != 0) {
            at++;
        }
        return Math.min(bytes.length, at + 1);
    }

    private void carry(Direction direction, byte[] bytes) {
        MemoryEnd to = direction == Direction.TO_PUMP ? pumpEnd : companionEnd;
        travelling(direction).addAndGet(bytes.length);
        int start = 0;
        while (start < bytes.length) {
            int left = bytes.length - start;
            int length = cuts == null ? left : Math.min(left, 1 + cuts.nextInt(64));
            byte[] piece = Arrays.copyOfRange(bytes, start, start + length);
            later(direction, () -> {
                travelling(direction).addAndGet(-piece.length);
                to.arrived(piece);
            });
            start += length;
        }
    }

    /** One end was closed by its owner: the other hears of it behind the bytes that travel. */
    void closedBy(Direction sendsTowards) {
        MemoryEnd other = sendsTowards == Direction.TO_PUMP ? pumpEnd : companionEnd;
        later(sendsTowards, () -> other.end(new Closed(Kind.REMOTE, name + " was closed by the other end")));
    }

    private void later(Direction direction, Runnable step) {
        if (!time.isShutdown()) {
            Queue<Runnable> way = direction == Direction.TO_PUMP ? travelsTowardsPump : travelsFromPump;
            way.add(step);
            Future<?> unused = time.schedule(() -> way.remove().run(), latency.toNanos(), TimeUnit.NANOSECONDS);
        }
    }
}
