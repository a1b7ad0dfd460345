package pumpcompanion.app;

import java.time.Instant;
import java.time.ZoneId;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import pumpcompanion.app.words.Amounts;
import pumpcompanion.app.words.TimeWords;
import pumpcompanion.connector.SetReader;
import pumpcompanion.connector.journal.Journal;
import pumpcompanion.connector.journal.JournalException;
import pumpcompanion.connector.journal.PumpInfo;
import pumpcompanion.connector.tracker.SetTracker;
import pumpcompanion.connector.tracker.Timeline;
import pumpcompanion.connector.tracker.TrackerSettings;
import pumpcompanion.proto.v1.EventRecord;
import pumpcompanion.proto.v1.SetStatus;

/** Enters something for a pump, and sees what it changes in the set's state. */
final class Entering {

    /** What may be entered ahead of time: as much as two clocks of one household differ. */
    private static final long AHEAD_MS = 60_000;

    private final Journal journal;
    private final PumpInfo pump;
    private final SetTracker tracker = new SetTracker(TrackerSettings.defaults());
    private final Timeline set;
    private final long presentMs;
    private final SetStatus before;

    /**
     * What became of it.
     *
     * @param entry as it is kept
     * @param before the set's state just before
     * @param after and now
     * @param presentMs the time that both are of
     */
    record Entered(EventRecord entry, SetStatus before, SetStatus after, long presentMs) {}

    /**
     * Reads the set's state.
     *
     * @param journal open to write
     * @param nowMs what this computer's clock says
     */
    Entering(Journal journal, PumpInfo pump, long nowMs) {
        this.journal = journal;
        this.pump = pump;
        set = SetReader.read(journal, tracker, pump);
        presentMs = present(set, nowMs);
        set.at(presentMs);
        before = set.status();
    }

    /** Now; for a pump that runs ahead of this computer's clock, as a sped-up one does, its newest record's time. */
    static long present(Timeline set, long nowMs) {
        return Math.max(nowMs, set.snapshot().getHighestMs());
    }

    SetStatus before() {
        return before;
    }

    SetTracker tracker() {
        return tracker;
    }

    /** The present on the pump's scale of time. */
    long presentMs() {
        return presentMs;
    }

    /**
     * The time that somebody typed.
     *
     * @param typed null: now
     * @throws IllegalArgumentException if it is no time, or in the future, naming it and what is allowed
     */
    long at(@Nullable String typed, ZoneId zone) {
        if (typed == null) {
            return presentMs;
        }
        long at = TimeWords.since(typed, Instant.ofEpochMilli(presentMs), zone);
        if (at > presentMs + AHEAD_MS) {
            throw new IllegalArgumentException("--at " + typed + " lies in the future (expected a time up to now, "
                    + Amounts.time(presentMs, zone) + ")");
        }
        return at;
    }

    /**
     * Enters it.
     *
     * @param content what
     * @param atMs when it happened
     * @throws Trouble if the journal refuses it
     */
    Entered enter(EventRecord.Builder content, long atMs, long nowMs) {
        EventRecord entry;
        try {
            entry = journal.enter(content.setPump(pump.name()).setAtMs(atMs).build(), nowMs)
                    .join();
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof JournalException trouble) {
                throw trouble;
            }
            if (failed.getCause() instanceof IllegalArgumentException refused) {
                throw new Trouble(String.valueOf(refused.getMessage()));
            }
            throw failed;
        }
        Timeline after = set.enter(entry) ? set : SetReader.read(journal, tracker, pump);
        after.at(Math.max(presentMs, atMs));
        return new Entered(entry, before, after.status(), Math.max(presentMs, atMs));
    }
}
