package pumpcompanion.connector;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.util.EnumSet;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import pumpcompanion.connector.journal.Journal;
import pumpcompanion.connector.journal.LogSummary;
import pumpcompanion.connector.journal.PumpSummary;
import pumpcompanion.connector.journal.Query;
import pumpcompanion.connector.journal.RecordCursor;
import pumpcompanion.connector.tracker.SetTracker;
import pumpcompanion.connector.tracker.TrackerSettings;
import pumpcompanion.emulator.EmulatedPump;
import pumpcompanion.emulator.log.LogEntry;
import pumpcompanion.proto.v1.Construction;
import pumpcompanion.proto.v1.EventKind;
import pumpcompanion.proto.v1.EventRecord;
import pumpcompanion.proto.v1.SetStatus;

/** What a journal must hold of a pump whose whole life is known, asked of it while a companion is live and nothing moves. */
final class JournalOracle {

    /** A log of the journal: what stands under each number. A gap stands under each of its own. */
    private static final class Log {
        final LogSummary summary;
        final NavigableMap<Long, EventRecord> held = new TreeMap<>();
        boolean beginsWithAnOpenGap;

        Log(LogSummary summary) {
            this.summary = summary;
        }

        SortedMap<Long, ByteString> records() {
            SortedMap<Long, ByteString> records = new TreeMap<>();
            held.forEach((sequence, record) -> {
                if (!record.hasGap()) {
                    records.put(sequence, record.getRaw());
                }
            });
            return records;
        }
    }

    private final EmulatedPump pump;
    private final PumpDiary diary;
    private final WireWatch watch;
    private final String companion;
    private final Journal journal;
    private final TreeMap<Integer, Log> logs = new TreeMap<>();

    /** Reads all that the journal holds of the pump. */
    JournalOracle(EmulatedPump pump, PumpDiary diary, WireWatch watch, String companion, Journal journal) {
        this.pump = pump;
        this.diary = diary;
        this.watch = watch;
        this.companion = companion;
        this.journal = journal;
        PumpSummary known = journal.pumps().stream()
                .filter(each -> each.pump().name().equals(pump.serial()))
                .findFirst()
                .orElseThrow();
        known.logs().forEach(log -> logs.put(log.log(), new Log(log)));
        try (RecordCursor records = journal.records(Query.ALL.of(pump.serial()))) {
            records.forEachRemaining(this::read);
        }
    }

    private void read(EventRecord record) {
        Log log = Objects.requireNonNull(logs.get(record.getLog()), () -> "the log of " + record);
        if (record.hasGap() && record.getSequence() == 0) {
            assertThat(log.beginsWithAnOpenGap)
                    .as("one open gap in log %s", record.getLog())
                    .isFalse();
            log.beginsWithAnOpenGap = true;
            return;
        }
        long through = record.hasGap() ? record.getGap().getThrough() : record.getSequence();
        for (long i = record.getSequence(); i <= through; i++) {
            assertThat(log.held.put(i, record))
                    .as("%s/%s is there twice", record.getLog(), i)
                    .isNull();
        }
    }

    /**
     * All that is asked of a journal.
     *
     * @param mayHaveListened whether there may be holes in older logs: what was heard of them beside somebody else's session
     */
    void check(boolean mayHaveListened) {
        nothingIsMadeUpOrMerged(mayHaveListened);
        gapsAreWhereThePumpCouldNotGive();
        if (!mayHaveListened) {
            logs.values().forEach(this::hasNoSilentHole);
        }
        whatWasAcknowledgedIsKept(watch.promisesOf(companion));
        thePresentLogIsHeldWhole();
    }

    private PumpDiary.Epoch epochOf(Log log) {
        return Objects.requireNonNull(
                diary.epochs.get(log.summary.epoch()), () -> "the pump had the epoch of log " + log.summary);
    }

    private void nothingIsMadeUpOrMerged(boolean mayHaveListened) {
        for (Log log : logs.values()) {
            PumpDiary.Epoch epoch = epochOf(log);
            SortedMap<Long, ByteString> records = log.records();
            records.forEach((sequence, bytes) -> assertThat(epoch.wrote(sequence, bytes))
                    .as("the pump wrote record %s/%s as it is in the journal", log.summary.log(), sequence)
                    .isTrue());
            if (!mayHaveListened) {
                assertThat(epoch.breaks(records))
                        .as(
                                "where records of log %s are of another life of the pump than those before, which could"
                                        + " have been compared",
                                log.summary.log())
                        .allMatch(at -> watch.wasStatedMissing(companion, log.summary.epoch(), at - 1));
            }
        }
    }

    private void gapsAreWhereThePumpCouldNotGive() {
        for (Log log : logs.values()) {
            assertThat(log.beginsWithAnOpenGap)
                    .as("log %s begins with an open gap", log.summary.log())
                    .isEqualTo(log.summary.log() > 1);
            log.held.forEach((sequence, record) -> {
                if (record.hasGap()) {
                    assertThat(epochOf(log).couldNotGive(sequence))
                            .as("the pump could not give %s/%s: %s", log.summary.log(), sequence, record)
                            .isTrue();
                }
            });
        }
    }

    private void hasNoSilentHole(Log log) {
        if (!log.held.isEmpty()) {
            assertThat(log.held.firstKey()).as("first of %s", log.summary).isEqualTo(log.summary.first());
            assertThat((long) log.held.size())
                    .as("log %s has no silent hole: %s", log.summary.log(), log.held.keySet())
                    .isEqualTo(log.held.lastKey() - log.held.firstKey() + 1);
        }
    }

    private void whatWasAcknowledgedIsKept(Set<WireWatch.Promise> promises) {
        for (WireWatch.Promise promise : promises) {
            ByteString bytes = promise.bytes();
            boolean kept = logs.values().stream()
                    .filter(log -> log.summary.epoch() == promise.epoch())
                    .map(log -> log.held.get(promise.sequence()))
                    .anyMatch(record -> record != null
                            && (bytes == null
                                    || (!record.hasGap() && record.getRaw().equals(bytes))));
            assertThat(kept).as("what was acknowledged is kept: %s", promise).isTrue();
        }
    }

    /** Every number from 1 through the newest, each as the pump can give it now, or as it once could. */
    private void thePresentLogIsHeldWhole() {
        int epoch = pump.logEpoch();
        pump.log(pumpLog -> {
            for (long sequence = 1; sequence <= pumpLog.newest(); sequence++) {
                EventRecord held = present(epoch, sequence);
                if (held == null) {
                    throw new AssertionError("neither record " + sequence + " nor a gap there");
                }
                LogEntry given = pumpLog.read(sequence);
                if (given.bytes() != null) {
                    assertThat(held.hasGap())
                            .as("record %s, which the pump has, is a gap", sequence)
                            .isFalse();
                    assertThat(held.getRaw()).as("record %s", sequence).isEqualTo(given.bytes());
                }
            }
        });
    }

    private @Nullable EventRecord present(int epoch, long sequence) {
        for (Log log : logs.descendingMap().values()) {
            if (log.summary.epoch() == epoch && sequence >= log.summary.first()) {
                return log.held.get(sequence);
            }
        }
        throw new AssertionError("no log of epoch " + epoch + " holds record " + sequence);
    }

    /** The status that one gets who folds the journal from its first record. */
    SetStatus folded(long nowMs) {
        Set<EventKind> all = EnumSet.complementOf(EnumSet.of(EventKind.EVENT_KIND_UNSPECIFIED, EventKind.UNRECOGNIZED));
        SetTracker tracker = new SetTracker(TrackerSettings.defaults());
        SetStatus start = tracker.start(pump.serial(), Construction.CONSTRUCTION_TUBED, all);
        try (RecordCursor records = journal.records(Query.ALL.of(pump.serial()))) {
            return tracker.at(tracker.fold(start, records), nowMs);
        }
    }
}
