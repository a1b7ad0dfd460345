package pumpcompanion.emulator.link;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;
import pumpcompanion.proto.transport.Receiver;
import pumpcompanion.proto.transport.Receiver.Closed;
import pumpcompanion.proto.transport.Receiver.Closed.Kind;
import pumpcompanion.proto.transport.Transport;

/**
 * One serial wire in memory with several companions on it: each hears all that the pump says and speaks to the pump, and
 * none hears another (W-56). Who leaves does not disturb the others. Give the pump {@link #pumpEnd} as a serial wire.
 *
 * <p>Companions come and go on the thread that runs the wire's time.
 */
public final class SharedWire {

    private final MemoryLink link;
    private final List<Tap> taps = new CopyOnWriteArrayList<>();
    private volatile @Nullable Closed over;

    private SharedWire(ScheduledExecutorService time, String name) {
        link = MemoryLink.on(time, name);
        link.companionEnd().open(new ToAll(), time);
    }

    /**
     * A wire with nobody on it yet.
     *
     * @param time carries the bytes; a {@code VirtualTime} in tests
     * @param name for people, such as {@code memory:wire}
     */
    public static SharedWire on(ScheduledExecutorService time, String name) {
        return new SharedWire(time, name);
    }

    /** The wire itself: latency and cuts of all that is on it. */
    public MemoryLink link() {
        return link;
    }

    /** The end that the pump speaks on. */
    public Transport pumpEnd() {
        return link.pumpEnd();
    }

    /** A further companion's end, not opened yet. */
    public Transport join() {
        return new Tap();
    }

    private final class ToAll implements Receiver {
        @Override
        public void opened() {
            // each companion was told when it came
        }

        @Override
        public void received(ByteBuffer bytes) {
            byte[] copy = new byte[bytes.remaining()];
            bytes.get(copy);
            taps.forEach(tap -> tap.arrived(copy));
        }

        @Override
        public void closed(Closed cause) {
            over = cause;
            taps.forEach(tap -> tap.end(cause));
        }
    }

    private final class Tap implements Transport {

        private @Nullable Receiver receiver;
        private @Nullable Executor executor;
        private boolean ended;

        @Override
        public synchronized void open(Receiver newReceiver, Executor newExecutor) {
            if (receiver != null) {
                throw new IllegalStateException(name() + " was opened before (expected once per transport)");
            }
            receiver = newReceiver;
            executor = newExecutor;
            taps.add(this);
            Closed before = over;
            if (before == null) {
                newExecutor.execute(newReceiver::opened);
            } else {
                end(new Closed(Kind.UNREACHABLE, before.text()));
            }
        }

        @Override
        public void send(byte[] bytes) {
            if (taps.contains(this)) {
                link.companionEnd().send(bytes);
            }
        }

        @Override
        public void close() {
            end(new Closed(Kind.LOCAL, name() + " was closed"));
        }

        @Override
        public String name() {
            return link.name();
        }

        private synchronized void arrived(byte[] bytes) {
            Receiver told = receiver;
            if (told != null && executor != null && !ended) {
                executor.execute(() -> {
                    if (taps.contains(this)) {
                        told.received(ByteBuffer.wrap(bytes));
                    }
                });
            }
        }

        private synchronized void end(Closed cause) {
            taps.remove(this);
            Receiver told = receiver;
            if (!ended && told != null && executor != null) {
                executor.execute(() -> told.closed(cause));
            }
            ended = true;
        }
    }
}
