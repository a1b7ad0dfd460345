package pumpcompanion.connector.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/**
 * The files that this process has open through SQLite, and must not open in any other way meanwhile.
 *
 * <p><b>Design note:</b> on POSIX systems, closing <em>any</em> descriptor of a file drops every lock that the process
 * holds on it. Reading a journal's first bytes with a stream of our own would take the lock from the connection that
 * writes it; the next program that opens and closes the file (the {@code sqlite3} shell with a harmless SELECT) then
 * believes to be the last one, and deletes the write-ahead log under our hands, with all that is acknowledged in it.
 *
 * <p>Any thread.
 */
final class FilesInUse {

    private static final Map<Object, List<Connection>> OPENED = new ConcurrentHashMap<>();
    private static final Map<Path, Object> OPENING = new ConcurrentHashMap<>();

    private FilesInUse() {}

    /**
     * Opens a file, after a look at it if that is safe. Nobody else of this process looks at it meanwhile.
     *
     * @param look reads the file with a stream
     * @param open opens it through SQLite
     */
    static Connection open(Path path, Runnable look, Supplier<Connection> open) {
        synchronized (OPENING.computeIfAbsent(path, p -> new Object())) {
            if (!isInUse(key(path))) {
                look.run();
            }
            Connection opened = open.get();
            OPENED.computeIfAbsent(key(path), k -> new CopyOnWriteArrayList<>()).add(opened);
            return opened;
        }
    }

    private static boolean isInUse(Object key) {
        List<Connection> opened = OPENED.get(key);
        if (opened == null) {
            return false;
        }
        opened.removeIf(FilesInUse::isClosed);
        return !opened.isEmpty();
    }

    private static boolean isClosed(Connection connection) {
        try {
            return connection.isClosed();
        } catch (SQLException unknown) {
            return false;
        }
    }

    /** What the system knows the file by, whatever it is called; its path where the system does not say. */
    static Object key(Path path) {
        try {
            Object key = Files.readAttributes(path, BasicFileAttributes.class).fileKey();
            return key == null ? path : key;
        } catch (IOException missing) {
            return path;
        }
    }
}
