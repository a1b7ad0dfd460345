package pumpcompanion.emulator.link;

import com.sun.jna.Memory;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A pseudo-terminal made in this process: what is written here is read from its device, as from a serial port, and the
 * other way round. On Linux and macOS. Who opens one closes it; one thread may read and one write.
 *
 * <p>It behaves as a serial wire: it stays when the other side closes the device, and goes on when it is opened again.
 * What is sent while nobody has the device open is lost, and so is what the other side does not read for
 * {@value #PATIENCE_MS} ms, until it reads again.
 *
 * <p><b>Design note:</b> no descriptor of the device is kept open here. That would spare us to look whether anybody has
 * opened it ({@value #LOOK_AGAIN_MS} ms apart, only while nobody has), but the system would then keep what is sent to
 * nobody, and hand it, stale, to whoever opens the device next.
 */
public final class Pty implements StreamPair, AutoCloseable {

    private static final int LOOK_AGAIN_MS = 50;
    private static final int PATIENCE_MS = 5_000;
    private static final int BUFFER = 64 * 1024;

    private final int master;
    private final int[] wake;
    private final Path device;
    private final @Nullable Path link;
    private final In in = new In();
    private final Out out = new Out();
    private int users;
    private volatile boolean closed;

    private Pty(int master, int[] wake, Path device, @Nullable Path link) {
        this.master = master;
        this.wake = wake;
        this.device = device;
        this.link = link;
    }

    /**
     * Makes one.
     *
     * @param link where a symbolic link to the device is to stand until {@link #close}; null for none
     * @throws IOException if the path is taken or the system has no pseudo-terminal to give; the message says which
     * @throws UnsupportedOperationException where the operating system has none that we know how to make
     */
    public static Pty open(@Nullable Path link) throws IOException {
        requireSupport();
        int master = PtyCalls.openMaster();
        int[] wake = null;
        try {
            wake = PtyCalls.openPipe();
            Path device = Path.of(PtyCalls.deviceOf(master));
            PtyCalls.makeRaw(device.toString());
            Path absolute = link == null ? null : link.toAbsolutePath();
            if (absolute != null) {
                PtyLink.make(absolute, device);
            }
            return new Pty(master, wake, device, absolute);
        } catch (IOException | RuntimeException failed) {
            PtyCalls.closeAll(master);
            if (wake != null) {
                PtyCalls.closeAll(wake);
            }
            throw failed;
        }
    }

    private static void requireSupport() {
        String why = whyNot();
        if (why != null) {
            throw new UnsupportedOperationException(why);
        }
    }

    /** Why none can be made here, in words for a person; null where they can. */
    public static @Nullable String whyNot() {
        String system = System.getProperty("os.name", "");
        if (!system.startsWith("Linux") && !system.startsWith("Mac")) {
            return "pseudo-terminals are made on Linux and macOS only (this is " + system + "): use TCP here";
        }
        try {
            Class.forName(PtyCalls.class.getName());
            return null;
        } catch (ClassNotFoundException | LinkageError unusable) {
            return "pseudo-terminals need JNA's native library, which could not be loaded (" + unusable.getMessage()
                    + "): use TCP, or name another folder for it with -Djna.tmpdir=…";
        }
    }

    /** The device's own name, such as {@code /dev/pts/3}. */
    public Path device() {
        return device;
    }

    /** What to open: the link, or where there is none, the device. */
    public Path path() {
        return link == null ? device : link;
    }

    @Override
    public InputStream in() {
        return in;
    }

    @Override
    public OutputStream out() {
        return out;
    }

    @Override
    public void finishOutput() {
        // a wire cannot say that it is done
    }

    /** Hangs up: who has the device open sees it go. Removes the link. Closing again does nothing. */
    @Override
    public void close() {
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
            if (link != null) {
                PtyLink.remove(link, device);
            }
            PtyCalls.wake(wake[1]);
            freeIfUnused();
        }
    }

    private synchronized boolean enter() {
        if (closed) {
            return false;
        }
        users++;
        return true;
    }

    private synchronized void leave() {
        users--;
        freeIfUnused();
    }

    /** Numbers of descriptors are given out again at once, so they may not be closed under a call. */
    private void freeIfUnused() {
        if (closed && users == 0) {
            PtyCalls.closeAll(master, wake[0], wake[1]);
        }
    }

    private final class In extends InputStream {
        private final Memory buffer = new Memory(BUFFER);
        private final Memory pollfds = PtyCalls.pollfds();
        private boolean alone;

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            if (!enter()) {
                return -1;
            }
            try {
                return readSome(into, offset, length);
            } finally {
                leave();
            }
        }

        private int readSome(byte[] into, int offset, int length) throws IOException {
            while (!closed) {
                int wait = alone ? 0 : PtyCalls.FOREVER;
                int state = PtyCalls.await(pollfds, master, PtyCalls.POLLIN, wake[0], wait);
                alone = alone && (state & PtyCalls.POLLHUP) != 0;
                int got = -PtyCalls.EAGAIN;
                if ((state & PtyCalls.POLLIN) != 0 && !closed) {
                    got = PtyCalls.read(master, buffer, Math.min(BUFFER, length));
                }
                if (got > 0) {
                    buffer.read(0, into, offset, got);
                    return got;
                }
                boolean nobody = got == 0 || got == -PtyCalls.EIO || (state & PtyCalls.POLLHUP) != 0;
                if (nobody && !closed) {
                    if (!alone) {
                        alone = true;
                        PtyCalls.dropUnread(device.toString());
                    }
                    PtyCalls.await(pollfds, -1, (short) 0, wake[0], LOOK_AGAIN_MS);
                } else if (got != -PtyCalls.EAGAIN && got != -PtyCalls.EINTR) {
                    throw new IOException("reading " + device + " failed: error " + -got);
                }
            }
            return -1;
        }
    }

    private final class Out extends OutputStream {
        private final Memory buffer = new Memory(BUFFER);
        private final Memory pollfds = PtyCalls.pollfds();
        private boolean stalled;

        @Override
        public void write(int oneByte) throws IOException {
            write(new byte[] {(byte) oneByte}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            if (!enter()) {
                throw new IOException(device + " was closed");
            }
            try {
                int at = offset;
                int end = offset + length;
                while (at < end) {
                    int chunk = Math.min(BUFFER, end - at);
                    buffer.write(0, bytes, at, chunk);
                    if (!writeChunk(chunk)) {
                        return; // nobody there: lost, as on a wire
                    }
                    at += chunk;
                }
            } finally {
                leave();
            }
        }

        private boolean isNobodyThere() {
            return (PtyCalls.await(pollfds, master, (short) 0, wake[0], 0) & PtyCalls.POLLHUP) != 0;
        }

        private boolean writeChunk(int length) throws IOException {
            int at = 0;
            while (at < length) {
                if (closed || isNobodyThere()) {
                    return false;
                }
                int wrote = PtyCalls.write(master, buffer, at, length - at);
                if (wrote > 0) {
                    at += wrote;
                    stalled = false;
                } else if (wrote == 0 || wrote == -PtyCalls.EAGAIN) {
                    int wait = stalled ? 0 : PATIENCE_MS;
                    int state = PtyCalls.await(pollfds, master, PtyCalls.POLLOUT, wake[0], wait);
                    stalled = (state & PtyCalls.POLLOUT) == 0;
                    if (stalled) {
                        return false;
                    }
                } else if (wrote == -PtyCalls.EIO) {
                    return false;
                } else if (wrote != -PtyCalls.EINTR) {
                    throw new IOException("writing to " + device + " failed: error " + -wrote);
                }
            }
            return true;
        }
    }
}
