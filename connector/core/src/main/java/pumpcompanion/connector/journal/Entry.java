package pumpcompanion.connector.journal;

import com.google.protobuf.ByteString;
import org.jspecify.annotations.Nullable;
import pumpcompanion.proto.v1.MissingReason;

/**
 * One record of a pump, or the pump's statement that records are missing.
 *
 * @param sequence the record's number, or the first missing one. Range [1, 2^63 - 1]
 * @param through the last missing number, not below {@code sequence}; equal to it for a record
 * @param event the record's bytes, kept as they are; null: a statement that [sequence, through] is missing
 * @param reason why records are missing; without meaning for a record
 * @param atMs best estimate of when it happened, milliseconds since 1970 UTC
 */
public record Entry(long sequence, long through, @Nullable ByteString event, MissingReason reason, long atMs) {

    /** Checks the numbers. */
    public Entry {
        if (sequence < 1) {
            throw new IllegalArgumentException(
                    "sequence " + Long.toUnsignedString(sequence) + ", expected 1 to 2^63-1");
        }
        if (through < sequence || (event != null && through != sequence)) {
            throw new IllegalArgumentException("sequence " + sequence + " through " + Long.toUnsignedString(through)
                    + (event == null ? ", expected an end not below it" : ", expected one number for a record"));
        }
    }

    /**
     * A record.
     *
     * @param sequence its number
     * @param event its bytes
     * @param atMs when it happened
     */
    public static Entry record(long sequence, ByteString event, long atMs) {
        return new Entry(sequence, sequence, event, MissingReason.MISSING_REASON_UNSPECIFIED, atMs);
    }

    /**
     * A statement that records are missing.
     *
     * @param from the first missing number
     * @param through the last missing number
     * @param reason why
     * @param atMs when this happened, as far as known
     */
    public static Entry missing(long from, long through, MissingReason reason, long atMs) {
        return new Entry(from, through, null, reason, atMs);
    }
}
