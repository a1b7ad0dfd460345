package pumpcompanion.emulator;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.TextFormat;
import java.time.Duration;
import java.util.Locale;
import pumpcompanion.emulator.link.Direction;
import pumpcompanion.proto.v1.Event;
import pumpcompanion.proto.v1.FromPump;
import pumpcompanion.proto.v1.Hello;
import pumpcompanion.proto.v1.Missing;
import pumpcompanion.proto.v1.PumpHeartbeat;
import pumpcompanion.proto.v1.Refusal;
import pumpcompanion.proto.v1.Resume;
import pumpcompanion.proto.v1.Resumed;
import pumpcompanion.proto.v1.ToPump;
import pumpcompanion.proto.v1.Welcome;

/** Payloads and records in words, a line each, for people who look at a test that failed. The words may change. */
public final class PayloadText {

    private PayloadText() {}

    /**
     * A payload in words.
     *
     * @param direction which way it goes
     * @param payload any bytes
     */
    public static String of(Direction direction, byte[] payload) {
        try {
            return direction == Direction.TO_PUMP
                    ? of(ToPump.parser().parseFrom(payload))
                    : of(FromPump.parser().parseFrom(payload));
        } catch (InvalidProtocolBufferException nonsense) {
            return payload.length + " bytes that are no message";
        }
    }

    /** A companion's message in words. */
    public static String of(ToPump message) {
        String session = "[" + Integer.toHexString(message.getSession()) + "] ";
        return session
                + switch (message.getMessageCase()) {
                    case HELLO -> hello(message.getHello());
                    case RESUME -> resume(message.getResume());
                    case ACK ->
                        "Ack through " + Long.toUnsignedString(message.getAck().getThrough());
                    case HEARTBEAT ->
                        "Heartbeat, acked through "
                                + Long.toUnsignedString(message.getHeartbeat().getAckedThrough());
                    case MESSAGE_NOT_SET -> "no known message";
                };
    }

    private static String hello(Hello hello) {
        return "Hello versions " + Integer.toUnsignedString(hello.getMinVersion()) + " to "
                + Integer.toUnsignedString(hello.getMaxVersion()) + " \"" + hello.getName() + "\"";
    }

    private static String resume(Resume resume) {
        return "Resume " + Integer.toUnsignedString(resume.getResumeId()) + " from "
                + Long.toUnsignedString(resume.getFrom()) + " of log " + Integer.toHexString(resume.getLogEpoch());
    }

    /** A pump's message in words. */
    public static String of(FromPump message) {
        String session = "[" + Integer.toHexString(message.getSession()) + "] ";
        return session
                + switch (message.getMessageCase()) {
                    case WELCOME -> welcome(message.getWelcome(), message.getLogEpoch());
                    case REFUSAL -> refusal(message.getRefusal());
                    case RESUMED -> resumed(message.getResumed());
                    case RECORD ->
                        "Record " + message.getRecord().getSequence() + " "
                                + event(message.getRecord().getEvent());
                    case MISSING -> missing(message.getMissing());
                    case HEARTBEAT -> heartbeat(message.getHeartbeat());
                    case LOG_LINE -> "LogLine \"" + message.getLogLine().getText() + "\"";
                    case MESSAGE_NOT_SET -> "no known message";
                };
    }

    private static String welcome(Welcome welcome, int epoch) {
        return "Welcome version " + welcome.getVersion() + " from "
                + welcome.getIdentity().getSerial() + ", boot " + welcome.getBootCount() + ", log "
                + Integer.toHexString(epoch) + " " + span(welcome.getOldest(), welcome.getNewest());
    }

    private static String refusal(Refusal refusal) {
        return refusal.getReason() + " \"" + refusal.getText() + "\"";
    }

    private static String resumed(Resumed resumed) {
        return "Resumed " + Integer.toUnsignedString(resumed.getResumeId()) + ", first " + resumed.getFirst() + " of "
                + span(resumed.getOldest(), resumed.getNewest());
    }

    private static String missing(Missing missing) {
        return "Missing " + missing.getFrom() + " to " + missing.getThrough() + ": " + missing.getReason();
    }

    private static String heartbeat(PumpHeartbeat heartbeat) {
        return "Heartbeat, sent through " + heartbeat.getSentThrough() + ", newest " + heartbeat.getNewest() + ", boot "
                + heartbeat.getBootCount();
    }

    private static String span(long oldest, long newest) {
        return oldest > newest ? "(no records)" : "(records " + oldest + " to " + newest + ")";
    }

    /** An encoded event in words, or that it is none. */
    public static String event(ByteString bytes) {
        try {
            return TextFormat.printer().emittingSingleLine(true).printToString(Event.parseFrom(bytes));
        } catch (InvalidProtocolBufferException nonsense) {
            return bytes.size() + " bytes that are no event";
        }
    }

    /** A span since a beginning, such as {@code +1.500 s}. */
    public static String since(Duration span) {
        return String.format(Locale.ROOT, "+%d.%03d s", span.toSeconds(), span.toMillisPart());
    }
}
