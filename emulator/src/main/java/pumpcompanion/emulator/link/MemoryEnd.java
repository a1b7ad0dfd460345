package pumpcompanion.emulator.link;

import java.nio.ByteBuffer;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import pumpcompanion.proto.transport.Receiver;
import pumpcompanion.proto.transport.Receiver.Closed;
import pumpcompanion.proto.transport.Receiver.Closed.Kind;
import pumpcompanion.proto.transport.Transport;

/** One end of a {@link MemoryLink}. Methods may be called from any thread. */
final class MemoryEnd implements Transport {

    private final MemoryLink link;
    private final Direction sendsTowards;
    private @Nullable Receiver receiver;
    private @Nullable Executor executor;
    private boolean open;
    private boolean ended;
    private boolean closedHere;
    private int waitingBytes;

    MemoryEnd(MemoryLink link, Direction sendsTowards) {
        this.link = link;
        this.sendsTowards = sendsTowards;
    }

    @Override
    public synchronized void open(Receiver newReceiver, Executor newExecutor) {
        if (receiver != null) {
            throw new IllegalStateException(link.name() + " was opened before (expected once per transport)");
        }
        receiver = newReceiver;
        executor = newExecutor;
        if (ended) {
            newExecutor.execute(() ->
                    newReceiver.closed(new Closed(Kind.UNREACHABLE, link.name() + " was closed before it was opened")));
        } else {
            newExecutor.execute(() -> {
                if (opens()) {
                    newReceiver.opened();
                }
            });
        }
    }

    private synchronized boolean opens() {
        open = !ended;
        return open;
    }

    @Override
    public void send(byte[] bytes) {
        if (isOpen() && !link.send(sendsTowards, bytes)) {
            String text = link.name() + ": the other side does not read (" + MemoryLink.MOST_WAITING + " bytes wait)";
            if (end(new Closed(Kind.FAILED, text))) {
                link.closedBy(sendsTowards);
            }
        }
    }

    private synchronized boolean isOpen() {
        return open && !ended;
    }

    @Override
    public void close() {
        if (end(new Closed(Kind.LOCAL, link.name() + " was closed"))) {
            link.closedBy(sendsTowards);
        }
    }

    @Override
    public String name() {
        return link.name();
    }

    synchronized void arrived(byte[] bytes) {
        Receiver told = receiver;
        if (told != null && executor != null && open) {
            waitingBytes += bytes.length;
            executor.execute(() -> {
                taken(bytes.length);
                if (!isClosedHere()) { // what came before the other end closed is still handed over
                    told.received(ByteBuffer.wrap(bytes));
                }
            });
        }
    }

    private synchronized void taken(int length) {
        waitingBytes -= length;
    }

    /** Bytes that arrived and were not handed to the receiver yet. */
    synchronized int waitingBytes() {
        return waitingBytes;
    }

    /** Closes this end, once. */
    synchronized boolean end(Closed cause) {
        if (ended) {
            return false;
        }
        ended = true;
        open = false;
        closedHere = cause.kind() == Kind.LOCAL;
        Receiver told = receiver;
        if (told != null && executor != null) {
            executor.execute(() -> told.closed(cause));
        }
        return true;
    }

    private synchronized boolean isClosedHere() {
        return closedHere;
    }
}
