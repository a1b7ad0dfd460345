package pumpcompanion.connector.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;
import pumpcompanion.connector.journal.Query.Place;
import pumpcompanion.proto.v1.EventRecord;

/**
 * Walks over records, page by page: memory stays the same however many there are, and nothing is locked between two
 * pages, so writing goes on beside it. What is written behind the cursor while it walks may be seen or not; what is ahead
 * of it is seen.
 *
 * <p>Belongs to one thread; closed by whoever asked for it.
 */
public final class RecordCursor implements Iterator<EventRecord>, AutoCloseable {

    /** Rows looked at in one read, wanted or not. */
    private static final int PAGE = 2048;

    private record Pump(long id, String name) {}

    private final Reads reads;
    private final Query query;
    private final Deque<Pump> pumps;
    private final Deque<EventRecord> page = new ArrayDeque<>();
    private @Nullable Place behind; // within the first of `pumps`; null: it was not begun
    private @Nullable Place end;
    private boolean allRead; // of the first of `pumps`
    private long given;
    private long givenOfPump;

    RecordCursor(Reads reads, Query query) {
        this.reads = reads;
        this.query = query;
        try {
            pumps = reads.read(this::pumps);
        } catch (RuntimeException e) {
            reads.close();
            throw e;
        }
    }

    /**
     * Whether there is another record now.
     *
     * @throws JournalException if the file cannot be read
     */
    @Override
    public boolean hasNext() {
        if (query.limit() > 0 && given == query.limit()) {
            return false;
        }
        while (!pumps.isEmpty()) {
            boolean enough =
                    query.last() > 0 && givenOfPump == query.last(); // more were written since these were counted
            if (!page.isEmpty() && !enough) {
                return true;
            }
            if (enough || allRead) {
                nextPump();
            } else {
                allRead = !reads.read(this::readPage);
            }
        }
        return false;
    }

    private void nextPump() {
        pumps.remove();
        page.clear();
        behind = null;
        allRead = false;
        givenOfPump = 0;
    }

    /**
     * The next record or gap.
     *
     * @throws NoSuchElementException if there is none
     */
    @Override
    public EventRecord next() {
        if (!hasNext()) {
            throw new NoSuchElementException("no more records, expected hasNext before next");
        }
        given++;
        givenOfPump++;
        return page.remove();
    }

    /** Ends the walk and closes its connection. */
    @Override
    public void close() {
        pumps.clear();
        page.clear();
        reads.close();
    }

    private Deque<Pump> pumps(Connection connection) throws SQLException {
        Deque<Pump> all = new ArrayDeque<>();
        String name = query.pump();
        try (PreparedStatement sql = connection.prepareStatement(
                name == null
                        ? "SELECT id, name FROM pumps ORDER BY id"
                        : "SELECT id, name FROM pumps WHERE name = ?")) {
            if (name != null) {
                sql.setString(1, name);
            }
            try (ResultSet row = sql.executeQuery()) {
                while (row.next()) {
                    all.add(new Pump(row.getLong(1), row.getString(2)));
                }
            }
        }
        return all;
    }

    /** Fills the page from the first pump. False: that was all of it. */
    private boolean readPage(Connection connection) throws SQLException {
        Pump pump = pumps.element();
        RecordSql sql = new RecordSql(connection, query, pump.id());
        Place from = behind;
        if (from == null) {
            RecordSql.Span span = sql.span();
            if (span == null) {
                return false;
            }
            from = span.behind();
            end = span.end();
        }
        Place last = sql.skip(from, PAGE);
        boolean whole = last == null || (end != null && !RecordSql.before(last, end));
        sql.read(pump.name(), from, whole ? end : last, page);
        behind = last;
        return !whole;
    }
}
