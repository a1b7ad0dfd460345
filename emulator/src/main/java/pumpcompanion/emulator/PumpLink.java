package pumpcompanion.emulator;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import pumpcompanion.emulator.link.Direction;
import pumpcompanion.emulator.link.WireKind;
import pumpcompanion.emulator.session.DropCounts;
import pumpcompanion.emulator.session.PumpSession;
import pumpcompanion.emulator.session.SessionOutput;
import pumpcompanion.proto.frame.FrameDecoder;
import pumpcompanion.proto.frame.FrameEncoder;
import pumpcompanion.proto.frame.FrameSink;
import pumpcompanion.proto.transport.Receiver;
import pumpcompanion.proto.transport.Transport;
import pumpcompanion.proto.v1.LogLine;
import pumpcompanion.proto.v1.ToPump;

/**
 * One link of a pump: bytes to frames to the session and back, and the session's one timer. Every method takes the
 * pump's monitor.
 *
 * <p><b>Design note:</b> what one step of the session says goes to the transport in one piece of up to 16 KB, because a
 * system call per record would cost more than the record.
 */
final class PumpLink implements Receiver, SessionOutput {

    private static final int BATCH = 16 * 1024;

    /** What a link that only has heartbeats to send keeps room for, because there may be thousands of them. */
    private static final int FEW = 128;

    private final EmulatedPump pump;
    private final Transport transport;
    private final WireKind kind;
    private final FrameDecoder decoder = new FrameDecoder();
    private final FrameEncoder encoder = new FrameEncoder();
    private ByteArrayOutputStream batch = new ByteArrayOutputStream(FEW);
    private final FrameSink sink = this::payloadCame;
    private final DropCounts dropped = new DropCounts();
    private PumpSession session;
    private boolean open;
    private long armedForMs = Long.MAX_VALUE;
    private @Nullable Future<?> timer;

    PumpLink(EmulatedPump pump, Transport transport, WireKind kind) {
        this.pump = pump;
        this.transport = transport;
        this.kind = kind;
        this.session = newSession();
    }

    private PumpSession newSession() {
        return new PumpSession(pump.view(), pump.limits(), kind == WireKind.CONNECTION, this, dropped);
    }

    void start() {
        transport.open(this, pump.executor());
    }

    PumpSession session() {
        return session;
    }

    WireKind kind() {
        return kind;
    }

    LinkStatus status() {
        return new LinkStatus(
                transport.name(),
                kind,
                session.state(),
                session.session(),
                session.sentThrough(),
                session.ackedThrough(),
                dropped.snapshot(),
                decoder.counts());
    }

    @Override
    public void opened() {
        synchronized (pump) {
            open = true;
            session.opened(pump.linkMs());
            settle();
        }
    }

    @Override
    public void received(ByteBuffer bytes) {
        synchronized (pump) {
            if (open) {
                decoder.feed(bytes, sink);
                settle();
                pump.heard().wake();
            }
        }
    }

    @Override
    public void closed(Closed cause) {
        synchronized (pump) {
            gone();
            pump.forget(this);
        }
    }

    private void payloadCame(byte[] bytes, int offset, int length) {
        if (!pump.transcripts().isEmpty()) {
            pump.transcripts()
                    .payload(transport.name(), Direction.TO_PUMP, Arrays.copyOfRange(bytes, offset, offset + length));
        }
        int before = session.session();
        session.received(bytes, offset, length, pump.linkMs());
        pump.heard().answered(before, session);
    }

    @Override
    public void heard(ToPump message) {
        pump.heard().message(transport.name(), message);
    }

    @Override
    public void payload(byte[] payload) {
        if (!open) {
            return;
        }
        if (!pump.transcripts().isEmpty()) {
            pump.transcripts().payload(transport.name(), Direction.FROM_PUMP, payload);
        }
        byte[] frame = encoder.encode(payload);
        if (batch.size() + frame.length > BATCH) {
            flush();
        }
        batch.writeBytes(frame);
    }

    @Override
    public void close(String why) {
        flush();
        transport.close();
    }

    /** The session's step is over: what it said leaves, and its next deadline is set. */
    void settle() {
        flush();
        arm();
    }

    private void flush() {
        if (batch.size() > 0) {
            byte[] bytes = batch.toByteArray();
            transport.send(bytes);
            if (bytes.length <= FEW) {
                batch.reset();
            } else {
                batch = new ByteArrayOutputStream(FEW);
            }
        }
    }

    /** Only an earlier deadline sets the timer anew; one that went off early finds nothing due and is set again. */
    private void arm() {
        long deadline = session.deadlineMs();
        if (!open || deadline >= armedForMs || pump.executor().isShutdown()) {
            return;
        }
        if (timer != null) {
            timer.cancel(false);
        }
        armedForMs = deadline;
        long wait = Math.max(0, deadline - pump.linkMs());
        timer = pump.executor().schedule(this::timerWentOff, wait, TimeUnit.MILLISECONDS);
    }

    private void timerWentOff() {
        synchronized (pump) {
            armedForMs = Long.MAX_VALUE;
            timer = null;
            if (open) {
                session.due(pump.linkMs());
                settle();
            }
        }
    }

    void logGrew() {
        session.logGrew();
        settle();
    }

    void logErased() {
        session.logErased();
        settle();
    }

    void logLine(LogLine line) {
        session.logLine(line);
        settle();
    }

    /** The pump lost its memory: no session is left, and nothing is said until it has started. */
    void powerLost() {
        session = newSession();
    }

    /** The pump has started: a wire stays and hears a first Heartbeat, a connection goes (W-26). */
    void rebooted() {
        if (kind == WireKind.CONNECTION) {
            shut();
            pump.forget(this);
        } else if (open) {
            session.opened(pump.linkMs());
            settle();
        }
    }

    /** Closes the link for good, at once. */
    void shut() {
        gone();
        transport.close();
    }

    private void gone() {
        open = false;
        batch.reset();
        if (timer != null) {
            timer.cancel(false);
            timer = null;
        }
    }
}
