package pumpcompanion.emulator;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import pumpcompanion.emulator.model.Annunciations;
import pumpcompanion.emulator.model.Insulin;
import pumpcompanion.emulator.model.PumpModel;
import pumpcompanion.emulator.time.ModelTime;
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
import pumpcompanion.proto.v1.StartCause;
import pumpcompanion.proto.v1.TubingPrimed;

/** The actions of a pump that it has to remember something for: insulin, its clock, its annunciations. */
abstract class PumpActions implements SetActions {

    final Insulin insulin = new Insulin();
    final Annunciations annunciations = new Annunciations();

    abstract PumpClock clock();

    /** What makes it behave; null: it does only what it is told. */
    abstract @Nullable PumpModel body();

    abstract ModelTime.Task after(Duration delay, Runnable action);

    abstract ModelTime model();

    /** Starts anew, for this cause. */
    public abstract void reboot(StartCause cause);

    /** Starts anew because power came back. */
    public void reboot() {
        reboot(StartCause.START_CAUSE_POWER);
    }

    /**
     * Lets a while of the pump's own time pass at once, with all that falls due in it. Links stay in theirs: heartbeats and
     * quiet intervals do not move.
     *
     * @param span how long, not negative
     */
    public synchronized void advance(Duration span) {
        model().advance(span);
    }

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
        long sequence = sense(Event.newBuilder().setCartridgeFilled(filled));
        insulin.filled(measuredMilliunits.isPresent() ? measuredMilliunits : estimatedMilliunits);
        levelChanged();
        return sequence;
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
        long sequence = sense(Event.newBuilder().setTubingPrimed(primed));
        insulin.prime(delivered.orElse(0));
        return thenLevel(sequence, delivered);
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
        long sequence = sense(Event.newBuilder().setCannulaPrimed(primed));
        insulin.prime(delivered.orElse(0));
        return thenLevel(sequence, delivered);
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
        long sequence = sense(Event.newBuilder().setPrimed(primed));
        insulin.prime(delivered.orElse(0));
        return thenLevel(sequence, delivered);
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
        PumpModel body = body();
        if (body != null) { // before it counts
            body.before(Event.newBuilder().setInsulinDelivered(InsulinDelivered.getDefaultInstance()));
        }
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
        levelChanged();
        return sequence;
    }

    private void levelChanged() {
        PumpModel body = body();
        if (body != null) {
            body.levelChanged();
        }
    }

    private void settle() {
        PumpModel body = body();
        if (body != null) {
            body.settle();
        }
    }

    /** Writes what is left in the cartridge, as counted. */
    public synchronized long reservoirLevel() {
        settle();
        return sense(Event.newBuilder().setReservoirLevel(insulin.levelNow()));
    }

    /** What is left in the cartridge, in milliunits, as counted; empty before the first fill. */
    public synchronized OptionalInt reservoirMilliunits() {
        settle();
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
        settle();
        Annunciation raised = annunciations.raise(type, text);
        sense(Event.newBuilder().setAnnunciation(raised));
        return raised.getInstance();
    }

    /**
     * An annunciation stands otherwise now.
     *
     * @param instance as {@link #annunciate} returned it
     * @param status snoozed, confirmed, cleared, or raised again
     * @throws IllegalArgumentException if there is none of that number
     */
    public synchronized long annunciation(int instance, AnnunciationStatus status) {
        settle();
        return sense(Event.newBuilder().setAnnunciation(annunciations.change(instance, status)));
    }

    /** Every annunciation that is not cleared, the oldest first. */
    public synchronized List<Annunciation> annunciations() {
        return annunciations.open();
    }

    /** Somebody has seen it. */
    public long confirm(int instance) {
        return annunciation(instance, AnnunciationStatus.ANNUNCIATION_STATUS_CONFIRMED);
    }

    /**
     * It is put off: raised again after a while of the pump's own time, unless somebody has confirmed or cleared it by then.
     *
     * @param instance as {@link #annunciate} returned it
     * @param again after how long
     */
    public synchronized long snooze(int instance, Duration again) {
        long sequence = annunciation(instance, AnnunciationStatus.ANNUNCIATION_STATUS_SNOOZED);
        after(again, () -> {
            if (annunciations.stands(instance, AnnunciationStatus.ANNUNCIATION_STATUS_SNOOZED)) {
                annunciation(instance, AnnunciationStatus.ANNUNCIATION_STATUS_RAISED);
            }
        });
        return sequence;
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
