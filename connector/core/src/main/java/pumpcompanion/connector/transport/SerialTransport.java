package pumpcompanion.connector.transport;

import com.fazecast.jSerialComm.SerialPort;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import pumpcompanion.proto.transport.Receiver;
import pumpcompanion.proto.transport.Receiver.Closed;
import pumpcompanion.proto.transport.Receiver.Closed.Kind;
import pumpcompanion.proto.transport.Transport;

/**
 * A pump on a serial port: a USB device, an adapter, a pseudo-terminal. One daemon thread reads, one writes. All methods
 * may be called from any thread and never wait for the port.
 *
 * <p>While the receiver is busy one buffer waits for it and no more is read, so the driver's flow control or its full
 * buffer holds the pump back. A pump that does not read is given up when {@value #MOST_WAITING} bytes wait for it, or one
 * write does not end.
 *
 * <p><b>Design note:</b> a vanished port shows only in what reads and writes return, never in {@code isOpen()}, and a
 * listener for it would be called without end. A write has no timeout on Linux and macOS and can hang in the driver for
 * ever; then the link is declared dead, the port closed from a thread of its own, and the writing thread abandoned.
 */
public final class SerialTransport implements Transport {

    static final int MOST_WAITING = 65_536;
    /** How long a write may take beyond its time on the line. */
    static final Duration WRITE_PATIENCE = Duration.ofSeconds(5);

    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(2);
    private static final Duration LINGER = Duration.ofMillis(500);
    /**
     * Closing throws away what the system has taken and not passed on yet, and it cannot be asked for how much that is: a
     * pseudo-terminal passes bytes on a little later, and says that it holds none.
     */
    private static final Duration LAST_WORDS = Duration.ofMillis(100);

    private static final int BUFFER = 8 * 1024;
    private static final int SLICE = 1024;
    private static final int LOOK_EVERY = 16;

    private final String name;
    private final String path;
    private final SerialOptions options;
    private final SerialOpening opening;
    private final Duration writePatience;
    private final SerialQueue queue = new SerialQueue(MOST_WAITING);
    private final Semaphore receiverFree = new Semaphore(1);
    private final AtomicBoolean told = new AtomicBoolean();
    private @Nullable Receiver receiver;
    private @Nullable Executor executor;
    private @Nullable SerialPort port;
    private @Nullable Thread writer;
    private @Nullable Closed cause;
    private boolean closing;
    private boolean over; // on the executor only
    private volatile boolean ended;
    private volatile String real;

    /**
     * A link that is not open yet.
     *
     * @param name what to call it
     * @param path of the port, or of a link to it, such as {@code /dev/serial/by-id/…}; looked up when it is opened
     * @param options how the line is set
     */
    public SerialTransport(String name, String path, SerialOptions options) {
        this(name, path, options, SerialPort::getCommPort, WRITE_PATIENCE);
    }

    SerialTransport(
            String name,
            String path,
            SerialOptions options,
            Function<String, SerialPort> library,
            Duration writePatience) {
        this.name = name;
        this.path = path;
        this.options = options;
        this.opening = new SerialOpening(name, options, library);
        this.writePatience = writePatience;
        this.real = path;
    }

    @Override
    public String name() {
        return name;
    }

    /**
     * What the line carries at its baud rate; 0 for a pseudo-terminal, which carries bytes as fast as memory whatever rate
     * it is told. Known once the link is open.
     */
    @Override
    public long bytesPerSecond() {
        boolean pseudo = real.startsWith("/dev/pts/") || real.matches("/dev/ttys[0-9a-f]+");
        return pseudo ? 0 : options.bytesPerSecond();
    }

    // ------------------------------------------------------------ opening

    @Override
    public synchronized void open(Receiver newReceiver, Executor newExecutor) {
        if (receiver != null) {
            throw new IllegalStateException(name + " was opened before (expected a new transport for each link)");
        }
        receiver = newReceiver;
        executor = newExecutor;
        if (closing) {
            tellClosed(new Closed(Kind.UNREACHABLE, name + " was closed before it was opened"));
            return;
        }
        start("read", this::openAndRead);
    }

    private Thread start(String role, Runnable work) {
        Thread thread = new Thread(work, "companion-" + role + " " + name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private void openAndRead() {
        try {
            real = opening.realName(path);
            String holder = OpenPorts.take(real, name);
            if (holder != null) {
                throw PortTrouble.takenHere(name, real, holder);
            }
        } catch (PortTrouble trouble) {
            end(trouble.closed());
            return;
        }
        SerialPort opened;
        try {
            opened = opening.open(real);
        } catch (PortTrouble trouble) {
            OpenPorts.giveBack(real);
            end(trouble.closed());
            return;
        } catch (RuntimeException | LinkageError broken) {
            OpenPorts.giveBack(real);
            end(new Closed(Kind.UNREACHABLE, name + ": the serial library failed: " + broken));
            return;
        }
        if (begin(opened)) {
            read(opened);
        } else {
            letGo(opened);
        }
    }

    /** Returns false where the link was closed while it was being opened. */
    private synchronized boolean begin(SerialPort opened) {
        Receiver listening = receiver;
        if (closing || ended || listening == null) {
            return false;
        }
        port = opened;
        queue.open();
        tell(listening::opened);
        writer = start("write", () -> write(opened));
        return true;
    }

    // ------------------------------------------------------------ reading

    private void read(SerialPort from) {
        byte[][] buffers = new byte[2][BUFFER];
        int turn = 0;
        int empty = 0;
        try {
            while (!ended) {
                byte[] buffer = buffers[turn];
                int length = from.readBytes(buffer, BUFFER);
                if (length > 0) {
                    empty = 0;
                    receiverFree.acquire();
                    hand(buffer, length);
                    turn = 1 - turn;
                } else if (length < 0 || (++empty % LOOK_EVERY == 0 && isGone())) {
                    end(gone(from));
                }
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            end(new Closed(Kind.FAILED, name + ": its reading thread was interrupted"));
        } catch (RuntimeException | LinkageError broken) {
            end(new Closed(Kind.FAILED, name + ": the serial driver failed while reading: " + broken));
        }
    }

    /** Some drivers answer with nothing, at once and for ever, when their device is gone. */
    private boolean isGone() {
        return real.startsWith("/") && !Files.exists(Path.of(real));
    }

    private Closed gone(SerialPort which) {
        int error = which.getLastErrorCode();
        String detail = error == 0 || error == 5 ? "" : ", error " + error;
        return new Closed(
                Kind.REMOTE,
                name + ": the port is gone (cable pulled, or the other side was switched off" + detail + ")");
    }

    private void hand(byte[] buffer, int length) {
        tell(() -> {
            try {
                Receiver listening = receiver();
                if (listening != null && !over && !isClosing()) {
                    listening.received(ByteBuffer.wrap(buffer, 0, length));
                }
            } finally {
                receiverFree.release();
            }
        });
    }

    private synchronized @Nullable Receiver receiver() {
        return receiver;
    }

    private synchronized boolean isClosing() {
        return closing;
    }

    // ------------------------------------------------------------ writing

    @Override
    public void send(byte[] bytes) {
        if (!queue.add(bytes)) {
            end(new Closed(
                    Kind.FAILED, name + ": the other side does not read (" + MOST_WAITING + " bytes wait for it)"));
        }
    }

    private void write(SerialPort to) {
        try {
            byte[] next = queue.take();
            while (next.length > 0 && writeWhole(to, next)) {
                queue.written(next);
                next = queue.take();
            }
            if (next.length == 0) {
                SerialWatch.ring(LAST_WORDS, this::endHere); // closed, and all is on its way
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            end(new Closed(Kind.FAILED, name + ": its writing thread was interrupted"));
        } catch (RuntimeException | LinkageError broken) {
            end(new Closed(Kind.FAILED, name + ": the serial driver failed while writing: " + broken));
        }
    }

    private boolean writeWhole(SerialPort to, byte[] bytes) {
        int at = 0;
        while (at < bytes.length && !ended) {
            int length = Math.min(SLICE, bytes.length - at);
            Duration limit = writePatience.plusMillis(length * 1_000L / options.bytesPerSecond());
            Future<?> alarm = SerialWatch.ring(limit, () -> stuck(length, limit));
            int wrote;
            try {
                wrote = to.writeBytes(bytes, length, at);
            } finally {
                alarm.cancel(false);
            }
            if (wrote <= 0) { // asking again would only spin
                end(gone(to));
                return false;
            }
            at += wrote;
        }
        return !ended;
    }

    private void stuck(int length, Duration limit) {
        end(new Closed(
                Kind.FAILED,
                name + ": the other side does not read (" + length + " bytes could not be written in "
                        + limit.toMillis() + " ms; is flow control on, or the device stuck?)"));
    }

    // ------------------------------------------------------------ ending

    @Override
    public void close() {
        Thread writing;
        synchronized (this) {
            if (closing) {
                return;
            }
            closing = true;
            writing = writer;
        }
        queue.finish();
        if (writing == null) {
            endHere();
        } else {
            SerialWatch.ring(LINGER, this::endHere); // the writer does it before that, when all has left
        }
    }

    private void endHere() {
        end(new Closed(Kind.LOCAL, name + ": closed"));
    }

    /** The link is over, once. */
    private void end(Closed why) {
        SerialPort held;
        Closed said;
        synchronized (this) {
            if (ended) {
                return;
            }
            ended = true;
            held = port;
            said = closing ? new Closed(Kind.LOCAL, name + ": closed") : why;
            cause = said;
        }
        queue.abandon();
        receiverFree.release(); // a reader that waits for the receiver may go
        if (held == null) {
            tellClosed(said);
        } else {
            start("close", () -> letGo(held));
        }
    }

    /**
     * Closes the port, however long that takes, and tells the receiver when it is done or has taken too long. Until it is
     * done the port counts as open in this program.
     */
    private void letGo(SerialPort held) {
        Future<?> alarm = SerialWatch.ring(CLOSE_PATIENCE, this::tellClosedNow);
        try {
            held.closePort();
        } catch (RuntimeException | LinkageError broken) {
            // whatever the driver said, there is nothing more to be done with this port
        } finally {
            OpenPorts.giveBack(real);
            alarm.cancel(false);
            tellClosedNow();
        }
    }

    private void tellClosedNow() {
        Closed said;
        synchronized (this) {
            said = cause;
        }
        if (said != null) {
            tellClosed(said);
        }
    }

    private void tellClosed(Closed said) {
        Receiver listening = receiver();
        if (listening != null && told.compareAndSet(false, true)) {
            tell(() -> {
                over = true;
                listening.closed(said);
            });
        }
    }

    private void tell(Runnable call) {
        Executor runs;
        synchronized (this) {
            runs = executor;
        }
        if (runs != null) {
            try {
                runs.execute(call);
            } catch (RejectedExecutionException shutDown) {
                receiverFree.release(); // nobody is left to hear it
                end(new Closed(Kind.FAILED, name + ": its executor was shut down"));
            }
        }
    }
}
