package pumpcompanion.connector.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static pumpcompanion.connector.journal.Samples.EPOCH;
import static pumpcompanion.connector.journal.Samples.NOW;
import static pumpcompanion.connector.journal.Samples.PUMP;
import static pumpcompanion.connector.journal.Samples.all;
import static pumpcompanion.connector.journal.Samples.batch;
import static pumpcompanion.connector.journal.Samples.content;
import static pumpcompanion.connector.journal.Samples.other;
import static pumpcompanion.connector.journal.Samples.record;
import static pumpcompanion.connector.journal.Samples.records;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTroubleTest {

    @TempDir
    Path directory;

    private Journal journal;

    private Path file() {
        return directory.resolve("companion.db");
    }

    @BeforeEach
    void open() {
        journal = Journal.open(file(), 1);
        journal.locate(PUMP, EPOCH, 1, NOW).join();
    }

    @AfterEach
    void close() {
        journal.close();
    }

    private void elsewhere(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file())) {
            connection.createStatement().executeUpdate(sql);
        }
    }

    @Test
    void aFullDiskFailsTheBatchInOneLineAndTheNextOneGoesOn() {
        journal.append(batch(record(1))).join();
        journal.sql("PRAGMA max_page_count = 1").join(); // as many as there are, and no more

        CompletableFuture<Commit> failed = journal.append(records(PUMP.name(), 2, 2000));
        assertThatThrownBy(failed::join)
                .hasCauseInstanceOf(JournalException.class)
                .hasMessageContaining("cannot write journal " + file() + ": disk full")
                .hasMessageNotContaining("\n");
        assertThat(content(journal)).containsExactly("1:1");

        Commit commit = journal.append(records(PUMP.name(), 1, 2000)).join();
        assertThat(commit.through()).isEqualTo(2000);
        assertThat(commit.fresh()).hasSize(1999);
    }

    @Test
    void oneBadRowCostsNothingButItsOwnBatch() throws Exception {
        journal.locate(PumpInfo.named("second"), 2, 1, NOW).join();
        elsewhere("CREATE TRIGGER bad BEFORE INSERT ON records WHEN NEW.pump = 1 AND NEW.sequence = 3"
                + " BEGIN SELECT RAISE(ABORT, 'a bad row'); END");
        List<CompletableFuture<Commit>> commits = new ArrayList<>();
        asOneGroup(() -> {
            commits.add(journal.append(batch(record(1))));
            commits.add(journal.append(records("second", 1, 2)));
            commits.add(journal.append(batch(record(2), record(3))));
            commits.add(journal.append(records("second", 3, 4)));
            commits.add(journal.append(batch(record(4))));
        });

        assertThat(commits.get(0).join().through()).isEqualTo(1);
        assertThat(commits.get(1).join().through()).isEqualTo(2);
        assertThat(commits.get(3).join().through()).isEqualTo(4);
        assertThat(commits.get(4).join().through()).isEqualTo(1);
        assertThatThrownBy(() -> commits.get(2).join())
                .hasCauseInstanceOf(JournalException.class)
                .hasMessageContaining("a bad row");
        assertThat(content(journal)).containsExactly("1:1", "1:4", "1:1", "1:2", "1:3", "1:4");
    }

    /** Enqueues while the writer is held back by who waits for a future, so that it finds all of it at once. */
    private void asOneGroup(Runnable work) {
        CountDownLatch enqueued = new CountDownLatch(1);
        CountDownLatch held = new CountDownLatch(1);
        GroupCommit.Task<Boolean> blocker = new GroupCommit.Task<>("", store -> {
            held.countDown();
            awaitQuietly(enqueued);
            return true;
        });
        var unused = journal.submit(blocker);
        awaitQuietly(held);
        work.run();
        enqueued.countDown();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void aConflictThatWasRolledBackWithItsGroupIsMetAgain() throws Exception {
        journal.append(batch(record(1))).join();
        elsewhere("CREATE TRIGGER bad BEFORE INSERT ON records WHEN NEW.sequence = 3"
                + " BEGIN SELECT RAISE(ABORT, 'a bad row'); END");
        List<CompletableFuture<Commit>> commits = new ArrayList<>();
        asOneGroup(() -> {
            commits.add(journal.append(batch(7, false, record(2), other(1))));
            commits.add(journal.append(batch(8, false, record(3))));
        });

        assertThat(commits.get(0).join().conflict()).isTrue();
        assertThat(commits.get(0).join().through()).isEqualTo(2);
        assertThatThrownBy(() -> commits.get(1).join()).hasMessageContaining("a bad row");
        assertThat(journal.append(batch(7, false, record(4))).join().conflict()).isTrue();
    }

    @Test
    void aFileLockedByAnotherProgramFailsTheBatchAndTheNextOneGoesOn() throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file())) {
            connection.createStatement().executeUpdate("BEGIN IMMEDIATE");
            assertThatThrownBy(() -> journal.append(batch(record(1))).join())
                    .hasCauseInstanceOf(JournalException.class)
                    .hasMessageContaining("locked");
        }
        assertThat(journal.append(batch(record(1))).join().through()).isEqualTo(1);
    }

    @Test
    void afterTroubleTheFileIsLookedAtAgain() throws Exception {
        journal.sql("PRAGMA max_page_count = 1").join();
        assertThatThrownBy(() -> journal.append(records(PUMP.name(), 1, 2000)).join())
                .hasMessageContaining("disk full");
        elsewhere("PRAGMA user_version = 9");

        assertThatThrownBy(() -> journal.append(batch(record(1))).join())
                .hasCauseInstanceOf(JournalException.class)
                .hasMessageContaining("version 9");
        elsewhere("PRAGMA user_version = 2");
        assertThat(journal.append(batch(record(1))).join().through()).isEqualTo(1);
        assertThat(all(journal, Query.ALL)).hasSize(1);
    }
}
