package pumpcompanion.emulator.model;

import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import pumpcompanion.proto.v1.AnnunciationType;
import pumpcompanion.proto.v1.DeliveryPurpose;
import pumpcompanion.proto.v1.DeliveryState;
import pumpcompanion.proto.v1.DeliveryStateChanged;
import pumpcompanion.proto.v1.Event;
import pumpcompanion.proto.v1.InsulinDelivered;
import pumpcompanion.proto.v1.PrimeEnding;
import pumpcompanion.proto.v1.PrimeTarget;

/**
 * Basal, bolus and prime as they flow: pulses out of the reservoir, what is written about them, and the alarms that stop
 * them. Times are ms of the pump's own time; {@link #nextMs} says until when nothing happens that anybody could see.
 *
 * <p><b>Design note:</b> amounts are <em>commanded</em>. What an occlusion holds back is counted as delivered all the same,
 * as a pump does that does not know of it yet; only {@link #missed} knows better.
 */
final class Delivery {

    private final Behaviour is;
    private final Insulin insulin;
    private final PumpHost host;
    private final Alarms alarms;
    private final SetState set;
    private final BasalTime basalTime;
    private final Flow basal;
    private @Nullable Dose bolus;
    private @Nullable Dose prime;
    private DeliveryState state = DeliveryState.DELIVERY_STATE_STOPPED;
    private boolean occluded;
    private boolean lowTold;
    private long missed;
    private long unreported;
    private long atMs;
    private long bootMs;
    private long fromMs;
    private long reportMs = Flow.NEVER;
    private long segmentMs = Flow.NEVER;

    Delivery(
            Behaviour is, Insulin insulin, PumpHost host, Alarms alarms, SetState set, BasalTime basalTime, long atMs) {
        this.is = is;
        this.insulin = insulin;
        this.host = host;
        this.alarms = alarms;
        this.set = set;
        this.basalTime = basalTime;
        this.atMs = atMs;
        this.bootMs = atMs;
        basal = new Flow(is.pulse, Flow.NEVER);
    }

    // ------------------------------------------------------------ time

    /** When something happens next that leaves a trace. */
    long nextMs() {
        long next = Math.min(reportMs, segmentMs);
        int flows = (runs() ? 1 : 0) + (bolus == null ? 0 : 1) + (prime == null ? 0 : 1);
        if (flows == 0) {
            return next;
        }
        // shared among the flows: together they cannot pass what is to be noticed
        long pulses = Math.max(1, pulsesToNotice() / flows);
        long ms = runs() ? basal.msUntil(pulses) : Flow.NEVER;
        ms = bolus == null ? ms : Math.min(ms, bolus.flow.msUntil(pulses));
        ms = prime == null ? ms : Math.min(ms, prime.flow.msUntil(pulses));
        return ms == Flow.NEVER ? next : Math.min(next, atMs + ms);
    }

    private long pulsesToNotice() {
        long pulses = insulin.pulsesToNotice(is.pulse, is.reservoirLow);
        long toAlarm = (is.occlusionAfter - missed + is.pulse - 1) / is.pulse;
        return occluded ? Math.min(pulses, toAlarm) : pulses;
    }

    /** Lets time come to here, at most to {@link #nextMs}. */
    void passTo(long newAtMs) {
        long ms = newAtMs - atMs;
        atMs = newAtMs;
        if (runs() || bolus != null || prime != null) {
            move(ms);
        }
        if (atMs >= reportMs) {
            report();
            reportMs += is.reportMs;
        }
        if (atMs >= segmentMs) {
            follow();
        }
    }

    private void move(long ms) {
        long left = insulin.pulsesLeft(is.pulse);
        long before = left;
        if (prime != null) {
            long pulses = prime.flow.pass(ms, left);
            insulin.prime(pulses * is.pulse);
            left -= pulses;
        }
        if (bolus != null) {
            long pulses = bolus.flow.pass(ms, left);
            insulin.count(DeliveryPurpose.DELIVERY_PURPOSE_BOLUS, pulses * is.pulse);
            left -= pulses;
        }
        if (runs()) {
            long pulses = basal.pass(ms, left);
            insulin.count(DeliveryPurpose.DELIVERY_PURPOSE_BASAL, pulses * is.pulse);
            unreported += pulses * is.pulse;
            left -= pulses;
        }
        long moved = (before - left) * is.pulse;
        missed += occluded ? moved : 0;
        boolean levelDue = insulin.take(moved);
        endWhatIsComplete();
        if (levelDue) {
            host.write(Event.newBuilder().setReservoirLevel(insulin.levelNow()));
        }
        if (occluded && missed >= is.occlusionAfter) {
            missed = 0;
            alarm(AnnunciationType.ANNUNCIATION_TYPE_OCCLUSION, "occlusion", PrimeEnding.PRIME_ENDING_STOPPED_BY_ALARM);
        }
        if (left == 0) {
            alarm(
                    AnnunciationType.ANNUNCIATION_TYPE_RESERVOIR_EMPTY,
                    "cartridge empty",
                    PrimeEnding.PRIME_ENDING_STOPPED_BY_ALARM);
        }
        sayIfLow();
    }

    private void endWhatIsComplete() {
        if (bolus != null && bolus.flow.ended()) {
            endBolus();
        }
        if (prime != null && prime.flow.ended()) {
            endPrime(PrimeEnding.PRIME_ENDING_COMPLETED);
        }
    }

    /** As pumps do, not before a bolus or prime has ended (Medtronic, manualsonline.com 715 p. 123). */
    private void sayIfLow() {
        if (!lowTold && bolus == null && prime == null && !empty() && isLow()) {
            lowTold = true;
            alarms.raise(
                    AnnunciationType.ANNUNCIATION_TYPE_RESERVOIR_LOW,
                    insulin.level().orElse(0) / 1000 + " U");
        }
    }

    private boolean isLow() {
        return insulin.level().isPresent() && insulin.level().getAsInt() <= is.reservoirLow;
    }

    /** The level was changed by somebody else: a fill, or what was told. */
    void levelChanged() {
        if (!isLow()) {
            lowTold = false;
            alarms.clear(AnnunciationType.ANNUNCIATION_TYPE_RESERVOIR_LOW);
        }
        if (!empty()) {
            alarms.clear(AnnunciationType.ANNUNCIATION_TYPE_RESERVOIR_EMPTY);
        }
        sayIfLow();
    }

    // ------------------------------------------------------------ what is asked

    void bolus(int milliunits) {
        bolus = new Dose(PrimeTarget.PRIME_TARGET_UNSPECIFIED, OptionalInt.of(milliunits), is.pulse, atMs);
        bolus.flow.rate(is.bolusPerHour);
    }

    void prime(PrimeTarget target, OptionalInt milliunits) {
        prime = new Dose(target, milliunits, is.pulse, atMs);
        prime.flow.rate(is.primePerHour);
    }

    /** Ends the bolus as it is. Returns the number of its record; 0: none. */
    long endBolus() {
        Dose ended = bolus;
        bolus = null;
        if (ended == null || ended.flow.done() == 0) {
            return 0;
        }
        int milliunits = Math.toIntExact(ended.flow.done() * is.pulse);
        return write(insulin.delivered(DeliveryPurpose.DELIVERY_PURPOSE_BOLUS, milliunits), ended.fromMs);
    }

    /** Ends the prime as it is. Returns the number of its record; 0: none. */
    long endPrime(PrimeEnding ending) {
        Dose ended = prime;
        prime = null;
        if (ended == null) {
            return 0;
        }
        Event.Builder event = ended.primeEnded(is.pulse, ending);
        long sequence = host.write(event);
        set.happened(event);
        return sequence;
    }

    /** Delivery is about to stop or pause: what runs is cut short, and what was delivered is written. */
    void wind() {
        if (bolus != null) {
            endBolus();
            alarms.raise(AnnunciationType.ANNUNCIATION_TYPE_BOLUS_CANCELED, "");
        }
        report();
    }

    /** Something is wrong: says so, and stops everything. Returns the alarm's instance. */
    int alarm(AnnunciationType type, String text, PrimeEnding ending) {
        int instance = alarms.raise(type, text);
        endPrime(ending);
        wind();
        if (state != DeliveryState.DELIVERY_STATE_STOPPED) {
            DeliveryStateChanged.Builder stopped = DeliveryStateChanged.newBuilder()
                    .setState(DeliveryState.DELIVERY_STATE_STOPPED)
                    .setText(text);
            host.write(Event.newBuilder().setDeliveryStateChanged(stopped));
            state(DeliveryState.DELIVERY_STATE_STOPPED);
        }
        return instance;
    }

    void state(DeliveryState newState) {
        boolean ran = runs();
        state = newState;
        if (runs() && !ran) {
            fromMs = atMs;
            reportMs = atMs + is.reportMs;
            follow();
            alarms.clear(AnnunciationType.ANNUNCIATION_TYPE_BOLUS_CANCELED);
        } else if (!runs()) {
            reportMs = Flow.NEVER;
            segmentMs = Flow.NEVER;
        }
    }

    /** Programme or clock are others now. */
    void follow() {
        if (runs()) {
            basal.rate(basalTime.rateAt(atMs));
            segmentMs = basalTime.nextChange(atMs);
        }
    }

    void occluded(boolean now) {
        occluded = now;
        if (!now) {
            missed = 0;
            alarms.clear(AnnunciationType.ANNUNCIATION_TYPE_OCCLUSION);
        }
    }

    /** What runs is lost, without a word; the totals have counted it. */
    void rebooted() {
        bolus = null;
        prime = null;
        unreported = 0;
        bootMs = atMs;
        fromMs = atMs;
        reportMs = runs() ? atMs + is.reportMs : Flow.NEVER;
    }

    // ------------------------------------------------------------ how it stands

    DeliveryState state() {
        return state;
    }

    String words() {
        return switch (state) {
            case DELIVERY_STATE_STOPPED -> "stopped";
            case DELIVERY_STATE_PAUSED -> "paused";
            case DELIVERY_STATE_RUNNING -> "running";
            default -> "unknown";
        };
    }

    boolean boluses() {
        return bolus != null;
    }

    boolean primes() {
        return prime != null;
    }

    boolean empty() {
        return insulin.pulsesLeft(is.pulse) == 0;
    }

    boolean occluded() {
        return occluded;
    }

    /** What the occlusion has held back so far, in milliunits. */
    long missed() {
        return missed;
    }

    private boolean runs() {
        return state == DeliveryState.DELIVERY_STATE_RUNNING;
    }

    // ------------------------------------------------------------ records

    private void report() {
        if (unreported > 0) {
            int milliunits = Math.toIntExact(unreported);
            unreported = 0;
            write(insulin.delivered(DeliveryPurpose.DELIVERY_PURPOSE_BASAL, milliunits), fromMs);
        }
        fromMs = atMs;
    }

    private long write(InsulinDelivered.Builder delivered, long beganMs) {
        long to = Math.min(atMs - bootMs, host.uptimeMs());
        delivered.setFromUptimeMs(Math.min(Math.max(0, beganMs - bootMs), to)).setToUptimeMs(to);
        return host.write(Event.newBuilder().setInsulinDelivered(delivered));
    }
}
