package pumpcompanion.connector.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static pumpcompanion.connector.journal.Samples.EPOCH;
import static pumpcompanion.connector.journal.Samples.NOW;
import static pumpcompanion.connector.journal.Samples.PUMP;

import java.io.BufferedReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pumpcompanion.proto.v1.EventRecord;

class JournalKilledTest {

    @TempDir
    Path directory;

    @Test
    void whatWasAcknowledgedBeforeTheProcessWasKilledIsThere() throws Exception {
        Path file = directory.resolve("companion.db");
        long printed = 0;
        for (int round = 0; round < 3; round++) {
            Process child = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                            Appender.class.getName(),
                            file.toString())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            long enough = printed + 500;
            try (BufferedReader out = child.inputReader()) {
                String line;
                while ((line = out.readLine()) != null) {
                    if (!line.startsWith("through ")) {
                        continue;
                    }
                    printed = Long.parseLong(line.substring(8));
                    if (printed >= enough && child.isAlive()) {
                        // Not by the Process, which would close the pipe: what was printed before counts, too.
                        child.toHandle().destroyForcibly();
                    }
                }
            }
            child.waitFor();
            assertThat(printed).as("printed in round %d", round).isGreaterThanOrEqualTo(enough);

            List<EventRecord> kept = new ArrayList<>();
            try (Journal journal = Journal.open(file);
                    RecordCursor cursor = journal.records(Query.ALL)) {
                cursor.forEachRemaining(kept::add);
            }
            assertThat(kept.size()).isGreaterThanOrEqualTo((int) printed);
            for (int i = 0; i < kept.size(); i++) {
                assertThat(kept.get(i).getSequence()).isEqualTo(i + 1);
                assertThat(kept.get(i).getRaw()).isEqualTo(Samples.event(i + 1));
            }
        }
    }

    /** Appends for ever and prints what is acknowledged. */
    static final class Appender {

        private Appender() {}

        public static void main(String[] arguments) {
            try (Journal journal = Journal.open(Path.of(arguments[0]))) {
                long next = journal.locate(PUMP, EPOCH, 1, NOW).join().through() + 1;
                while (true) {
                    List<Entry> entries = LongStream.range(next, next + 7)
                            .mapToObj(Samples::record)
                            .toList();
                    var unused = journal.append(new Batch(PUMP.name(), 1, false, NOW, entries))
                            .thenAccept(commit -> System.out.println("through " + commit.through()));
                    next += 7;
                    if (next % 5 == 0) {
                        journal.append(Samples.batch()).join(); // lets the writer catch up
                    }
                }
            }
        }
    }
}
