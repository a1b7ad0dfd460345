package pumpcompanion.emulator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import pumpcompanion.emulator.link.Pty;
import pumpcompanion.emulator.link.StreamTransport;
import pumpcompanion.emulator.link.WireKind;

/**
 * Lets a companion reach a pump over a serial device made in this process, on Linux and macOS. One wire, which stays when
 * the companion closes the device and goes on when it, or another, opens it again. Two daemon threads. Methods may be
 * called from any thread; who opens one closes it, which pulls the cable.
 */
public final class PtyListener implements AutoCloseable {

    private final Pty pty;
    private final StreamTransport wire;

    private PtyListener(Pty pty) {
        this.pty = pty;
        this.wire = new StreamTransport("serial:" + pty.path(), pty);
    }

    /**
     * Plugs a serial wire into a pump, under the name that the system gives it.
     *
     * @param pump who answers
     * @throws UncheckedIOException if there is no pseudo-terminal to be had
     * @throws UnsupportedOperationException on other systems than Linux and macOS; the message says what to do
     */
    public static PtyListener open(EmulatedPump pump) {
        return openAt(pump, null);
    }

    /**
     * Plugs a serial wire into a pump, under a name of one's own choice.
     *
     * @param pump who answers
     * @param link path of a symbolic link to the device, removed at the end; a file or a live link that stands there is
     *     never overwritten, a link that a killed process left behind is
     * @throws UncheckedIOException if the path is taken, or there is no pseudo-terminal to be had; the message says which
     * @throws UnsupportedOperationException on other systems than Linux and macOS; the message says what to do
     */
    public static PtyListener open(EmulatedPump pump, Path link) {
        return openAt(pump, link);
    }

    private static PtyListener openAt(EmulatedPump pump, @Nullable Path link) {
        try {
            PtyListener listener = new PtyListener(Pty.open(link));
            try {
                pump.attach(listener.wire, WireKind.SERIAL);
            } catch (IllegalStateException pumpClosed) {
                listener.pty.close();
                throw pumpClosed;
            }
            return listener;
        } catch (IOException refused) {
            throw new UncheckedIOException(refused.getMessage(), refused);
        }
    }

    /** What a companion opens: the link, or where there is none, the device. */
    public Path path() {
        return pty.path();
    }

    /** The same as an address of a link, such as {@code serial:/dev/pts/3}. */
    public String address() {
        return "serial:" + pty.path();
    }

    /** Pulls the cable, removes the link and waits, a second at most, until the threads have ended. */
    @Override
    public void close() {
        wire.close();
        wire.awaitEnd();
    }
}
