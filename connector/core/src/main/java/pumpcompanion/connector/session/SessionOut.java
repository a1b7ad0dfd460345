package pumpcompanion.connector.session;

import com.google.protobuf.ByteString;
import org.jspecify.annotations.Nullable;
import pumpcompanion.proto.v1.MissingReason;

/**
 * What a {@link Session} wants done. Called on the session's thread from inside its methods; implementations only
 * enqueue and never call back into the session from here.
 */
public interface SessionOut {

    /** Bytes for the wire, one or more whole frames. */
    void send(byte[] frames);

    /**
     * A pump was met: find its log in the journal. An active session waits for {@link Session#located}; one that only
     * listens does not.
     *
     * @param met who, and which log
     * @param answerWanted whether {@link Session#located} is waited for
     */
    void locate(PumpMet met, boolean answerWanted);

    /** A record, or a statement that records are missing, to be kept durably, in this order. */
    void keep(Arrival arrival);

    /** The pump said what its counters and clock show. */
    void heard(PumpTime time);

    /** Text for people that came over the wire: a {@code LogLine}, or stray text outside frames. */
    void text(String text);

    /** The session moved on. */
    void phase(SessionPhase phase, String text);

    /**
     * The session is over and the link is to be closed; the caller backs off and may try again.
     *
     * @param reason one line for a person
     */
    void giveUp(String reason);

    /**
     * Something to keep.
     *
     * @param stream names the stream it came in; another one for each Resume
     * @param verify whether other bytes than those kept begin a new log here (W-53); if not, they are a conflict
     * @param sequence its number, or the first missing one; range [1, 2⁶³−1]
     * @param through the same number, or the last missing one
     * @param event the event's exact bytes; null for a statement that records are missing
     * @param reason why they are missing; UNSPECIFIED for an event
     */
    record Arrival(
            long stream,
            boolean verify,
            long sequence,
            long through,
            @Nullable ByteString event,
            MissingReason reason) {}
}
