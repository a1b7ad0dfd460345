package pumpcompanion.emulator.link;

import java.util.ArrayDeque;
import java.util.Deque;

/** Bytes that wait for a writing thread, up to a limit. Methods may be called from any thread. */
final class SendQueue {

    private static final byte[] END = new byte[0];

    private final int limit;
    private final Deque<byte[]> waiting = new ArrayDeque<>();
    private int waitingBytes;
    private boolean open;
    private boolean finished;

    SendQueue(int limit) {
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
        if (waitingBytes + bytes.length > limit) {
            return false;
        }
        waiting.add(bytes.clone());
        waitingBytes += bytes.length;
        notifyAll();
        return true;
    }

    /** Nothing more is taken; what waits still goes. Returns whether there was anything to finish. */
    synchronized boolean finish() {
        boolean did = open && !finished;
        finished = true;
        notifyAll();
        return did;
    }

    /** Nothing more is taken, and what waits is thrown away. */
    synchronized void abandon() {
        finished = true;
        waiting.clear();
        waitingBytes = 0;
        notifyAll();
    }

    synchronized boolean isFinished() {
        return finished;
    }

    /** Waits for the next bytes; none at the end. */
    synchronized byte[] take() throws InterruptedException {
        while (waiting.isEmpty() && !finished) {
            wait();
        }
        byte[] next = waiting.poll();
        if (next == null) {
            return END;
        }
        waitingBytes -= next.length;
        return next;
    }
}
