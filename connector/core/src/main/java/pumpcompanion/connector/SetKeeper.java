package pumpcompanion.connector;

import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import pumpcompanion.connector.journal.Journal;
import pumpcompanion.connector.session.PumpMet;
import pumpcompanion.connector.tracker.SetTracker;
import pumpcompanion.connector.tracker.Timeline;
import pumpcompanion.proto.v1.EventRecord;
import pumpcompanion.proto.v1.SetStatus;

/**
 * Keeps one pump's {@link SetStatus}: folded out of the journal when the pump is met, carried on with each record and with
 * what people enter, and moved by its own deadlines. Runs on the connector's executor; only reading of the journal runs on
 * {@link Time#blocking}.
 */
final class SetKeeper {

    private static final Logger LOG = LoggerFactory.getLogger(SetKeeper.class);

    /** No deadline is looked at more often, whatever a clock does. */
    private static final long SHORTEST_WAIT_MS = 50;
    /** How often to look for what other processes entered. */
    private static final long LOOK_MS = 1_000;

    private final SetTracker tracker;
    private final Journal journal;
    private final Time time;
    private final PumpClock clock;
    private final BiConsumer<List<EventRecord>, SetStatus> changed;

    private @Nullable SetFold fold;
    private @Nullable SetStatus status;
    private @Nullable PumpMet met;
    private int readings;
    private boolean reading;
    private boolean more;
    private boolean stale;
    private String toldPump = "";
    private long toldThrough;
    private long lastEntry;
    private Journal.@Nullable Registration entered;
    private @Nullable ScheduledFuture<?> deadline;
    private @Nullable ScheduledFuture<?> look;

    /**
     * A keeper.
     *
     * @param changed gets what was newly entered, in order, and the status that is one with it; the list may be empty, and
     *     the status the same as before
     */
    SetKeeper(
            SetTracker tracker,
            Journal journal,
            Time time,
            PumpClock clock,
            BiConsumer<List<EventRecord>, SetStatus> changed) {
        this.tracker = tracker;
        this.journal = journal;
        this.time = time;
        this.clock = clock;
        this.changed = changed;
    }

    /**
     * A pump was met: its status is made of what the journal holds, then {@code ready} runs; or {@code failed} is told why
     * the journal cannot be read.
     */
    void meet(PumpMet pump, Runnable ready, Consumer<RuntimeException> failed) {
        met = pump;
        listen();
        SetFold present = fold;
        if (present != null && !reading && !stale && present.isOf(tracker, start(pump))) {
            ready.run();
        } else {
            read(pump, null, ready, failed);
        }
    }

    private SetStatus start(PumpMet pump) {
        return tracker.start(pump.name(), pump.construction(), pump.reports());
    }

    /** Carries {@code from} on over what the journal holds behind it; where that cannot be, all is read again. */
    private void read(PumpMet pump, @Nullable SetFold from, Runnable ready, Consumer<RuntimeException> failed) {
        int ticket = ++readings;
        reading = true;
        stale = false;
        more = false;
        time.blocking().execute(() -> {
            try {
                boolean fits = from != null && from.carryOn(journal);
                SetFold done = from != null && fits ? from : SetFold.read(journal, tracker, start(pump));
                later(() -> readTo(done, ticket, pump, ready));
            } catch (RuntimeException unreadable) {
                later(() -> {
                    if (ticket == readings) {
                        reading = false;
                        stale = true; // nothing is known until it can be read
                        failed.accept(unreadable);
                    }
                });
            }
        });
    }

    /** Back on the connector's thread, from whichever other. */
    private void later(Runnable task) {
        try {
            time.executor().execute(task);
        } catch (RejectedExecutionException ended) {
            // The connector was closed meanwhile: nobody asks any more.
        }
    }

    private void readTo(SetFold done, int ticket, PumpMet pump, Runnable ready) {
        if (ticket != readings) {
            return; // it is read once more, for another pump or another word of this one
        }
        reading = false;
        fold = done;
        if (!pump.name().equals(toldPump)) {
            toldPump = pump.name();
            toldThrough = done.timeline().entriesThrough(); // a restart tells nobody anything twice
        }
        keepDue(done);
        ready.run();
        if (more && !reading) {
            read(pump, done, () -> {}, unreadable -> {});
        } else {
            settle();
        }
    }

    /**
     * Records that are durable now.
     *
     * @param behind how many more the pump has
     */
    void add(List<EventRecord> fresh, long behind) {
        SetFold now = fold;
        if (reading || now == null) {
            more = true; // read from the journal when the present reading is done: nothing is queued here
            return;
        }
        for (EventRecord record : fresh) {
            if (!now.add(record)) {
                stale = true; // a hole was filled: what came after it must be folded again
            }
        }
        PumpMet pump = met;
        if (stale && behind == 0 && pump != null) {
            read(pump, null, () -> {}, unreadable -> {}); // stays stale: again with the next record
            return;
        }
        keepDue(now);
        now.timeline().behind(behind);
        settle();
    }

    /** The journal itself refuses those that something late has overtaken. */
    private void keepDue(SetFold now) {
        now.takeDue().forEach(snapshot -> {
            var unused = journal.keep(snapshot).exceptionally(failure -> {
                LOG.debug("a snapshot of {} was not kept; folding begins further back", snapshot.pump(), failure);
                return false;
            });
        });
    }

    /** Those of these records that the status does not hold yet. */
    List<EventRecord> unseen(List<EventRecord> records) {
        SetFold now = fold;
        return now == null || reading
                ? records
                : records.stream()
                        .filter(record -> !now.timeline().isFolded(record))
                        .toList();
    }

    /** The pump's newest record moved on, or time did. */
    void tick(long behind) {
        SetFold now = fold;
        if (now != null && !reading) {
            now.timeline().behind(behind);
            settle();
        }
    }

    private void settle() {
        SetFold present = fold;
        if (present == null || reading) {
            return;
        }
        Timeline timeline = present.timeline();
        timeline.at(clock.nowMs(time.wall().millis()));
        SetStatus before = status;
        SetStatus now = timeline.status();
        status = now;
        schedule(now);
        List<EventRecord> news = timeline.entriesAfter(toldThrough);
        toldThrough = Math.max(toldThrough, timeline.entriesThrough());
        if (!news.isEmpty() || !now.equals(before)) {
            changed.accept(news, now);
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

    // ------------------------------------------------------------ what people enter

    private void listen() {
        if (entered == null) {
            entered = journal.onEntered(pump -> later(() -> hear(pump)));
            if (!time.isVirtual()) {
                look();
            }
        }
    }

    /** Something was entered for this pump. */
    private void hear(String name) {
        PumpMet pump = met;
        if (pump == null || !pump.name().equals(name)) {
            return;
        }
        if (reading) {
            more = true;
        } else {
            read(pump, stale ? null : fold, () -> {}, unreadable -> {});
        }
    }

    private void look() {
        time.blocking().execute(() -> {
            long last;
            try {
                last = journal.lastEntry();
            } catch (RuntimeException unreadable) {
                last = -1; // whoever writes will say so
            }
            long seen = last;
            later(() -> looked(seen));
        });
    }

    private void looked(long last) {
        PumpMet pump = met;
        if (entered == null) {
            return; // closed
        }
        if (last > lastEntry && pump != null) {
            lastEntry = last;
            hear(pump.name());
        }
        look = time.executor().schedule(this::look, LOOK_MS, TimeUnit.MILLISECONDS);
    }

    void close() {
        if (deadline != null) {
            deadline.cancel(false);
        }
        if (look != null) {
            look.cancel(false);
        }
        if (entered != null) {
            entered.close();
            entered = null;
        }
    }
}
