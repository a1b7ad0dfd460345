package pumpcompanion.connector.journal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.sqlite.SQLiteConfig;

/**
 * A journal's file and the connections to it. Looks before it touches: a file that is not ours is never opened with
 * SQLite, since even reading may change one (a left-over WAL is put away).
 *
 * <p>Stateless; any thread. Whoever gets a connection closes it.
 */
final class JournalFile {

    private static final byte[] MAGIC = "SQLite format 3\0".getBytes(StandardCharsets.ISO_8859_1);
    // https://www.sqlite.org/fileformat2.html#the_database_header
    private static final int HEADER = 100;
    private static final int USER_VERSION_AT = 60;
    private static final int APPLICATION_ID_AT = 68;

    private final Path path;
    private final int lockWaitMs;
    private Object writing = new Object();
    private Object writingAhead = new Object();

    /**
     * A file.
     *
     * @param lockWaitMs how long to wait for another process that writes, milliseconds
     */
    JournalFile(Path path, int lockWaitMs) {
        this.path = path.toAbsolutePath().normalize();
        this.lockWaitMs = lockWaitMs;
    }

    /** A database in memory, ready to write. It is gone when the connection is closed. */
    static Connection inMemory() {
        try {
            Connection connection = config(0).createConnection("jdbc:sqlite::memory:");
            Schema.upgrade(connection, "in memory");
            return connection;
        } catch (SQLException e) {
            throw Trouble.named("open", "in memory", e);
        }
    }

    /**
     * Opens for writing; makes the file if it is missing and brings it up to date.
     *
     * @throws JournalException if that is not possible
     */
    Connection openToWrite() {
        Connection connection = FilesInUse.open(path, this::lookAt, () -> open(false, this::prepareToWrite));
        writing = FilesInUse.key(path);
        writingAhead = FilesInUse.key(ahead());
        return connection;
    }

    /**
     * Opens for reading, beside whoever writes.
     *
     * @throws JournalException if the file is missing or not a journal
     */
    Connection openToRead() {
        if (!Files.exists(path)) {
            throw new JournalException("no journal " + path
                    + ": no such file, expected one that a connector has written;" + " check the path");
        }
        return FilesInUse.open(
                path,
                this::lookAt,
                () -> open(!Files.isWritable(path), connection -> {
                    Schema.check(connection, path.toString());
                    run(connection, "PRAGMA query_only = 1");
                }));
    }

    @Override
    public String toString() {
        return path.toString();
    }

    /**
     * Makes sure that the file being written is still the one that others find there.
     *
     * @throws JournalException if it, or its write-ahead log, was moved, replaced or deleted: what is written now would be
     *     seen by nobody, and lost
     */
    void checkStillThere() {
        if (!FilesInUse.key(path).equals(writing) || !FilesInUse.key(ahead()).equals(writingAhead)) {
            throw new JournalException(
                    "journal " + path + " or its write-ahead log was moved, replaced or deleted while"
                            + " it was being written; nothing more was acknowledged, it is opened anew");
        }
    }

    /** What the system knows the file by that is there now. */
    Object key() {
        return FilesInUse.key(path);
    }

    private Path ahead() {
        return path.resolveSibling(path.getFileName() + "-wal");
    }

    /** What is there, judged by its first bytes alone. Not for a file in use: see {@link FilesInUse}. */
    private void lookAt() {
        Path directory = path.getParent();
        if (directory == null || !Files.isDirectory(directory)) {
            throw new JournalException("cannot open journal " + path + ": directory " + directory
                    + " does not exist; make it or name another file");
        }
        if (Files.isDirectory(path)) {
            throw new JournalException("cannot open journal " + path + ": it is a directory, expected a file");
        }
        byte[] header;
        try (InputStream in = Files.newInputStream(path)) {
            header = in.readNBytes(HEADER);
        } catch (java.nio.file.NoSuchFileException e) {
            return;
        } catch (IOException e) {
            throw new JournalException(
                    "cannot open journal " + path + ": it cannot be read (" + e + "); check its" + " permissions", e);
        }
        if (header.length == 0) {
            return; // as `touch` and temporary files make them
        }
        ByteBuffer fields = ByteBuffer.wrap(header);
        if (header.length < HEADER || !fields.slice(0, MAGIC.length).equals(ByteBuffer.wrap(MAGIC))) {
            throw new JournalException(
                    path + " is not a journal: no SQLite file; it was not changed, name another file");
        }
        Schema.check(
                Integer.toUnsignedLong(fields.getInt(APPLICATION_ID_AT)),
                fields.getInt(USER_VERSION_AT),
                path.toString());
    }

    private void prepareToWrite(Connection connection) throws SQLException {
        // Before the switch to WAL, so that the file's own header says whose it is, whatever happens to the WAL.
        Schema.upgrade(connection, path.toString());
        if (!"wal".equals(text(connection, "PRAGMA journal_mode = WAL"))) {
            throw new JournalException("cannot write journal " + path
                    + ": no write-ahead log there, expected a local disk; name a file on one");
        }
        run(connection, "PRAGMA synchronous = FULL");
        run(connection, "PRAGMA fullfsync = 1");
        run(connection, "PRAGMA checkpoint_fullfsync = 1");
        run(connection, "PRAGMA journal_size_limit = 8388608");
        // What a killed process left in the WAL may have been written but never synced. Seen here it counts as held and
        // will be acknowledged, so it must be on the disk first: a checkpoint writes it once more and syncs.
        text(connection, "PRAGMA wal_checkpoint(FULL)");
    }

    private interface Preparation {
        void on(Connection connection) throws SQLException;
    }

    private Connection open(boolean readOnly, Preparation preparation) {
        String doing = readOnly ? "read" : "open";
        Connection connection = null;
        try {
            SQLiteConfig config = config(lockWaitMs);
            config.setReadOnly(readOnly);
            // As a URI, or a ? in the file's name would be taken for the beginning of options.
            String url = "jdbc:sqlite:" + path.toUri();
            connection = config.createConnection(readOnly && onReadOnlyMedium() ? url + "?immutable=1" : url);
            preparation.on(connection);
            return connection;
        } catch (SQLException | RuntimeException e) {
            closeQuietly(connection);
            throw Trouble.named(doing, path.toString(), e);
        }
    }

    /** Where nobody can write, and nobody is writing: SQLite cannot make its side files there and needs none. */
    private boolean onReadOnlyMedium() {
        Path directory = path.getParent();
        return directory != null
                && !Files.isWritable(directory)
                && !Files.exists(path.resolveSibling(path.getFileName() + "-wal"));
    }

    private static SQLiteConfig config(int lockWaitMs) {
        SQLiteConfig config = new SQLiteConfig();
        config.setBusyTimeout(lockWaitMs);
        // Else the driver searches each INSERT with a regular expression.
        config.setGetGeneratedKeys(false);
        return config;
    }

    static void closeQuietly(@org.jspecify.annotations.Nullable Connection connection) {
        try {
            if (connection != null) {
                connection.close();
            }
        } catch (SQLException e) {
            // It is given up; what was committed is in the file.
        }
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String text(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            return row.getString(1);
        }
    }
}
