package pumpcompanion.connector.session;

import com.google.protobuf.ByteString;
import java.util.List;
import org.jspecify.annotations.Nullable;
import pumpcompanion.proto.v1.Construction;
import pumpcompanion.proto.v1.FromPump;
import pumpcompanion.proto.v1.Identity;
import pumpcompanion.proto.v1.Missing;
import pumpcompanion.proto.v1.MissingReason;
import pumpcompanion.proto.v1.PumpHeartbeat;
import pumpcompanion.proto.v1.Record;
import pumpcompanion.proto.v1.Welcome;

/**
 * Keeps what passes by in somebody else's session and sends nothing (W-57, W-58). A hole it hears stays open: it states
 * nothing about what it did not hear.
 */
final class NativeListener {

    private final SessionOut out;
    private final SessionSettings settings;
    private final Tally tally;
    private @Nullable PumpMet met;
    private long stream;

    NativeListener(SessionOut out, SessionSettings settings, Tally tally) {
        this.out = out;
        this.settings = settings;
        this.tally = tally;
    }

    void heard(FromPump message) {
        switch (message.getMessageCase()) {
            case WELCOME -> welcome(message.getLogEpoch(), message.getWelcome());
            case HEARTBEAT -> heartbeat(message.getLogEpoch(), message.getHeartbeat());
            case RECORD -> {
                Record record = message.getRecord();
                keep(
                        message.getLogEpoch(),
                        record.getSequence(),
                        record.getSequence(),
                        record.getEvent(),
                        MissingReason.MISSING_REASON_UNSPECIFIED);
            }
            case MISSING -> {
                Missing missing = message.getMissing();
                keep(message.getLogEpoch(), missing.getFrom(), missing.getThrough(), null, missing.getReason());
            }
            case LOG_LINE -> out.text(message.getLogLine().getText());
            default -> {
                // answers to somebody else
            }
        }
    }

    private void welcome(int epoch, Welcome welcome) {
        meet(PumpMet.of(name(welcome.getIdentity().getSerial()), welcome, epoch));
        out.heard(PumpTime.of(welcome));
    }

    private void heartbeat(int epoch, PumpHeartbeat heartbeat) {
        Identity identity =
                Identity.newBuilder().setSerial(heartbeat.getSerial()).build();
        meet(heardOf(name(heartbeat.getSerial()), identity, epoch, heartbeat.getBootCount()));
        out.heard(PumpTime.of(heartbeat));
    }

    private void keep(int epoch, long first, long through, @Nullable ByteString event, MissingReason reason) {
        if (first < 1 || through < first || through == Long.MAX_VALUE) {
            tally.nonsense++;
            return;
        }
        String name = met == null ? name("") : met.name();
        meet(heardOf(name, Identity.getDefaultInstance(), epoch, 0));
        tally.records++;
        out.keep(new SessionOut.Arrival(stream, settings.listenOnly(), first, through, event, reason));
    }

    private String name(String serial) {
        if (settings.pumpName() != null) {
            return settings.pumpName();
        }
        return serial.isEmpty() ? settings.linkName() : serial;
    }

    private static PumpMet heardOf(String name, Identity identity, int epoch, int bootCount) {
        return new PumpMet(name, identity, Construction.CONSTRUCTION_UNSPECIFIED, List.of(), epoch, bootCount);
    }

    /** Tells of a pump or log that was not known before, or of one known better now. */
    private void meet(PumpMet now) {
        PumpMet before = met;
        if (before != null
                && before.name().equals(now.name())
                && before.logEpoch() == now.logEpoch()
                && !isBetter(before, now)) {
            return;
        }
        met = now;
        stream = -1 - Integer.toUnsignedLong(now.logEpoch()); // never an active stream's number
        out.locate(now, false);
        out.phase(SessionPhase.LISTENING, "listening to " + now.name());
    }

    private static boolean isBetter(PumpMet before, PumpMet now) {
        return before.reports().isEmpty() && !now.reports().isEmpty();
    }
}
