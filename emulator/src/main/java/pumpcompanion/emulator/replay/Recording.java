package pumpcompanion.emulator.replay;

import com.google.protobuf.ByteString;
import java.util.List;
import org.jspecify.annotations.Nullable;
import pumpcompanion.proto.v1.Construction;
import pumpcompanion.proto.v1.EventKind;
import pumpcompanion.proto.v1.Identity;
import pumpcompanion.proto.v1.MissingReason;

/**
 * All that was written down of one pump. Immutable.
 *
 * @param identity what it said about itself
 * @param construction tubed, patch, or not known
 * @param reports the kinds of event that it can sense; empty: not known
 * @param logs its logs, oldest first
 */
public record Recording(Identity identity, Construction construction, List<EventKind> reports, List<Log> logs) {

    /** Copies the lists. */
    public Recording {
        reports = List.copyOf(reports);
        logs = List.copyOf(logs);
    }

    /** Entries of all logs. */
    public int size() {
        return logs.stream().mapToInt(log -> log.entries().size()).sum();
    }

    /**
     * One log.
     *
     * @param epoch its random number (W-17), not 0
     * @param restarted whether it goes on with the numbers of the one before, which went back to an older state (W-53);
     *     otherwise that one was erased
     * @param entries in the order of their numbers
     */
    public record Log(int epoch, boolean restarted, List<Entry> entries) {

        /**
         * Copies the list and checks its order.
         *
         * @throws IllegalArgumentException if numbers do not rise, naming the first that does not
         */
        public Log {
            if (epoch == 0) {
                throw new IllegalArgumentException("log epoch 0 (expected any other number, W-17)");
            }
            entries = List.copyOf(entries);
            long last = 0;
            for (Entry entry : entries) {
                if (entry.from() <= last || entry.through() < entry.from()) {
                    throw new IllegalArgumentException("record " + entry.from() + " through " + entry.through()
                            + " behind " + last + " (expected numbers that rise)");
                }
                last = entry.through();
            }
        }
    }

    /**
     * A record, or a run of missing ones.
     *
     * @param atMs when it happened, milliseconds since 1970 UTC
     * @param from its number, 1 and up
     * @param through the same for a record; the last number of a run
     * @param event its bytes, 448 at most; null for what is missing
     * @param reason what the pump said about what is missing
     */
    public record Entry(
            long atMs, long from, long through, @Nullable ByteString event, MissingReason reason) {

        /** A record. */
        public static Entry record(long atMs, long sequence, ByteString event) {
            return new Entry(atMs, sequence, sequence, event, MissingReason.MISSING_REASON_UNSPECIFIED);
        }

        /** A run of missing ones. */
        public static Entry missing(long atMs, long from, long through, MissingReason reason) {
            return new Entry(atMs, from, through, null, reason);
        }
    }
}
