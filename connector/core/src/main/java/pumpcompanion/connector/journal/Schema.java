package pumpcompanion.connector.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import pumpcompanion.proto.v1.EventKind;
import pumpcompanion.proto.v1.GapReason;

/**
 * The tables, and how an older file becomes one of today. For people: {@code select * from history}, {@code gaps} and
 * {@code entered}. Uses nothing that SQLite 3.40 does not have.
 */
final class Schema {

    /** Stands in the file's header and says that it is ours: "PCJ1". */
    static final int APPLICATION_ID = 0x50434A31;

    /** The version that this program writes. */
    static final int VERSION = 2;

    // Numbers are unsigned as on the wire where they fit; times are milliseconds since 1970 UTC. What
    // counts are the bytes in `event`: the columns beside them are read out of them for people and for searching.
    private static final String VERSION_1 = """
            CREATE TABLE pumps (
              id            INTEGER PRIMARY KEY,
              name          TEXT NOT NULL UNIQUE,
              manufacturer  TEXT NOT NULL,
              model         TEXT NOT NULL,
              serial        TEXT NOT NULL,
              firmware      TEXT NOT NULL,
              hardware_id   TEXT NOT NULL,
              construction  TEXT NOT NULL,
              reports       TEXT NOT NULL,    -- the kinds that it can sense
              first_seen_ms INTEGER NOT NULL,
              last_seen_ms  INTEGER NOT NULL
            );
            CREATE TABLE logs (
              pump       INTEGER NOT NULL REFERENCES pumps(id),
              log        INTEGER NOT NULL,
              epoch      INTEGER NOT NULL,
              first      INTEGER NOT NULL,
              through    INTEGER NOT NULL, -- all from first to here is held or stated missing
              boot_count INTEGER NOT NULL, -- highest that the pump named
              started_ms INTEGER NOT NULL,
              PRIMARY KEY (pump, log)
            ) WITHOUT ROWID;
            CREATE TABLE kinds (
              kind INTEGER PRIMARY KEY,    -- field number in Event; 0 unknown, -1 unreadable, -2 gap
              name TEXT NOT NULL
            );
            CREATE TABLE reasons (
              reason INTEGER PRIMARY KEY,
              name   TEXT NOT NULL
            );
            CREATE TABLE records (
              pump          INTEGER NOT NULL REFERENCES pumps(id),
              log           INTEGER NOT NULL,
              sequence      INTEGER NOT NULL, -- of a gap: its first number; 0: the gap before the whole log
              through       INTEGER,          -- of a gap: its last number, else NULL
              reason        INTEGER,          -- of a gap, else NULL
              kind          INTEGER NOT NULL REFERENCES kinds(kind),
              boot_count    INTEGER,
              uptime_ms     INTEGER,
              pump_clock_ms INTEGER,
              at_ms         INTEGER NOT NULL,
              received_ms   INTEGER NOT NULL,
              event         BLOB,             -- the pump's own bytes; of a gap: NULL
              PRIMARY KEY (pump, log, sequence)
            ) WITHOUT ROWID;
            CREATE INDEX records_by_time ON records (pump, at_ms);
            CREATE INDEX records_gaps ON records (pump, log, sequence) WHERE reason IS NOT NULL;
            CREATE VIEW gaps AS
              SELECT p.name AS pump, r.log, r.sequence AS "from", r.through, s.name AS reason,
                     strftime('%Y-%m-%dT%H:%M:%fZ', r.at_ms / 1000.0, 'unixepoch') AS at
                FROM pumps p CROSS JOIN records r INDEXED BY records_gaps ON r.pump = p.id LEFT JOIN reasons s ON s.reason = r.reason
               WHERE r.reason IS NOT NULL;
            CREATE VIEW history AS
              SELECT p.name AS pump, r.log, r.sequence, k.name AS kind,
                     strftime('%Y-%m-%dT%H:%M:%fZ', r.at_ms / 1000.0, 'unixepoch') AS at,
                     strftime('%Y-%m-%dT%H:%M:%f', r.pump_clock_ms / 1000.0, 'unixepoch') AS pump_clock,
                     r.boot_count, r.uptime_ms,
                     strftime('%Y-%m-%dT%H:%M:%fZ', r.received_ms / 1000.0, 'unixepoch') AS received,
                     r.through AS missing_through, s.name AS missing_reason, hex(r.event) AS event
                FROM pumps p CROSS JOIN records r ON r.pump = p.id
                LEFT JOIN kinds k ON k.kind = r.kind LEFT JOIN reasons s ON s.reason = r.reason;
            """;

    // `content` counts and the columns beside it are read out of it, as with `event` above. What follows from all
    // entries together, which of them are withdrawn, is kept in `withdrawn_by`.
    private static final String TO_VERSION_2 = """
            ALTER TABLE pumps ADD COLUMN late INTEGER NOT NULL DEFAULT 0; -- how often records came behind what was held
            CREATE TABLE entries (
              sequence     INTEGER PRIMARY KEY, -- the journal's own number, over all its pumps
              pump         INTEGER NOT NULL REFERENCES pumps(id),
              kind         INTEGER NOT NULL REFERENCES kinds(kind),
              at_ms        INTEGER NOT NULL,
              entered_ms   INTEGER NOT NULL,
              withdraws    INTEGER REFERENCES entries(sequence), -- of a withdrawal, else NULL
              withdrawn_by INTEGER REFERENCES entries(sequence), -- by one that is not withdrawn itself; NULL: it counts
              changes_ms   INTEGER NOT NULL,    -- from when on the set's state is another one for it
              words        TEXT NOT NULL,       -- the content, for people
              content      BLOB NOT NULL        -- EventRecord with nothing but its content
            );
            CREATE INDEX entries_by_pump ON entries (pump, sequence);
            CREATE INDEX entries_withdrawals ON entries (withdraws) WHERE withdraws IS NOT NULL;
            CREATE TABLE snapshots (
              pump            INTEGER NOT NULL REFERENCES pumps(id),
              made_by         TEXT NOT NULL,    -- rules and settings
              day             INTEGER NOT NULL, -- of highest_ms, days since 1970 UTC
              log             INTEGER NOT NULL, -- the last record folded in
              sequence        INTEGER NOT NULL,
              highest_ms      INTEGER NOT NULL, -- the latest time of the records up to there
              entries_through INTEGER NOT NULL, -- the last entry known to its maker
              late            INTEGER NOT NULL, -- pumps.late as known to its maker
              content         BLOB NOT NULL,    -- TimelineSnapshot
              PRIMARY KEY (pump, made_by, day)
            );
            CREATE VIEW entered AS
              SELECT p.name AS pump, e.sequence, k.name AS kind,
                     strftime('%Y-%m-%dT%H:%M:%fZ', e.at_ms / 1000.0, 'unixepoch') AS at,
                     strftime('%Y-%m-%dT%H:%M:%fZ', e.entered_ms / 1000.0, 'unixepoch') AS entered,
                     e.withdraws, e.withdrawn_by, e.words, hex(e.content) AS content
                FROM entries e JOIN pumps p ON p.id = e.pump LEFT JOIN kinds k ON k.kind = e.kind;
            """;

    private Schema() {}

    /**
     * Makes an empty database a journal, an older journal one of today, and leaves one of today as it is. One
     * transaction.
     *
     * @param file how messages name the file
     * @throws JournalException if it is not a journal, or one of a newer program; it is unchanged then
     */
    static void upgrade(Connection connection, String file) throws SQLException {
        try (Statement sql = connection.createStatement()) {
            sql.executeUpdate("BEGIN IMMEDIATE");
            try {
                if (number(sql, "PRAGMA application_id") == 0
                        && number(sql, "SELECT count(*) FROM sqlite_master") == 0) {
                    sql.executeUpdate(VERSION_1);
                    sql.executeUpdate("PRAGMA application_id = " + APPLICATION_ID);
                    sql.executeUpdate("PRAGMA user_version = 1");
                }
                check(connection, file);
                if (version(connection) == 1) {
                    sql.executeUpdate(TO_VERSION_2);
                    sql.executeUpdate("PRAGMA user_version = 2");
                }
                // The step to the next version stands here.
                names(connection);
                sql.executeUpdate("COMMIT");
            } catch (SQLException | RuntimeException e) {
                rollBack(sql);
                throw e;
            }
        }
    }

    /**
     * Checks that this is a journal that this program can read.
     *
     * @param file how messages name the file
     * @throws JournalException if not
     */
    static void check(Connection connection, String file) throws SQLException {
        try (Statement sql = connection.createStatement()) {
            long version = number(sql, "PRAGMA user_version");
            check(number(sql, "PRAGMA application_id"), version, file);
            sql.executeQuery("SELECT pump, log, sequence, through, reason, kind, at_ms, event FROM records LIMIT 0")
                    .close();
            sql.executeQuery("SELECT pump, log, epoch, first, through, boot_count FROM logs LIMIT 0")
                    .close();
            if (version > 1) {
                sql.executeQuery("SELECT sequence, pump, kind, at_ms, entered_ms, content FROM entries LIMIT 0")
                        .close();
                sql.executeQuery("SELECT pump, made_by, log, sequence, highest_ms, content FROM snapshots LIMIT 0")
                        .close();
            }
        }
    }

    /** The version of a journal's tables, 1 and up: below {@link #VERSION} where an older file is only read. */
    static long version(Connection connection) throws SQLException {
        try (Statement sql = connection.createStatement()) {
            return number(sql, "PRAGMA user_version");
        }
    }

    /** As {@link #check(Connection, String)}, by the two numbers of a file's header. */
    static void check(long applicationId, long version, String file) {
        if (applicationId != APPLICATION_ID) {
            throw new JournalException(String.format(
                    Locale.ROOT,
                    "%s belongs to another program: SQLite file with application id 0x%08X, expected 0x%08X; it was not"
                            + " changed, name another file",
                    file,
                    applicationId,
                    APPLICATION_ID));
        }
        if (version > VERSION || version < 1) {
            throw new JournalException(file + " is a journal of version " + version + ", this program knows 1 to "
                    + VERSION + "; it was not changed, use a newer Pump Companion");
        }
    }

    /** Adds the names that this program knows and the file does not. Writes nothing where all are there. */
    private static void names(Connection connection) throws SQLException {
        try (PreparedStatement kind = connection.prepareStatement("INSERT OR IGNORE INTO kinds VALUES (?, ?)");
                PreparedStatement reason = connection.prepareStatement("INSERT OR IGNORE INTO reasons VALUES (?, ?)")) {
            name(kind, Query.GAP, "gap");
            name(kind, Query.UNREADABLE, "unreadable");
            name(kind, Entered.WITHDRAWAL, "withdrawal");
            name(kind, Entered.SETTINGS, "settings");
            name(kind, Entered.CANNULA_STAYED, "cannula-stayed");
            name(kind, Entered.PLACE_CHOICE, "place-choice");
            name(kind, Entered.REMARK, "remark");
            name(kind, 0, "unknown");
            for (EventKind k : EventKind.values()) {
                if (k != EventKind.UNRECOGNIZED) {
                    name(kind, k.getNumber(), k.name().replace("EVENT_KIND_", ""));
                }
            }
            for (GapReason r : GapReason.values()) {
                if (r != GapReason.UNRECOGNIZED) {
                    name(reason, r.getNumber(), r.name().replace("GAP_REASON_", ""));
                }
            }
        }
    }

    private static void name(PreparedStatement insert, int number, String name) throws SQLException {
        insert.setInt(1, number);
        insert.setString(2, name.toLowerCase(Locale.ROOT).replace('_', '-'));
        insert.executeUpdate();
    }

    private static long number(Statement sql, String query) throws SQLException {
        try (ResultSet row = sql.executeQuery(query)) {
            return row.getLong(1);
        }
    }

    private static void rollBack(Statement sql) {
        try {
            sql.executeUpdate("ROLLBACK");
        } catch (SQLException e) {
            // SQLite has rolled back by itself, as it does after an I/O error.
        }
    }
}
