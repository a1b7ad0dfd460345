package pumpcompanion.connector.transport;

import java.util.ArrayDeque;
import java.util.Deque;

/** Bytes that wait for the thread that writes to a serial port, up to a limit. Methods may be called from any thread. */
final class SerialQueue {

    private static final byte[] END = new byte[0];

    private final int limit;
    private final Deque<byte[]> waiting = new ArrayDeque<>();
    private int waitingBytes;
    private boolean open;
    private boolean finished;

    SerialQueue(int limit) {
        this.limit = limit;
    }

    synchronized void open() {
        open = true;
    }

    /** Takes bytes, or drops them where the link is not open. Returns false where there is no room. */
    synchronized boolean add(byte[] bytes) {
        if (!open || finished || bytes.length == 0) {
            return true;
        }
        if (waitingBytes > 0 && waitingBytes + bytes.length > limit) {
            return false;
        }
        waiting.add(bytes.clone());
        waitingBytes += bytes.length;
        notifyAll();
        return true;
    }

    /** Nothing more is taken; what waits still goes. */
    synchronized void finish() {
        finished = true;
        notifyAll();
    }

    /** Nothing more is taken, and what waits is thrown away. */
    synchronized void abandon() {
        finished = true;
        waiting.clear();
        waitingBytes = 0;
        notifyAll();
    }

    /** Waits for the next bytes, which count as waiting until {@link #written}; none at the end. */
    synchronized byte[] take() throws InterruptedException {
        while (waiting.isEmpty() && !finished) {
            wait();
        }
        byte[] next = waiting.poll();
        return next == null ? END : next;
    }

    /** What was taken is on the line. */
    synchronized void written(byte[] taken) {
        waitingBytes = Math.max(0, waitingBytes - taken.length);
    }
}
