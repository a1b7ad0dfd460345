package pumpcompanion.emulator.link;

import com.sun.jna.LastErrorException;
import com.sun.jna.Library;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.NativeLong;
import com.sun.jna.Platform;
import com.sun.jna.Pointer;
import java.io.IOException;

/**
 * The calls of the C library that a pseudo-terminal is made with, as on Linux and macOS. No state; any thread.
 *
 * <p>Constants that differ between the two are chosen here; their values are those of the systems' own header files.
 */
final class PtyCalls {

    static final short POLLIN = 1;
    static final short POLLOUT = 4;
    static final short POLLHUP = 0x10;
    static final int FOREVER = -1;

    static final int EINTR = 4;
    static final int EIO = 5;
    static final int EAGAIN = Platform.isMac() ? 35 : 11;

    private static final int O_RDWR = 2;
    private static final int O_NOCTTY = Platform.isMac() ? 0x20000 : 0x100;
    private static final int O_NONBLOCK = Platform.isMac() ? 4 : 0x800;
    private static final int F_SETFD = 2;
    private static final int F_SETFL = 4;
    private static final int FD_CLOEXEC = 1;
    private static final int TCSANOW = 0;
    private static final int TCIFLUSH = Platform.isMac() ? 1 : 0;
    /** More than {@code struct termios} takes anywhere (60 bytes on Linux, 72 on macOS). */
    private static final int TERMIOS_ROOM = 256;

    private static final int POLLFD = 8;

    static {
        Native.register(PtyCalls.class, Platform.C_LIBRARY_NAME);
    }

    private PtyCalls() {}

    /** Calls with a variable number of arguments, which direct mapping does not have. */
    private interface Variadic extends Library {
        Variadic CALLS = Native.load(Platform.C_LIBRARY_NAME, Variadic.class);

        int fcntl(int fd, int command, Object... argument) throws LastErrorException;
    }

    private static native int posix_openpt(int flags) throws LastErrorException;

    private static native int grantpt(int fd) throws LastErrorException;

    private static native int unlockpt(int fd) throws LastErrorException;

    private static native int ptsname_r(int fd, Pointer name, NativeLong length);

    private static native int open(String path, int flags) throws LastErrorException;

    private static native int tcgetattr(int fd, Pointer termios) throws LastErrorException;

    private static native void cfmakeraw(Pointer termios);

    private static native int tcsetattr(int fd, int when, Pointer termios) throws LastErrorException;

    private static native int tcflush(int fd, int which);

    private static native int pipe(int[] ends) throws LastErrorException;

    private static native int poll(Pointer fds, NativeLong count, int timeoutMs);

    private static native NativeLong read(int fd, Pointer buffer, NativeLong length);

    private static native NativeLong write(int fd, Pointer buffer, NativeLong length);

    private static native int close(int fd);

    /** A new master side whose reads and writes do not wait, and whose device may be opened. */
    static int openMaster() throws IOException {
        try {
            int master = posix_openpt(O_RDWR | O_NOCTTY);
            grantpt(master);
            unlockpt(master);
            Variadic.CALLS.fcntl(master, F_SETFL, O_RDWR | O_NONBLOCK);
            Variadic.CALLS.fcntl(master, F_SETFD, FD_CLOEXEC);
            return master;
        } catch (LastErrorException refused) {
            throw new IOException("the system gives no pseudo-terminal: " + refused.getMessage(), refused);
        }
    }

    static String deviceOf(int master) throws IOException {
        try (Memory name = new Memory(1024)) {
            int error = ptsname_r(master, name, new NativeLong(name.size()));
            if (error != 0) {
                throw new IOException("the pseudo-terminal has no name: error " + error);
            }
            return name.getString(0);
        }
    }

    /** Makes the device pass bytes unchanged. It is opened and closed once for this, as its first user would. */
    static void makeRaw(String device) throws IOException {
        try (Memory termios = new Memory(TERMIOS_ROOM)) {
            int slave = open(device, O_RDWR | O_NOCTTY);
            try {
                tcgetattr(slave, termios);
                cfmakeraw(termios);
                tcsetattr(slave, TCSANOW, termios);
            } finally {
                close(slave);
            }
        } catch (LastErrorException refused) {
            throw new IOException("cannot set up " + device + ": " + refused.getMessage(), refused);
        }
    }

    /** A pipe: where to read, where to write. */
    static int[] openPipe() throws IOException {
        int[] ends = new int[2];
        try {
            pipe(ends);
            Variadic.CALLS.fcntl(ends[0], F_SETFD, FD_CLOEXEC);
            Variadic.CALLS.fcntl(ends[1], F_SETFD, FD_CLOEXEC);
        } catch (LastErrorException refused) {
            throw new IOException("the system gives no pipe: " + refused.getMessage(), refused);
        }
        return ends;
    }

    /** Throws away what was written to the master and not read from the device yet. Only the device's side can. */
    static void dropUnread(String device) {
        try {
            int slave = open(device, O_RDWR | O_NOCTTY);
            int unused = tcflush(slave, TCIFLUSH);
            close(slave);
        } catch (LastErrorException takenForItself) {
            // whoever has it reads what is left
        }
    }

    /**
     * Waits until something happens to one of two descriptors.
     *
     * @param pollfds room for two, this thread's own
     * @return what is the matter with the first: POLL… bits, 0 for nothing
     */
    static int await(Memory pollfds, int fd, short events, int wake, int timeoutMs) {
        pollfds.setInt(0, fd);
        pollfds.setShort(4, events);
        pollfds.setShort(6, (short) 0);
        pollfds.setInt(POLLFD, wake);
        pollfds.setShort(POLLFD + 4, POLLIN);
        pollfds.setShort(POLLFD + 6, (short) 0);
        poll(pollfds, new NativeLong(2), timeoutMs);
        return pollfds.getShort(6);
    }

    static Memory pollfds() {
        return new Memory(2L * POLLFD);
    }

    /** Bytes read; below 0 the error, negated. */
    static int read(int fd, Memory buffer, int atMost) {
        int length = read(fd, buffer, new NativeLong(atMost)).intValue();
        return length < 0 ? -Native.getLastError() : length;
    }

    /** Bytes written, which may be fewer; below 0 the error, negated. */
    static int write(int fd, Memory buffer, int offset, int length) {
        int written = write(fd, offset == 0 ? buffer : buffer.share(offset), new NativeLong(length))
                .intValue();
        return written < 0 ? -Native.getLastError() : written;
    }

    static void wake(int pipeEnd) {
        try (Memory one = new Memory(1)) {
            one.setByte(0, (byte) 0);
            write(pipeEnd, one, new NativeLong(1));
        }
    }

    static void closeAll(int... fds) {
        for (int fd : fds) {
            int unused = close(fd);
        }
    }
}
