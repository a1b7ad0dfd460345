package pumpcompanion.connector.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import pumpcompanion.connector.journal.Query.Place;
import pumpcompanion.proto.v1.EventRecord;

/** The statements behind a query, for one pump. Each is an index search and ends before it returns. */
final class RecordSql {

    /**
     * Where the wanted records of a pump lie.
     *
     * @param behind the place before the first one
     * @param end the last one's place; null: no end, what is still written counts too
     */
    record Span(Place behind, @Nullable Place end) {}

    private static final Place BEGIN = new Place(0, -1);

    private final Connection connection;
    private final Query query;
    private final long pump;

    RecordSql(Connection connection, Query query, long pump) {
        this.connection = connection;
        this.query = query;
        this.pump = pump;
    }

    /**
     * Narrows a query by time, or by number, to a stretch of the log: the index by time alone says where that begins and
     * ends. Null: there is nothing.
     */
    @Nullable
    Span span() throws SQLException {
        Place after = query.after();
        Place behind = after == null ? BEGIN : after;
        Place end = null;
        if (query.sinceMs() != null || query.untilMs() != null) {
            Place first = place(byTime("log, sequence"));
            if (first == null) {
                return null;
            }
            Place before = new Place(first.log(), first.sequence() - 1);
            behind = before(behind, before) ? before : behind;
            if (query.untilMs() != null) {
                end = place(byTime("log DESC, sequence DESC"));
            }
        }
        if (query.last() > 0) {
            Place nth = place("SELECT log, sequence FROM records WHERE pump = " + pump + wanted()
                    + " AND (log, sequence) > ("
                    + behind.log() + ", " + behind.sequence() + ") ORDER BY log DESC, sequence DESC LIMIT 1 OFFSET "
                    + (query.last() - 1));
            if (nth != null) {
                behind = new Place(nth.log(), nth.sequence() - 1);
            }
        }
        return new Span(behind, end);
    }

    /** The place so many rows further on; null: there are fewer. */
    @Nullable
    Place skip(Place from, int rows) throws SQLException {
        return place("SELECT log, sequence FROM records WHERE pump = " + pump + " AND (log, sequence) > (" + from.log()
                + ", " + from.sequence() + ") ORDER BY log, sequence LIMIT 1 OFFSET " + (rows - 1));
    }

    /** Adds what is wanted between two places, the second included. */
    void read(String name, Place from, @Nullable Place end, Collection<EventRecord> into) throws SQLException {
        String sql = "SELECT " + Rows.COLUMNS + " FROM records WHERE pump = ? AND (log, sequence) > (?, ?)"
                + (end == null ? "" : " AND (log, sequence) <= (" + end.log() + ", " + end.sequence() + ")") + wanted()
                + " ORDER BY log, sequence";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setLong(1, pump);
            statement.setInt(2, from.log());
            statement.setLong(3, from.sequence());
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    into.add(Rows.read(name, row));
                }
            }
        }
    }

    /** Whether one place stands before another. */
    static boolean before(Place one, Place other) {
        return one.log() != other.log() ? one.log() < other.log() : one.sequence() < other.sequence();
    }

    private String byTime(String order) {
        return "SELECT log, sequence FROM records INDEXED BY records_by_time WHERE pump = " + pump + time()
                + " ORDER BY " + order + " LIMIT 1";
    }

    private String time() {
        return (query.sinceMs() == null ? "" : " AND at_ms >= " + query.sinceMs())
                + (query.untilMs() == null ? "" : " AND at_ms <= " + query.untilMs());
    }

    /** The conditions as text: all of them are numbers. A plus keeps the time from choosing the index. */
    private String wanted() {
        String kinds = query.kinds().stream().map(String::valueOf).collect(Collectors.joining(", "));
        return time().replace("at_ms", "+at_ms") + (kinds.isEmpty() ? "" : " AND kind IN (" + kinds + ")");
    }

    private @Nullable Place place(String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet row = statement.executeQuery()) {
            return row.next() ? new Place(row.getInt(1), row.getLong(2)) : null;
        }
    }
}
