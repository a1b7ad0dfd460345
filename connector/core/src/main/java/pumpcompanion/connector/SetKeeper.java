package pumpcompanion.connector;

import java.util.ArrayList;
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

    /** No deadline is looked at more often, however fast a software pump's days pass. */
    private static final long SHORTEST_WAIT_MS = 50;

    private final SetTracker tracker;
    private final Journal journal;
    private final Time time;
    private final PumpClock clock;
    private final Consumer<SetStatus> changed;
    private final List<EventRecord> waiting = new ArrayList<>();

    private @Nullable SetStatus status;
    private @Nullable PumpMet met;
    private boolean folding;
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

    /** A pump was met: its status is made of what the journal holds, then {@code ready} runs. */
    void meet(PumpMet pump, Runnable ready) {
        PumpMet before = met;
        boolean known = before != null
                && before.name().equals(pump.name())
                && before.reports().equals(pump.reports())
                && status != null
                && !stale;
        met = pump;
        if (known) {
            ready.run();
        } else {
            fold(pump, ready);
        }
    }

    private void fold(PumpMet pump, Runnable ready) {
        folding = true;
        stale = false;
        time.blocking().execute(() -> {
            SetStatus folded = tracker.start(pump.name(), pump.construction(), pump.reports());
            try (RecordCursor records = journal.records(Query.ALL.of(pump.name()))) {
                while (records.hasNext()) {
                    folded = tracker.next(folded, records.next());
                }
            }
            SetStatus done = folded;
            time.executor().execute(() -> folded(pump, done, ready));
        });
    }

    private void folded(PumpMet pump, SetStatus done, Runnable ready) {
        if (!pump.equals(met)) {
            return; // another pump was met meanwhile
        }
        folding = false;
        status = done;
        List<EventRecord> late = List.copyOf(waiting);
        waiting.clear();
        ready.run();
        add(late, done.getBehind());
    }

    /**
     * Records that are durable now.
     *
     * @param behind how many more the pump has
     */
    void add(List<EventRecord> fresh, long behind) {
        SetStatus now = status;
        if (folding || now == null) {
            waiting.addAll(fresh);
            return;
        }
        for (EventRecord record : fresh) {
            if (isBehind(record, now)) {
                stale = true; // a hole was filled: what came after it must be folded again
            } else {
                now = tracker.next(now, record);
            }
        }
        if (stale && behind == 0 && met != null) {
            fold(met, () -> {});
            return;
        }
        settle(
                now.getBehind() == behind
                        ? now
                        : now.toBuilder().setBehind(behind).build());
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
            settle(
                    now.getBehind() == behind
                            ? now
                            : now.toBuilder().setBehind(behind).build());
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
        if (now.hasNextDeadlineMs()) {
            long wait = clock.realMs(
                    now.getNextDeadlineMs() - clock.nowMs(time.wall().millis()));
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
