package pumpcompanion.connector.tracker;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import pumpcompanion.proto.v1.*;

/** Whatever comes in whatever order, the end is that of one fold. The seed: {@code -Dtimeline.seed=…}. */
class TimelineTest {

    private static final int RUNS = 60;
    private static final long START = 1_700_000_000_000L;
    private static final long DAY = 86_400_000;

    private final long seed = Long.getLong("timeline.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final SetTracker tracker = new SetTracker(TrackerSettings.defaults());
    private final TimelineSnapshot start = Timeline.start(
            tracker.start("PUMP-1", Construction.CONSTRUCTION_TUBED, List.of(EventKind.EVENT_KIND_CANNULA_INSERTED)));

    private List<EventRecord> records = new ArrayList<>();
    private List<EventRecord> entries = new ArrayList<>();

    @Test
    void recordsAndEntriesAddedOneByOneGiveWhatOneFoldOverTheirOrderGives() {
        int refused = 0;
        int snapshots = 0;
        for (int run = 0; run < RUNS; run++) {
            records = new ArrayList<>();
            entries = new ArrayList<>();
            Timeline timeline = new Timeline(tracker, start, List.of());
            List<TimelineSnapshot> kept = new ArrayList<>();
            long now = START;
            for (int i = 0; i < 300; i++) {
                now += random.nextInt(20) == 0 ? random.nextInt(100_000_000) : random.nextInt(600_000);
                if (random.nextInt(6) == 0) {
                    EventRecord entry = Entries.any(random, entries, now - wander());
                    entries.add(entry);
                    if (!timeline.enter(entry)) {
                        refused++;
                        kept.clear();
                        timeline = again(kept);
                    }
                } else {
                    EventRecord record = record(now - (random.nextInt(10) == 0 ? wander() : 0));
                    records.add(record);
                    assertThat(timeline.add(record)).isTrue();
                    timeline.due().ifPresent(kept::add);
                }
                timeline.at(now + random.nextInt(1_000_000));
                if (random.nextInt(5) == 0) {
                    timeline.status(); // may be asked or not
                }
                if (i % 25 == 0) {
                    same(timeline, now + DAY, "run " + run + ", step " + i);
                    timeline.at(now);
                }
            }
            same(timeline, now + DAY, "run " + run);
            snapshots += fromEachSnapshot(kept, timeline, run);
        }
        assertThat(refused).as("late entries met, seed %d", seed).isPositive();
        assertThat(snapshots).as("snapshots begun from, seed %d", seed).isPositive();
    }

    /** From any snapshot that still holds, the rest gives the same end. */
    private int fromEachSnapshot(List<TimelineSnapshot> kept, Timeline whole, int run) {
        for (TimelineSnapshot snapshot : kept) {
            Timeline rest = new Timeline(tracker, reread(snapshot), entries);
            records.stream().filter(record -> !rest.isFolded(record)).forEach(rest::add);
            same(rest, whole.status().getLastMs() + DAY, "run " + run + " from " + snapshot.getHighestMs());
        }
        return kept.size();
    }

    @Test
    void aSnapshotIsDueBeforeTheFirstRecordOfANewDayAndLeavesOutWhatMayStandBehindIt() {
        Timeline timeline = new Timeline(tracker, start, List.of());
        long midnight = START - START % DAY + DAY;
        for (int i = 0; i < 40; i++) {
            assertThat(timeline.add(at(i + 1, midnight - 100_000 + i))).isTrue();
            assertThat(timeline.due()).isEmpty();
        }
        assertThat(timeline.enter(Entries.remark(1, midnight - 50_000))).isTrue();
        assertThat(timeline.add(at(41, midnight + 5))).isTrue();
        TimelineSnapshot due = timeline.due().orElseThrow();
        assertThat(due.getStatus().getLast().getSequence()).isEqualTo(40);
        assertThat(due.getHighestMs()).isEqualTo(midnight - 100_000 + 39);
        assertThat(due.getStatus().getLastMs()).as("without the entry").isEqualTo(due.getHighestMs());
        assertThat(timeline.due()).as("told once").isEmpty();
    }

    @Test
    void aRecordThatIsFoldedAlreadyIsRefusedAndChangesNothing() {
        Timeline timeline = new Timeline(tracker, start, List.of());
        timeline.add(at(2, START));
        SetStatus before = timeline.status();
        assertThat(timeline.add(at(1, START + 5))).isFalse();
        assertThat(timeline.add(at(2, START + 5))).isFalse();
        assertThat(timeline.status()).isSameAs(before);
    }

    @Test
    void anEntryBehindThePumpsNewestTimeIsRefusedAndSoIsTakingItBackAndRemembersNothingOfIt() {
        EventRecord early = Entries.remark(1, START - 1);
        Timeline timeline = new Timeline(tracker, start, List.of(early));
        timeline.add(at(1, START));
        assertThat(timeline.enter(Entries.remark(2, START - 5))).isFalse();
        assertThat(timeline.enter(Entries.withdrawal(3, START + 99, 1))).isFalse();
        assertThat(timeline.entriesThrough()).isEqualTo(1);
        assertThat(timeline.enter(Entries.remark(4, START))).isTrue();
        assertThat(timeline.enter(Entries.withdrawal(5, START - 99, 4))).isTrue();
        assertThat(timeline.entriesAfter(1))
                .extracting(EventRecord::getSequence)
                .containsExactly(4L, 5L);
    }

    @Test
    void aFindingThatTimeEndedIsToldOnceThoughTheNextRecordReachesItsDeadlineAgain() {
        Timeline timeline = new Timeline(tracker, start, List.of());
        timeline.add(at(1, START).toBuilder()
                .setEvent(Event.newBuilder()
                        .setBootCount(1)
                        .setClockChanged(
                                ClockChanged.newBuilder().setOldClockMs(1).setNewClockMs(90_000_000)))
                .build());
        timeline.at(START);
        List<Finding> open = timeline.status().getFindingsList();
        assertThat(open).isNotEmpty();
        timeline.at(START + 8 * DAY);
        assertThat(timeline.status().getFindingsList()).isEmpty();
        assertThat(timeline.status().getMemory().getJustEndedList()).hasSameSizeAs(open);
        timeline.add(at(2, START + 9 * DAY));
        timeline.at(START + 9 * DAY);
        assertThat(timeline.status().getMemory().getJustEndedList()).isEmpty();
    }

    @Test
    void lookingAtTheTimeWhenNothingIsDueAllocatesNothing() {
        Timeline timeline = new Timeline(tracker, start, List.of());
        timeline.add(at(1, START).toBuilder()
                .setEvent(Event.newBuilder().setCannulaInserted(CannulaInserted.getDefaultInstance()))
                .build());
        timeline.status();
        var threads = (com.sun.management.ThreadMXBean) java.lang.management.ManagementFactory.getThreadMXBean();
        long least = Long.MAX_VALUE;
        for (int round = 0; round < 20; round++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < 10_000; i++) {
                timeline.at(START + i);
            }
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
        }
        assertThat(least).as("bytes for 10 000 looks").isLessThan(1_000);
    }

    private Timeline again(List<TimelineSnapshot> kept) {
        Timeline timeline = new Timeline(tracker, start, entries);
        for (EventRecord record : records) {
            assertThat(timeline.add(record)).isTrue();
            timeline.due().ifPresent(kept::add);
        }
        return timeline;
    }

    private void same(Timeline timeline, long atMs, String where) {
        SetStatus whole = start.getStatus();
        SiteBook book = SiteBook.getDefaultInstance();
        Iterator<EventRecord> all = Order.merge(records.iterator(), entries);
        while (all.hasNext()) {
            EventRecord record = all.next();
            SetStatus next = tracker.next(whole, record);
            book = SiteBooks.next(book, whole, next, record);
            whole = next;
        }
        whole = tracker.at(whole, atMs);
        timeline.at(atMs);
        assertThat(told(timeline.status())).as("%s, seed %d", where, seed).isEqualTo(told(whole));
        assertThat(timeline.sites()).as("%s, seed %d", where, seed).isEqualTo(SiteBooks.present(book, whole));
        consistent(timeline.sites(), where);
    }

    private void consistent(SiteBook book, String where) {
        assertThat(book.getPlacesList().stream().filter(SiteBooks::inUse).count())
                .as("%s, seed %d", where, seed)
                .isLessThanOrEqualTo(1);
        for (PlaceHistory place : book.getPlacesList()) {
            assertThat(place.getWears()).as("%s, seed %d", where, seed).isGreaterThanOrEqualTo(place.getLatestCount());
            assertThat(place.getLatestCount()).isLessThanOrEqualTo(SiteBooks.MOST_WEARS);
        }
    }

    private EventRecord record(long at) {
        return at(records.size() + 1L, at).toBuilder()
                .setEvent(RandomEvents.event(random, records.size(), at))
                .build();
    }

    private static EventRecord at(long sequence, long at) {
        return EventRecord.newBuilder()
                .setPump("PUMP-1")
                .setLog(1)
                .setSequence(sequence)
                .setAtMs(at)
                .build();
    }

    private long wander() {
        return switch (random.nextInt(3)) {
            case 0 -> random.nextInt(2) * 1000L;
            case 1 -> random.nextInt(3_600_000);
            default -> random.nextInt(300_000_000) - 1_000_000L;
        };
    }

    private static SetStatus told(SetStatus status) {
        return status.toBuilder()
                .setMemory(status.getMemory().toBuilder().clearJustEnded())
                .build();
    }

    private static TimelineSnapshot reread(TimelineSnapshot snapshot) {
        try {
            return TimelineSnapshot.parseFrom(snapshot.toByteArray());
        } catch (InvalidProtocolBufferException e) {
            throw new AssertionError(e);
        }
    }
}
