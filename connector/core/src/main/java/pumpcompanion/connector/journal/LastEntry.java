package pumpcompanion.connector.journal;

import org.jspecify.annotations.Nullable;

/**
 * Looks again and again for the number of the last entry in a file, on a connection that is kept open meanwhile. It holds
 * no lock between two looks. Any thread.
 */
final class LastEntry implements AutoCloseable {

    private final JournalFile file;
    private @Nullable Reads reads;
    private Object opened = new Object();
    private boolean closed;

    LastEntry(JournalFile file) {
        this.file = file;
    }

    /**
     * As {@link Journal#lastEntry}.
     *
     * @throws JournalException if the file cannot be read; the next look opens it anew
     */
    synchronized long look() {
        if (closed) {
            throw new JournalException("cannot read journal " + file + ": it is closed");
        }
        Object present = file.key();
        if (!present.equals(opened)) { // another file is there now
            drop();
        }
        Reads open = reads;
        if (open == null) {
            open = Reads.on(file);
            reads = open;
            opened = present;
        }
        try {
            return open.read(EnteredReads::last);
        } catch (JournalException e) {
            drop();
            throw e;
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        drop();
    }

    private void drop() {
        Reads open = reads;
        reads = null;
        if (open != null) {
            open.close();
        }
    }
}
