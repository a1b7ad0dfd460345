package pumpcompanion.connector.journal;

import com.google.protobuf.ByteString;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import pumpcompanion.connector.journal.GroupCommit.Task;
import pumpcompanion.connector.journal.GroupCommit.Work;
import pumpcompanion.proto.v1.EventRecord;

/**
 * The durable log of one or many pumps: one SQLite file, or the same in memory.
 *
 * <p>A record is identified by (pump, log, sequence) and kept as the bytes that came. The same bytes again are a repeat;
 * other bytes under a number that is held are never merged with them and never replace them. What a pump states as
 * missing is kept as a gap in the record's place, until the record comes after all.
 *
 * <p>Any number of processes may have the same file open, to read or to write, as long as each pump is written by one.
 *
 * <p>Thread-safe. With a file, {@link #locate} and {@link #append} only enqueue and never block: a writer thread commits
 * all that waits as one transaction with one sync, then completes the futures <em>in that thread</em>, so dependents that
 * take long belong elsewhere ({@code thenAcceptAsync}). In memory both are done when they return. Closed by whoever opened
 * it.
 *
 * <p>A future fails with {@link JournalException} where the file cannot be written: nothing of that batch is kept, and the
 * next call tries again with the file opened anew. It fails with {@link IllegalStateException} where the pump was never
 * located.
 */
public final class Journal implements AutoCloseable {

    private static final int LOCK_WAIT_MS = 10_000;

    private final @Nullable JournalFile file;
    private final @Nullable GroupCommit commits;
    private final @Nullable Writer writer;
    private boolean closed;

    private Journal(@Nullable JournalFile file, @Nullable GroupCommit commits, @Nullable Writer writer) {
        this.file = file;
        this.commits = commits;
        this.writer = writer;
    }

    /**
     * Opens a journal to write and read; makes the file if there is none, and brings an older one up to date.
     *
     * @param file its path; its directory must exist
     * @throws JournalException if the file is not a journal (it is not changed then), cannot be written, or is locked by
     *     another program for more than 10 s
     */
    public static Journal open(Path file) {
        return open(file, LOCK_WAIT_MS);
    }

    /** As {@link #open(Path)}, for tests of locks. */
    static Journal open(Path path, int lockWaitMs) {
        JournalFile file = new JournalFile(path, lockWaitMs);
        GroupCommit commits = new GroupCommit(file.toString(), file::openToWrite, file::checkStillThere);
        return new Journal(file, commits, new Writer("journal-" + path.getFileName(), commits));
    }

    /**
     * Opens a journal to read only, beside whoever writes it. {@link #locate} and {@link #append} fail.
     *
     * @param file its path
     * @throws JournalException if there is no such file or it is not a journal
     */
    public static Journal openReadOnly(Path file) {
        JournalFile found = new JournalFile(file, LOCK_WAIT_MS);
        JournalFile.closeQuietly(found.openToRead());
        return new Journal(found, null, null);
    }

    /** A journal that is gone when it is closed. Same tables, same rules; commits are done when {@link #append} returns. */
    public static Journal inMemory() {
        return new Journal(null, new GroupCommit("in memory", JournalFile::inMemory, () -> {}), null);
    }

    /**
     * Says which pump a session found, and learns how far its log is held. Adds the pump if it is new. Where {@code epoch}
     * is not that of its current log, the pump has erased its log: another one begins, with an open-ended gap before it.
     *
     * @param pump who it is
     * @param epoch the random number of the pump's log
     * @param bootCount the pump's boot count now (unsigned); 0: not known
     * @param nowMs now, milliseconds since 1970 UTC
     */
    public CompletableFuture<Position> locate(PumpInfo pump, int epoch, int bootCount, long nowMs) {
        return submit(pump.name(), store -> store.locate(pump, epoch, bootCount, nowMs));
    }

    /**
     * As {@link #locate(PumpInfo, int, int, long)} where the boot count is not known.
     *
     * @param pump who it is
     * @param epoch the random number of the pump's log
     * @param nowMs now, milliseconds since 1970 UTC
     */
    public CompletableFuture<Position> locate(PumpInfo pump, int epoch, long nowMs) {
        return locate(pump, epoch, 0, nowMs);
    }

    /**
     * Keeps records and statements in the pump's current log. A number that is not held is kept, also where it lies in a
     * gap, which shrinks; the same bytes again change nothing; of a statement only the holes become gaps. What happens
     * where other bytes are held, {@link Batch#verify} decides.
     *
     * @param batch what to keep
     * @return done once all of it is durable
     */
    public CompletableFuture<Commit> append(Batch batch) {
        // Read here, in the caller's thread: what the writer does not have to do, it can spend on writing.
        List<EventRecord.@Nullable Builder> read =
                new ArrayList<>(batch.entries().size());
        for (Entry entry : batch.entries()) {
            ByteString event = entry.event();
            read.add(
                    event == null
                            ? null
                            : Rows.record(batch.pump(), entry.sequence(), event, entry.atMs(), batch.receivedMs()));
        }
        return submit(batch.pump(), store -> store.append(batch, read));
    }

    /**
     * Reads records in the order of pump (in which they were first located), log and sequence.
     *
     * @param query which ones
     * @return to be closed by the caller
     * @throws JournalException if the file cannot be read
     */
    public RecordCursor records(Query query) {
        return new RecordCursor(reads(), query);
    }

    /**
     * All pumps, in the order in which they were first located.
     *
     * @throws JournalException if the file cannot be read
     */
    public List<PumpSummary> pumps() {
        try (Reads reads = reads()) {
            return reads.read(Summaries::read);
        }
    }

    /** Commits what waits and closes the file; returns when that is done. Closing again does nothing. */
    @Override
    public void close() {
        GroupCommit memory = writer == null ? commits : null;
        if (writer != null) {
            writer.close();
        }
        if (memory != null) {
            synchronized (memory) {
                closed = true;
                memory.close();
            }
        }
    }

    private Reads reads() {
        if (file != null) {
            return Reads.on(file);
        }
        if (commits == null || closed) {
            throw new JournalException("the journal in memory is closed");
        }
        return Reads.inTurns(commits);
    }

    private <T extends @Nullable Object> CompletableFuture<T> submit(String pump, Work<T> work) {
        return submit(new Task<>(pump, work));
    }

    /** Does this work as part of a commit. */
    <T extends @Nullable Object> CompletableFuture<T> submit(Task<T> task) {
        if (commits == null) {
            return failed("cannot write journal " + file + ": it was opened to read only");
        }
        if (writer != null) {
            return writer.enqueue(task) ? task.future : failed("cannot write journal " + file + ": it is closed");
        }
        synchronized (commits) {
            if (closed) {
                return failed("the journal in memory is closed");
            }
            commits.run(List.of(task));
        }
        return task.future;
    }

    private static <T extends @Nullable Object> CompletableFuture<T> failed(String message) {
        return CompletableFuture.failedFuture(new JournalException(message));
    }

    /** For tests: runs SQL on the writer's connection, in a transaction of its own. */
    CompletableFuture<Boolean> sql(String sql) {
        return submit("", store -> store.run(sql));
    }
}
