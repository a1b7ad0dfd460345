package pumpcompanion.emulator.log;

import com.google.protobuf.ByteString;
import org.jspecify.annotations.Nullable;
import pumpcompanion.proto.v1.MissingReason;

/**
 * What a log says about a number: the record, or that it and its neighbours are missing (W-34).
 *
 * @param from the number asked for
 * @param through the same for a record; for missing ones the last number that is missing for the same reason
 * @param bytes the encoded event; null where it is missing
 * @param reason why it is missing; unspecified where it is not
 */
public record LogEntry(long from, long through, @Nullable ByteString bytes, MissingReason reason) {

    static LogEntry stored(long sequence, ByteString bytes) {
        return new LogEntry(sequence, sequence, bytes, MissingReason.MISSING_REASON_UNSPECIFIED);
    }

    static LogEntry missing(long from, long through, MissingReason reason) {
        return new LogEntry(from, through, null, reason);
    }
}
