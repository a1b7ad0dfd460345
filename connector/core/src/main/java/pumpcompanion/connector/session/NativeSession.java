package pumpcompanion.connector.session;

import com.google.protobuf.InvalidProtocolBufferException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import pumpcompanion.proto.frame.BadFrame;
import pumpcompanion.proto.frame.FrameDecoder;
import pumpcompanion.proto.frame.FrameEncoder;
import pumpcompanion.proto.frame.FrameSink;
import pumpcompanion.proto.v1.CompanionHeartbeat;
import pumpcompanion.proto.v1.FromPump;
import pumpcompanion.proto.v1.Hello;
import pumpcompanion.proto.v1.Refusal;
import pumpcompanion.proto.v1.ToPump;
import pumpcompanion.proto.v1.Welcome;

/**
 * The companion's side of the native protocol (W-41 to W-58): Hello, which log, Resume, records in order, acknowledgement
 * after the commit, heartbeats, and what to do when any of it does not come.
 */
public final class NativeSession implements Session, FrameSink {

    /** The one version there is. */
    static final int VERSION = 1;

    private static final int LONGEST_LISTENING_MS = 10_000;
    private static final long NEVER = Long.MAX_VALUE;

    private final SessionSettings settings;
    private final SessionOut out;
    private final FrameDecoder decoder = new FrameDecoder();
    private final Noise noise = new Noise(decoder);
    private final FrameEncoder encoder = new FrameEncoder();
    private final Tally tally = new Tally();
    private final NativeListener listener;
    private final StrayText strayText;
    private final OwnNumbers own;

    private SessionPhase phase = SessionPhase.OVER;
    private int session;
    private final Greeting greeting = new Greeting();
    private boolean greetedBefore;
    private long lastHeard;
    private long intervalMs = 1_000;
    private long heartbeatAt = NEVER;
    private int epoch;
    private long oldest;
    private @Nullable Welcome welcome;
    private @Nullable NativeStream stream;
    private long listenUntil = NEVER;
    private long bytesPerSecond;
    private long nowMs;

    /**
     * A session for a link that is about to open.
     *
     * @param settings names and randomness
     * @param out does what the session wants done
     */
    public NativeSession(SessionSettings settings, SessionOut out) {
        this.settings = settings;
        this.out = out;
        this.strayText = new StrayText(out::text);
        this.own = new OwnNumbers(settings.random());
        this.listener = new NativeListener(out, settings, tally);
    }

    @Override
    public void opened(long now, long lineBytesPerSecond) {
        nowMs = now;
        bytesPerSecond = lineBytesPerSecond;
        lastHeard = now;
        if (settings.listenOnly()) {
            phase(SessionPhase.LISTENING, "listening");
        } else {
            newHello();
        }
    }

    // ------------------------------------------------------------ what comes in

    @Override
    public void received(long now, ByteBuffer bytes) {
        nowMs = now;
        decoder.feed(bytes, this);
    }

    @Override
    public void payload(byte[] bytes, int offset, int length) {
        if (phase == SessionPhase.OVER) {
            return;
        }
        FromPump message;
        try {
            message = FromPump.parser().parseFrom(bytes, offset, length);
        } catch (InvalidProtocolBufferException notOurs) {
            tally.nonsense++;
            return;
        }
        if (message.getSession() == session) {
            lastHeard = nowMs;
        }
        if (message.getMessageCase() == FromPump.MessageCase.MESSAGE_NOT_SET) {
            tally.nonsense++;
        } else if (phase == SessionPhase.LISTENING) {
            listened(message);
        } else if (message.getSession() == session) {
            ours(message);
        } else if (message.getSession() == 0) {
            withoutSession(message);
        } else {
            foreign(message);
        }
    }

    @Override
    public void bad(BadFrame reason, byte[] bytes, int offset, int length) {
        if (reason == BadFrame.STRAY_TEXT) {
            strayText.came(nowMs, bytes, offset, length);
        }
    }

    private void ours(FromPump message) {
        if (welcome != null && message.getLogEpoch() != epoch && !message.hasRefusal()) {
            overOnPumpsSide("the pump's log was erased or replaced"); // W-51
            return;
        }
        switch (message.getMessageCase()) {
            case WELCOME -> welcomed(message.getLogEpoch(), message.getWelcome());
            case REFUSAL -> refused(message.getRefusal());
            case LOG_LINE -> out.text(message.getLogLine().getText());
            default -> inStream(message);
        }
    }

    private void inStream(FromPump message) {
        if (message.hasHeartbeat() && welcome != null) {
            out.heard(PumpTime.of(message.getHeartbeat()));
        }
        NativeStream records = stream;
        if (records == null) {
            return;
        }
        switch (message.getMessageCase()) {
            case RESUMED -> {
                oldest = Math.max(1, message.getResumed().getOldest());
                if (records.resumed(message.getResumed())) {
                    greeting.succeeded();
                    phase(SessionPhase.STREAMING, "records flow");
                }
            }
            case RECORD -> records.record(nowMs, message.getRecord());
            case MISSING -> records.missing(nowMs, message.getMissing());
            case HEARTBEAT -> records.sentThrough(nowMs, message.getHeartbeat().getSentThrough());
            default -> tally.nonsense++;
        }
        if (!records.isFlowing() && phase == SessionPhase.STREAMING) {
            phase(SessionPhase.RESUMING, "a frame was lost; asked again");
        }
    }

    private void welcomed(int logEpoch, Welcome said) {
        if (phase != SessionPhase.GREETING) {
            return; // W-27: a repeat
        }
        if (said.getVersion() != VERSION) {
            giveUp("the pump chose protocol version " + said.getVersion() + " (expected " + VERSION + ")");
            return;
        }
        String serial = said.getIdentity().getSerial();
        String name = settings.pumpName() != null ? settings.pumpName() : serial;
        if (name.isEmpty()) {
            giveUp("the pump states no serial number; name it yourself: add ?name=… to the address");
            return;
        }
        welcome = said;
        epoch = logEpoch;
        oldest = Math.max(1, said.getOldest());
        intervalMs = Math.max(500, Math.min(60_000, Integer.toUnsignedLong(said.getHeartbeatIntervalMs())));
        heartbeatAt = nowMs + intervalMs;
        greeting.answered();
        greetedBefore = true;
        phase(SessionPhase.LOCATING, "welcomed by " + name);
        out.heard(PumpTime.of(said));
        out.locate(PumpMet.of(name, said, logEpoch), true);
    }

    private void refused(Refusal refusal) {
        String text = refusal.getText().isEmpty() ? "" : ": " + refusal.getText();
        switch (refusal.getReason()) {
            case REFUSAL_REASON_VERSION ->
                giveUp("no common protocol version: the pump speaks " + refusal.getMinVersion() + " to "
                        + refusal.getMaxVersion() + " (expected " + VERSION + ")" + text);
            case REFUSAL_REASON_BUSY -> giveUp("the pump is busy with another companion" + text);
            case REFUSAL_REASON_NO_SESSION, REFUSAL_REASON_AHEAD, REFUSAL_REASON_OTHER_EPOCH -> {
                if (phase != SessionPhase.GREETING) {
                    overOnPumpsSide("the pump ended the session" + text);
                }
            }
            default -> giveUp("the pump refused" + text);
        }
    }

    private void withoutSession(FromPump message) {
        if (message.hasLogLine()) {
            out.text(message.getLogLine().getText());
        } else if (message.hasHeartbeat() && phase != SessionPhase.GREETING) {
            overOnPumpsSide("the pump has no session any more");
        }
    }

    private void foreign(FromPump message) {
        tally.foreign++;
        boolean replaced = phase != SessionPhase.GREETING && !message.hasRefusal() && !own.has(message.getSession());
        if (replaced) { // W-56
            stream = null;
            heartbeatAt = NEVER;
            phase(SessionPhase.LISTENING, "another companion took over; listening only");
            listened(message);
        }
    }

    private void listened(FromPump message) {
        if (message.getSession() != 0) {
            lastHeard = nowMs;
        }
        if (!settings.listenOnly()) {
            listenUntil = lastHeard + 6 * intervalMs + settings.random().nextInt(LONGEST_LISTENING_MS);
        }
        listener.heard(message);
    }

    // ------------------------------------------------------------ the journal's answers

    @Override
    public void located(long now, Place place) {
        nowMs = now;
        Welcome said = welcome;
        if (phase != SessionPhase.LOCATING || said == null) {
            return;
        }
        int window = (int) Math.max(1, Math.min(1024, Integer.toUnsignedLong(said.getWindow())));
        NativeStream records = new NativeStream(out, this::send, tally, session, epoch, window, bytesPerSecond);
        stream = records;
        boolean wentBack = Integer.compareUnsigned(said.getBootCount(), place.bootCount()) < 0
                || said.getNewest() < place.highest(); // W-53
        if (wentBack) {
            phase(SessionPhase.RESUMING, "the pump went back to an older state; reading again from the oldest");
            // Never above what is kept: the pump then states in place what it lost in between.
            records.beginAgain(now, Math.min(oldest, Math.max(1, place.through())));
        } else {
            phase(SessionPhase.RESUMING, "asking for records");
            records.begin(now, place.through());
        }
    }

    @Override
    public void committed(long now, long streamId, long through, int arrivals) {
        nowMs = now;
        if (stream != null && phase != SessionPhase.OVER) {
            stream.committed(streamId, through, arrivals);
        }
    }

    @Override
    public void conflict(long now, long streamId) {
        nowMs = now;
        if (stream != null && stream.conflict(now, streamId, oldest)) {
            phase(SessionPhase.RESUMING, "a number came again with other bytes; reading again from the oldest");
        }
    }

    // ------------------------------------------------------------ time

    @Override
    public void tick(long now) {
        nowMs = now;
        switch (phase) {
            case OVER -> {
                // nothing more
            }
            case LISTENING -> {
                if (now >= listenUntil) {
                    listenUntil = NEVER;
                    lastHeard = now;
                    newHello();
                }
            }
            case GREETING -> greetingTick();
            default -> sessionTick();
        }
    }

    private void greetingTick() {
        if (greetedBefore && nowMs >= lastHeard + 6 * intervalMs) {
            giveUp("the pump was quiet for " + 6 * intervalMs + " ms (six heartbeat intervals)" + noise.words());
        } else if (greeting.newOneIsDue(nowMs)) {
            newHello();
        } else if (greeting.repeatIsDue(nowMs)) {
            sendHello();
        } else if (greeting.isExhausted(nowMs)) {
            giveUp("no answer to Hello, said " + Greeting.MOST + " times" + noise.words());
        }
    }

    private void sessionTick() {
        if (nowMs >= lastHeard + 3 * intervalMs) {
            out.phase(phase, "the pump was quiet for " + 3 * intervalMs + " ms (three heartbeat intervals)");
            newHello();
            return;
        }
        if (nowMs >= heartbeatAt) {
            heartbeatAt = nowMs + intervalMs;
            long acked = stream == null ? 0 : stream.ackedThrough();
            send(ToPump.newBuilder()
                    .setHeartbeat(CompanionHeartbeat.newBuilder().setAckedThrough(acked)));
        }
        String lost = stream == null ? null : stream.tick(nowMs);
        if (lost != null) {
            giveUp(lost);
        }
    }

    @Override
    public long deadlineMs() {
        return switch (phase) {
            case OVER -> NEVER;
            case LISTENING -> listenUntil;
            case GREETING ->
                greetedBefore ? Math.min(greeting.nextMs(), lastHeard + 6 * intervalMs) : greeting.nextMs();
            default -> {
                long next = Math.min(heartbeatAt, lastHeard + 3 * intervalMs);
                yield stream == null ? next : Math.min(next, stream.deadlineMs());
            }
        };
    }

    // ------------------------------------------------------------ what goes out

    /** W-51: the next Hello at once, but no two new ones within a second. */
    private void overOnPumpsSide(String why) {
        if (greeting.startsOverTooOften()) {
            giveUp(why + ", " + Greeting.MOST + " times in a row without records (expected Resumed)");
            return;
        }
        lastHeard = nowMs;
        if (greeting.mayBeginAnew(nowMs)) {
            phase(SessionPhase.GREETING, why);
            newHello();
        } else {
            forgetSession();
            greeting.waitASecond();
            phase(SessionPhase.GREETING, why);
        }
    }

    private void forgetSession() {
        stream = null;
        welcome = null;
        heartbeatAt = NEVER;
    }

    private void newHello() {
        forgetSession();
        session = own.draw();
        noise.begin();
        greeting.begin(nowMs);
        phase(SessionPhase.GREETING, "Hello said");
        sendHello();
    }

    private void sendHello() {
        greeting.said(nowMs);
        send(ToPump.newBuilder()
                .setHello(Hello.newBuilder()
                        .setMinVersion(VERSION)
                        .setMaxVersion(VERSION)
                        .setName(settings.companionName())));
    }

    private void send(ToPump.Builder message) {
        out.send(encoder.encode(message.setSession(session).build().toByteArray()));
    }

    private void phase(SessionPhase next, String text) {
        phase = next;
        out.phase(next, text);
    }

    private void giveUp(String reason) {
        phase = SessionPhase.OVER;
        stream = null;
        out.giveUp(reason);
    }

    @Override
    public SessionCounts counts() {
        return tally.with(decoder.counts());
    }
}
