package pumpcompanion.connector.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static pumpcompanion.connector.journal.Samples.NOW;
import static pumpcompanion.connector.journal.Samples.PUMP;
import static pumpcompanion.connector.journal.Samples.remark;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pumpcompanion.proto.v1.EventRecord;

/** A file of version 1, out of the SQL that the program of that time left behind. */
class SchemaMigrationTest {

    private static final List<String> TABLES = List.of("pumps", "logs", "kinds", "reasons", "records");

    @TempDir
    Path directory;

    private Path file() {
        return directory.resolve("companion.db");
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + file());
    }

    private void sqlite(String sql) throws SQLException {
        try (Connection connection = connect()) {
            connection.createStatement().executeUpdate(sql);
        }
    }

    @BeforeEach
    void version1() throws Exception {
        try (var in = getClass().getResourceAsStream("/journal-version-1.sql")) {
            sqlite(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    private List<String> content() throws SQLException {
        List<String> all = new ArrayList<>();
        try (Connection connection = connect()) {
            for (String table : TABLES) {
                // By name: a step may add columns, and names of new kinds.
                String columns = table.equals("pumps")
                        ? "id, name, manufacturer, model, serial, firmware, hardware_id, construction, reports,"
                                + " first_seen_ms, last_seen_ms"
                        : "*";
                String where = table.equals("kinds") ? " WHERE kind >= -2" : "";
                all.addAll(FileJournalTest.rows(connection
                        .createStatement()
                        .executeQuery("SELECT '" + table + "', " + columns + " FROM " + table + where)));
            }
            all.addAll(FileJournalTest.rows(connection.createStatement().executeQuery("SELECT * FROM history")));
            all.addAll(FileJournalTest.rows(connection.createStatement().executeQuery("SELECT * FROM gaps")));
        }
        return all;
    }

    private long version() throws SQLException {
        try (Connection connection = connect()) {
            return Schema.version(connection);
        }
    }

    private static void assertHolds(Journal journal) {
        assertThat(Samples.content(journal))
                .containsExactly("1:1", "1:2-4 OVERWRITTEN", "1:5?", "1:8", "2:0-0 LOG_ERASED", "2:1", "1:1");
        assertThat(journal.pumps()).extracting(pump -> pump.pump().name()).containsExactly(PUMP.name(), "PC-0002");
        assertThat(journal.pumps().get(0).pump().identity()).isEqualTo(PUMP.identity());
    }

    @Test
    void anOlderFileIsBroughtUpToDateAndKeepsEveryRow() throws Exception {
        List<String> before = content();
        assertThat(before).hasSizeGreaterThan(50);
        try (Journal journal = Journal.open(file())) {
            assertHolds(journal);
            EventRecord kept = journal.enter(remark(1, "x").build(), NOW).join();
            assertThat(journal.entries(PUMP.name())).containsExactly(kept);
            assertThat(journal.locate(PUMP, 7, 1, NOW).join().through()).isEqualTo(1);
        }

        assertThat(version()).isEqualTo(2);
        assertThat(content()).isEqualTo(before);
    }

    @Test
    void anOlderFileThatIsOnlyReadHasNothingEnteredAndStaysAsItIs() throws Exception {
        try (Journal reader = Journal.openReadOnly(file())) {
            assertHolds(reader);
            assertThat(reader.entries(PUMP.name())).isEmpty();
            assertThat(reader.snapshot(PUMP.name(), "rules")).isEmpty();
            assertThat(reader.lateChanges(PUMP.name())).isZero();
            assertThat(reader.lastEntry()).isZero();
            assertThat(version()).isEqualTo(1);
            try (Journal writer = Journal.open(file())) { // and it sees when another program brings it up to date
                writer.enter(remark(1, "x").build(), NOW).join();
                assertThat(reader.lastEntry()).isEqualTo(1);
                assertThat(reader.entries(PUMP.name())).hasSize(1);
            }
        }
    }

    @Test
    void aStepThatFailsLeavesTheFileAsItWas() throws Exception {
        sqlite("CREATE TABLE snapshots (mine)");
        List<String> before = content();
        assertThatThrownBy(() -> Journal.open(file()))
                .isInstanceOf(JournalException.class)
                .hasMessageContaining("snapshots");

        assertThat(version()).isEqualTo(1);
        assertThat(content()).isEqualTo(before);
        sqlite("DROP TABLE snapshots");
        try (Journal journal = Journal.open(file())) {
            assertHolds(journal);
        }
    }

    @Test
    void aFileOfALaterVersionIsRefusedAndLeftAlone() throws Exception {
        Journal.open(file()).close();
        sqlite("PRAGMA user_version = 3");
        for (Runnable open : List.<Runnable>of(() -> Journal.open(file()), () -> Journal.openReadOnly(file()))) {
            assertThatThrownBy(open::run)
                    .isInstanceOf(JournalException.class)
                    .hasMessageContainingAll(file().toString(), "version 3", "knows 1 to 2");
        }
        assertThat(version()).isEqualTo(3);
    }
}
