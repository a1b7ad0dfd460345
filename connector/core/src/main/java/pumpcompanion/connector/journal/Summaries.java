package pumpcompanion.connector.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import pumpcompanion.proto.v1.Identity;

/** Reads what a journal holds, pump by pump. Stateless. */
final class Summaries {

    // Up to `through` every number is held or in a gap, so that is reckoned; only what lies beyond is counted. Ten
    // million
    // records must not be walked over to say which pumps there are.
    private static final String LOGS = """
            SELECT log, epoch, first, through, started_ms,
                   max(0, through - first + 1)
                     - coalesce((SELECT sum(r.through - r.sequence + 1) FROM records r INDEXED BY records_gaps
                                  WHERE r.pump = l.pump AND r.log = l.log AND r.reason IS NOT NULL
                                    AND r.sequence BETWEEN l.first AND l.through), 0)
                     + (SELECT count(*) FROM records r
                         WHERE r.pump = l.pump AND r.log = l.log AND r.sequence > l.through AND r.reason IS NULL),
                   (SELECT count(*) FROM records INDEXED BY records_gaps WHERE pump = l.pump AND log = l.log AND reason IS NOT NULL),
                   (SELECT coalesce(through, sequence) FROM records
                     WHERE pump = l.pump AND log = l.log ORDER BY sequence DESC LIMIT 1),
                   (SELECT received_ms FROM records
                     WHERE pump = l.pump AND log = l.log ORDER BY sequence DESC LIMIT 1)
              FROM logs l WHERE pump = ? ORDER BY log
            """;

    private Summaries() {}

    static List<PumpSummary> read(Connection connection) throws SQLException {
        List<PumpSummary> all = new ArrayList<>();
        try (PreparedStatement pumps = connection.prepareStatement(
                        "SELECT id, name, manufacturer, model, serial,"
                                + " firmware, hardware_id, construction, reports, first_seen_ms, last_seen_ms FROM pumps ORDER BY id");
                ResultSet row = pumps.executeQuery()) {
            while (row.next()) {
                Identity identity = Identity.newBuilder()
                        .setManufacturer(row.getString(3))
                        .setModel(row.getString(4))
                        .setSerial(row.getString(5))
                        .setFirmware(row.getString(6))
                        .setHardwareId(row.getString(7))
                        .build();
                PumpInfo pump = new PumpInfo(
                        row.getString(2),
                        identity,
                        PumpColumns.construction(row.getString(8)),
                        PumpColumns.reports(row.getString(9)));
                all.add(new PumpSummary(
                        pump,
                        row.getLong(10),
                        row.getLong(11),
                        EnteredReads.count(connection, pump.name()),
                        logs(connection, row.getLong(1))));
            }
        }
        return all;
    }

    private static List<LogSummary> logs(Connection connection, long pump) throws SQLException {
        List<LogSummary> all = new ArrayList<>();
        try (PreparedStatement logs = connection.prepareStatement(LOGS)) {
            logs.setLong(1, pump);
            try (ResultSet row = logs.executeQuery()) {
                while (row.next()) {
                    all.add(new LogSummary(
                            row.getInt(1),
                            (int) row.getLong(2),
                            row.getLong(3),
                            row.getLong(4),
                            row.getLong(8),
                            row.getLong(6),
                            row.getLong(7),
                            row.getLong(5),
                            row.getLong(9)));
                }
            }
        }
        return all;
    }
}
