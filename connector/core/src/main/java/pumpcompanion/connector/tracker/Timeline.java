package pumpcompanion.connector.tracker;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import pumpcompanion.proto.v1.EventRecord;
import pumpcompanion.proto.v1.Finding;
import pumpcompanion.proto.v1.RecordId;
import pumpcompanion.proto.v1.SetStatus;
import pumpcompanion.proto.v1.SiteBook;
import pumpcompanion.proto.v1.TimelineSnapshot;

/**
 * Carries one pump's status and site book on, record by record and entry by entry, in the order of {@link Order}: at every
 * moment they are what one fold over all of it would give, but for {@code memory.just_ended}, which tells what ended since
 * {@link #status} was last asked.
 *
 * <p>Pure, one thread. What does not fit behind what is folded already is refused; then all is folded again from an older
 * snapshot.
 *
 * <p><b>Design note:</b> what is folded for good, the base, ends with the pump's last record. Entries that are not older
 * than every record of the pump so far, and deadlines, come on top of it each time they are asked for, because the pump's
 * next record may turn out to stand before them.
 */
public final class Timeline {

    private static final long DAY_MS = 86_400_000;
    /** A day of fewer records is folded again sooner than its snapshot is read. */
    private static final int LEAST_BETWEEN = 32;
    /** About a tenth of a second of reading and folding, which is what a restart may have to repeat. */
    private static final int MOST_BETWEEN = 20_000;

    private final SetTracker tracker;
    private final NavigableMap<Long, EventRecord> entries = new TreeMap<>();
    private final Deque<EventRecord> pending = new ArrayDeque<>();

    private SetStatus base;
    private SiteBook baseSites;
    private long highestMs;

    private @Nullable SetStatus live;
    private SiteBook liveSites = SiteBook.getDefaultInstance();
    private SetStatus told = SetStatus.getDefaultInstance();
    private boolean asked;
    private final List<Finding> ended = new ArrayList<>();
    private long behind;
    private long nowMs = Long.MIN_VALUE;

    private int sinceSnapshot;
    private @Nullable TimelineSnapshot due;

    /**
     * Begins at a snapshot.
     *
     * @param tracker has the rules; the same ones that made the snapshot ({@link SetTracker#fingerprint})
     * @param from where to begin: {@link #start} or one that was {@link #due}
     * @param entries all that was entered for this pump, in any order, withdrawals included
     */
    public Timeline(SetTracker tracker, TimelineSnapshot from, Collection<EventRecord> entries) {
        this.tracker = tracker;
        this.base = from.getStatus();
        this.baseSites = from.getSites();
        this.highestMs = base.hasLast() ? from.getHighestMs() : Long.MIN_VALUE;
        entries.forEach(entry -> this.entries.put(entry.getSequence(), entry));
        findPending();
    }

    /**
     * The snapshot before everything.
     *
     * @param status in which nothing is known yet ({@link SetTracker#start})
     */
    public static TimelineSnapshot start(SetStatus status) {
        return TimelineSnapshot.newBuilder()
                .setStatus(status)
                .setHighestMs(Long.MIN_VALUE)
                .build();
    }

    /**
     * The pump's next record.
     *
     * @return false where it stands behind one that is folded already: nothing changed, fold again from a snapshot before it
     */
    public boolean add(EventRecord record) {
        if (isFolded(record)) {
            return false;
        }
        long at = record.getAtMs();
        boolean newDay = Math.floorDiv(at, DAY_MS) > Math.floorDiv(highestMs, DAY_MS);
        if (sinceSnapshot >= MOST_BETWEEN || (newDay && sinceSnapshot >= LEAST_BETWEEN)) {
            due = snapshot();
            sinceSnapshot = 0;
        }
        sinceSnapshot++;
        if (at > highestMs) {
            for (EventRecord entry = pending.peek(); entry != null && entry.getAtMs() < at; entry = pending.peek()) {
                fold(entry);
                pending.remove();
            }
            highestMs = at;
        }
        fold(record);
        live = null;
        return true;
    }

    private void fold(EventRecord record) {
        SetStatus next = tracker.next(base, record);
        baseSites = SiteBooks.next(baseSites, base, next, record);
        base = next;
        noteEnded(next);
    }

    /**
     * Whether this record of the pump, or a later one, is folded already.
     *
     * @param record one of the pump's, log 1 and up
     */
    public boolean isFolded(EventRecord record) {
        RecordId last = base.getLast();
        return record.getLog() < last.getLog()
                || (record.getLog() == last.getLog() && record.getSequence() <= last.getSequence() && base.hasLast());
    }

    /**
     * A record that a person entered. One that is known already changes nothing.
     *
     * @return false where its place, or that of what it takes back or gives back, lies behind what is folded: nothing
     *     changed, fold again from a snapshot before it
     */
    public boolean enter(EventRecord entry) {
        if (entries.containsKey(entry.getSequence())) {
            return true;
        }
        Set<Long> before = Order.withdrawn(entries.values());
        entries.put(entry.getSequence(), entry);
        Set<Long> after = Order.withdrawn(entries.values());
        for (EventRecord each : entries.values()) {
            long sequence = each.getSequence();
            boolean counted = sequence != entry.getSequence() && !before.contains(sequence);
            boolean counts = !after.contains(sequence);
            if (counted != counts && !each.hasWithdrawal() && each.getAtMs() < highestMs) {
                entries.remove(entry.getSequence());
                return false;
            }
        }
        findPending();
        live = null;
        return true;
    }

    private void findPending() {
        pending.clear();
        for (EventRecord entry : Order.effective(entries.values())) {
            if (entry.getAtMs() >= highestMs) {
                pending.add(entry);
            }
        }
    }

    /**
     * Time goes on; deadlines that it passes are reached. Allocates nothing where there is none.
     *
     * @param nowMs now, milliseconds since 1970 UTC, on the scale of the pump's records
     */
    public void at(long nowMs) {
        this.nowMs = nowMs;
        SetStatus now = live;
        if (now != null) {
            live = reach(now);
        }
    }

    private SetStatus reach(SetStatus status) {
        SetStatus reached = tracker.at(status, nowMs);
        if (!reached.equals(status)) {
            noteEnded(reached);
            asked = false;
        }
        return reached;
    }

    /**
     * How many records the pump has that were not added yet.
     *
     * @param records from 0; while above it, time raises no reminder
     */
    public void behind(long records) {
        if (records != behind) {
            behind = records;
            live = null;
        }
    }

    /** The state of every part now. The same instance where nothing changed since. */
    public SetStatus status() {
        SetStatus now = settled();
        if (!asked) {
            now = withEnded(now);
            live = now;
            told = now;
            ended.clear();
            asked = true;
        }
        return now;
    }

    /** Where sets were worn, the present wear included. */
    public SiteBook sites() {
        SetStatus now = settled();
        return SiteBooks.present(liveSites, now);
    }

    private SetStatus settled() {
        SetStatus now = live;
        if (now != null) {
            return now;
        }
        now = base;
        liveSites = baseSites;
        for (EventRecord entry : pending) {
            SetStatus next = tracker.next(now, entry);
            liveSites = SiteBooks.next(liveSites, now, next, entry);
            now = next;
            noteEnded(now);
        }
        if (now.getBehind() != behind) {
            now = now.toBuilder().setBehind(behind).build();
        }
        now = reach(now);
        live = now;
        asked = false;
        return now;
    }

    /** What was entered and is known here behind this number, in its order, withdrawals included. */
    public List<EventRecord> entriesAfter(long sequence) {
        return List.copyOf(entries.tailMap(sequence, false).values());
    }

    /** The highest number of an entry that is known here; 0: there is none. */
    public long entriesThrough() {
        return entries.isEmpty() ? 0 : entries.lastKey();
    }

    /**
     * A snapshot to be kept, once: as it was before the first record of a new day (UTC), or after many records.
     *
     * @return empty where none is due
     */
    public Optional<TimelineSnapshot> due() {
        TimelineSnapshot now = due;
        due = null;
        return Optional.ofNullable(now);
    }

    /** All that is folded for good: the pump's records up to now and every entry before one of them. */
    public TimelineSnapshot snapshot() {
        return TimelineSnapshot.newBuilder()
                .setStatus(base)
                .setSites(baseSites)
                .setHighestMs(highestMs)
                .build();
    }

    /** Remembers how those findings ended that whoever asked last knows as open; so there are never many. */
    private void noteEnded(SetStatus status) {
        for (Finding end : status.getMemory().getJustEndedList()) {
            if (find(told.getFindingsList(), end) != null && find(ended, end) == null) {
                ended.add(end);
            }
        }
    }

    /** With those findings as just ended that were open when the status was last asked, and are not any more. */
    private SetStatus withEnded(SetStatus now) {
        List<Finding> news = new ArrayList<>();
        for (Finding old : told.getFindingsList()) {
            if (find(now.getFindingsList(), old) == null) {
                Finding end = find(ended, old);
                if (end != null) {
                    news.add(end);
                }
            }
        }
        if (news.equals(now.getMemory().getJustEndedList())) {
            return now;
        }
        return now.toBuilder()
                .setMemory(now.getMemory().toBuilder().clearJustEnded().addAllJustEnded(news))
                .build();
    }

    private static @Nullable Finding find(List<Finding> findings, Finding wanted) {
        for (Finding finding : findings) {
            if (finding.getCode().equals(wanted.getCode())
                    && finding.getPart() == wanted.getPart()
                    && finding.getSinceMs() == wanted.getSinceMs()) {
                return finding;
            }
        }
        return null;
    }
}
