package pumpcompanion.connector.journal;

import com.google.protobuf.ByteString;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import pumpcompanion.connector.journal.GroupCommit.Task;
import pumpcompanion.connector.journal.GroupCommit.Work;
import pumpcompanion.connector.journal.Reads.Reading;
import pumpcompanion.proto.v1.EventRecord;

/**
 * The durable log of one or many pumps: one SQLite file, or the same in memory.
 *
 * <p>A record is identified by (pump, log, sequence) and kept as the bytes that came. The same bytes again are a repeat;
 * other bytes under a number that is held are never merged with them and never replace them. What a pump states as
 * missing is kept as a gap in the record's place, until the record comes after all.
 *
 * <p>Beside a pump's records stands what people enter, numbered by the journal, and snapshots of what was folded out of
 * both. Folding begins thus, in this order, so that nothing written meanwhile goes unseen: {@link #lateChanges}, {@link
 * #entries}, {@link #snapshot}, then {@link #records} behind it.
 *
 * <p>Any number of processes may have the same file open, to read, to enter or to write, as long as each pump's records
 * are written by one.
 *
 * <p>Thread-safe. With a file, {@link #locate}, {@link #append}, {@link #enter} and {@link #keep} only enqueue and never block: a writer thread commits
 * all that waits as one transaction with one sync, then completes the futures <em>in that thread</em>, so dependents that
 * take long belong elsewhere ({@code thenAcceptAsync}). In memory they are done when they return. Closed by whoever
 * opened it.
 *
 * <p>A future fails with {@link JournalException} where the file cannot be written: nothing of that batch is kept, and the
 * next call tries again with the file opened anew. It fails with {@link IllegalStateException} where the pump was never
 * located, and with {@link IllegalArgumentException} where what is entered is refused.
 */
public final class Journal implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Journal.class);

    private static final int LOCK_WAIT_MS = 10_000;

    private final @Nullable JournalFile file;
    private final @Nullable GroupCommit commits;
    private final @Nullable Writer writer;
    private final @Nullable LastEntry lastEntry;
    private final List<Consumer<String>> enteredListeners = new CopyOnWriteArrayList<>();
    private boolean closed;

    private Journal(@Nullable JournalFile file, @Nullable GroupCommit commits, @Nullable Writer writer) {
        this.file = file;
        this.commits = commits;
        this.writer = writer;
        lastEntry = file == null ? null : new LastEntry(file);
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
     * Opens a journal to read only, beside whoever writes it. What writes fails. A file of an older version, which
     * stays as it is, has no entries and no snapshots.
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
        return read(Summaries::read);
    }

    /**
     * Keeps what a person says: an event, a withdrawal, settings, cannula-stayed, a place choice or a remark. Also for a
     * pump that another process is connected to. Snapshots that stand later than what it changes are deleted with it.
     *
     * @param entry with its pump, {@code at_ms} (when it happened) and content; the other fields are given by the journal
     * @param nowMs now, milliseconds since 1970 UTC
     * @return the record as it is kept, when it is durable and listeners of this object were told. Fails with {@link
     *     IllegalArgumentException}, which names what is wrong, if the pump is not in the journal, if the content cannot
     *     be entered or is too large, or if what is to be withdrawn is not there or withdrawn already
     */
    public CompletableFuture<EventRecord> enter(EventRecord entry, long nowMs) {
        CompletableFuture<EventRecord> told = new CompletableFuture<>();
        var unused = submit(entry.getPump(), store -> store.enter(entry, nowMs)).whenComplete((kept, failure) -> {
            if (failure != null) {
                told.completeExceptionally(failure);
            } else {
                tellEntered(kept.getPump());
                told.complete(kept);
            }
        });
        return told;
    }

    private void tellEntered(String pump) {
        for (Consumer<String> listener : enteredListeners) {
            try {
                listener.accept(pump);
            } catch (RuntimeException e) {
                LOG.warn("a listener to entries failed", e);
            }
        }
    }

    /**
     * Tells of entries that are made through this object, after their commit, in the thread that completes {@link #enter}'s
     * future. Of those made elsewhere {@link #lastEntry} tells. An exception of the listener is logged.
     *
     * @param listener gets the pump's name
     * @return ends it when closed
     */
    public Registration onEntered(Consumer<String> listener) {
        Consumer<String> own =
                pump -> listener.accept(pump); // so that the same one can be added twice and taken away once
        enteredListeners.add(own);
        return () -> enteredListeners.remove(own);
    }

    /** Ends what was begun with it when closed; closing again does nothing. Any thread. */
    public interface Registration extends AutoCloseable {
        @Override
        void close();
    }

    /**
     * All that was entered for a pump, in the order of its numbers: withdrawals and what they withdraw, too.
     *
     * @param pump its name; there is nothing for one that is not in the journal
     * @throws JournalException if the file cannot be read
     */
    public List<EventRecord> entries(String pump) {
        return read(connection -> EnteredReads.all(connection, pump));
    }

    /**
     * The highest number of an entry, of whatever pump and made by whatever process; 0: there is none. Cheap enough to be
     * asked each second: a connection is kept open for it.
     *
     * @throws JournalException if the file cannot be read, or the journal is closed
     */
    public long lastEntry() {
        return lastEntry == null ? read(EnteredReads::last) : lastEntry.look();
    }

    /**
     * How often something of a pump was written behind what was held of it already, so that it must be folded again: a hole
     * or a gap was filled, a hole stated missing. Rises with the commit of such a batch; 0 where there is no such pump.
     *
     * @param pump its name
     * @throws JournalException if the file cannot be read
     */
    public long lateChanges(String pump) {
        return read(connection -> EnteredReads.lateChanges(connection, pump));
    }

    /**
     * Keeps a snapshot until something changes what it was made of. It takes the place of one {@code by} the same of the same
     * UTC day of {@code highestMs}; those made by others are deleted.
     *
     * @param snapshot what to keep
     * @return whether it was kept: not if meanwhile an entry behind {@code entriesThrough} changed something before {@code
     *     highestMs}, or {@link #lateChanges} moved on. Fails with {@link IllegalArgumentException} if its pump is not in the
     *     journal
     */
    public CompletableFuture<Boolean> keep(Snapshot snapshot) {
        return submit(snapshot.pump(), store -> store.keep(snapshot));
    }

    /**
     * The snapshot from which the least remains to be folded.
     *
     * @param pump the pump's name
     * @param by its maker, as in {@link Snapshot#by}; what others made is not looked at
     * @throws JournalException if the file cannot be read
     */
    public Optional<Snapshot> snapshot(String pump, String by) {
        return read(connection -> EnteredReads.snapshot(connection, pump, by));
    }

    /** Commits what waits and closes the file; returns when that is done. Closing again does nothing. */
    @Override
    public void close() {
        GroupCommit memory = writer == null ? commits : null;
        if (lastEntry != null) {
            lastEntry.close(); // first: whoever closes the file last puts the write-ahead log away, and may write
        }
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

    private <T extends @Nullable Object> T read(Reading<T> reading) {
        try (Reads reads = reads()) {
            return reads.read(reading);
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
