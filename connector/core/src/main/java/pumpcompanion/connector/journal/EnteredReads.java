package pumpcompanion.connector.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import pumpcompanion.proto.v1.EventRecord;

/**
 * Reads what was entered, and snapshots. A file of version 1 that was opened to read only has neither: there, nothing is
 * found. Stateless.
 */
final class EnteredReads {

    private static final int FIRST_VERSION = 2;

    private EnteredReads() {}

    /** As {@link Journal#entries}. */
    static List<EventRecord> all(Connection connection, String pump) throws SQLException {
        List<EventRecord> all = new ArrayList<>();
        if (Schema.version(connection) < FIRST_VERSION) {
            return all;
        }
        try (PreparedStatement sql = connection.prepareStatement("SELECT " + Entered.COLUMNS
                + " FROM entries WHERE pump = (SELECT id FROM pumps WHERE name = ?) ORDER BY sequence")) {
            sql.setString(1, pump);
            try (ResultSet row = sql.executeQuery()) {
                while (row.next()) {
                    all.add(Entered.read(pump, row));
                }
            }
        }
        return all;
    }

    /** As {@link Journal#lastEntry}. */
    static long last(Connection connection) throws SQLException {
        return number(connection, "SELECT max(sequence) FROM entries WHERE '' = ?", "");
    }

    /** As {@link Journal#lateChanges}. */
    static long lateChanges(Connection connection, String pump) throws SQLException {
        return number(connection, "SELECT late FROM pumps WHERE name = ?", pump);
    }

    /** How many entries a pump has. */
    static long count(Connection connection, String pump) throws SQLException {
        return number(
                connection, "SELECT count(*) FROM entries WHERE pump = (SELECT id FROM pumps WHERE name = ?)", pump);
    }

    private static long number(Connection connection, String query, String argument) throws SQLException {
        if (Schema.version(connection) < FIRST_VERSION) {
            return 0;
        }
        try (PreparedStatement sql = connection.prepareStatement(query)) {
            sql.setString(1, argument);
            try (ResultSet row = sql.executeQuery()) {
                return row.next() ? row.getLong(1) : 0;
            }
        }
    }

    /** As {@link Journal#snapshot}. */
    static Optional<Snapshot> snapshot(Connection connection, String pump, String by) throws SQLException {
        if (Schema.version(connection) < FIRST_VERSION) {
            return Optional.empty();
        }
        try (PreparedStatement sql = connection.prepareStatement("""
                SELECT log, sequence, highest_ms, entries_through, late, content FROM snapshots
                 WHERE pump = (SELECT id FROM pumps WHERE name = ?) AND made_by = ?
                 ORDER BY log DESC, sequence DESC LIMIT 1
                """)) {
            sql.setString(1, pump);
            sql.setString(2, by);
            try (ResultSet row = sql.executeQuery()) {
                return row.next()
                        ? Optional.of(new Snapshot(
                                pump,
                                row.getInt(1),
                                row.getLong(2),
                                row.getLong(3),
                                row.getLong(4),
                                row.getLong(5),
                                by,
                                Rows.bytes(row.getBytes(6))))
                        : Optional.empty();
            }
        }
    }
}
