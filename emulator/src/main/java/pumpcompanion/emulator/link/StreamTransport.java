package pumpcompanion.emulator.link;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import pumpcompanion.emulator.time.SystemTime;
import pumpcompanion.proto.transport.Receiver;
import pumpcompanion.proto.transport.Receiver.Closed;
import pumpcompanion.proto.transport.Receiver.Closed.Kind;
import pumpcompanion.proto.transport.Transport;

/**
 * A transport over two streams that block: one daemon thread reads, one writes. Methods may be called from any thread and
 * never block.
 *
 * <p>While the receiver is busy one buffer waits for it, and no more is read: the peer is held back by its own full line.
 * A peer that does not read is closed once {@link #QUEUE_LIMIT} bytes wait for it.
 */
public final class StreamTransport implements Transport {

    /** Bytes that may wait to be written: two full windows of the largest frames. */
    public static final int QUEUE_LIMIT = 1024 * 1024;

    /** How long what was sent before a close is given to leave, and the peer to close its side. */
    private static final Duration GRACE = Duration.ofMillis(500);

    private static final int BUFFER = 16 * 1024;

    private final String name;
    private final StreamPair streams;
    private final SendQueue queue = new SendQueue(QUEUE_LIMIT);
    private final Semaphore receiverFree = new Semaphore(1);
    private @Nullable Receiver receiver;
    private @Nullable Executor executor;
    private @Nullable Thread reader;
    private @Nullable Thread writer;
    private volatile boolean ended;

    /**
     * A link that is connected already.
     *
     * @param name for people, such as {@code tcp://127.0.0.1:7000}
     * @param streams the transport's own from now on
     */
    public StreamTransport(String name, StreamPair streams) {
        this.name = name;
        this.streams = streams;
    }

    @Override
    public synchronized void open(Receiver newReceiver, Executor newExecutor) {
        if (receiver != null) {
            throw new IllegalStateException(name + " was opened before (expected once per transport)");
        }
        receiver = newReceiver;
        executor = newExecutor;
        if (ended) {
            tell(() -> newReceiver.closed(new Closed(Kind.UNREACHABLE, name + " was closed before it was opened")));
            return;
        }
        tell(newReceiver::opened);
        queue.open();
        reader = start("read", this::read);
        writer = start("write", this::write);
    }

    private Thread start(String role, Runnable work) {
        Thread thread = new Thread(work, "pump-" + role + " " + name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    @Override
    public void send(byte[] bytes) {
        if (!queue.add(bytes)) {
            end(new Closed(Kind.FAILED, name + ": the peer does not read, " + QUEUE_LIMIT + " bytes wait for it"));
        }
    }

    @Override
    public void close() {
        if (!queue.finish()) {
            end(new Closed(Kind.LOCAL, name + " was closed")); // never opened, or over already
            return;
        }
        start("close", () -> {
            Thread writing = writer();
            if (writing == null || SystemTime.join(writing, GRACE)) {
                finishOutput();
            }
            end(new Closed(Kind.LOCAL, name + " was closed"));
        });
    }

    @Override
    public String name() {
        return name;
    }

    /** Whether the link is over. */
    public boolean isEnded() {
        return ended;
    }

    /** Waits until its threads have ended, a second at most. For whoever closes many. */
    public void awaitEnd() {
        Thread reading = reader();
        Thread writing = writer();
        if (reading != null) {
            SystemTime.join(reading, GRACE.multipliedBy(2));
        }
        if (writing != null) {
            SystemTime.join(writing, GRACE.multipliedBy(2));
        }
    }

    private synchronized @Nullable Thread reader() {
        return reader;
    }

    private synchronized @Nullable Thread writer() {
        return writer;
    }

    /**
     * Says that no more comes and waits a while for the peer to say the same. Closing at once with bytes of the peer
     * unread would make TCP throw away what was sent last.
     */
    private void finishOutput() {
        try {
            streams.finishOutput();
        } catch (IOException broken) {
            return; // closed below all the same
        }
        Thread reading = reader();
        if (reading != null) {
            SystemTime.join(reading, GRACE);
        }
    }

    private void read() {
        byte[][] buffers = new byte[2][BUFFER];
        int turn = 0;
        try {
            while (true) {
                byte[] buffer = buffers[turn];
                int length = streams.in().read(buffer);
                if (length < 0) {
                    end(new Closed(Kind.REMOTE, name + " was closed by the peer"));
                    return;
                }
                receiverFree.acquire();
                hand(buffer, length);
                turn = 1 - turn;
            }
        } catch (IOException broken) {
            end(new Closed(Kind.FAILED, name + ": " + broken.getMessage()));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            end(new Closed(Kind.FAILED, name + ": its reading thread was interrupted"));
        }
    }

    private void hand(byte[] buffer, int length) {
        tell(() -> {
            try {
                Receiver told = told();
                if (told != null && !ended && !queue.isFinished()) {
                    told.received(ByteBuffer.wrap(buffer, 0, length));
                }
            } finally {
                receiverFree.release();
            }
        });
    }

    private void write() {
        try {
            byte[] next = queue.take();
            while (next.length > 0) {
                streams.out().write(next);
                next = queue.take();
            }
        } catch (IOException broken) {
            end(new Closed(Kind.FAILED, name + ": " + broken.getMessage()));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            end(new Closed(Kind.FAILED, name + ": its writing thread was interrupted"));
        }
    }

    private synchronized @Nullable Receiver told() {
        return receiver;
    }

    /** The link is over: frees the streams and tells the receiver, once. */
    private void end(Closed cause) {
        Receiver told;
        boolean byOwner = queue.isFinished();
        synchronized (this) {
            if (ended) {
                return;
            }
            ended = true;
            told = receiver;
        }
        queue.abandon();
        try {
            streams.close();
        } catch (IOException broken) {
            // it is gone, which is all that was wanted
        }
        if (told != null) {
            Closed said = byOwner ? new Closed(Kind.LOCAL, name + " was closed") : cause;
            tell(() -> told.closed(said));
        }
    }

    private void tell(Runnable call) {
        Executor runs = executor;
        if (runs != null) {
            try {
                runs.execute(call);
            } catch (RejectedExecutionException shutDown) {
                receiverFree.release(); // nobody is left to hear it
            }
        }
    }
}
