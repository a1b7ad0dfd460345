package pumpcompanion.connector.journal;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import pumpcompanion.connector.journal.GroupCommit.Task;

/**
 * The writer thread: takes everything that waits and commits it as one. {@link #enqueue} and {@link #close} may be called
 * from any thread.
 */
final class Writer {

    /** Batches in one transaction at most: bounds how long the first of them waits for the last. */
    private static final int GROUP = 512;

    private static final Task<Boolean> END = new Task<>("", store -> true);

    private final GroupCommit commits;
    private final LinkedBlockingQueue<Task<?>> queue = new LinkedBlockingQueue<>();
    private final Thread thread;
    private final Object gate = new Object();
    private boolean closed;

    /** Starts the thread, which from now on owns the commits. */
    Writer(String name, GroupCommit commits) {
        this.commits = commits;
        thread = new Thread(this::run, name);
        thread.setDaemon(true);
        thread.start();
    }

    /** Adds work behind what waits already. False: closed. */
    boolean enqueue(Task<?> task) {
        synchronized (gate) {
            return !closed && queue.add(task);
        }
    }

    /** Commits what waits, then ends the thread and closes the handle; returns when that is done. */
    void close() {
        synchronized (gate) {
            if (!closed) {
                closed = true;
                queue.add(END);
            }
        }
        if (Thread.currentThread() == thread) {
            return; // closed by who was told of a commit: ends when that call returns
        }
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        List<Task<?>> group = new ArrayList<>(GROUP);
        boolean end = false;
        while (!end) {
            try {
                group.add(queue.take());
            } catch (InterruptedException e) {
                continue; // only close() ends this thread
            }
            queue.drainTo(group, GROUP - 1);
            end = group.remove(END);
            if (!group.isEmpty()) {
                commits.run(group);
            }
            group.clear();
        }
        commits.close();
    }
}
