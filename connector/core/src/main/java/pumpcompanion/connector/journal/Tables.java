package pumpcompanion.connector.journal;

import com.google.protobuf.ByteString;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import pumpcompanion.connector.journal.PumpState.Log;
import pumpcompanion.proto.v1.EventRecord;
import pumpcompanion.proto.v1.Identity;

/** The statements that the writer needs, prepared once. No rules here. Belongs to the writer. */
final class Tables {

    /**
     * A row that is there.
     *
     * @param through its own number, or a gap's last one
     * @param event null: a gap
     */
    record Held(
            long sequence,
            long through,
            int reason,
            long atMs,
            long receivedMs,
            @Nullable ByteString event) {
        boolean gap() {
            return event == null;
        }
    }

    private static final int MOST_WAITING = 4_096;

    private final PreparedStatement upsertPump;
    private final PreparedStatement pump;
    private final PreparedStatement pumps;
    private final PreparedStatement logs;
    private final PreparedStatement insertLog;
    private final PreparedStatement updateLog;
    private final PreparedStatement insertRecord;
    private final PreparedStatement insertGap;
    private final PreparedStatement deleteRow;
    private final PreparedStatement heldAtOrBefore;
    private final PreparedStatement heldIn;
    private boolean oneByOne;
    private int waiting;

    Tables(Connection connection) throws SQLException {
        upsertPump = connection.prepareStatement("""
                INSERT INTO pumps (name, manufacturer, model, serial, firmware, hardware_id, construction,
                                   reports, first_seen_ms, last_seen_ms)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (name) DO UPDATE SET
                  manufacturer  = coalesce(nullif(excluded.manufacturer, ''), manufacturer),
                  model         = coalesce(nullif(excluded.model, ''), model),
                  serial        = coalesce(nullif(excluded.serial, ''), serial),
                  firmware      = coalesce(nullif(excluded.firmware, ''), firmware),
                  hardware_id   = coalesce(nullif(excluded.hardware_id, ''), hardware_id),
                  construction  = coalesce(nullif(excluded.construction, ''), construction),
                  reports       = coalesce(nullif(excluded.reports, ''), reports),
                  last_seen_ms  = max(last_seen_ms, excluded.last_seen_ms)
                """);
        pump = connection.prepareStatement("SELECT id FROM pumps WHERE name = ?");
        pumps = connection.prepareStatement(
                "SELECT group_concat(name, ', ') FROM (SELECT name FROM pumps ORDER BY last_seen_ms DESC LIMIT 8)");
        logs = connection.prepareStatement(
                "SELECT log, epoch, first, through, boot_count FROM logs WHERE pump = ? ORDER BY log");
        insertLog = connection.prepareStatement("INSERT INTO logs VALUES (?, ?, ?, ?, ?, ?, ?)");
        updateLog =
                connection.prepareStatement("UPDATE logs SET through = ?, boot_count = ? WHERE pump = ? AND log = ?");
        insertRecord = connection.prepareStatement(Rows.INSERT_RECORD);
        insertGap =
                connection.prepareStatement("INSERT INTO records (pump, log, sequence, through, reason, kind, at_ms,"
                        + " received_ms) VALUES (?, ?, ?, ?, ?, " + Query.GAP + ", ?, ?)");
        deleteRow = connection.prepareStatement("DELETE FROM records WHERE pump = ? AND log = ? AND sequence = ?");
        heldAtOrBefore = connection.prepareStatement("SELECT sequence, through, reason, at_ms, received_ms, kind, event"
                + " FROM records WHERE pump = ? AND log = ? AND sequence <= ? ORDER BY sequence DESC LIMIT 1");
        heldIn = connection.prepareStatement("SELECT sequence, coalesce(through, sequence) FROM records"
                + " WHERE pump = ? AND log = ? AND sequence >= ? AND sequence <= ? ORDER BY sequence");
    }

    /** Adds a pump or brings it up to date; returns its id. */
    long upsertPump(PumpInfo info, long nowMs) throws SQLException {
        Identity identity = info.identity();
        upsertPump.setString(1, info.name());
        upsertPump.setString(2, identity.getManufacturer());
        upsertPump.setString(3, identity.getModel());
        upsertPump.setString(4, identity.getSerial());
        upsertPump.setString(5, identity.getFirmware());
        upsertPump.setString(6, identity.getHardwareId());
        upsertPump.setString(7, PumpColumns.write(info.construction()));
        upsertPump.setString(8, PumpColumns.write(info.reports()));
        upsertPump.setLong(9, nowMs);
        upsertPump.setLong(10, nowMs);
        upsertPump.executeUpdate();
        return pump(info.name());
    }

    /** A pump's id, or -1. */
    long pump(String name) throws SQLException {
        pump.setString(1, name);
        try (ResultSet row = pump.executeQuery()) {
            return row.next() ? row.getLong(1) : -1;
        }
    }

    /** The pumps' names, for a message. */
    String pumps() throws SQLException {
        try (ResultSet row = pumps.executeQuery()) {
            String names = row.getString(1);
            return names == null ? "none" : names;
        }
    }

    /** A pump's logs, oldest first. */
    List<Log> logs(long pump) throws SQLException {
        logs.setLong(1, pump);
        List<Log> all = new ArrayList<>();
        try (ResultSet row = logs.executeQuery()) {
            while (row.next()) {
                all.add(new Log(
                        row.getInt(1), (int) row.getLong(2), row.getLong(3), row.getLong(4), -1, (int) row.getLong(5)));
            }
        }
        return all;
    }

    void insertLog(long pump, Log log, long nowMs) throws SQLException {
        insertLog.setLong(1, pump);
        insertLog.setInt(2, log.log);
        insertLog.setLong(3, Integer.toUnsignedLong(log.epoch));
        insertLog.setLong(4, log.first);
        insertLog.setLong(5, log.through);
        insertLog.setLong(6, Integer.toUnsignedLong(log.bootCount));
        insertLog.setLong(7, nowMs);
        insertLog.executeUpdate();
    }

    void updateLog(long pump, Log log) throws SQLException {
        updateLog.setLong(1, log.through);
        updateLog.setLong(2, Integer.toUnsignedLong(log.bootCount));
        updateLog.setLong(3, pump);
        updateLog.setInt(4, log.log);
        updateLog.executeUpdate();
    }

    /** Adds a record, with the next {@link #flush} unless rows are written one by one. */
    void insertRecord(long pump, EventRecord record) throws SQLException {
        Rows.bind(insertRecord, pump, record);
        if (oneByOne) {
            insertRecord.executeUpdate();
            return;
        }
        insertRecord.addBatch();
        waiting++;
        if (waiting == MOST_WAITING) {
            flush();
        }
    }

    /** Writes the records that wait, so that a look at the table sees them. */
    void flush() throws SQLException {
        if (waiting > 0) {
            waiting = 0;
            insertRecord.executeBatch();
        }
    }

    /** Forgets the records that wait, as their transaction is taken back. */
    void discard() throws SQLException {
        waiting = 0;
        insertRecord.clearBatch();
    }

    /** Slower, but a failure carries SQLite's error code, which the driver's batches lose. */
    void oneByOne(boolean now) {
        oneByOne = now;
    }

    void insertGap(long pump, int log, long from, long through, int reason, long atMs, long receivedMs)
            throws SQLException {
        insertGap.setLong(1, pump);
        insertGap.setInt(2, log);
        insertGap.setLong(3, from);
        insertGap.setLong(4, through);
        insertGap.setInt(5, reason);
        insertGap.setLong(6, atMs);
        insertGap.setLong(7, receivedMs);
        insertGap.executeUpdate();
    }

    /** Takes one number out of a gap, of which nothing, one or two pieces stay. */
    void cutFromGap(long pump, int log, Held gap, long sequence) throws SQLException {
        deleteRow.setLong(1, pump);
        deleteRow.setInt(2, log);
        deleteRow.setLong(3, gap.sequence());
        deleteRow.executeUpdate();
        if (gap.sequence() < sequence) {
            insertGap(pump, log, gap.sequence(), sequence - 1, gap.reason(), gap.atMs(), gap.receivedMs());
        }
        if (sequence < gap.through()) {
            insertGap(pump, log, sequence + 1, gap.through(), gap.reason(), gap.atMs(), gap.receivedMs());
        }
    }

    /** The row with the highest number up to this one. */
    @Nullable
    Held heldAtOrBefore(long pump, int log, long sequence) throws SQLException {
        flush();
        heldAtOrBefore.setLong(1, pump);
        heldAtOrBefore.setInt(2, log);
        heldAtOrBefore.setLong(3, sequence);
        try (ResultSet row = heldAtOrBefore.executeQuery()) {
            if (!row.next()) {
                return null;
            }
            boolean gap = row.getInt(6) == Query.GAP;
            long from = row.getLong(1);
            return new Held(
                    from,
                    gap ? row.getLong(2) : from,
                    row.getInt(3),
                    row.getLong(4),
                    row.getLong(5),
                    gap ? null : Rows.bytes(row.getBytes(7)));
        }
    }

    /** What of [from, through] is neither held nor stated missing, as pairs of first and last number. */
    List<long[]> holes(long pump, int log, long from, long through) throws SQLException {
        List<long[]> holes = new ArrayList<>();
        long next = from;
        Held before = heldAtOrBefore(pump, log, from);
        if (before != null && before.through() >= from) {
            if (before.through() >= through) {
                return holes;
            }
            next = before.through() + 1;
        }
        try (ResultSet row = heldIn(pump, log, next, through)) {
            while (row.next()) {
                if (next < row.getLong(1)) {
                    holes.add(new long[] {next, row.getLong(1) - 1});
                }
                if (row.getLong(2) >= through) {
                    return holes;
                }
                next = row.getLong(2) + 1;
            }
        }
        holes.add(new long[] {next, through});
        return holes;
    }

    /** The last number of the unbroken stretch that goes on behind this one; the number itself where none does. */
    long contiguousFrom(long pump, int log, long through) throws SQLException {
        long end = through;
        try (ResultSet row = heldIn(pump, log, through + 1, Long.MAX_VALUE)) {
            while (row.next() && row.getLong(1) - 1 == end) {
                end = row.getLong(2);
            }
        }
        return end;
    }

    private ResultSet heldIn(long pump, int log, long from, long through) throws SQLException {
        flush();
        heldIn.setLong(1, pump);
        heldIn.setInt(2, log);
        heldIn.setLong(3, from);
        heldIn.setLong(4, through);
        return heldIn.executeQuery();
    }
}
