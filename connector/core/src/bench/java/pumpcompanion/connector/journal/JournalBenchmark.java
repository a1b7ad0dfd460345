package pumpcompanion.connector.journal;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.NullUnmarked;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import pumpcompanion.proto.v1.Event;
import pumpcompanion.proto.v1.InsulinDelivered;

/**
 * Records made durable per second: {@link #append} by the journal, in batches of 32 of which so many wait for one sync, and
 * {@link #raw}, the same rows as one JDBC batch insert into the same tables with the same settings. Each score counts
 * records. The file lies in the directory of the system property {@code bench.dir}, else the current one's {@code target}.
 */
@NullUnmarked // its fields are filled by @Setup
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class JournalBenchmark {

    private static final int RECORDS = 4096;
    private static final long NOW = 1_790_000_000_000L;
    private static final String PUMP = "PC-0001";

    /** Records in a batch. */
    @Param("32")
    public int batch;

    private Path directory;
    private Journal journal;
    private Connection connection;
    private PreparedStatement insert;
    private long next;
    private ByteString[] events;

    /** Makes two empty files. */
    @Setup(Level.Iteration)
    public void open() throws IOException, SQLException {
        directory = Files.createTempDirectory(
                Files.createDirectories(Path.of(System.getProperty("bench.dir", "target"))), "journal");
        journal = Journal.open(directory.resolve("journal.db"));
        PumpInfo pump = PumpInfo.named(PUMP);
        journal.locate(pump, 1, NOW).join();
        Path raw = directory.resolve("raw.db");
        try (Journal same = Journal.open(raw)) {
            same.locate(pump, 1, NOW).join();
        }
        connection = new JournalFile(raw, 1000).openToWrite();
        insert = connection.prepareStatement(Rows.INSERT_RECORD);
        next = 1;
        events = new ByteString[RECORDS];
        for (int i = 0; i < RECORDS; i++) {
            events[i] = Event.newBuilder()
                    .setBootCount(3)
                    .setUptimeMs(86_400_000 + i * 1000L)
                    .setPumpClockMs(NOW + i * 1000L)
                    .setInsulinDelivered(InsulinDelivered.newBuilder()
                            .setMilliunits(25)
                            .setTotalBasalMilliunits(1_000_000 + i * 25L)
                            .setTotalBolusMilliunits(2_000_000)
                            .setTotalPrimeMilliunits(300_000))
                    .build()
                    .toByteString();
        }
    }

    /** Takes the files away. */
    @TearDown(Level.Iteration)
    public void close() throws IOException, SQLException {
        journal.close();
        connection.close();
        System.out.printf("%n%d records: %s bytes on disk%n", next - 1, sizes());
        try (var files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private String sizes() throws IOException {
        return Files.size(directory.resolve("journal.db")) + " (journal) or " + Files.size(directory.resolve("raw.db"))
                + " (raw)";
    }

    /** As the connector does it. */
    @Benchmark
    @OperationsPerInvocation(RECORDS)
    public long append() {
        List<CompletableFuture<Commit>> commits = new ArrayList<>();
        for (int i = 0; i < RECORDS; i += batch) {
            List<Entry> entries = new ArrayList<>(batch);
            for (int j = 0; j < batch; j++) {
                entries.add(Entry.record(next, events[i + j], NOW + next * 1000));
                next++;
            }
            commits.add(journal.append(new Batch(PUMP, 1, false, NOW + next * 1000, entries)));
        }
        long through = 0;
        for (CompletableFuture<Commit> commit : commits) {
            through = commit.join().through();
        }
        if (through != next - 1) {
            throw new IllegalStateException("through " + through + ", expected " + (next - 1));
        }
        return through;
    }

    /** As bare JDBC does it. */
    @Benchmark
    @OperationsPerInvocation(RECORDS)
    public long raw() throws SQLException {
        try (Statement sql = connection.createStatement()) {
            sql.executeUpdate("BEGIN IMMEDIATE");
            for (int i = 0; i < RECORDS; i++) {
                insert.setLong(1, 1);
                insert.setInt(2, 1);
                insert.setLong(3, next);
                insert.setInt(4, 8);
                insert.setLong(5, 3);
                insert.setLong(6, 86_400_000 + i * 1000L);
                insert.setLong(7, NOW + i * 1000L);
                insert.setLong(8, NOW + next * 1000);
                insert.setLong(9, NOW + next * 1000);
                insert.setBytes(10, events[i].toByteArray());
                insert.addBatch();
                next++;
            }
            insert.executeBatch();
            sql.executeUpdate("COMMIT");
        }
        return next;
    }
}
