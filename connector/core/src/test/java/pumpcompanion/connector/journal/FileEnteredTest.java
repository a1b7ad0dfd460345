package pumpcompanion.connector.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static pumpcompanion.connector.journal.Samples.EPOCH;
import static pumpcompanion.connector.journal.Samples.NOW;
import static pumpcompanion.connector.journal.Samples.PUMP;
import static pumpcompanion.connector.journal.Samples.at;
import static pumpcompanion.connector.journal.Samples.records;
import static pumpcompanion.connector.journal.Samples.remark;
import static pumpcompanion.connector.journal.Samples.withdrawal;

import com.google.protobuf.ByteString;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileEnteredTest extends EnteredContract {

    private static final int BY_THE_OTHER_PROCESS = 40;

    @TempDir
    Path directory;

    @Override
    Journal make() {
        return Journal.open(file());
    }

    private Path file() {
        return directory.resolve("companion.db");
    }

    @Test
    void entriesAndSnapshotsAreThereAfterReopening() {
        enter(unclipped(at(1)));
        enter(withdrawal(at(2), 1));
        Snapshot snapshot = new Snapshot(PUMP.name(), 1, 4, at(4), 2, 0, "rules", ByteString.copyFromUtf8("state"));
        assertThat(journal.keep(snapshot).join()).isTrue();
        var before = journal.entries(PUMP.name());
        journal.close();
        journal = make();

        assertThat(journal.entries(PUMP.name())).isEqualTo(before);
        assertThat(journal.snapshot(PUMP.name(), "rules")).contains(snapshot);
        assertRefused(withdrawal(at(3), 1), "withdrawn already, by 2");
        assertThat(enter(remark(1, "x")).getSequence()).isEqualTo(3);
    }

    @Test
    void whatOneJournalEntersAnotherOneOfTheFileSees() {
        List<String> heard = new ArrayList<>();
        journal.append(records(PUMP.name(), 1, 3)).join();
        journal.onEntered(heard::add);
        assertThat(journal.lastEntry()).isZero();
        try (Journal second = make();
                Journal reader = Journal.openReadOnly(file())) {
            second.enter(unclipped(at(2)).build(), NOW).join();
            assertThat(journal.lastEntry()).isEqualTo(1);
            assertThat(reader.lastEntry()).isEqualTo(1);
            assertThat(journal.append(records(PUMP.name(), 4, 5)).join().through())
                    .isEqualTo(5);
            enter(remark(1, "x"));
            assertThat(second.lastEntry()).isEqualTo(2);
            assertThat(second.entries(PUMP.name())).isEqualTo(journal.entries(PUMP.name()));
            assertThat(reader.entries(PUMP.name())).isEqualTo(journal.entries(PUMP.name()));
            assertThatThrownBy(() -> reader.enter(remark(1, "x").build(), NOW).join())
                    .hasCauseInstanceOf(JournalException.class)
                    .hasMessageContaining("read only");
        }
        assertThat(heard).as("only what was entered here").containsExactly(PUMP.name());
    }

    @Test
    void anotherProcessEntersWhileThisOneWritesAndNothingIsLostOfEither() throws Exception {
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        Enterer.class.getName(),
                        file().toString())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("child.txt").toFile())
                .start();
        long seen = 0;
        long next = 1;
        while (child.isAlive()) {
            assertThat(journal.append(records(PUMP.name(), next, next + 4))
                            .join()
                            .through())
                    .isEqualTo(next + 4);
            next += 5;
            long now = journal.lastEntry();
            assertThat(now).isGreaterThanOrEqualTo(seen);
            seen = now;
        }

        assertThat(child.waitFor())
                .as(Files.readString(directory.resolve("child.txt")))
                .isZero();
        assertThat(journal.lastEntry()).isEqualTo(BY_THE_OTHER_PROCESS);
        assertThat(journal.entries(PUMP.name())).hasSize(BY_THE_OTHER_PROCESS);
        assertThat(Samples.content(journal)).hasSize((int) next - 1);
    }

    /** Enters beside the process that writes. */
    static final class Enterer {

        private Enterer() {}

        public static void main(String[] arguments) {
            try (Journal journal = Journal.open(Path.of(arguments[0]))) {
                for (int i = 0; i < BY_THE_OTHER_PROCESS; i++) {
                    journal.enter(remark(at(i), "remark " + i).build(), NOW).join();
                }
            }
        }
    }

    @Test
    void aRefusedEntryCostsNothingOfItsGroup() {
        var first = journal.enter(remark(1, "one").build(), NOW);
        var refused = journal.enter(withdrawal(1, 99).build(), NOW);
        var records = journal.append(records(PUMP.name(), 1, 3));
        var last = journal.enter(remark(2, "two").build(), NOW);

        assertThat(first.join().getSequence()).isEqualTo(1);
        assertThat(records.join().through()).isEqualTo(3);
        assertThat(last.join().getSequence()).isEqualTo(2);
        assertThat(refused).isCompletedExceptionally();
    }

    @Test
    void theLastEntryIsThatOfTheFileThatIsThereNow() throws Exception {
        Path other = directory.resolve("other.db");
        try (Journal second = Journal.open(other)) {
            second.locate(PUMP, EPOCH, NOW).join();
            for (int i = 0; i < 3; i++) {
                second.enter(remark(1, "x").build(), NOW).join();
            }
        }
        enter(remark(1, "x"));
        journal.close();
        try (Journal reader = Journal.openReadOnly(file())) {
            assertThat(reader.lastEntry()).isEqualTo(1);
            Files.move(other, file(), StandardCopyOption.REPLACE_EXISTING);
            assertThat(reader.lastEntry()).isEqualTo(3);
        }
    }

    @Test
    void closingLeavesNoWriteAheadLogBehind() {
        enter(remark(1, "x"));
        assertThat(journal.lastEntry()).isEqualTo(1);
        journal.close();

        assertThat(directory.resolve("companion.db-wal")).doesNotExist();
    }

    @Test
    void aPersonReadsWhatWasEnteredWithAnySqliteTool() throws Exception {
        journal.enter(unclipped(at(1)).build(), at(60)).join();
        journal.enter(remark(at(2), "itches").build(), at(61)).join();
        journal.enter(withdrawal(at(3), 1).build(), at(62)).join();
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file());
                var sql = connection.createStatement()) {
            assertThat(FileJournalTest.rows(sql.executeQuery("SELECT * FROM entered")))
                    .containsExactly(
                            "PC-0001|1|quick-disconnect|2026-09-21T14:13:21.000Z|2026-09-21T14:14:20.000Z|null|3|"
                                    + "event { quick_disconnect { } }|3A023200",
                            "PC-0001|2|remark|2026-09-21T14:13:22.000Z|2026-09-21T14:14:21.000Z|null|null|itches|"
                                    + "7206697463686573",
                            "PC-0001|3|withdrawal|2026-09-21T14:13:23.000Z|2026-09-21T14:14:22.000Z|1|null|"
                                    + "withdrawal { sequence: 1 }|52020801");
        }
    }
}
