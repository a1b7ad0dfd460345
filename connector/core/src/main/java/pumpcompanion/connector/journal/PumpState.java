package pumpcompanion.connector.journal;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import pumpcompanion.connector.journal.Query.Place;

/**
 * What the writer remembers of a pump, so that records that come in order are written without a look at the file. Valid
 * until a transaction fails or another process writes. Belongs to the writer.
 */
final class PumpState {

    /** One log. */
    static final class Log {
        final int log;
        final int epoch;
        final long first;
        long through;
        /** Highest number held or stated missing, at least first - 1; -1: not looked up yet. */
        long highest;

        int bootCount;
        /** Differs from what the file says; written at the end of the transaction. */
        boolean changed;

        Log(int log, int epoch, long first, long through, long highest, int bootCount) {
            this.log = log;
            this.epoch = epoch;
            this.first = first;
            this.through = through;
            this.highest = highest;
            this.bootCount = bootCount;
        }
    }

    /** What outlives a failed transaction and the file's handle, since it stands in no table. */
    record Memory(@Nullable Long poisonedStream, int bootCount) {
        static final Memory NONE = new Memory(null, 0);
    }

    final String name;
    final long id;
    final TreeMap<Integer, Log> logs = new TreeMap<>();
    Memory memory;
    /** The first place of this transaction that was written behind what was held; null: none. */
    private @Nullable Place late;

    PumpState(String name, long id, Memory memory) {
        this.name = name;
        this.id = id;
        this.memory = memory;
    }

    /** The log that the pump writes now; there is one in every state that the store hands out. */
    Log current() {
        return logs.lastEntry().getValue();
    }

    /**
     * The log in which a number stands. A log that began in the middle, where numbers were used again, shares what lies
     * before with the log before it.
     */
    Log logOf(long sequence) {
        Log log = current();
        while (sequence < log.first) {
            Log before = before(log);
            if (before == null) {
                break;
            }
            log = before;
        }
        return log;
    }

    /** Something was written at this place, behind what was held. */
    void late(Place place) {
        if (late == null || RecordSql.before(place, late)) {
            late = place;
        }
    }

    /** The first place that {@link #late(Place)} was told of since this was asked last; null: none. */
    @Nullable
    Place takeLate() {
        Place first = late;
        late = null;
        return first;
    }

    /** The log that holds the numbers before this one's first; null where there is none. */
    @Nullable
    Log before(Log log) {
        Map.Entry<Integer, Log> before = logs.lowerEntry(log.log);
        return before == null || before.getValue().epoch != log.epoch ? null : before.getValue();
    }
}
