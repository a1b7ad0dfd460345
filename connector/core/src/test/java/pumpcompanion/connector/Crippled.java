package pumpcompanion.connector;

import com.google.protobuf.InvalidProtocolBufferException;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import pumpcompanion.proto.frame.BadFrame;
import pumpcompanion.proto.frame.FrameDecoder;
import pumpcompanion.proto.frame.FrameEncoder;
import pumpcompanion.proto.frame.FrameLimits;
import pumpcompanion.proto.frame.FrameSink;
import pumpcompanion.proto.transport.Receiver;
import pumpcompanion.proto.transport.Transport;
import pumpcompanion.proto.v1.FromPump;
import pumpcompanion.proto.v1.LogLine;
import pumpcompanion.proto.v1.ToPump;

/**
 * Stands between a link and a connector and undoes one defence of the connector's: what the connector then sees, or what
 * then leaves it, is what it would be without that defence.
 */
final class Crippled implements Transport, Receiver, FrameSink {

    /** What the connector has against faults. */
    enum Defence {
        /** None is taken out. */
        NONE,
        /** Frames whose CRC does not fit are dropped. Out: the CRC is made to fit. */
        CRC,
        /** A frame may come in several pieces. Out: each piece is taken by itself. */
        FRAMES_IN_PIECES,
        /** A piece may hold several frames. Out: what stands behind the first is not looked at. */
        SEVERAL_FRAMES_A_PIECE,
        /** A bad block costs one frame. Out: the link is given up. */
        NOISE_IS_SURVIVED,
        /** Numbers are read. Out: records are counted as they come. */
        NUMBERS,
        /** What was lost is asked for again. Out: one Resume a session. */
        ASKING_AGAIN,
        /** The pump's sent_through shows what was lost last. Out: it is not looked at. */
        SENT_THROUGH,
        /** What the pump states missing is kept as a gap. Out: statements are not understood. */
        STATED_GAPS,
        /** A quiet pump is greeted again, and left. Out: it always seems to live. */
        QUIET,
        /** Other bytes under a number begin a new log. Out: what is kept is right (in the journal: see the test). */
        COMPARING,
        /** Another epoch is another log. Out: all epochs look the same. With COMPARING out as well, which would notice. */
        EPOCHS,
        /** A link that is over is opened again. Out: once (in the connector's options: see the test). */
        RECONNECTING
    }

    private final Transport inner;
    private final Defence out;
    private final FrameEncoder encoder = new FrameEncoder();
    private final ByteArrayOutputStream block = new ByteArrayOutputStream();
    private FrameDecoder fromPump = new FrameDecoder();
    private final FrameDecoder towardsPump = new FrameDecoder();
    private final ByteArrayOutputStream passing = new ByteArrayOutputStream();
    private @Nullable Receiver receiver;
    private Executor executor = Runnable::run;
    private int framesInPiece;
    private int resumes;
    private int session;
    private long counted;
    private int realEpoch;
    private int shownEpoch;

    Crippled(Transport inner, Defence out) {
        this.inner = inner;
        this.out = out;
    }

    @Override
    public void open(Receiver newReceiver, Executor newExecutor) {
        receiver = newReceiver;
        executor = newExecutor;
        inner.open(this, newExecutor);
    }

    private Receiver told() {
        Receiver told = receiver;
        if (told == null) {
            throw new AssertionError("not opened");
        }
        return told;
    }

    @Override
    public void opened() {
        told().opened();
    }

    @Override
    public void closed(Closed cause) {
        told().closed(cause);
    }

    @Override
    public void close() {
        inner.close();
    }

    @Override
    public String name() {
        return inner.name();
    }

    // ------------------------------------------------------------ from the pump

    @Override
    public void received(ByteBuffer bytes) {
        if (out == Defence.NONE || out == Defence.COMPARING || out == Defence.RECONNECTING) {
            told().received(bytes);
            return;
        }
        if (out == Defence.FRAMES_IN_PIECES) {
            fromPump = new FrameDecoder();
        }
        framesInPiece = 0;
        if (out == Defence.CRC) {
            unchecked(bytes);
        } else {
            fromPump.feed(bytes, this);
        }
        told().received(ByteBuffer.wrap(passing.toByteArray()));
        passing.reset();
    }

    @Override
    public void payload(byte[] bytes, int offset, int length) {
        framesInPiece++;
        if (out == Defence.SEVERAL_FRAMES_A_PIECE && framesInPiece > 1) {
            return;
        }
        try {
            pass(FromPump.parser().parseFrom(bytes, offset, length));
        } catch (InvalidProtocolBufferException nonsense) {
            throw new AssertionError(nonsense);
        }
    }

    @Override
    public void bad(BadFrame reason, byte[] bytes, int offset, int length) {
        if (out == Defence.NOISE_IS_SURVIVED) {
            inner.close();
        }
    }

    private void pass(FromPump message) {
        FromPump.Builder changed = message.toBuilder();
        switch (out) {
            case NUMBERS -> {
                if (message.hasResumed()) {
                    counted = message.getResumed().getFirst() - 1;
                } else if (message.hasRecord()) {
                    changed.getRecordBuilder().setSequence(++counted);
                }
            }
            case SENT_THROUGH -> {
                if (message.hasHeartbeat()) {
                    changed.getHeartbeatBuilder().setSentThrough(0);
                }
            }
            case STATED_GAPS -> {
                if (message.hasMissing()) {
                    return;
                }
            }
            case QUIET -> realEpoch = message.getLogEpoch();
            case EPOCHS -> {
                realEpoch = message.getLogEpoch();
                shownEpoch = shownEpoch == 0 ? realEpoch : shownEpoch;
                changed.setLogEpoch(shownEpoch);
            }
            default -> {
                // as it came
            }
        }
        passing.writeBytes(encoder.encode(changed.build().toByteArray()));
    }

    /** The same payloads with a CRC that fits, whatever came. */
    private void unchecked(ByteBuffer bytes) {
        while (bytes.hasRemaining()) {
            byte next = bytes.get();
            if (next != 0) {
                block.write(next);
                continue;
            }
            byte[] payload = unstuffed(block.toByteArray());
            block.reset();
            if (payload.length > FrameLimits.CRC_LENGTH && payload.length <= FrameLimits.MAX_PAYLOAD) {
                passing.writeBytes(encoder.encode(Arrays.copyOf(payload, payload.length - FrameLimits.CRC_LENGTH)));
            }
        }
    }

    private static byte[] unstuffed(byte[] block) {
        ByteArrayOutputStream plain = new ByteArrayOutputStream();
        int at = 0;
        while (at < block.length) {
            int code = block[at] & 0xFF;
            for (int i = at + 1; i < Math.min(block.length, at + code); i++) {
                plain.write(block[i]);
            }
            at += code;
            if (code < 0xFF && at < block.length) {
                plain.write(0);
            }
        }
        return plain.toByteArray();
    }

    // ------------------------------------------------------------ towards the pump

    @Override
    public void send(byte[] bytes) {
        towardsPump.feed(bytes, 0, bytes.length, (payload, offset, length) -> {
            try {
                say(ToPump.parser().parseFrom(payload, offset, length));
            } catch (InvalidProtocolBufferException impossible) {
                throw new AssertionError(impossible);
            }
        });
    }

    private void say(ToPump message) {
        ToPump.Builder changed = message.toBuilder();
        if (message.getSession() != session) {
            session = message.getSession();
            resumes = 0;
        }
        if (message.hasResume()) {
            resumes++;
            if (out == Defence.ASKING_AGAIN && resumes > 1) {
                return;
            }
            if (out == Defence.EPOCHS) {
                changed.getResumeBuilder().setLogEpoch(realEpoch);
            }
        }
        inner.send(encoder.encode(changed.build().toByteArray()));
        if (out == Defence.QUIET) { // whatever is said seems to be heard
            byte[] alive = encoder.encode(FromPump.newBuilder()
                    .setSession(session)
                    .setLogEpoch(realEpoch)
                    .setLogLine(LogLine.newBuilder().setText("alive"))
                    .build()
                    .toByteArray());
            executor.execute(() -> told().received(ByteBuffer.wrap(alive)));
        }
    }
}
