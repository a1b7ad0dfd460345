package pumpcompanion.connector.golden;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import pumpcompanion.emulator.time.VirtualTime;
import pumpcompanion.proto.frame.FrameEncoder;
import pumpcompanion.proto.transport.Receiver;
import pumpcompanion.proto.transport.Receiver.Closed;
import pumpcompanion.proto.transport.Transport;

/** A link whose other end is a golden file. */
final class ScriptedLink implements Transport {

    private final List<String> said;
    private final VirtualTime time;
    private final long latencyMs;
    private @Nullable Receiver receiver;
    private @Nullable Executor executor;
    private boolean closed;

    /**
     * A link.
     *
     * @param said takes the payloads that are sent into it, in hex
     * @param time the clock of the talk
     * @param latencyMs how long a frame of the file travels
     */
    ScriptedLink(List<String> said, VirtualTime time, long latencyMs) {
        this.said = said;
        this.time = time;
        this.latencyMs = latencyMs;
    }

    @Override
    public void open(Receiver toTell, Executor on) {
        receiver = toTell;
        executor = on;
        on.execute(toTell::opened);
    }

    @Override
    public void send(byte[] bytes) {
        if (!closed) {
            said.addAll(GoldenRig.payloads(bytes));
        }
    }

    @Override
    public void close() {
        end(new Closed(Closed.Kind.LOCAL, "closed"));
    }

    @Override
    public String name() {
        return "golden";
    }

    boolean isOpen() {
        return receiver != null && !closed;
    }

    /** Frames of one moment arrive together. */
    void hears(List<byte[]> payloads) {
        ByteArrayOutputStream frames = new ByteArrayOutputStream();
        payloads.forEach(payload -> frames.writeBytes(new FrameEncoder().encode(payload)));
        time.schedule(
                () -> {
                    Receiver to = receiver;
                    if (to != null && !closed) {
                        to.received(ByteBuffer.wrap(frames.toByteArray()));
                    }
                },
                latencyMs,
                TimeUnit.MILLISECONDS);
    }

    void cut() {
        end(new Closed(Closed.Kind.REMOTE, "cut"));
    }

    private void end(Closed cause) {
        Receiver to = receiver;
        if (!closed && to != null && executor != null) {
            closed = true;
            executor.execute(() -> to.closed(cause));
        }
    }
}
