package pumpcompanion.connector.journal;

import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Where readers read: on a connection of their own, or in memory on the only one there is, in turns with its writer. */
interface Reads extends AutoCloseable {

    /** What is read at one go. */
    interface Reading<T extends @Nullable Object> {
        T from(Connection connection) throws SQLException;
    }

    /**
     * Reads; nothing is held when this returns.
     *
     * @throws JournalException if the file cannot be read
     */
    <T extends @Nullable Object> T read(Reading<T> reading);

    @Override
    void close();

    /** On a connection of its own, closed with it. */
    static Reads on(JournalFile file) {
        Connection connection = file.openToRead();
        return new Reads() {
            @Override
            public <T extends @Nullable Object> T read(Reading<T> reading) {
                try {
                    return reading.from(connection);
                } catch (SQLException e) {
                    throw Trouble.named("read", file.toString(), e);
                }
            }

            @Override
            public void close() {
                JournalFile.closeQuietly(connection);
            }
        };
    }

    /** On the writer's connection, under the lock that the writer takes. */
    static Reads inTurns(GroupCommit commits) {
        return new Reads() {
            @Override
            public <T extends @Nullable Object> T read(Reading<T> reading) {
                synchronized (commits) {
                    try {
                        return reading.from(commits.store().connection());
                    } catch (SQLException e) {
                        throw Trouble.named("read", "in memory", e);
                    }
                }
            }

            @Override
            public void close() {
                // The connection is the journal's.
            }
        };
    }
}
