package pumpcompanion.emulator.session;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import pumpcompanion.emulator.log.EventLog;
import pumpcompanion.emulator.log.LogEntry;
import pumpcompanion.proto.frame.FrameLimits;
import pumpcompanion.proto.v1.FromPump;
import pumpcompanion.proto.v1.Hello;
import pumpcompanion.proto.v1.LogLine;
import pumpcompanion.proto.v1.Missing;
import pumpcompanion.proto.v1.Record;
import pumpcompanion.proto.v1.Refusal;
import pumpcompanion.proto.v1.RefusalReason;
import pumpcompanion.proto.v1.Resume;
import pumpcompanion.proto.v1.Resumed;
import pumpcompanion.proto.v1.ToPump;

/**
 * The pump's side of one link: all of the wire page's rules W-21 to W-40 and its table of five states in one file that
 * knows no I/O, clock or thread. Payloads go in, payloads come out; time is an argument, in milliseconds of the link.
 *
 * <p>On a serial wire one object lives as long as the pump's boot and sees many sessions; on a connection it ends with
 * its session.
 */
public final class PumpSession {

    /** Lines of log text per heartbeat interval, so that they never crowd out records (W-40). */
    private static final int LOG_LINES_PER_INTERVAL = 16;

    private final PumpView pump;
    private final SessionLimits limits;
    private final boolean closesAtEnd;
    private final SessionOutput out;
    private final DropCounts dropped;

    private SessionState state = SessionState.NO_SESSION;
    private int session;
    private int version;
    private int resumeId;
    private long sentThrough;
    private long ackedThrough;
    private long heardAtMs;
    private long heartbeatAtMs;
    private int logLinesLeft = LOG_LINES_PER_INTERVAL;

    /**
     * A link nobody has spoken on yet.
     *
     * @param pump what it speaks for
     * @param limits interval, window, versions
     * @param closesAtEnd true on a connection, which is closed with its session; false on a serial wire (W-39)
     * @param out takes what is said
     * @param dropped counts what is dropped
     */
    public PumpSession(
            PumpView pump, SessionLimits limits, boolean closesAtEnd, SessionOutput out, DropCounts dropped) {
        this.pump = pump;
        this.limits = limits;
        this.closesAtEnd = closesAtEnd;
        this.out = out;
        this.dropped = dropped;
    }

    /** Where it stands. */
    public SessionState state() {
        return state;
    }

    /** The companion's number; 0 without a session. */
    public int session() {
        return session;
    }

    /** Highest number sent or stated missing in this stream (W-32, W-37). */
    public long sentThrough() {
        return sentThrough;
    }

    /** Highest number acknowledged in this stream (W-36). */
    public long ackedThrough() {
        return ackedThrough;
    }

    /** When {@link #due} is to be called next, in ms of the link. */
    public long deadlineMs() {
        return switch (state) {
            case ENDED -> Long.MAX_VALUE;
            case NO_SESSION -> heartbeatAtMs;
            default -> Math.min(heartbeatAtMs, quietEndsMs());
        };
    }

    private long quietEndsMs() {
        return heardAtMs + (long) SessionLimits.QUIET_INTERVALS * limits.heartbeatIntervalMs();
    }

    /** The link opened, or the pump started on a wire that stood: the first Heartbeat goes out (W-26). */
    public void opened(long nowMs) {
        heartbeat(nowMs);
    }

    /** Time has passed: heartbeats (W-23, W-26) and the end after six quiet intervals (W-39). */
    public void due(long nowMs) {
        if (state.stands() && nowMs >= quietEndsMs()) {
            end(SessionLimits.QUIET_INTERVALS + " quiet intervals (W-39)");
        }
        if (state != SessionState.ENDED && nowMs >= heartbeatAtMs) {
            heartbeat(nowMs);
        }
    }

    /** The log has grown: sends what the window allows. */
    public void logGrew() {
        send();
    }

    /** The log was erased: the stream ends, the session stands (W-38). */
    public void logErased() {
        if (state.stands()) {
            stopStream();
        }
    }

    /** A line of the pump's own log, dropped whole where there is no room (W-40). */
    public void logLine(LogLine line) {
        if (state == SessionState.ENDED || logLinesLeft == 0) {
            dropped.count(Dropped.LOG_LINE);
            return;
        }
        logLinesLeft--;
        say(FromPump.newBuilder().setLogLine(line));
    }

    /**
     * A payload whose frame was whole.
     *
     * @param bytes where it lies; not kept
     * @param offset where it starts
     * @param length its bytes
     * @param nowMs when
     */
    public void received(byte[] bytes, int offset, int length, long nowMs) {
        if (state == SessionState.ENDED) {
            dropped.count(Dropped.AFTER_END);
            return;
        }
        if (length > FrameLimits.MAX_PAYLOAD_TO_PUMP) {
            dropped.count(Dropped.TOO_LONG);
            return;
        }
        ToPump message;
        try {
            message = ToPump.parser().parseFrom(bytes, offset, length);
        } catch (InvalidProtocolBufferException nonsense) {
            dropped.count(Dropped.UNREADABLE);
            return;
        }
        out.heard(message);
        if (message.getSession() == 0) {
            dropped.count(Dropped.ZERO_NUMBER);
        } else if (state.stands() && message.getSession() == session) {
            heardAtMs = nowMs; // whatever it says, it belongs to the session (W-24)
            ofSession(message);
        } else if (message.hasHello()) {
            newHello(message.getSession(), message.getHello(), nowMs);
        } else {
            ofNoSession(message);
        }
    }

    private void ofNoSession(ToPump message) {
        if (message.getMessageCase() == ToPump.MessageCase.MESSAGE_NOT_SET) {
            dropped.count(Dropped.UNKNOWN_MESSAGE);
        } else if (state.stands()) {
            dropped.count(Dropped.FOREIGN_SESSION);
        } else {
            refuse(message.getSession(), refusal(RefusalReason.REFUSAL_REASON_NO_SESSION, "say Hello first"));
        }
    }

    private void ofSession(ToPump message) {
        switch (message.getMessageCase()) {
            case HELLO -> welcome(); // W-27
            case RESUME -> resume(message.getResume());
            case ACK -> ack(message.getAck().getThrough());
            case HEARTBEAT -> {
                long through = message.getHeartbeat().getAckedThrough();
                if (through != 0) {
                    ack(through);
                }
            }
            case MESSAGE_NOT_SET -> dropped.count(Dropped.UNKNOWN_MESSAGE);
        }
    }

    /** A Hello with a new number: Welcome, or a named no that leaves the state as it was (W-25, W-29). */
    private void newHello(int number, Hello hello, long nowMs) {
        int highest = Integer.compareUnsigned(hello.getMaxVersion(), limits.maxVersion()) < 0
                ? hello.getMaxVersion()
                : limits.maxVersion();
        if (hello.getMinVersion() == 0 || Integer.compareUnsigned(hello.getMinVersion(), hello.getMaxVersion()) > 0) {
            dropped.count(Dropped.MALFORMED_HELLO);
        } else if (highest < limits.minVersion() || Integer.compareUnsigned(highest, hello.getMinVersion()) < 0) {
            refuse(
                    number,
                    refusal(RefusalReason.REFUSAL_REASON_VERSION, "no common version")
                            .setMinVersion(limits.minVersion())
                            .setMaxVersion(limits.maxVersion()));
        } else if (!state.stands() && !pump.sessionToSpare()) {
            refuse(number, refusal(RefusalReason.REFUSAL_REASON_BUSY, "no session to spare"));
            if (closesAtEnd) {
                state = SessionState.ENDED;
                out.close("no session to spare (W-29)");
            }
        } else {
            session = number;
            version = highest;
            heardAtMs = nowMs;
            heartbeatAtMs = nowMs + limits.heartbeatIntervalMs();
            stopStream();
            welcome();
        }
    }

    private void welcome() {
        say(FromPump.newBuilder().setWelcome(pump.welcome().setVersion(version)));
    }

    private void resume(Resume resume) {
        int id = resume.getResumeId();
        EventLog log = pump.log();
        if (id == 0) {
            dropped.count(Dropped.ZERO_NUMBER);
        } else if (id == resumeId) {
            dropped.count(Dropped.REPEATED_RESUME);
        } else if (resume.getLogEpoch() != log.epoch()) {
            stopStream();
            refuse(
                    session,
                    refusal(RefusalReason.REFUSAL_REASON_OTHER_EPOCH, "another log")
                            .setResumeId(id));
        } else if (Long.compareUnsigned(resume.getFrom(), log.newest() + 1) > 0) {
            stopStream();
            String text = "from " + Long.toUnsignedString(resume.getFrom()) + ", newest is " + log.newest();
            refuse(session, refusal(RefusalReason.REFUSAL_REASON_AHEAD, text).setResumeId(id));
        } else {
            long from = Math.max(1, resume.getFrom());
            resumeId = id;
            sentThrough = from - 1;
            ackedThrough = from - 1;
            state = SessionState.STREAMING;
            say(FromPump.newBuilder()
                    .setResumed(Resumed.newBuilder()
                            .setResumeId(id)
                            .setFirst(from)
                            .setOldest(log.oldest())
                            .setNewest(log.newest())));
            send();
        }
    }

    private void ack(long through) {
        if (state == SessionState.WELCOMED) {
            dropped.count(Dropped.ACK_WITHOUT_STREAM);
        } else if (Long.compareUnsigned(through, sentThrough) > 0) {
            dropped.count(Dropped.ACK_BEYOND_SENT);
        } else if (through > ackedThrough) {
            ackedThrough = through;
            state = SessionState.STREAMING;
            send();
        }
    }

    /** Sends records and statements in order while the window has room (W-33, W-34). */
    private void send() {
        if (state != SessionState.STREAMING) {
            return;
        }
        EventLog log = pump.log();
        long newest = log.newest();
        while (sentThrough < newest && sentThrough - ackedThrough < limits.window()) {
            LogEntry next = log.read(sentThrough + 1);
            ByteString event = next.bytes();
            sentThrough = next.through();
            say(event == null ? missing(next) : record(next.from(), event));
        }
        if (sentThrough - ackedThrough >= limits.window()) {
            state = SessionState.WINDOW_FULL;
        }
    }

    private static FromPump.Builder record(long sequence, ByteString event) {
        return FromPump.newBuilder()
                .setRecord(Record.newBuilder().setSequence(sequence).setEvent(event));
    }

    private static FromPump.Builder missing(LogEntry entry) {
        return FromPump.newBuilder()
                .setMissing(Missing.newBuilder()
                        .setFrom(entry.from())
                        .setThrough(entry.through())
                        .setReason(entry.reason()));
    }

    /** No stream until a Resume is accepted (W-31). */
    private void stopStream() {
        state = SessionState.WELCOMED;
        resumeId = 0;
        sentThrough = 0;
        ackedThrough = 0;
    }

    private void end(String why) {
        session = 0;
        resumeId = 0;
        sentThrough = 0;
        ackedThrough = 0;
        state = closesAtEnd ? SessionState.ENDED : SessionState.NO_SESSION;
        if (closesAtEnd) {
            out.close(why);
        }
    }

    private void heartbeat(long nowMs) {
        heartbeatAtMs = nowMs + limits.heartbeatIntervalMs();
        logLinesLeft = LOG_LINES_PER_INTERVAL;
        say(FromPump.newBuilder().setHeartbeat(pump.heartbeat().setSentThrough(sentThrough)));
    }

    private static Refusal.Builder refusal(RefusalReason reason, String text) {
        return Refusal.newBuilder().setReason(reason).setText(text);
    }

    /** Carries the number of the message it answers, which need not be that of the session that stands. */
    private void refuse(int number, Refusal.Builder refusal) {
        say(number, FromPump.newBuilder().setRefusal(refusal));
    }

    private void say(FromPump.Builder message) {
        say(session, message);
    }

    private void say(int number, FromPump.Builder message) {
        out.payload(message.setSession(number)
                .setLogEpoch(pump.log().epoch())
                .build()
                .toByteArray());
    }
}
