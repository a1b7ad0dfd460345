package pumpcompanion.connector.journal;

import java.util.List;
import pumpcompanion.proto.v1.EventRecord;

/**
 * How far the journal holds a pump's log.
 *
 * @param pump the pump's name
 * @param log number of the pump's current log in this journal, 1 and up
 * @param through highest sequence of that log up to which, from where the log begins, all is held or stated missing; 0:
 *     nothing yet
 * @param highestHeld highest sequence of that log that is held or stated missing; above {@code through} where records
 *     were heard out of order; 0: nothing yet
 * @param bootCount highest boot count that any {@link Journal#locate} of this log named, this one included (unsigned): a
 *     pump that names a lower one went back
 * @param opened records that this call wrote: the open-ended gap before a new log, else empty
 */
public record Position(String pump, int log, long through, long highestHeld, int bootCount, List<EventRecord> opened) {

    /** Copies the list. */
    public Position {
        opened = List.copyOf(opened);
    }
}
