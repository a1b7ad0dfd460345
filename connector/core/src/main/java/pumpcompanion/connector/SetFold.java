package pumpcompanion.connector;

import com.google.protobuf.InvalidProtocolBufferException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import pumpcompanion.connector.journal.Journal;
import pumpcompanion.connector.journal.Query;
import pumpcompanion.connector.journal.RecordCursor;
import pumpcompanion.connector.journal.Snapshot;
import pumpcompanion.connector.tracker.SetTracker;
import pumpcompanion.connector.tracker.Timeline;
import pumpcompanion.proto.v1.EventRecord;
import pumpcompanion.proto.v1.RecordId;
import pumpcompanion.proto.v1.SetStatus;
import pumpcompanion.proto.v1.TimelineSnapshot;

/** One pump's timeline, and what the journal must be told with its snapshots. One thread at a time. */
final class SetFold {

    /** Of a long reading only the latest days' snapshots are kept: an entry is seldom made later than that. */
    private static final int MOST_DUE = 32;

    private final String pump;
    private final String by;
    private final long lateChanges;
    private final Timeline timeline;
    private final Deque<Snapshot> due = new ArrayDeque<>();

    private SetFold(String pump, String by, long lateChanges, Timeline timeline) {
        this.pump = pump;
        this.by = by;
        this.lateChanges = lateChanges;
        this.timeline = timeline;
    }

    /**
     * Reads all that the journal holds of a pump, beginning at the newest snapshot that still holds. May take long.
     *
     * @throws pumpcompanion.connector.journal.JournalException if the file cannot be read
     */
    static SetFold read(Journal journal, SetTracker tracker, SetStatus start) {
        String pump = start.getPump();
        String by = tracker.fingerprint(start);
        long lateChanges = journal.lateChanges(pump);
        List<EventRecord> entries = journal.entries(pump);
        TimelineSnapshot from =
                journal.snapshot(pump, by).flatMap(SetFold::parse).orElseGet(() -> Timeline.start(start));
        SetFold fold = new SetFold(pump, by, lateChanges, new Timeline(tracker, from, entries));
        fold.addRecords(journal);
        return fold;
    }

    private static Optional<TimelineSnapshot> parse(Snapshot kept) {
        try {
            return Optional.of(TimelineSnapshot.parseFrom(kept.bytes()));
        } catch (InvalidProtocolBufferException damaged) {
            return Optional.empty(); // then from the beginning: slower, never wrong
        }
    }

    Timeline timeline() {
        return timeline;
    }

    /** Whether it began with this status and these rules and settings. */
    boolean isOf(SetTracker tracker, SetStatus start) {
        return pump.equals(start.getPump()) && by.equals(tracker.fingerprint(start));
    }

    /**
     * Reads what the journal holds by now behind what is folded.
     *
     * @return false where something stands before it: all must be read again
     */
    boolean carryOn(Journal journal) {
        if (journal.lateChanges(pump) != lateChanges) {
            return false;
        }
        for (EventRecord entry : journal.entries(pump)) {
            if (!timeline.enter(entry)) {
                return false;
            }
        }
        return addRecords(journal);
    }

    private boolean addRecords(Journal journal) {
        Query all = Query.ALL.of(pump);
        SetStatus from = timeline.snapshot().getStatus();
        RecordId last = from.getLast();
        try (RecordCursor records =
                journal.records(from.hasLast() ? all.after(last.getLog(), last.getSequence()) : all)) {
            while (records.hasNext()) {
                if (!add(records.next())) {
                    return false;
                }
            }
        }
        return true;
    }

    /** As {@link Timeline#add}. */
    boolean add(EventRecord record) {
        boolean added = timeline.add(record);
        timeline.due().ifPresent(snapshot -> {
            if (due.size() == MOST_DUE) {
                due.remove();
            }
            due.add(asKept(snapshot));
        });
        return added;
    }

    private Snapshot asKept(TimelineSnapshot snapshot) {
        RecordId last = snapshot.getStatus().getLast();
        return new Snapshot(
                pump,
                last.getLog(),
                last.getSequence(),
                snapshot.getHighestMs(),
                timeline.entriesThrough(),
                lateChanges,
                by,
                snapshot.toByteString());
    }

    /** The snapshots that are to be kept, oldest first, once. */
    List<Snapshot> takeDue() {
        List<Snapshot> taken = new ArrayList<>(due);
        due.clear();
        return taken;
    }
}
