package pumpcompanion.proto.transport;

import java.util.concurrent.Executor;

/**
 * One end of a byte link: a serial port, a TCP connection, a pair of pipes in memory. Opened once, closed once, then
 * thrown away; who wants the link again makes a new one.
 *
 * <p>A transport never calls its receiver from inside {@link #open}, {@link #send} or {@link #close}, so a caller's
 * state is never changed under its hands.
 *
 * <p>All methods may be called from any thread; they only enqueue and never block on the wire.
 */
public interface Transport {

    /**
     * Starts to establish the link. What happens is told to the receiver: {@link Receiver#opened} when bytes can flow,
     * or {@link Receiver#closed} with the reason why they cannot.
     *
     * @param receiver told of everything, one call after another
     * @param executor runs every call of the receiver; while it is busy, at most one buffer of received bytes waits and
     *     the peer is held back
     * @throws IllegalStateException if it was opened before
     */
    void open(Receiver receiver, Executor executor);

    /**
     * Queues bytes to be sent, whole and in order. Before {@link Receiver#opened} and after {@link Receiver#closed} they
     * are dropped without a word: a frame lost at the edge of a link's life is the same as one lost on the wire.
     *
     * <p>A peer that does not read cannot make the queue grow without bound: past the transport's limit the link is
     * closed, with that as its cause.
     *
     * @param bytes not kept after the call and not changed by it
     */
    void send(byte[] bytes);

    /**
     * Closes the link and frees what it holds. {@link Receiver#closed} follows, once, unless it was told already. Bytes
     * that were sent before are given a short while to leave. Closing again does nothing.
     */
    void close();

    /** The link as a person would name it, such as {@code tcp://127.0.0.1:7000} or {@code serial:/dev/ttyACM0}. */
    String name();

    /**
     * How fast the line is, in bytes per second, where the line itself is the limit.
     *
     * @return the rate, or 0 where there is none worth counting with, as on TCP
     */
    default long bytesPerSecond() {
        return 0;
    }
}
