package pumpcompanion.connector.journal;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import org.jspecify.annotations.Nullable;
import pumpcompanion.proto.v1.Event;
import pumpcompanion.proto.v1.EventRecord;
import pumpcompanion.proto.v1.Gap;
import pumpcompanion.proto.v1.GapReason;

/** From rows of the table {@code records} to messages and back. Stateless. */
final class Rows {

    /** Binds what {@link #bind} binds. */
    static final String INSERT_RECORD = "INSERT INTO records (pump, log, sequence, kind, boot_count, uptime_ms,"
            + " pump_clock_ms, at_ms, received_ms, event) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

    /** What {@link #read} reads, in its order. */
    static final String COLUMNS = "log, sequence, through, reason, kind, at_ms, received_ms, event";

    private Rows() {}

    /** A record as it comes from the pump, log not set. Bytes that are no Event are kept all the same, with the reason. */
    static EventRecord.Builder record(String pump, long sequence, ByteString raw, long atMs, long receivedMs) {
        EventRecord.Builder record = EventRecord.newBuilder()
                .setPump(pump)
                .setSequence(sequence)
                .setAtMs(atMs)
                .setReceivedMs(receivedMs)
                .setRaw(raw);
        try {
            record.setEvent(Event.parseFrom(raw));
        } catch (InvalidProtocolBufferException e) {
            String reason = e.getMessage();
            record.setUnreadable(reason == null ? "not an Event" : reason);
        }
        return record;
    }

    /** A gap. One that is open-ended stands at 0 and goes through 0. */
    static EventRecord gap(
            String pump, int log, long from, long through, GapReason reason, long atMs, long receivedMs) {
        return EventRecord.newBuilder()
                .setPump(pump)
                .setLog(log)
                .setSequence(from)
                .setAtMs(atMs)
                .setReceivedMs(receivedMs)
                .setGap(Gap.newBuilder().setFrom(from).setThrough(through).setReason(reason))
                .build();
    }

    /** A record or gap out of a row of {@link #COLUMNS}. */
    static EventRecord read(String pump, ResultSet row) throws SQLException {
        int log = row.getInt(1);
        long sequence = row.getLong(2);
        long atMs = row.getLong(6);
        long receivedMs = row.getLong(7);
        if (row.getInt(5) == Query.GAP) {
            return gap(pump, log, sequence, row.getLong(3), reason(row.getInt(4)), atMs, receivedMs);
        }
        return record(pump, sequence, bytes(row.getBytes(8)), atMs, receivedMs)
                .setLog(log)
                .build();
    }

    /** Fills in {@link #INSERT_RECORD}. */
    static void bind(PreparedStatement insert, long pump, EventRecord record) throws SQLException {
        insert.setLong(1, pump);
        insert.setInt(2, record.getLog());
        insert.setLong(3, record.getSequence());
        if (record.hasEvent()) {
            Event event = record.getEvent();
            insert.setInt(4, event.getKindCase().getNumber());
            insert.setLong(5, Integer.toUnsignedLong(event.getBootCount()));
            insert.setLong(6, event.getUptimeMs());
            if (event.hasPumpClockMs()) {
                insert.setLong(7, event.getPumpClockMs());
            } else {
                insert.setNull(7, Types.INTEGER);
            }
        } else {
            insert.setInt(4, Query.UNREADABLE);
            insert.setNull(5, Types.INTEGER);
            insert.setNull(6, Types.INTEGER);
            insert.setNull(7, Types.INTEGER);
        }
        insert.setLong(8, record.getAtMs());
        insert.setLong(9, record.getReceivedMs());
        insert.setBytes(10, record.getRaw().toByteArray());
    }

    /** A reason out of its column. */
    static GapReason reason(int number) {
        GapReason reason = GapReason.forNumber(number);
        return reason == null ? GapReason.GAP_REASON_UNSPECIFIED : reason;
    }

    /** Bytes out of their column; the driver gives null for none. */
    static ByteString bytes(byte @Nullable [] column) {
        return column == null ? ByteString.EMPTY : ByteString.copyFrom(column);
    }
}
