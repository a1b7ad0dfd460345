package pumpcompanion.connector.session;

import java.nio.ByteBuffer;

/**
 * One protocol's talk with one pump, from the opening of a link to its end; then it is thrown away.
 *
 * <p>All times are milliseconds on one monotonic scale of the caller's choice. Nothing here throws on what a wire may
 * bring. One thread at a time; {@link SessionOut} is called from inside these methods.
 */
public interface Session {

    /**
     * The link is open; bytes can flow. Called once, first.
     *
     * @param bytesPerSecond how fast the line is; 0 where that does not count
     */
    void opened(long nowMs, long bytesPerSecond);

    /** Bytes came, in any cut. The buffer is read to its end and not kept. */
    void received(long nowMs, ByteBuffer bytes);

    /**
     * The journal's answer to {@link SessionOut#locate}.
     *
     * @param place where the journal stands with this pump's log
     */
    void located(long nowMs, Place place);

    /**
     * Arrivals handed to {@link SessionOut#keep} are durable now.
     *
     * @param stream the stream they came in
     * @param through the sequence through which all of that stream is durable
     * @param arrivals how many arrivals that makes since the last call
     */
    void committed(long nowMs, long stream, long through, int arrivals);

    /**
     * The journal holds other bytes under a number that came again (W-53). Nothing of this stream is kept from there on.
     *
     * @param stream the stream in which it showed
     */
    void conflict(long nowMs, long stream);

    /** Time passed; to be called no later than {@link #deadlineMs}. */
    void tick(long nowMs);

    /** When {@link #tick} has something to do next, {@link Long#MAX_VALUE} for never. */
    long deadlineMs();

    /** What was seen on this link so far. */
    SessionCounts counts();

    /**
     * Where the journal stands with a pump's log.
     *
     * @param through the sequence below and at which all is kept or stated missing; 0 for none
     * @param highest the highest sequence kept, which is above {@code through} where holes were left by listening
     * @param bootCount the highest boot count seen in this log; 0 for none
     */
    record Place(long through, long highest, int bootCount) {}
}
