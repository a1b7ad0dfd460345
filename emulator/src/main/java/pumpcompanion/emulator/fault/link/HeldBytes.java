package pumpcompanion.emulator.fault.link;

import java.util.ArrayDeque;
import java.util.Deque;
import pumpcompanion.emulator.link.StreamTransport;

/**
 * Bytes that wait for their time, in order. As many as a link's own queue takes; what comes when it is full is lost, as in
 * the buffer of a real line.
 */
final class HeldBytes {

    /** Bytes that may wait. */
    static final int LIMIT = StreamTransport.QUEUE_LIMIT;

    private static final class Piece {
        final byte[] bytes;
        final long dueNanos;

        Piece(byte[] bytes, long dueNanos) {
            this.bytes = bytes;
            this.dueNanos = dueNanos;
        }
    }

    private final Deque<Piece> pieces = new ArrayDeque<>();
    private int size;
    private long lastDueNanos = Long.MIN_VALUE;

    /** Adds bytes, due no earlier than those before. Returns false where they are lost. */
    boolean add(byte[] bytes, long dueNanos) {
        if (size + bytes.length > LIMIT) {
            return false;
        }
        lastDueNanos = Math.max(lastDueNanos, dueNanos);
        pieces.add(new Piece(bytes, lastDueNanos));
        size += bytes.length;
        return true;
    }

    int size() {
        return size;
    }

    long dueNanos() {
        Piece first = pieces.peek();
        return first == null ? LinkFilter.NEVER : first.dueNanos;
    }

    void passDue(long nowNanos, Onward onward) {
        while (!pieces.isEmpty() && pieces.element().dueNanos <= nowNanos) {
            Piece next = pieces.remove();
            size -= next.bytes.length;
            onward.pass(next.bytes);
        }
    }

    void passAll(Onward onward) {
        passDue(Long.MAX_VALUE, onward);
        lastDueNanos = Long.MIN_VALUE;
    }
}
