package pumpcompanion.connector.tracker;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import pumpcompanion.proto.v1.EventRecord;

/**
 * The one order in which records of a pump and records that people entered for it are folded.
 *
 * <p>Records of the pump stand by log and sequence, whatever their times. An entered one stands before the first record of
 * the pump that happened later than it; entered ones among themselves stand by time, then by sequence. An entry that is
 * taken back counts nowhere, nor does what took it back: it is folded as if neither had been entered.
 *
 * <p>Pure; any thread.
 */
public final class Order {

    private static final Comparator<EventRecord> BY_TIME =
            Comparator.comparingLong(EventRecord::getAtMs).thenComparingLong(EventRecord::getSequence);

    private Order() {}

    /**
     * What is to be folded, in order.
     *
     * @param records of one pump, by log and sequence; read as far as the result is
     * @param entries what was entered for it, in any order, withdrawals and what they take back included
     */
    public static Iterator<EventRecord> merge(Iterator<EventRecord> records, Collection<EventRecord> entries) {
        return new Merged(records, effective(entries));
    }

    /**
     * As {@link #merge}, with what was taken back and the withdrawals themselves, for people to read.
     *
     * @param records as in {@link #merge}
     * @param entries as in {@link #merge}
     */
    public static Iterator<EventRecord> mergeAll(Iterator<EventRecord> records, Collection<EventRecord> entries) {
        return new Merged(records, entries.stream().sorted(BY_TIME).toList());
    }

    /**
     * The sequences of those entries that are taken back, withdrawals that are themselves taken back included.
     *
     * @param entries of one pump, in any order
     */
    public static Set<Long> withdrawn(Collection<EventRecord> entries) {
        List<EventRecord> withdrawals = new ArrayList<>();
        for (EventRecord entry : entries) {
            if (entry.hasWithdrawal()) {
                withdrawals.add(entry);
            }
        }
        // Each takes back an earlier one, so the latest of them is certain, and before it one after another.
        withdrawals.sort(Comparator.comparingLong(EventRecord::getSequence).reversed());
        Set<Long> gone = new HashSet<>();
        for (EventRecord withdrawal : withdrawals) {
            long target = withdrawal.getWithdrawal().getSequence();
            if (target < withdrawal.getSequence() && !gone.contains(withdrawal.getSequence())) {
                gone.add(target);
            }
        }
        return gone;
    }

    /** Those entries that count, in order. */
    static List<EventRecord> effective(Collection<EventRecord> entries) {
        Set<Long> gone = withdrawn(entries);
        List<EventRecord> left = new ArrayList<>(entries.size());
        for (EventRecord entry : entries) {
            if (!entry.hasWithdrawal() && !gone.contains(entry.getSequence())) {
                left.add(entry);
            }
        }
        left.sort(BY_TIME);
        return left;
    }

    private static final class Merged implements Iterator<EventRecord> {
        private final Iterator<EventRecord> records;
        private final List<EventRecord> entries;
        private int entry;
        private @Nullable EventRecord record;

        Merged(Iterator<EventRecord> records, List<EventRecord> entries) {
            this.records = records;
            this.entries = entries;
        }

        @Override
        public boolean hasNext() {
            return record != null || entry < entries.size() || records.hasNext();
        }

        @Override
        public EventRecord next() {
            EventRecord ahead = record;
            if (ahead == null && records.hasNext()) {
                ahead = records.next();
            }
            if (entry < entries.size() && (ahead == null || entries.get(entry).getAtMs() < ahead.getAtMs())) {
                record = ahead;
                return entries.get(entry++);
            }
            if (ahead == null) {
                throw new NoSuchElementException("no more records, expected hasNext before next");
            }
            record = null;
            return ahead;
        }
    }
}
