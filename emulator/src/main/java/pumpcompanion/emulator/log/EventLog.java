package pumpcompanion.emulator.log;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import pumpcompanion.proto.v1.Event;
import pumpcompanion.proto.v1.MissingReason;

/**
 * The pump's log: a ring of encoded events, numbered from 1, each encoded once and kept so (W-14 to W-19). What a test
 * needs to see lost can be lost on purpose: overwritten, unreadable, never written, or all of it.
 *
 * <p><b>Design note:</b> events are kept as bare arrays, because in a computer with thousands of pumps their logs are most
 * of what is in memory.
 *
 * <p>Not safe for threads; {@code EmulatedPump} guards it.
 */
public final class EventLog {

    /** Largest encoded event, in bytes (W-16). */
    public static final int MAX_EVENT = 448;

    /** In place of a damaged record, and where there is none. */
    private static final byte[] UNREADABLE = new byte[0];

    private final int capacity;
    private long[] sequences = new long[16];
    private byte[][] events = filled(16);
    private int first;
    private int size;
    private long newest;
    private long overwrittenThrough;
    private long skipped;
    private int epoch;
    private @Nullable TreeMap<Long, LogEntry> statedMissing; // by their last number; made with the first one
    private @Nullable LogObserver observer;

    /**
     * An empty log.
     *
     * @param capacity records it holds before it overwrites its oldest, 1 and up
     * @param epoch its random number, not 0 (W-17)
     */
    public EventLog(int capacity, int epoch) {
        if (capacity < 1) {
            throw new IllegalArgumentException("a log of " + capacity + " records (expected at least 1)");
        }
        this.capacity = capacity;
        erase(epoch);
    }

    /** Records it holds before it overwrites its oldest. */
    public int capacity() {
        return capacity;
    }

    /** The random number of this log (W-17). */
    public int epoch() {
        return epoch;
    }

    /** Tells someone of all that happens from now on; one at a time. */
    public void observer(LogObserver newObserver) {
        observer = newObserver;
    }

    /** Highest number ever written; 0: none (W-19). */
    public long newest() {
        return newest;
    }

    /** Lowest number still stored, readable or not; newest + 1 where there is none (W-19). */
    public long oldest() {
        return size == 0 ? newest + 1 : sequences[slot(0)];
    }

    /**
     * Writes an event behind the newest.
     *
     * @param event encoded here, once (W-15)
     * @return its number
     * @throws IllegalArgumentException if it is longer than {@link #MAX_EVENT} when encoded
     */
    public long append(Event event) {
        return appendRaw(event.toByteString());
    }

    /**
     * Writes bytes behind the newest that may be no event at all.
     *
     * @param bytes at most {@link #MAX_EVENT}
     * @return their number
     */
    public long appendRaw(ByteString bytes) {
        if (bytes.size() > MAX_EVENT) {
            throw new IllegalArgumentException("an event of " + bytes.size() + " bytes (expected at most " + MAX_EVENT
                    + "): shorten its texts (W-16)");
        }
        if (size == capacity) {
            dropFirst();
        } else if (size == sequences.length) {
            grow();
        }
        newest += 1 + skipped;
        skipped = 0;
        sequences[slot(size)] = newest;
        events[slot(size)] = bytes.toByteArray();
        size++;
        if (observer != null) {
            observer.wrote(newest, bytes);
        }
        return newest;
    }

    /**
     * What is known about a number.
     *
     * @param sequence range [1, newest]
     * @return the record, or why it and those behind it are missing
     * @throws IllegalArgumentException if out of range
     */
    public LogEntry read(long sequence) {
        if (sequence < 1 || sequence > newest) {
            throw new IllegalArgumentException("record " + sequence + " (expected 1 to " + newest + ")");
        }
        if (sequence <= overwrittenThrough) {
            return LogEntry.missing(sequence, overwrittenThrough, MissingReason.MISSING_REASON_OVERWRITTEN);
        }
        int at = indexAtOrAfter(sequence);
        long there = at < size ? sequences[slot(at)] : newest + 1;
        if (there > sequence) {
            return hole(sequence, there - 1);
        }
        byte[] bytes = events[slot(at)];
        if (bytes != UNREADABLE) {
            return LogEntry.stored(sequence, UnsafeByteOperations.unsafeWrap(bytes));
        }
        long through = sequence;
        while (at + 1 < size && events[slot(at + 1)] == UNREADABLE && sequences[slot(at + 1)] == through + 1) {
            at++;
            through++;
        }
        return LogEntry.missing(sequence, through, MissingReason.MISSING_REASON_UNREADABLE);
    }

    private LogEntry hole(long from, long through) {
        Map.Entry<Long, LogEntry> stated = statedMissing == null ? null : statedMissing.ceilingEntry(from);
        if (stated == null || stated.getValue().from() > through) {
            return LogEntry.missing(from, through, MissingReason.MISSING_REASON_NEVER_WRITTEN);
        }
        LogEntry hole = stated.getValue();
        return hole.from() > from
                ? LogEntry.missing(from, hole.from() - 1, MissingReason.MISSING_REASON_NEVER_WRITTEN)
                : LogEntry.missing(from, hole.through(), hole.reason());
    }

    /**
     * Numbers behind the newest that were written and are missing from the start, as in a log that was written down
     * elsewhere with gaps.
     *
     * @param through the last of them, above newest
     * @param reason what is said about them
     */
    public void missing(long through, MissingReason reason) {
        if (through <= newest + skipped) {
            throw new IllegalArgumentException("missing through " + through + " (expected above " + newest + ")");
        }
        if (statedMissing == null) {
            statedMissing = new TreeMap<>();
        }
        statedMissing.put(through, LogEntry.missing(newest + skipped + 1, through, reason));
        newest = through;
        skipped = 0;
    }

    /**
     * Throws everything away and begins at 1 under another epoch (W-17).
     *
     * @param newEpoch not 0
     */
    public void erase(int newEpoch) {
        if (newEpoch == 0) {
            throw new IllegalArgumentException("log epoch 0 (expected any other number, W-17)");
        }
        Arrays.fill(events, UNREADABLE);
        epoch = newEpoch;
        first = 0;
        size = 0;
        newest = 0;
        overwrittenThrough = 0;
        skipped = 0;
        statedMissing = null;
        if (observer != null) {
            observer.erased(newEpoch);
        }
    }

    /**
     * Loses the oldest records, as a full ring does (W-18).
     *
     * @param sequence the last one to lose, at most newest
     */
    public void overwriteThrough(long sequence) {
        checkWritten(sequence);
        while (size > 0 && sequences[first] <= sequence) {
            dropFirst();
        }
        overwritten(sequence);
    }

    /**
     * Damages one record in the storage.
     *
     * @param sequence a record that is still there
     */
    public void makeUnreadable(long sequence) {
        checkWritten(sequence);
        int at = indexAtOrAfter(sequence);
        if (at == size || sequences[slot(at)] != sequence) {
            throw new IllegalArgumentException("record " + sequence + " is not in the log any more: nothing to damage");
        }
        events[slot(at)] = UNREADABLE;
        if (observer != null) {
            observer.damaged(sequence);
        }
    }

    /**
     * Leaves numbers out, as a pump that counted before it lost power. Takes effect with the next record.
     *
     * @param numbers how many, 0 and up
     */
    public void skip(long numbers) {
        if (numbers < 0) {
            throw new IllegalArgumentException("skip " + numbers + " numbers (expected 0 and up)");
        }
        skipped += numbers;
    }

    /**
     * Goes back to an older state of the same log, as a pump whose last writes did not survive. Numbers are used again.
     *
     * @param olderNewest the newest of that state, at most the newest of now
     */
    public void restore(long olderNewest) {
        if (olderNewest < 0 || olderNewest > newest) {
            throw new IllegalArgumentException("restore to " + olderNewest + " (expected 0 to " + newest + ")");
        }
        while (size > 0 && sequences[slot(size - 1)] > olderNewest) {
            size--;
            events[slot(size)] = UNREADABLE;
        }
        if (statedMissing != null) {
            statedMissing.tailMap(olderNewest, false).clear(); // one that reached beyond is forgotten whole
        }
        newest = olderNewest;
        overwrittenThrough = Math.min(overwrittenThrough, olderNewest);
        skipped = 0;
        if (observer != null) {
            observer.wentBack(olderNewest);
        }
    }

    private void overwritten(long through) {
        overwrittenThrough = Math.max(overwrittenThrough, through);
        if (observer != null) {
            observer.overwritten(through);
        }
    }

    private void checkWritten(long sequence) {
        if (sequence < 1 || sequence > newest) {
            throw new IllegalArgumentException("record " + sequence + " (expected 1 to " + newest + ")");
        }
    }

    private int slot(int index) {
        int at = first + index;
        return at >= sequences.length ? at - sequences.length : at;
    }

    /** Binary search over the ring: the index of the first record whose number is not below, or the size. */
    private int indexAtOrAfter(long sequence) {
        int low = 0;
        int high = size;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sequences[slot(middle)] < sequence) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private void dropFirst() {
        overwritten(sequences[first]);
        events[first] = UNREADABLE;
        first = slot(1);
        size--;
    }

    private static byte[][] filled(int length) {
        byte[][] slots = new byte[length][];
        Arrays.fill(slots, UNREADABLE);
        return slots;
    }

    private void grow() {
        int length = Math.min(capacity, sequences.length * 2);
        long[] moreSequences = new long[Math.max(length, size + 1)];
        byte[][] moreEvents = filled(moreSequences.length);
        for (int i = 0; i < size; i++) {
            moreSequences[i] = sequences[slot(i)];
            moreEvents[i] = events[slot(i)];
        }
        sequences = moreSequences;
        events = moreEvents;
        first = 0;
    }
}
