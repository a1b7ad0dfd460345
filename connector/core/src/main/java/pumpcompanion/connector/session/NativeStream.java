package pumpcompanion.connector.session;

import com.google.protobuf.ByteString;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import pumpcompanion.proto.frame.FrameLimits;
import pumpcompanion.proto.v1.Ack;
import pumpcompanion.proto.v1.Missing;
import pumpcompanion.proto.v1.MissingReason;
import pumpcompanion.proto.v1.Record;
import pumpcompanion.proto.v1.Resume;
import pumpcompanion.proto.v1.Resumed;
import pumpcompanion.proto.v1.ToPump;

/**
 * The records of one session, in order and without holes: what is due, what is committed, when to ask again. Rules W-43
 * to W-48.
 */
final class NativeStream {

    /** W-46: so many Resumes without anything new, and the pump is given up. */
    private static final int MOST_FRUITLESS = 5;

    private static final long RETRY_MS = 2_000;
    private static final long NEVER = Long.MAX_VALUE;

    private final SessionOut out;
    private final Consumer<ToPump.Builder> sender;
    private final Tally tally;
    private final int session;
    private final int epoch;
    private final int window;
    private final long retryMs;

    private int resumeId;
    private long earliest;
    private long from;
    private boolean flowing;
    private boolean verify;
    private long due;
    private long best;
    private long committed;
    private boolean acknowledged;
    private int inFlight;
    private int fruitless;
    private long askedAt;
    private long askAt = NEVER;

    NativeStream(
            SessionOut out,
            Consumer<ToPump.Builder> sender,
            Tally tally,
            int session,
            int epoch,
            int window,
            long bytesPerSecond) {
        this.out = out;
        this.sender = sender;
        this.tally = tally;
        this.session = session;
        this.epoch = epoch;
        this.window = window;
        long windowMs = bytesPerSecond == 0 ? 0 : 1_000L * window * FrameLimits.MAX_FRAME / bytesPerSecond;
        this.retryMs = RETRY_MS + windowMs;
    }

    /** W-43: goes on at the newest record that is kept, which comes again. */
    void begin(long nowMs, long keptThrough) {
        begin(nowMs, keptThrough, Math.max(1, keptThrough), false);
    }

    /** W-53: reads again from the pump's oldest record on. */
    void beginAgain(long nowMs, long oldest) {
        begin(nowMs, oldest - 1, oldest, true);
    }

    private void begin(long nowMs, long keptThrough, long beginFrom, boolean toVerify) {
        verify = toVerify;
        earliest = beginFrom;
        committed = keptThrough;
        best = keptThrough;
        fruitless = 0;
        ask(nowMs);
    }

    private void ask(long nowMs) {
        resumeId++;
        tally.resumes++;
        from = Math.max(earliest, committed);
        flowing = false;
        acknowledged = false;
        inFlight = 0;
        fruitless++;
        askedAt = nowMs;
        askAt = nowMs + retryMs;
        sender.accept(ToPump.newBuilder()
                .setResume(Resume.newBuilder()
                        .setResumeId(resumeId)
                        .setLogEpoch(epoch)
                        .setFrom(from)));
    }

    /** Whether records flow now that did not before. */
    boolean resumed(Resumed resumed) {
        if (flowing || resumed.getResumeId() != resumeId) {
            return false;
        }
        if (resumed.getFirst() != from) {
            tally.nonsense++; // beginning elsewhere would leave a hole that nobody stated
            return false;
        }
        flowing = true;
        due = from;
        askAt = NEVER;
        return true;
    }

    void record(long nowMs, Record record) {
        arrived(
                nowMs,
                record.getSequence(),
                record.getSequence(),
                record.getEvent(),
                MissingReason.MISSING_REASON_UNSPECIFIED);
    }

    void missing(long nowMs, Missing missing) {
        arrived(nowMs, missing.getFrom(), missing.getThrough(), null, missing.getReason());
    }

    private void arrived(long nowMs, long first, long through, @Nullable ByteString event, MissingReason reason) {
        if (first < 1 || through < first || through == Long.MAX_VALUE) {
            tally.nonsense++;
        } else if (!flowing) {
            tally.repeats++; // W-45: dropped until Resumed
        } else if (through < due) {
            tally.repeats++;
        } else if (first > due) {
            jump(nowMs);
        } else if (inFlight >= window) {
            tally.beyondWindow++;
        } else {
            take(due, through, event, reason);
        }
    }

    private void take(long first, long through, @Nullable ByteString event, MissingReason reason) {
        due = through + 1;
        inFlight++;
        tally.records++;
        if (through > best) {
            best = through;
            fruitless = 0;
        }
        out.keep(new SessionOut.Arrival(id(), verify, first, through, event, reason));
    }

    /** The pump says how far it has sent. */
    void sentThrough(long nowMs, long sentThrough) {
        if (flowing && sentThrough >= due) {
            jump(nowMs);
        }
    }

    private void jump(long nowMs) {
        flowing = false;
        askAt = fruitless == 0 ? nowMs : Math.max(nowMs, askedAt + retryMs);
        if (askAt <= nowMs && fruitless < MOST_FRUITLESS) {
            ask(nowMs);
        } else {
            askAt = Math.max(askAt, nowMs + 1); // from tick, which can give up
        }
    }

    void committed(long stream, long through, int arrivals) {
        if (stream != id()) {
            return; // an earlier Resume's; the same records come again in this one
        }
        committed = Math.max(committed, through);
        inFlight -= arrivals;
        acknowledged = true;
        sender.accept(ToPump.newBuilder().setAck(Ack.newBuilder().setThrough(committed)));
    }

    /** W-53: other bytes than those kept. Whether the stream begins again, from the pump's oldest record on. */
    boolean conflict(long nowMs, long stream, long oldest) {
        if (stream != id()) {
            return false;
        }
        beginAgain(nowMs, oldest);
        return true;
    }

    /** Asks again where it is time. Returns why the pump is to be given up, or null. */
    @Nullable
    String tick(long nowMs) {
        if (nowMs < askAt) {
            return null;
        }
        if (fruitless >= MOST_FRUITLESS) {
            return "the pump neither sends record " + Math.max(from, best + 1) + " nor states it missing (asked "
                    + fruitless + " times; expected Resumed and the record, W-46)";
        }
        ask(nowMs);
        return null;
    }

    long deadlineMs() {
        return askAt;
    }

    boolean isFlowing() {
        return flowing;
    }

    /** W-47: what a Heartbeat repeats. 0 where nothing was acknowledged since the last Resume. */
    long ackedThrough() {
        return acknowledged ? committed : 0;
    }

    private long id() {
        return ((long) session << 32) | (resumeId & 0xFFFF_FFFFL);
    }
}
