package pumpcompanion.connector.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static pumpcompanion.connector.journal.Samples.EPOCH;
import static pumpcompanion.connector.journal.Samples.NOW;
import static pumpcompanion.connector.journal.Samples.PUMP;
import static pumpcompanion.connector.journal.Samples.batch;
import static pumpcompanion.connector.journal.Samples.content;
import static pumpcompanion.connector.journal.Samples.missing;
import static pumpcompanion.connector.journal.Samples.other;
import static pumpcompanion.connector.journal.Samples.record;
import static pumpcompanion.connector.journal.Samples.records;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileJournalTest extends JournalContract {

    @TempDir
    Path directory;

    @Override
    Journal make() {
        return Journal.open(file());
    }

    Path file() {
        return directory.resolve("what? a 100% ü.db");
    }

    @Test
    void aReopenedFileGoesOnWhereItWas() {
        append(record(1), record(2), missing(5, 6));
        journal.close();
        journal = make();

        assertThat(append(record(1), other(1)).conflict()).isTrue();
        assertThat(journal.locate(PUMP, EPOCH, 1, NOW).join())
                .isEqualTo(new Position(PUMP.name(), 1, 2, 6, 3, List.of()));
        assertThat(journal.append(batch(2, false, record(3), record(4))).join().through())
                .isEqualTo(6);
        assertThat(content(journal)).containsExactly("1:1", "1:2", "1:3", "1:4", "1:5-6 OVERWRITTEN");
    }

    @Test
    void closingCommitsWhatWaits() {
        List<CompletableFuture<Commit>> commits = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            commits.add(journal.append(records(PUMP.name(), i * 10 + 1, i * 10 + 10)));
        }
        journal.close();

        assertThat(commits).allSatisfy(commit -> assertThat(commit).isCompleted());
        journal = make();
        assertThat(content(journal)).hasSize(2000);
    }

    @Test
    void twoJournalsOfOneFileWriteDifferentPumps() {
        append(record(1));
        try (Journal second = make()) {
            second.locate(PumpInfo.named("PC-0002"), 5, 1, NOW).join();
            second.append(records("PC-0002", 1, 3)).join();
            append(record(2));
            second.append(records("PC-0002", 4, 5)).join();
        }
        assertThat(append(record(3)).through()).isEqualTo(3);
        assertThat(content(journal)).hasSize(8);
    }

    @Test
    void readersSeeWholeBatchesWhileWritingGoesOn() {
        CompletableFuture<Commit> last = journal.append(batch());
        for (int i = 0; i < 300; i++) {
            last = journal.append(records(PUMP.name(), i * 20 + 1, i * 20 + 20));
        }
        int seen = 0;
        try (Journal reader = Journal.openReadOnly(file())) {
            do {
                int now = content(reader).size();
                assertThat(now).isGreaterThanOrEqualTo(seen);
                seen = now;
            } while (!last.isDone());
            last.join();
            assertThat(content(reader)).hasSize(6000);
        }
    }

    @Test
    void aCursorHalfReadDoesNotKeepTheLogOfWritesFromBeingPutAway() throws Exception {
        for (int i = 0; i < 10; i++) {
            journal.append(records(PUMP.name(), i * 1000 + 1, i * 1000 + 1000)).join();
        }
        try (RecordCursor cursor = journal.records(Query.ALL)) {
            cursor.next();
            append(record(10_001));
            journal.close();
            assertThat(cursor.hasNext()).isTrue();
            try (Journal second = make()) { // checkpoints
                second.append(records(PUMP.name(), 10_002, 10_002)).join();
            }
            long count = 1;
            while (cursor.hasNext()) {
                cursor.next();
                count++;
            }
            assertThat(count).isEqualTo(10_002);
        }
        assertThat(Files.exists(directory.resolve(file().getFileName() + "-wal")))
                .isFalse();
    }

    @Test
    void aPersonReadsTheViewsWithAnySqliteTool() throws Exception {
        append(record(1), missing(2, 3), record(4));
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file().toUri());
                var sql = connection.createStatement()) {
            assertThat(rows(sql.executeQuery(
                            "SELECT pump, log, sequence, kind, at, pump_clock, boot_count FROM history")))
                    .containsExactly(
                            "PC-0001|1|1|quick-disconnect|2026-09-21T14:13:21.000Z|2026-09-21T14:13:21.000|3",
                            "PC-0001|1|2|gap|2026-09-21T14:13:20.000Z|null|null",
                            "PC-0001|1|4|cannula-primed|2026-09-21T14:13:24.000Z|2026-09-21T14:13:24.000|3");
            assertThat(rows(sql.executeQuery("SELECT pump, log, \"from\", through, reason FROM gaps")))
                    .containsExactly("PC-0001|1|2|3|overwritten");
            assertThat(rows(sql.executeQuery("PRAGMA integrity_check"))).containsExactly("ok");
        }
    }

    /** A result, row by row, columns with | between. */
    static List<String> rows(ResultSet set) throws SQLException {
        List<String> rows = new ArrayList<>();
        while (set.next()) {
            List<String> row = new ArrayList<>();
            for (int i = 1; i <= set.getMetaData().getColumnCount(); i++) {
                row.add(set.getString(i));
            }
            rows.add(String.join("|", row));
        }
        return rows;
    }
}
