package pumpcompanion.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.atLeastOnce;
import static org.mockito.Mockito.spy;
import static org.mockito.Mockito.verify;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.mockito.ArgumentCaptor;
import pumpcompanion.connector.journal.Batch;
import pumpcompanion.connector.journal.Entry;
import pumpcompanion.connector.journal.Journal;
import pumpcompanion.connector.journal.PumpInfo;
import pumpcompanion.connector.journal.Query;
import pumpcompanion.connector.journal.RecordCursor;
import pumpcompanion.connector.tracker.Order;
import pumpcompanion.connector.tracker.SetTracker;
import pumpcompanion.connector.tracker.Timeline;
import pumpcompanion.connector.tracker.TrackerSettings;
import pumpcompanion.proto.v1.*;

/** A pump's journal of some days, five minutes a record, read by who comes later. */
class SetReaderTest {

    private static final PumpInfo PUMP = PumpInfo.named("EM-0001");
    private static final long START = 1_700_000_000_000L;
    private static final long STEP = 300_000;
    private static final int DAY = 288;

    private final SetTracker tracker = new SetTracker(TrackerSettings.defaults());

    @TempDir
    Path folder;

    @Test
    void aRestartReadsFromTheNewestSnapshotAndGivesWhatReadingAllGives() {
        try (Journal journal = Journal.inMemory()) {
            fill(journal, 1, 5 * DAY);
            enter(journal, START + 3 * DAY * STEP);
            assertThat(firstRecordRead(journal)).as("nothing to begin from").isEqualTo(0);
            keepDue(journal);
            assertThat(firstRecordRead(journal)).as("read behind").isGreaterThan(4 * DAY);
            assertSameAsReadingAll(journal);
        }
    }

    @Test
    void anEntryBeforeTheSnapshotIsFoldedWhereItBelongsAndSoIsItsWithdrawal() {
        try (Journal journal = Journal.inMemory()) {
            fill(journal, 1, 5 * DAY);
            keepDue(journal);
            SetStatus before = SetReader.read(journal, tracker, PUMP).status();
            long said = enter(journal, START + 2 * DAY * STEP);
            assertThat(firstRecordRead(journal)).isBetween(1L, 2L * DAY);
            SetStatus with = SetReader.read(journal, tracker, PUMP).status();
            assertThat(with.getCannula().getClock().getStartedMs()).isEqualTo(START + 2 * DAY * STEP);
            assertSameAsReadingAll(journal);
            keepDue(journal);
            journal.enter(
                            EventRecord.newBuilder()
                                    .setPump(PUMP.name())
                                    .setAtMs(START + 9 * DAY * STEP)
                                    .setWithdrawal(Withdrawal.newBuilder().setSequence(said))
                                    .build(),
                            START)
                    .join();
            assertSameAsReadingAll(journal);
            assertThat(SetReader.read(journal, tracker, PUMP).status()).isEqualTo(before);
        }
    }

    @Test
    void otherSettingsDoNotBeginAtTheseSnapshots() {
        try (Journal journal = Journal.inMemory()) {
            fill(journal, 1, 5 * DAY);
            keepDue(journal);
            SetTracker steel = new SetTracker(
                    TrackerSettings.builder().wearLimit(TrackerSettings.STEEL).build());
            assertThat(firstRecordRead(journal, steel)).isEqualTo(0);
        }
    }

    @Test
    @EnabledIfSystemProperty(named = "timeline.large", matches = "true")
    void aRestartOnTenMillionRecordsTakesAtMostASecond() throws Exception {
        Path file = Files.createDirectories(Path.of("target")).resolve("large.db");
        Files.deleteIfExists(file);
        try {
            try (Journal journal = Journal.open(file)) {
                fill(journal, 1, 10_000_000);
                keepDue(journal);
            }
            for (int i = 0; i < 5; i++) {
                long begun = System.nanoTime();
                try (Journal journal = Journal.open(file)) {
                    long opened = System.nanoTime();
                    Timeline set = SetReader.read(journal, tracker, PUMP);
                    long read = System.nanoTime();
                    System.out.printf(
                            "10 000 000 records, %d MB: open %d ms, read %d ms%n",
                            Files.size(file) >> 20, (opened - begun) / 1_000_000, (read - opened) / 1_000_000);
                    assertThat(set.status().getLast().getSequence()).isEqualTo(10_000_000);
                    assertThat(Duration.ofNanos(read - begun)).isLessThan(Duration.ofSeconds(1));
                }
            }
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private void assertSameAsReadingAll(Journal journal) {
        SetStatus whole = tracker.start(PUMP.name(), PUMP.construction(), PUMP.reports());
        List<EventRecord> records = new ArrayList<>();
        try (RecordCursor cursor = journal.records(Query.ALL.of(PUMP.name()))) {
            cursor.forEachRemaining(records::add);
        }
        List<EventRecord> entries = journal.entries(PUMP.name());
        Timeline afresh = new Timeline(tracker, Timeline.start(whole), entries);
        records.forEach(afresh::add);
        whole = tracker.fold(whole, Order.merge(records.iterator(), entries));
        Timeline read = SetReader.read(journal, tracker, PUMP);
        assertThat(read.status())
                .isEqualTo(whole.toBuilder()
                        .setMemory(whole.getMemory().toBuilder().clearJustEnded())
                        .build());
        assertThat(read.sites()).isEqualTo(afresh.sites());
        assertThat(read.snapshot()).isEqualTo(afresh.snapshot());
    }

    private long firstRecordRead(Journal journal) {
        return firstRecordRead(journal, tracker);
    }

    private static long firstRecordRead(Journal journal, SetTracker tracker) {
        Journal watched = spy(journal);
        SetReader.read(watched, tracker, PUMP);
        ArgumentCaptor<Query> query = ArgumentCaptor.forClass(Query.class);
        verify(watched, atLeastOnce()).records(query.capture());
        Query.Place after = query.getValue().after();
        return after == null ? 0 : after.sequence();
    }

    /** As a connector does that folds all of it. */
    private void keepDue(Journal journal) {
        SetFold fold = SetFold.read(journal, tracker, tracker.start(PUMP.name(), PUMP.construction(), PUMP.reports()));
        fold.takeDue()
                .forEach(snapshot -> assertThat(journal.keep(snapshot).join()).isTrue());
    }

    private static long enter(Journal journal, long atMs) {
        return journal.enter(
                        EventRecord.newBuilder()
                                .setPump(PUMP.name())
                                .setAtMs(atMs)
                                .setEvent(Event.newBuilder()
                                        .setCannulaInserted(CannulaInserted.newBuilder()
                                                .setSite(Site.newBuilder().setPlace("here"))))
                                .build(),
                        START)
                .join()
                .getSequence();
    }

    private static void fill(Journal journal, long from, long through) {
        journal.locate(PUMP, 7, START).join();
        List<Entry> entries = new ArrayList<>();
        for (long sequence = from; sequence <= through; sequence++) {
            long at = START + sequence * STEP;
            Event.Builder event = Event.newBuilder().setBootCount(1).setUptimeMs(at - START);
            if (sequence % (7 * DAY) == 1) {
                event.setCannulaInserted(CannulaInserted.getDefaultInstance());
            } else {
                event.setInsulinDelivered(InsulinDelivered.newBuilder()
                        .setMilliunits(150)
                        .setTotalBasalMilliunits(sequence * 150)
                        .setTotalBolusMilliunits(0)
                        .setTotalPrimeMilliunits(0));
            }
            entries.add(Entry.record(sequence, event.build().toByteString(), at));
            if (entries.size() == 4096 || sequence == through) {
                journal.append(new Batch(PUMP.name(), 1, false, START, entries)).join();
                entries = new ArrayList<>();
            }
        }
    }
}
