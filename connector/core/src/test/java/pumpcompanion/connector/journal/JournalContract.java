package pumpcompanion.connector.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static pumpcompanion.connector.journal.Samples.EPOCH;
import static pumpcompanion.connector.journal.Samples.NOW;
import static pumpcompanion.connector.journal.Samples.PUMP;
import static pumpcompanion.connector.journal.Samples.all;
import static pumpcompanion.connector.journal.Samples.batch;
import static pumpcompanion.connector.journal.Samples.brief;
import static pumpcompanion.connector.journal.Samples.content;
import static pumpcompanion.connector.journal.Samples.event;
import static pumpcompanion.connector.journal.Samples.missing;
import static pumpcompanion.connector.journal.Samples.other;
import static pumpcompanion.connector.journal.Samples.record;
import static pumpcompanion.connector.journal.Samples.records;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import pumpcompanion.proto.v1.Event;
import pumpcompanion.proto.v1.EventRecord;
import pumpcompanion.proto.v1.MissingReason;

/** What holds for every journal, in a file and in memory. */
abstract class JournalContract {

    Journal journal;

    abstract Journal make();

    @BeforeEach
    void open() {
        journal = make();
        journal.locate(PUMP, EPOCH, 3, NOW).join();
    }

    @AfterEach
    void close() {
        journal.close();
    }

    Commit append(Entry... entries) {
        return journal.append(batch(entries)).join();
    }

    @Test
    void aNewPumpStartsAtTheBeginningOfItsFirstLog() {
        assertThat(journal.locate(PUMP, EPOCH, 3, NOW).join())
                .isEqualTo(new Position(PUMP.name(), 1, 0, 0, 3, List.of()));
    }

    @Test
    void aRecordIsKeptWithEverythingThatCameWithIt() {
        Commit commit = append(Entry.record(1, event(1), 5000));

        EventRecord expected = EventRecord.newBuilder()
                .setPump(PUMP.name())
                .setLog(1)
                .setSequence(1)
                .setAtMs(5000)
                .setReceivedMs(NOW)
                .setRaw(event(1))
                .setEvent(Event.newBuilder()
                        .setBootCount(3)
                        .setUptimeMs(86_401_000)
                        .setPumpClockMs(NOW + 1000)
                        .setQuickDisconnect(pumpcompanion.proto.v1.QuickDisconnect.getDefaultInstance()))
                .build();
        assertThat(commit).isEqualTo(new Commit(false, 1, List.of(expected)));
        assertThat(all(journal, Query.ALL)).containsExactly(expected);
    }

    @Test
    void aRepeatIsNotKeptTwice() {
        append(record(1), record(2));
        Commit commit = append(record(1), record(2), record(3));

        assertThat(commit.conflict()).isFalse();
        assertThat(commit.through()).isEqualTo(3);
        assertThat(brief(commit.fresh())).containsExactly("1:3");
        assertThat(content(journal)).containsExactly("1:1", "1:2", "1:3");
    }

    @Test
    void recordsOfOneSecondAreNotMerged() {
        append(Entry.record(1, event(1), NOW), Entry.record(2, event(1), NOW));

        assertThat(content(journal)).containsExactly("1:1", "1:2");
    }

    @Test
    void otherBytesUnderAHeldNumberStopTheBatchThere() {
        append(record(1), record(2));
        Commit commit = append(record(3), other(2), record(4));

        assertThat(commit.conflict()).isTrue();
        assertThat(commit.through()).isEqualTo(3);
        assertThat(brief(commit.fresh())).containsExactly("1:3");
        assertThat(content(journal)).containsExactly("1:1", "1:2", "1:3");
        assertThat(all(journal, Query.ALL).get(1).getRaw()).isEqualTo(event(2));
    }

    @Test
    void aStreamThatMetAConflictWritesNothingMore() {
        append(record(1));
        append(other(1));
        Commit later = append(record(2));

        assertThat(later).isEqualTo(new Commit(true, 1, List.of()));
        assertThat(content(journal)).containsExactly("1:1");
        assertThat(journal.append(batch(2, false, record(2))).join().conflict()).isFalse();
    }

    @Test
    void aConflictOfOnePumpDoesNotStopAnother() {
        PumpInfo second = PumpInfo.named("PC-0002");
        journal.locate(second, EPOCH, 1, NOW).join();
        append(record(1));
        append(other(1));

        assertThat(journal.append(records(second.name(), 1, 2)).join().conflict())
                .isFalse();
    }

    @Test
    void whenVerifiedTheFirstRecordThatDiffersBeginsANewLog() {
        append(record(1), record(2), record(3));
        Commit commit = journal.append(batch(2, true, record(1), record(2), other(3), other(4)))
                .join();

        assertThat(commit.conflict()).isFalse();
        assertThat(commit.through()).isEqualTo(4);
        assertThat(brief(commit.fresh())).containsExactly("2:0-0 LOG_RESTARTED", "2:3", "2:4");
        assertThat(content(journal)).containsExactly("1:1", "1:2", "1:3", "2:0-0 LOG_RESTARTED", "2:3", "2:4");
        assertThat(journal.locate(PUMP, EPOCH, 3, NOW).join())
                .isEqualTo(new Position(PUMP.name(), 2, 4, 4, 3, List.of()));
    }

    @Test
    void aVerifiedReadingOfAnUnchangedLogChangesNothing() {
        append(record(1), record(2), missing(3, 5));
        Commit commit = journal.append(batch(2, true, record(1), record(2), missing(3, 5)))
                .join();

        assertThat(commit).isEqualTo(new Commit(false, 5, List.of()));
    }

    @Test
    void whatStandsBeforeARestartedLogIsStillARepeatWhenItComesAgain() {
        append(record(1), record(2), record(3));
        journal.append(batch(2, true, other(3))).join();
        Commit again =
                journal.append(batch(3, true, record(1), record(2), other(3))).join();

        assertThat(again).isEqualTo(new Commit(false, 3, List.of()));
        assertThat(brief(journal.append(batch(4, true, record(1), other(2)))
                        .join()
                        .fresh()))
                .containsExactly("3:0-0 LOG_RESTARTED", "3:2");
    }

    @Test
    void aStatementBeforeARestartedLogFillsTheHoleOfTheOlderOne() {
        append(record(1), record(4), record(5));
        journal.append(batch(2, true, other(5))).join();
        Commit commit = journal.append(batch(3, true, missing(1, 6))).join();

        assertThat(brief(commit.fresh())).containsExactly("1:2-3 OVERWRITTEN", "2:6-6 OVERWRITTEN");
    }

    @Test
    void anotherEpochBeginsANewLogWithAGapBeforeIt() {
        append(record(1), record(2));
        Position position = journal.locate(PUMP, EPOCH + 1, 1, NOW + 9).join();

        assertThat(position.log()).isEqualTo(2);
        assertThat(position.through()).isZero();
        assertThat(position.bootCount()).isEqualTo(1);
        assertThat(brief(position.opened())).containsExactly("2:0-0 LOG_ERASED");
        assertThat(brief(append(record(1)).fresh())).containsExactly("2:1");
        assertThat(content(journal)).containsExactly("1:1", "1:2", "2:0-0 LOG_ERASED", "2:1");
    }

    @Test
    void theHighestBootCountOfALogIsRemembered() {
        journal.locate(PUMP, EPOCH, 7, NOW).join();

        assertThat(journal.locate(PUMP, EPOCH, 2, NOW).join().bootCount()).isEqualTo(7);
    }

    @Test
    void aStatementBecomesOneGapForEachHole() {
        append(record(3), record(5), record(6));
        Commit commit = append(missing(1, 9));

        assertThat(brief(commit.fresh()))
                .containsExactly("1:1-2 OVERWRITTEN", "1:4-4 OVERWRITTEN", "1:7-9 OVERWRITTEN");
        assertThat(commit.through()).isEqualTo(9);
        assertThat(append(missing(2, 8)).fresh()).isEmpty();
    }

    @Test
    void aStatementThatOverlapsGapsAddsOnlyWhatIsNew() {
        append(missing(3, 5), missing(8, 9));
        Commit commit = append(missing(4, 10));

        assertThat(brief(commit.fresh())).containsExactly("1:6-7 OVERWRITTEN", "1:10-10 OVERWRITTEN");
    }

    @Test
    void aHugeMissingRangeCostsARow() {
        append(record(7));
        Commit commit = append(missing(1, 1L << 60), record((1L << 60) + 1), missing((1L << 60) + 2, Long.MAX_VALUE));

        assertThat(commit.through()).isEqualTo(Long.MAX_VALUE);
        assertThat(content(journal)).hasSize(5);
        assertThat(append(missing(1, Long.MAX_VALUE)).fresh()).isEmpty();
    }

    @Test
    void aRecordThatComesAfterAllIsKeptAndItsGapSplit() {
        append(missing(1, 5));
        Commit commit = append(record(3));

        assertThat(brief(commit.fresh())).containsExactly("1:3");
        assertThat(commit.through()).isEqualTo(5);
        assertThat(content(journal)).containsExactly("1:1-2 OVERWRITTEN", "1:3", "1:4-5 OVERWRITTEN");
        append(record(1), record(5), record(4));
        assertThat(content(journal)).containsExactly("1:1", "1:2-2 OVERWRITTEN", "1:3", "1:4", "1:5");
        assertThat(append(record(2)).through()).isEqualTo(5);
        assertThat(content(journal)).containsExactly("1:1", "1:2", "1:3", "1:4", "1:5");
    }

    @Test
    void whatIsHeardOutOfOrderWaitsForTheHoleBeforeIt() {
        assertThat(append(record(5), record(6)).through()).isZero();
        assertThat(append(record(1), record(2)).through()).isEqualTo(2);
        Position position = journal.locate(PUMP, EPOCH, 3, NOW).join();
        assertThat(position.through()).isEqualTo(2);
        assertThat(position.highestHeld()).isEqualTo(6);
        assertThat(append(record(3)).through()).isEqualTo(3);
        assertThat(append(record(4)).through()).isEqualTo(6);
    }

    @Test
    void bytesThatAreNoEventAreKeptAsTheyAre() {
        ByteString bytes = ByteString.copyFrom(new byte[] {0x08, (byte) 0xFF, 0x00, 0x7F, 0x1A});
        Commit commit = append(Entry.record(1, bytes, NOW), record(2));

        assertThat(commit.through()).isEqualTo(2);
        assertThat(commit.fresh().get(0).getUnreadable()).isNotEmpty();
        EventRecord read = all(journal, Query.ALL).get(0);
        assertThat(read).isEqualTo(commit.fresh().get(0));
        assertThat(read.getRaw()).isEqualTo(bytes);
        assertThat(append(Entry.record(1, bytes, NOW)).fresh()).isEmpty();
    }

    @Test
    void anEmptyEventIsARecordAndNoGap() {
        append(Entry.record(1, ByteString.EMPTY, NOW));

        assertThat(all(journal, Query.ALL).get(0).hasEvent()).isTrue();
        assertThat(append(Entry.record(1, ByteString.EMPTY, NOW)).fresh()).isEmpty();
    }

    @Test
    void fieldsAndKindsOfLaterVersionsSurviveByteForByte() {
        ByteString bytes = Event.newBuilder()
                .setBootCount(-1)
                .setUptimeMs(-1)
                .setUnknownFields(UnknownFieldSet.newBuilder()
                        .addField(
                                500,
                                UnknownFieldSet.Field.newBuilder().addVarint(7).build())
                        .build())
                .build()
                .toByteString();
        append(Entry.record(1, bytes, NOW));

        EventRecord read = all(journal, Query.ALL).get(0);
        assertThat(read.getRaw()).isEqualTo(bytes);
        assertThat(read.getEvent().toByteString()).isEqualTo(bytes);
    }

    @Test
    void eachReasonOfTheProtocolIsKept() {
        for (int reason = 0; reason < 4; reason++) {
            append(Entry.missing(reason + 1, reason + 1, MissingReason.forNumber(reason), NOW));
        }
        append(Entry.missing(5, 5, MissingReason.UNRECOGNIZED, NOW));

        assertThat(content(journal))
                .containsExactly(
                        "1:1-1 UNSPECIFIED",
                        "1:2-2 OVERWRITTEN",
                        "1:3-3 UNREADABLE",
                        "1:4-4 NEVER_WRITTEN",
                        "1:5-5 UNSPECIFIED");
    }

    @Test
    void aPumpThatWasNeverLocatedIsACallersMistake() {
        assertThatThrownBy(() -> journal.append(records("nobody", 1, 1)).join())
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(IllegalStateException.class)
                .hasMessageContaining("nobody");
        assertThat(append(record(1)).through()).isEqualTo(1);
    }

    @Test
    void numbersOutsideTheProtocolsRangeAreRefusedAtOnce() {
        assertThatThrownBy(() -> Entry.record(0, ByteString.EMPTY, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> missing(5, 4)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> missing(1, -1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Entry(3, 4, ByteString.EMPTY, MissingReason.MISSING_REASON_UNSPECIFIED, 0))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aClosedJournalSaysSo() {
        journal.close();

        assertThatThrownBy(() -> append(record(1)))
                .hasCauseInstanceOf(JournalException.class)
                .hasMessageContaining("closed");
    }

    @Test
    void theSummaryCountsWhatIsHeld() {
        append(record(1), missing(2, 9), record(10));
        journal.locate(PumpInfo.named(PUMP.name()), EPOCH + 1, 1, NOW + 5).join();

        PumpSummary summary = journal.pumps().get(0);
        assertThat(summary.pump()).isEqualTo(PUMP);
        assertThat(summary.lastSeenMs()).isEqualTo(NOW + 5);
        assertThat(summary.logs())
                .containsExactly(
                        new LogSummary(1, EPOCH, 1, 10, 10, 2, 1, NOW, NOW),
                        new LogSummary(2, EPOCH + 1, 1, 0, 0, 0, 1, NOW + 5, NOW + 5));
    }
}
