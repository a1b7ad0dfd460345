package pumpcompanion.connector;

import java.util.List;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import pumpcompanion.connector.journal.Journal;
import pumpcompanion.connector.journal.Query;
import pumpcompanion.connector.journal.RecordCursor;
import pumpcompanion.connector.session.PumpMet;
import pumpcompanion.connector.tracker.SetTracker;
import pumpcompanion.proto.v1.EventRecord;
import pumpcompanion.proto.v1.RecordId;
import pumpcompanion.proto.v1.SetStatus;

/**
 * Keeps one pump's {@link SetStatus}: folded out of the journal when the pump is met, carried on with each record, and
 * moved by its own deadlines. Runs on the connector's executor; only the folding of the journal runs on
 * {@link Time#blocking}.
 */
final class SetKeeper {

    /** No deadline is looked at more often, whatever a clock does. */
    private static final long SHORTEST_WAIT_MS = 50;

    private final SetTracker tracker;
    private final Journal journal;
    private final Time time;
    private final PumpClock clock;
    private final Consumer<SetStatus> changed;

    private @Nullable SetStatus status;
    private @Nullable PumpMet met;
    private boolean folding;
    private boolean more;
    private boolean stale;
    private @Nullable ScheduledFuture<?> deadline;

    SetKeeper(SetTracker tracker, Journal journal, Time time, PumpClock clock, Consumer<SetStatus> changed) {
        this.tracker = tracker;
        this.journal = journal;
        this.time = time;
        this.clock = clock;
        this.changed = changed;
    }

    @Nullable
    SetStatus status() {
        return status;
    }

    /**
     * A pump was met: its status is made of what the journal holds, then {@code ready} runs; or {@code failed} is told why
     * the journal cannot be read.
     */
    void meet(PumpMet pump, Runnable ready, Consumer<RuntimeException> failed) {
        PumpMet before = met;
        SetStatus now = status;
        met = pump;
        if (before == null || !before.name().equals(pump.name()) || now == null || stale) {
            fold(pump, tracker.start(pump.name(), pump.construction(), pump.reports()), ready, failed);
        } else {
            status = tracker.described(now, pump.construction(), pump.reports());
            ready.run();
        }
    }

    /** Carries {@code from} on over what the journal holds behind it. */
    private void fold(PumpMet pump, SetStatus from, Runnable ready, Consumer<RuntimeException> failed) {
        folding = true;
        stale = false;
        more = false;
        time.blocking().execute(() -> {
            try {
                SetStatus done = foldJournal(from);
                time.executor().execute(() -> folded(pump, done, ready));
            } catch (RuntimeException unreadable) {
                time.executor().execute(() -> {
                    folding = false;
                    stale = true; // nothing is known until it can be read
                    failed.accept(unreadable);
                });
            }
        });
    }

    private SetStatus foldJournal(SetStatus from) {
        Query all = Query.ALL.of(from.getPump());
        Query wanted = from.hasLast()
                ? all.after(from.getLast().getLog(), from.getLast().getSequence())
                : all;
        try (RecordCursor records = journal.records(wanted)) {
            return tracker.fold(from, records);
        }
    }

    private void folded(PumpMet pump, SetStatus done, Runnable ready) {
        if (!pump.equals(met)) {
            return; // another pump was met meanwhile
        }
        folding = false;
        status = done;
        ready.run();
        if (more) {
            fold(pump, done, () -> {}, unreadable -> {});
        } else {
            settle(done);
        }
    }

    /**
     * Records that are durable now.
     *
     * @param behind how many more the pump has
     */
    void add(List<EventRecord> fresh, long behind) {
        SetStatus now = status;
        if (folding || now == null) {
            more = true; // read from the journal when the present reading is done: nothing is queued here
            return;
        }
        for (EventRecord record : fresh) {
            if (isBehind(record, now)) {
                stale = true; // a hole was filled: what came after it must be folded again
            } else {
                now = tracker.next(now, record);
            }
        }
        PumpMet pump = met;
        if (stale && behind == 0 && pump != null) {
            SetStatus afresh = tracker.start(pump.name(), pump.construction(), pump.reports());
            fold(pump, afresh, () -> {}, unreadable -> {}); // stays stale: again with the next record
            return;
        }
        settle(withBehind(now, behind));
    }

    private static SetStatus withBehind(SetStatus now, long behind) {
        return now.getBehind() == behind
                ? now
                : now.toBuilder().setBehind(behind).build();
    }

    /** Those of these records that the status does not hold yet. */
    List<EventRecord> unseen(List<EventRecord> records) {
        SetStatus now = status;
        return now == null
                ? records
                : records.stream().filter(record -> !isBehind(record, now)).toList();
    }

    private static boolean isBehind(EventRecord record, SetStatus now) {
        RecordId last = now.getLast();
        return record.getLog() < last.getLog()
                || (record.getLog() == last.getLog() && record.getSequence() <= last.getSequence() && now.hasLast());
    }

    /** The pump's newest record moved on, or time did. */
    void tick(long behind) {
        SetStatus now = status;
        if (now != null && !folding) {
            settle(withBehind(now, behind));
        }
    }

    private void settle(SetStatus next) {
        SetStatus before = status;
        SetStatus now = tracker.at(next, clock.nowMs(time.wall().millis()));
        status = now;
        schedule(now);
        if (!now.equals(before)) {
            changed.accept(now);
        }
    }

    private void schedule(SetStatus now) {
        if (deadline != null) {
            deadline.cancel(false);
            deadline = null;
        }
        if (now.hasNextDeadlineMs() && clock.runsInRealTime()) {
            long wait = now.getNextDeadlineMs() - time.wall().millis();
            deadline = time.executor()
                    .schedule(() -> tick(now.getBehind()), Math.max(SHORTEST_WAIT_MS, wait), TimeUnit.MILLISECONDS);
        }
    }

    void close() {
        if (deadline != null) {
            deadline.cancel(false);
        }
    }
}
