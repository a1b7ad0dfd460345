package pumpcompanion.connector.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import pumpcompanion.connector.journal.Query.Place;
import pumpcompanion.proto.v1.EventRecord;

/**
 * The rules by which entered records and snapshots are kept. Part of the {@link Store}, on its connection and inside its
 * transactions; remembers nothing, since other processes enter too.
 */
final class EnteredStore {

    private static final long DAY_MS = TimeUnit.DAYS.toMillis(1);

    private final PreparedStatement last;
    private final PreparedStatement insert;
    private final PreparedStatement entry;
    private final PreparedStatement nearest;
    private final PreparedStatement settle;
    private final PreparedStatement changedSince;
    private final PreparedStatement late;
    private final PreparedStatement countLate;
    private final PreparedStatement dropByTime;
    private final PreparedStatement dropByPlace;
    private final PreparedStatement dropByOthers;
    private final PreparedStatement keep;

    EnteredStore(Connection connection) throws SQLException {
        last = connection.prepareStatement("SELECT max(sequence) FROM entries");
        insert = connection.prepareStatement("INSERT INTO entries (sequence, pump, kind, at_ms, entered_ms, withdraws,"
                + " changes_ms, words, content) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)");
        entry = connection.prepareStatement(
                "SELECT withdraws, withdrawn_by, changes_ms FROM entries WHERE pump = ? AND sequence = ?");
        nearest = connection.prepareStatement(
                "SELECT sequence FROM entries WHERE pump = ? ORDER BY abs(sequence - ?), sequence LIMIT 1");
        settle = connection.prepareStatement("""
                UPDATE entries SET withdrawn_by = (SELECT min(w.sequence) FROM entries w
                                                    WHERE w.withdraws = entries.sequence AND w.withdrawn_by IS NULL)
                 WHERE sequence = ?
                """);
        changedSince = connection.prepareStatement(
                "SELECT EXISTS (SELECT 1 FROM entries WHERE pump = ? AND sequence > ? AND changes_ms < ?)");
        late = connection.prepareStatement("SELECT late FROM pumps WHERE id = ?");
        countLate = connection.prepareStatement("UPDATE pumps SET late = late + 1 WHERE id = ?");
        dropByTime = connection.prepareStatement("DELETE FROM snapshots WHERE pump = ? AND highest_ms > ?");
        dropByPlace = connection.prepareStatement("DELETE FROM snapshots WHERE pump = ? AND (log, sequence) >= (?, ?)");
        dropByOthers = connection.prepareStatement("DELETE FROM snapshots WHERE pump = ? AND made_by <> ?");
        keep = connection.prepareStatement("INSERT OR REPLACE INTO snapshots (pump, made_by, day, log, sequence,"
                + " highest_ms, entries_through, late, content) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)");
    }

    /** As {@link Journal#enter}, for the pump of this id. */
    EventRecord enter(long pump, EventRecord entered, long nowMs) throws SQLException {
        EventRecord content = Entered.content(entered);
        long sequence;
        try (ResultSet row = last.executeQuery()) {
            sequence = row.getLong(1) + 1;
        }
        insert.setLong(1, sequence);
        insert.setLong(2, pump);
        insert.setInt(3, Entered.kind(content));
        insert.setLong(4, entered.getAtMs());
        insert.setLong(5, nowMs);
        long changes = entered.getAtMs();
        if (content.hasWithdrawal()) {
            long withdraws = content.getWithdrawal().getSequence();
            changes = changesOfWithdrawn(pump, entered.getPump(), withdraws);
            insert.setLong(6, withdraws);
        } else {
            insert.setNull(6, Types.INTEGER);
        }
        insert.setLong(7, changes);
        insert.setString(8, Entered.words(content));
        insert.setBytes(9, content.toByteArray());
        insert.executeUpdate();
        if (content.hasWithdrawal()) {
            settle(pump, content.getWithdrawal().getSequence());
        }
        dropByTime.setLong(1, pump);
        dropByTime.setLong(2, changes);
        dropByTime.executeUpdate();
        return Entered.record(content, entered.getPump(), sequence, entered.getAtMs(), nowMs);
    }

    /** From when on the set's state is another one where this entry is taken back. */
    private long changesOfWithdrawn(long pump, String name, long sequence) throws SQLException {
        try (ResultSet row = entry(pump, sequence)) {
            if (!row.next()) {
                throw new IllegalArgumentException("pump " + name + " has no entered record "
                        + Long.toUnsignedString(sequence) + " to withdraw, expected one of its own ("
                        + nearest(pump, sequence) + ")");
            }
            long by = row.getLong(2);
            if (!row.wasNull()) {
                throw new IllegalArgumentException("entered record " + sequence + " of pump " + name
                        + " is withdrawn already, by " + by + "; withdraw " + by + " to have it back");
            }
            return row.getLong(3);
        }
    }

    private String nearest(long pump, long sequence) throws SQLException {
        nearest.setLong(1, pump);
        nearest.setLong(2, Math.max(0, sequence));
        try (ResultSet row = nearest.executeQuery()) {
            return row.next() ? "the nearest is " + row.getLong(1) : "it has none";
        }
    }

    /** Says anew of an entry whether it is withdrawn, then of the one that it withdraws itself, and so on. */
    private void settle(long pump, long first) throws SQLException {
        Long next = first;
        while (next != null) { // ends: each withdraws an earlier one
            settle.setLong(1, next);
            settle.executeUpdate();
            next = withdraws(pump, next);
        }
    }

    private @Nullable Long withdraws(long pump, long sequence) throws SQLException {
        try (ResultSet row = entry(pump, sequence)) {
            long withdraws = row.next() ? row.getLong(1) : 0;
            return withdraws == 0 ? null : withdraws;
        }
    }

    private ResultSet entry(long pump, long sequence) throws SQLException {
        entry.setLong(1, pump);
        entry.setLong(2, sequence);
        return entry.executeQuery();
    }

    /** Something was written at this place, behind what was held: what was folded from there on no longer holds. */
    void late(long pump, Place place) throws SQLException {
        countLate.setLong(1, pump);
        countLate.executeUpdate();
        dropByPlace.setLong(1, pump);
        dropByPlace.setInt(2, place.log());
        dropByPlace.setLong(3, place.sequence());
        dropByPlace.executeUpdate();
    }

    /** As {@link Journal#keep}, for the pump of this id. */
    boolean keep(long pump, Snapshot snapshot) throws SQLException {
        changedSince.setLong(1, pump);
        changedSince.setLong(2, snapshot.entriesThrough());
        changedSince.setLong(3, snapshot.highestMs());
        late.setLong(1, pump);
        try (ResultSet changed = changedSince.executeQuery();
                ResultSet changes = late.executeQuery()) {
            if (changed.getBoolean(1) || changes.getLong(1) != snapshot.lateChanges()) {
                return false;
            }
        }
        dropByOthers.setLong(1, pump);
        dropByOthers.setString(2, snapshot.by());
        dropByOthers.executeUpdate();
        keep.setLong(1, pump);
        keep.setString(2, snapshot.by());
        keep.setLong(3, Math.floorDiv(snapshot.highestMs(), DAY_MS));
        keep.setInt(4, snapshot.log());
        keep.setLong(5, snapshot.sequence());
        keep.setLong(6, snapshot.highestMs());
        keep.setLong(7, snapshot.entriesThrough());
        keep.setLong(8, snapshot.lateChanges());
        keep.setBytes(9, snapshot.bytes().toByteArray());
        keep.executeUpdate();
        return true;
    }
}
