package pumpcompanion.emulator;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import pumpcompanion.proto.v1.Annunciation;
import pumpcompanion.proto.v1.AnnunciationStatus;
import pumpcompanion.proto.v1.AnnunciationType;
import pumpcompanion.proto.v1.CannulaPrimed;
import pumpcompanion.proto.v1.CartridgeFilled;
import pumpcompanion.proto.v1.ClockKind;
import pumpcompanion.proto.v1.DeliveryPurpose;
import pumpcompanion.proto.v1.Event;
import pumpcompanion.proto.v1.InsulinDelivered;
import pumpcompanion.proto.v1.PrimeEnding;
import pumpcompanion.proto.v1.Primed;
import pumpcompanion.proto.v1.TubingPrimed;

/** The actions of a pump that it has to remember something for: insulin, its clock, its annunciations. */
abstract class PumpActions implements SetActions {

    private final Insulin insulin = new Insulin();
    private final Map<Integer, Annunciation> annunciations = new HashMap<>();
    private int annunciationsMade;

    abstract PumpClock clock();

    /**
     * Insulin was put into the cartridge. The level counts down from the measured amount, else from the estimate.
     *
     * @param estimatedMilliunits range [0, 500 000]; empty: not said
     * @param measuredMilliunits same range; empty: not measured
     */
    public synchronized long fillCartridge(OptionalInt estimatedMilliunits, OptionalInt measuredMilliunits) {
        CartridgeFilled.Builder filled = CartridgeFilled.newBuilder();
        estimatedMilliunits.ifPresent(filled::setEstimatedMilliunits);
        measuredMilliunits.ifPresent(filled::setMeasuredMilliunits);
        insulin.filled(measuredMilliunits.isPresent() ? measuredMilliunits : estimatedMilliunits);
        return sense(Event.newBuilder().setCartridgeFilled(filled));
    }

    /** The normal fill: an estimate, nothing measured. */
    public long fillCartridge(int estimatedMilliunits) {
        return fillCartridge(OptionalInt.of(estimatedMilliunits), OptionalInt.empty());
    }

    /**
     * Filling the tubing ended.
     *
     * @param programmed milliunits, range [0, 100 000]; empty: open-ended
     * @param delivered same range; empty: not reported
     * @param ending how
     */
    public synchronized long primeTubing(OptionalInt programmed, OptionalInt delivered, PrimeEnding ending) {
        TubingPrimed.Builder primed = TubingPrimed.newBuilder().setEnding(ending);
        programmed.ifPresent(primed::setProgrammedMilliunits);
        delivered.ifPresent(primed::setDeliveredMilliunits);
        insulin.prime(delivered.orElse(0));
        return thenLevel(sense(Event.newBuilder().setTubingPrimed(primed)), delivered);
    }

    /** The normal tubing prime: open-ended, ended by the user when a drop showed. */
    public long primeTubing(int deliveredMilliunits) {
        return primeTubing(
                OptionalInt.empty(), OptionalInt.of(deliveredMilliunits), PrimeEnding.PRIME_ENDING_STOPPED_BY_USER);
    }

    /**
     * Filling the cannula ended.
     *
     * @param programmed milliunits, range [0, 10 000]; empty: open-ended
     * @param delivered same range; empty: not reported
     * @param ending how
     */
    public synchronized long primeCannula(OptionalInt programmed, OptionalInt delivered, PrimeEnding ending) {
        CannulaPrimed.Builder primed = CannulaPrimed.newBuilder().setEnding(ending);
        programmed.ifPresent(primed::setProgrammedMilliunits);
        delivered.ifPresent(primed::setDeliveredMilliunits);
        insulin.prime(delivered.orElse(0));
        return thenLevel(sense(Event.newBuilder().setCannulaPrimed(primed)), delivered);
    }

    /** The normal cannula prime: all that was programmed was delivered. */
    public long primeCannula(int programmedMilliunits) {
        OptionalInt amount = OptionalInt.of(programmedMilliunits);
        return primeCannula(amount, amount, PrimeEnding.PRIME_ENDING_COMPLETED);
    }

    /** A prime ended whose target the pump does not know; amounts as for the tubing. */
    public synchronized long primeUnknown(OptionalInt programmed, OptionalInt delivered, PrimeEnding ending) {
        Primed.Builder primed = Primed.newBuilder().setEnding(ending);
        programmed.ifPresent(primed::setProgrammedMilliunits);
        delivered.ifPresent(primed::setDeliveredMilliunits);
        insulin.prime(delivered.orElse(0));
        return thenLevel(sense(Event.newBuilder().setPrimed(primed)), delivered);
    }

    /**
     * Insulin was delivered over a span that ends now. Counts the lifetime totals, and writes the reservoir's level each
     * time it passes a multiple of 10 U.
     *
     * @param purpose basal or bolus
     * @param milliunits range [0, 100 000]
     * @param span how long it took; cut to this boot
     */
    public synchronized long deliver(DeliveryPurpose purpose, int milliunits, Duration span) {
        long now = clock().uptimeMs();
        InsulinDelivered.Builder delivered = insulin.deliver(purpose, milliunits)
                .setFromUptimeMs(Math.max(0, now - span.toMillis()))
                .setToUptimeMs(now);
        return thenLevel(sense(Event.newBuilder().setInsulinDelivered(delivered)), OptionalInt.of(milliunits));
    }

    private long thenLevel(long sequence, OptionalInt taken) {
        if (insulin.take(taken.orElse(0))) {
            reservoirLevel();
        }
        return sequence;
    }

    /** Writes what is left in the cartridge, as counted. */
    public synchronized long reservoirLevel() {
        return sense(Event.newBuilder().setReservoirLevel(insulin.levelNow()));
    }

    /** What is left in the cartridge, in milliunits, as counted; empty before the first fill. */
    public synchronized OptionalInt reservoirMilliunits() {
        return insulin.level();
    }

    /**
     * Raises an alarm, alert or reminder.
     *
     * @param type what it is about
     * @param text the pump's own words, at most 96 bytes; empty: none
     * @return its instance, for {@link #annunciation}
     */
    public synchronized int annunciate(AnnunciationType type, String text) {
        int instance = ++annunciationsMade;
        annunciations.put(
                instance,
                Annunciation.newBuilder()
                        .setInstance(instance)
                        .setType(type)
                        .setText(text)
                        .build());
        annunciation(instance, AnnunciationStatus.ANNUNCIATION_STATUS_RAISED);
        return instance;
    }

    /**
     * An annunciation stands otherwise now.
     *
     * @param instance as {@link #annunciate} returned it
     * @param status snoozed, confirmed, cleared, or raised again
     * @throws IllegalArgumentException if there is none of that number
     */
    public synchronized long annunciation(int instance, AnnunciationStatus status) {
        Annunciation raised = annunciations.get(instance);
        if (raised == null) {
            throw new IllegalArgumentException("annunciation " + instance + " (found: " + annunciations.keySet() + ")");
        }
        return sense(Event.newBuilder().setAnnunciation(raised.toBuilder().setStatus(status)));
    }

    /** Its cause is gone. */
    public long clear(int instance) {
        return annunciation(instance, AnnunciationStatus.ANNUNCIATION_STATUS_CLEARED);
    }

    /**
     * Sets the pump's clock.
     *
     * @param shown what it shows from now on
     * @param kind UTC or local
     */
    public synchronized long setClock(Instant shown, ClockKind kind) {
        return sense(Event.newBuilder().setClockChanged(clock().set(shown, kind)));
    }

    /** The clock is lost: from now on the pump shows none. */
    public synchronized long loseClock() {
        return sense(Event.newBuilder().setClockChanged(clock().lose()));
    }
}
