package pumpcompanion.connector.journal;

import java.util.List;

/**
 * What one session hands over at once, kept whole or, up to a conflict, in part.
 *
 * @param pump name of a pump that was located before
 * @param stream number of the stream of records that this belongs to: once a batch met a conflict, every later batch of
 *     the same stream is answered with a conflict, too, and writes nothing
 * @param verify what to do about a sequence that is held with other bytes: {@code false}, report a conflict and stop;
 *     {@code true}, the caller reads the pump's log again from its oldest record on and a new log begins here
 * @param receivedMs when this was received, milliseconds since 1970 UTC
 * @param entries records and statements in the order in which they came
 */
public record Batch(String pump, long stream, boolean verify, long receivedMs, List<Entry> entries) {

    /** Copies the list. */
    public Batch {
        entries = List.copyOf(entries);
    }
}
