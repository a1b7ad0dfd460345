package pumpcompanion.app;

import java.util.Iterator;
import java.util.List;
import java.util.Set;
import pumpcompanion.app.words.Kinds;
import pumpcompanion.connector.journal.Journal;
import pumpcompanion.connector.journal.PumpInfo;
import pumpcompanion.connector.journal.Query;
import pumpcompanion.connector.journal.RecordCursor;
import pumpcompanion.connector.tracker.Order;
import pumpcompanion.proto.v1.EventRecord;
import pumpcompanion.proto.v1.PumpDescribed;

/** One pump's records and entries that are asked for, in their one order. */
final class History {

    private final Journal journal;
    private final Query query;
    private final PumpInfo pump;
    private final List<EventRecord> entries;
    private final Set<Long> withdrawn;

    /**
     * Reads what was entered.
     *
     * @param query what is wanted of each pump
     */
    History(Journal journal, Query query, PumpInfo pump) {
        this.journal = journal;
        this.pump = pump;
        // Without the limit, records that are written while this reads would come on top.
        this.query = query.of(pump.name()).limit(query.last());
        List<EventRecord> all = journal.entries(pump.name());
        withdrawn = Order.withdrawn(all);
        entries = all.stream().filter(this::wanted).toList();
    }

    /** What heads a pump's records where they are written out. */
    EventRecord described() {
        return EventRecord.newBuilder()
                .setPump(pump.name())
                .setDescribed(PumpDescribed.newBuilder()
                        .setConstruction(pump.construction())
                        .addAllReports(pump.reports()))
                .build();
    }

    /** Whether a record counts nowhere because somebody took it back. */
    boolean isWithdrawn(EventRecord record) {
        return record.getLog() == 0 && withdrawn.contains(record.getSequence());
    }

    private boolean wanted(EventRecord entry) {
        Long since = query.sinceMs();
        Long until = query.untilMs();
        return (since == null || entry.getAtMs() >= since)
                && (until == null || entry.getAtMs() <= until)
                && (query.kinds().isEmpty() || query.kinds().contains(Kinds.number(entry)));
    }

    /** Begins to read; to be closed. */
    Cursor open() {
        long tooMany = query.last() == 0 || entries.isEmpty() ? 0 : count() + entries.size() - query.last();
        RecordCursor records = journal.records(query);
        Cursor cursor = new Cursor(records, Order.mergeAll(records, entries));
        for (long i = 0; i < tooMany && cursor.hasNext(); i++) {
            cursor.next();
        }
        return cursor;
    }

    private long count() {
        long count = 0;
        try (RecordCursor records = journal.records(query)) {
            for (; records.hasNext(); records.next()) {
                count++;
            }
        }
        return count;
    }

    /** Records and entries, to be closed by whoever opened it. */
    record Cursor(RecordCursor records, Iterator<EventRecord> merged) implements Iterator<EventRecord>, AutoCloseable {
        @Override
        public boolean hasNext() {
            return merged.hasNext();
        }

        @Override
        public EventRecord next() {
            return merged.next();
        }

        @Override
        public void close() {
            records.close();
        }
    }
}
