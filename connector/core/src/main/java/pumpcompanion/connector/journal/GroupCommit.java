package pumpcompanion.connector.journal;

import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import pumpcompanion.connector.journal.PumpState.Memory;

/**
 * Many batches, one transaction. Where one of them spoils it, each pump gets its own, and where one pump spoils that, each
 * batch. Where the file is the trouble, all fail and the handle is closed; the next group opens another.
 *
 * <p><b>Design note:</b> a failed sync is never tried again on the same handle. The system may have dropped the pages and
 * report success the second time; only opening again, which writes and syncs the WAL's content anew, tells the truth.
 *
 * <p>All methods run in one thread at a time: the writer's, or in memory under the journal's lock.
 */
final class GroupCommit {

    /** What is done with the store inside a transaction. */
    interface Work<T extends @Nullable Object> {
        T in(Store store) throws SQLException;
    }

    /** One piece of work and who waits for it. */
    static final class Task<T extends @Nullable Object> {
        final String pump;
        final CompletableFuture<T> future = new CompletableFuture<>();
        private final Work<T> work;
        private @Nullable Runnable answer;

        Task(String pump, Work<T> work) {
            this.pump = pump;
            this.work = work;
        }

        private void run(Store store) throws SQLException {
            T result = work.in(store);
            answer = () -> future.complete(result);
        }

        private void answer() {
            if (answer != null) {
                answer.run();
            }
        }
    }

    private static final Logger LOG = LoggerFactory.getLogger(Journal.class);

    private final String file;
    private final Supplier<Connection> opener;
    private final Runnable stillThere;
    private final Map<String, Memory> memories = new HashMap<>();
    private @Nullable Store store;

    /**
     * Opens the store.
     *
     * @param file how messages name the file
     * @param opener opens a checked connection, now and after trouble
     * @param stillThere throws if what is being written is not what others find there
     */
    GroupCommit(String file, Supplier<Connection> opener, Runnable stillThere) {
        this.stillThere = stillThere;
        this.file = file;
        this.opener = opener;
        store();
    }

    /** Does this work and makes it durable, then completes the futures, all of them in any case. */
    void run(List<Task<?>> group) {
        try {
            Store open = store();
            stillThere.run();
            open.begin();
            for (Task<?> task : group) {
                task.run(open);
            }
            open.commit();
        } catch (BatchUpdateException e) {
            runOneByOne(group, e);
            return;
        } catch (SQLException | RuntimeException | Error e) {
            failed(group, e);
            return;
        }
        group.forEach(Task::answer);
    }

    /** The driver's batches do not say what went wrong: the same again, row by row, does. */
    private void runOneByOne(List<Task<?>> group, BatchUpdateException e) {
        Store open = store();
        if (!rolledBack()) {
            failed(group, e);
            return;
        }
        open.oneByOne(true);
        try {
            run(group);
        } finally {
            open.oneByOne(false);
        }
    }

    private void failed(List<Task<?>> group, Throwable e) {
        boolean goesOn = !Trouble.isOfTheFile(e) && rolledBack();
        if (goesOn && group.size() > 1) {
            split(group).forEach(this::run);
            return;
        }
        if (!goesOn) {
            close();
        }
        boolean refused = e instanceof IllegalArgumentException; // what was handed in is wrong, not the journal
        Throwable cause = refused || e instanceof IllegalStateException ? e : Trouble.named("write", file, e);
        if (!refused) {
            LOG.warn("{}", cause.getMessage());
        }
        group.forEach(task -> task.future.completeExceptionally(cause));
    }

    /** By pump; where there is but one pump, by task. The order of each pump's tasks stays. */
    private static Collection<List<Task<?>>> split(List<Task<?>> group) {
        Map<String, List<Task<?>>> byPump = new LinkedHashMap<>();
        for (Task<?> task : group) {
            byPump.computeIfAbsent(task.pump, name -> new ArrayList<>()).add(task);
        }
        return byPump.size() > 1
                ? byPump.values()
                : group.stream().<List<Task<?>>>map(List::of).toList();
    }

    private boolean rolledBack() {
        try {
            store().rollBack();
            return true;
        } catch (SQLException | JournalException e) {
            return false;
        }
    }

    /** The open store. */
    Store store() {
        Store open = store;
        if (open == null) {
            Connection connection = opener.get();
            try {
                open = new Store(connection, memories);
            } catch (SQLException e) {
                JournalFile.closeQuietly(connection);
                throw Trouble.named("open", file, e);
            }
            store = open;
        }
        return open;
    }

    /** Closes the handle. */
    void close() {
        Store open = store;
        store = null;
        if (open != null) {
            try {
                open.close();
            } catch (SQLException e) {
                LOG.warn("journal {} did not close cleanly: {}", file, e.getMessage());
            }
        }
    }
}
