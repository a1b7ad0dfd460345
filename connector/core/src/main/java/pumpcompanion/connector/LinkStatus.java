package pumpcompanion.connector;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import pumpcompanion.connector.session.SessionCounts;

/**
 * How a connector's link stands.
 *
 * @param link the link's name
 * @param pump what the pump is called, once known
 * @param state where it stands
 * @param text one line for a person: what happened last
 * @param since when this state began
 * @param behind records that the pump has and the journal does not yet
 * @param counts what was seen on this link since the connector was opened
 */
public record LinkStatus(
        String link,
        @Nullable String pump,
        State state,
        String text,
        Instant since,
        long behind,
        SessionCounts counts) {

    /** Where a link stands. */
    public enum State {
        /** The link is being opened. */
        CONNECTING,
        /** Bytes can flow; pump and companion find each other. */
        GREETING,
        /** Records flow that the pump wrote earlier. */
        CATCHING_UP,
        /** All that the pump has written is kept. */
        LIVE,
        /** Nothing is sent; what passes by is kept. */
        LISTENING,
        /** The link is gone; it will be tried again. */
        WAITING,
        /** Closed for good. */
        CLOSED
    }
}
