package pumpcompanion.connector.journal;

import com.google.protobuf.ByteString;

/**
 * What came out of folding a pump's records up to some place, kept so that the next folding can begin there. The journal
 * knows which ones no longer hold, and deletes them; what the bytes say is its maker's business.
 *
 * @param pump name of a pump of this journal
 * @param log log of the pump's last record that is folded in, 1 and up
 * @param sequence that record's number
 * @param highestMs the latest {@code at_ms} of the pump's records up to there, milliseconds since 1970 UTC: an entered
 *     record of an earlier time is folded in, or should be
 * @param entriesThrough entered records up to this number were known when it was made; 0: none
 * @param lateChanges what {@link Journal#lateChanges} said before the first of the records was read
 * @param by who made it, in which version and with which settings: only the same one can go on from it
 * @param bytes the content, about a kilobyte
 */
public record Snapshot(
        String pump,
        int log,
        long sequence,
        long highestMs,
        long entriesThrough,
        long lateChanges,
        String by,
        ByteString bytes) {}
