package pumpcompanion.connector.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static pumpcompanion.connector.journal.Samples.EPOCH;
import static pumpcompanion.connector.journal.Samples.NOW;
import static pumpcompanion.connector.journal.Samples.PUMP;
import static pumpcompanion.connector.journal.Samples.batch;
import static pumpcompanion.connector.journal.Samples.missing;
import static pumpcompanion.connector.journal.Samples.other;
import static pumpcompanion.connector.journal.Samples.record;
import static pumpcompanion.connector.journal.Samples.remark;
import static pumpcompanion.connector.journal.Samples.withdrawal;

import com.google.protobuf.ByteString;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import pumpcompanion.proto.v1.EventRecord;

class SnapshotTest {

    private static final String BY = "rules 1";

    private final Journal journal = Journal.inMemory();

    /** A pump that wrote ten records on each of four days; a snapshot behind 10, 20, 30 and 40. */
    @BeforeEach
    void fourDays() {
        journal.locate(PUMP, EPOCH, 3, NOW).join();
        for (long sequence : new long[] {1, 2, 3, 10, 20, 30, 40}) {
            append(record(sequence));
        }
        for (int day = 1; day <= 4; day++) {
            assertThat(keep(day)).isTrue();
        }
    }

    @AfterEach
    void close() {
        journal.close();
    }

    private static long noon(int day) {
        return NOW + TimeUnit.DAYS.toMillis(day);
    }

    private Snapshot behind(int day, String by) {
        long late = journal.lateChanges(PUMP.name());
        ByteString bytes = ByteString.copyFromUtf8("day " + day);
        return new Snapshot(PUMP.name(), 1, day * 10L, noon(day), journal.lastEntry(), late, by, bytes);
    }

    private boolean keep(int day) {
        return journal.keep(behind(day, BY)).join();
    }

    private void append(Entry... entries) {
        journal.append(batch(entries)).join();
    }

    private void enter(EventRecord.Builder entry) {
        journal.enter(entry.build(), NOW).join();
    }

    private long newest() {
        return journal.snapshot(PUMP.name(), BY).map(Snapshot::sequence).orElse(0L);
    }

    @Test
    void theNewestOneIsFoundAsItWasKept() {
        assertThat(journal.snapshot(PUMP.name(), BY)).contains(behind(4, BY));
        assertThat(journal.snapshot("nobody", BY)).isEmpty();
    }

    @Test
    void thoseOfOtherRulesAreNotFoundAndMakeRoomForNewOnes() {
        assertThat(journal.snapshot(PUMP.name(), "rules 2")).isEmpty();
        assertThat(newest()).isEqualTo(40);
        assertThat(journal.keep(behind(2, "rules 2")).join()).isTrue();

        assertThat(newest()).isZero();
        assertThat(journal.snapshot(PUMP.name(), "rules 2")).contains(behind(2, "rules 2"));
    }

    @Test
    void thereIsOneForADay() {
        Snapshot later = new Snapshot(PUMP.name(), 1, 44, noon(4) + 1000, 0, 0, BY, ByteString.EMPTY);
        assertThat(journal.keep(later).join()).isTrue();

        assertThat(journal.snapshot(PUMP.name(), BY)).contains(later);
        assertThat(count()).isEqualTo(4);
    }

    @Test
    void anEntryTakesThoseWithItThatStandLater() {
        enter(remark(noon(4), "at the very time of the last one: behind it"));
        assertThat(newest()).isEqualTo(40);
        enter(remark(noon(2), "x"));
        assertThat(newest()).isEqualTo(20);
        enter(remark(noon(2) - 1, "x"));
        assertThat(newest()).isEqualTo(10);
        enter(remark(0, "x"));
        assertThat(newest()).isZero();
    }

    @Test
    void aWithdrawalTakesThoseWithItThatStandLaterThanWhatItWithdraws() {
        enter(remark(noon(2), "x")); // 1
        assertThat(keep(3)).isTrue();
        enter(withdrawal(noon(9), 1)); // 2
        assertThat(newest()).isEqualTo(20);
        assertThat(keep(3)).isTrue();
        enter(withdrawal(noon(9), 2)); // 3: so does the withdrawal of the withdrawal
        assertThat(newest()).isEqualTo(20);
    }

    @Test
    void entriesOfOnePumpLeaveThoseOfAnotherAlone() {
        journal.locate(PumpInfo.named("PC-0002"), 5, 1, NOW).join();
        enter(remark(0, "x").setPump("PC-0002"));
        journal.append(Samples.records("PC-0002", 5, 5)).join();
        journal.append(Samples.records("PC-0002", 2, 2)).join();

        assertThat(journal.lateChanges("PC-0002")).isEqualTo(1);
        assertThat(newest()).isEqualTo(40);
    }

    @Test
    void recordsInOrderLeaveThemAlone() {
        append(record(41), record(42), missing(43, 50), record(51), record(3), record(51));
        journal.locate(PUMP, EPOCH + 1, 4, NOW).join();
        append(record(1), record(2));
        journal.append(batch(2, true, other(2), record(3))).join(); // a log that begins where numbers are used again

        assertThat(newest()).isEqualTo(40);
        assertThat(journal.lateChanges(PUMP.name())).isZero();
    }

    @Test
    void aRecordInAHoleTakesThoseWithItThatStandBehindIt() {
        append(record(21));
        assertThat(newest()).isEqualTo(20);
        append(record(4), record(12));
        assertThat(newest()).isZero();
        assertThat(journal.lateChanges(PUMP.name())).as("one for each commit").isEqualTo(2);
    }

    @Test
    void aStatementAboutAHoleTakesThoseWithItThatStandBehindIt() {
        append(missing(20, 29));
        assertThat(newest()).isEqualTo(20);
    }

    @Test
    void aFilledGapTakesThoseWithItThatFoldedIt() {
        append(missing(41, 49));
        // A gap's place is its first number: this one has seen all of it.
        Snapshot withGap = new Snapshot(PUMP.name(), 1, 41, noon(5), 0, 0, BY, ByteString.EMPTY);
        assertThat(journal.keep(withGap).join()).isTrue();
        append(record(45));

        assertThat(newest()).isEqualTo(40);
    }

    @Test
    void aRecordOfAnOlderLogTakesThoseOfTheNewerOneWithIt() {
        journal.append(batch(2, true, other(40))).join(); // log 2 begins at 40
        Snapshot inSecond = new Snapshot(PUMP.name(), 2, 40, noon(5), 0, 0, BY, ByteString.EMPTY);
        assertThat(journal.keep(inSecond).join()).isTrue();
        append(record(35));

        assertThat(journal.snapshot(PUMP.name(), BY).orElseThrow().sequence()).isEqualTo(30);
    }

    @Test
    void whatWasEnteredBetweenFoldingAndKeepingKeepsItOut() {
        Snapshot folded = behind(4, BY);
        enter(remark(noon(4), "behind it"));
        assertThat(journal.keep(folded).join()).isTrue();
        enter(remark(noon(4) - 1, "before its last record"));
        assertThat(journal.keep(folded).join()).isFalse();
        assertThat(keep(4)).as("made anew").isTrue();

        Snapshot again = behind(4, BY);
        enter(withdrawal(noon(9), 2));
        assertThat(journal.keep(again).join()).isFalse();
        assertThat(newest()).isEqualTo(30);
    }

    @Test
    void aRecordThatCameLateBetweenFoldingAndKeepingKeepsItOut() {
        Snapshot folded = behind(4, BY);
        append(record(35));

        assertThat(journal.keep(folded).join()).isFalse();
        assertThat(newest()).isEqualTo(30);
        assertThat(keep(4)).as("made anew").isTrue();
    }

    @Test
    void aSnapshotOfAPumpThatIsNotInTheJournalIsRefused() {
        Snapshot strange = new Snapshot("PC-9", 1, 1, 0, 0, 0, BY, ByteString.EMPTY);
        assertThatThrownBy(() -> journal.keep(strange).join())
                .hasCauseInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no pump PC-9");
    }

    private long count() {
        GroupCommit.Task<Long> task = new GroupCommit.Task<>("", store -> {
            try (Statement sql = store.connection().createStatement();
                    ResultSet row = sql.executeQuery("SELECT count(*) FROM snapshots")) {
                return row.getLong(1);
            }
        });
        return journal.submit(task).join();
    }
}
