package pumpcompanion.connector.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pumpcompanion.connector.Tools;

/** Another program, with a lock of its own and manners of its own, opens the file while a connector writes it. */
class JournalBesideOthersTest {

    @TempDir
    Path folder;

    @Test
    void aSelectInTheSqliteShellDoesNotTakeTheWriteAheadLogAwayFromARunningWriter() throws Exception {
        Path file = folder.resolve("j.db");
        try (Journal journal = Journal.open(file)) {
            journal.locate(PumpInfo.named("EM-1"), 1, 0).join();
            append(journal, 1);
            assertThat(read(journal)).isOne(); // a reader's connection beside the writer's, and gone again
            try (Journal beside = Journal.openReadOnly(file)) {
                assertThat(read(beside)).isOne();
            }
            assertThat(count(file)).isEqualTo("1");
            assertThat(folder.resolve("j.db-wal")).exists();
            append(journal, 2);
            assertThat(count(file)).as("what is acknowledged is seen by others").isEqualTo("2");
        }
    }

    @Test
    void aFileThatIsDeletedWhileItIsWrittenFailsTheCommitAndIsMadeAnew() throws Exception {
        Path file = folder.resolve("j.db");
        try (Journal journal = Journal.open(file)) {
            journal.locate(PumpInfo.named("EM-1"), 1, 0).join();
            append(journal, 1);
            for (String name : List.of("j.db", "j.db-wal", "j.db-shm")) {
                Files.delete(folder.resolve(name));
            }
            assertThatThrownBy(() -> append(journal, 2))
                    .hasRootCauseInstanceOf(JournalException.class)
                    .hasMessageContaining("moved, replaced or deleted");
            journal.locate(PumpInfo.named("EM-1"), 1, 0).join();
            append(journal, 2);
            assertThat(count(file)).isEqualTo("1");
        }
    }

    private static void append(Journal journal, long sequence) {
        Entry entry = Entry.record(sequence, ByteString.copyFromUtf8("event"), sequence);
        journal.append(new Batch("EM-1", 1, false, 0, List.of(entry))).join();
    }

    private static int read(Journal journal) {
        int count = 0;
        try (RecordCursor records = journal.records(Query.ALL)) {
            while (records.hasNext()) {
                records.next();
                count++;
            }
        }
        return count;
    }

    private static String count(Path file) throws Exception {
        Process shell = new ProcessBuilder(Tools.need("sqlite3"), file.toString(), "SELECT count(*) FROM records")
                .redirectErrorStream(true)
                .start();
        String said = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(shell.waitFor()).as(said).isZero();
        assertThat(Files.exists(file)).isTrue();
        return said.strip();
    }
}
