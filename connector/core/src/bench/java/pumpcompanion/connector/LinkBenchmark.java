package pumpcompanion.connector;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import pumpcompanion.connector.journal.Journal;
import pumpcompanion.emulator.EmulatedPump;
import pumpcompanion.emulator.TcpListener;
import pumpcompanion.emulator.time.SystemTime;

/**
 * From an event at the pump, over loopback TCP, to an observer with the record durable, beside its floor: one insert
 * committed by SQLite with one sync. The difference is to be at most 1 ms.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 4, time = 3)
public class LinkBenchmark {

    private final Semaphore told = new Semaphore(0);
    private Path folder = Path.of(".");
    private SystemTime time = new SystemTime("pump");
    private EmulatedPump pump = EmulatedPump.on(time).start();
    private AutoCloseable listener = () -> {};
    private Journal journal = Journal.inMemory();
    private AutoCloseable connector = () -> {};
    private AutoCloseable raw = () -> {};
    private InsertOne insert = () -> {};

    private interface InsertOne {
        void run() throws SQLException;
    }

    /** Opens a pump, a connector and, beside them, a bare database. */
    @Setup(Level.Trial)
    public void open() throws IOException, SQLException {
        folder = Files.createTempDirectory("link-bench");
        TcpListener tcp = TcpListener.open(pump, "127.0.0.1", 0);
        listener = tcp;
        journal = Journal.open(folder.resolve("journal.db"));
        connector = Connector.to("tcp://127.0.0.1:" + tcp.port(), journal)
                .onRecord(kept -> told.release())
                .open();
        pump.dropSeen();
        told.acquireUninterruptibly();

        Connection database = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("raw.db"));
        try (Statement sql = database.createStatement()) {
            sql.execute("PRAGMA journal_mode = WAL");
            sql.execute("PRAGMA synchronous = FULL");
            sql.execute("CREATE TABLE records (sequence INTEGER PRIMARY KEY, event BLOB)");
        }
        PreparedStatement one = database.prepareStatement("INSERT INTO records (event) VALUES (?)");
        one.setBytes(1, new byte[34]);
        insert = () -> one.executeUpdate();
        raw = database;
    }

    /** Closes everything and takes the files away. */
    @TearDown(Level.Trial)
    public void close() throws Exception {
        connector.close();
        listener.close();
        pump.close();
        journal.close();
        raw.close();
        time.shutdownNow();
        for (String name : new String[] {"journal.db", "journal.db-wal", "journal.db-shm", "raw.db", "raw.db-wal"}) {
            Files.deleteIfExists(folder.resolve(name));
        }
    }

    /** An event at the pump, until an observer is told that it is durable. */
    @Benchmark
    public void wireToObserver() {
        pump.dropSeen();
        told.acquireUninterruptibly();
    }

    /** The floor: one row, one commit, one sync. */
    @Benchmark
    public void oneRawCommit() throws SQLException {
        insert.run();
    }
}
