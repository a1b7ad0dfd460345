package pumpcompanion.emulator;

import java.util.OptionalInt;
import pumpcompanion.emulator.model.ActionRefusedException;
import pumpcompanion.emulator.model.BasalProgramme;
import pumpcompanion.emulator.model.Interlock;
import pumpcompanion.emulator.model.OperationalState;
import pumpcompanion.emulator.model.PumpModel;
import pumpcompanion.proto.v1.DeliveryState;
import pumpcompanion.proto.v1.Event;
import pumpcompanion.proto.v1.PrimeEnding;
import pumpcompanion.proto.v1.PrimeTarget;

/**
 * What a pump that behaves does over a while of its own time. Only {@link PumpBuilder#behaving} makes such a pump; any
 * other throws {@link IllegalStateException} here, because it does nothing by itself.
 *
 * <p>Records come as things happen: basal every five minutes, a bolus and a prime at their end, alarms when they are due.
 * A {@link EmulatedPump#reboot} loses a bolus or prime that runs without an end, and keeps all else: cartridge and set, reservoir,
 * totals, programme, whether it delivers, annunciations, battery.
 */
abstract class LiveActions extends PumpActions {

    abstract long writeIfSensed(Event.Builder event);

    /**
     * {@inheritDoc}
     *
     * @throws ActionRefusedException from a pump that behaves, if that cannot be now; nothing has changed
     */
    @Override
    public synchronized long sense(Event.Builder event) {
        PumpModel body = body();
        if (body == null) {
            return writeIfSensed(event);
        }
        body.before(event);
        long sequence = writeIfSensed(event);
        body.after(event);
        return sequence;
    }

    /** Whether this pump behaves: lives by itself, and refuses what a real one would refuse. */
    public boolean behaves() {
        return body() != null;
    }

    private PumpModel living() {
        PumpModel body = body();
        if (body == null) {
            throw new IllegalStateException(
                    "this pump does nothing by itself (expected one that behaves): build it with behaving()");
        }
        return body;
    }

    /** Basal follows this programme, by the pump's clock, from now on; it flows while delivery runs. */
    public synchronized void basal(BasalProgramme programme) {
        living().basal(programme);
    }

    /** The programme that basal follows. */
    public synchronized BasalProgramme basal() {
        return living().basal();
    }

    /**
     * Begins a bolus, beside basal. InsulinDelivered is written at its end; where anything but {@link #stopBolus} cut it
     * short, "bolus canceled" is annunciated, too.
     *
     * @param milliunits range [1, 100 000]; whole pulses of it, at least one, are delivered
     * @throws ActionRefusedException if delivery does not run, or another bolus does
     */
    public synchronized void bolus(int milliunits) {
        living().bolus(milliunits);
    }

    /** The user stops the bolus. Returns the number of its record; 0: nothing was delivered, or no bolus runs. */
    public synchronized long stopBolus() {
        return living().stopBolus();
    }

    /** Whether a bolus runs. */
    public synchronized boolean bolusRuns() {
        return living().bolusRuns();
    }

    /**
     * Begins a prime, which takes its time. It ends completed, by {@link #stopPrime}, by an alarm (occlusion, cartridge or
     * battery empty), by {@link #fault}, or without a word by a {@link EmulatedPump#reboot}.
     *
     * @param target what is filled
     * @param programmedMilliunits range [1, 100 000], whole pulses of it, at least one; empty: until the user ends it
     * @return the number of PrimeStarted
     * @throws ActionRefusedException if it may not begin now, as {@link Interlock} says
     */
    public synchronized long prime(PrimeTarget target, OptionalInt programmedMilliunits) {
        return living().prime(target, programmedMilliunits);
    }

    /** The user ends the prime. Returns the number of the record of its end; 0: none runs. */
    public synchronized long stopPrime() {
        return living().endPrime(PrimeEnding.PRIME_ENDING_STOPPED_BY_USER);
    }

    /**
     * From now on nothing comes out at the end of the set. The pump does not know: it goes on counting, and says so only
     * after 3 U were missed (Medtronic 511 manual p. 158), which takes 3 hours at 1 U/h and 30 at 0.1.
     */
    public synchronized void occlude() {
        living().occluded(true);
    }

    /** It flows again; an alarm about it is cleared. */
    public synchronized void clearOcclusion() {
        living().occluded(false);
    }

    /** What an occlusion has held back since it began or since its last alarm, in milliunits. No real pump knows this. */
    public synchronized long missedMilliunits() {
        return living().missedMilliunits();
    }

    /**
     * Somebody pulls the cartridge out of the running pump, which no interlock holds back: "reservoir issue", and delivery
     * stops, as on Tandem's (its alarm 25). The alarm is cleared when a cartridge is in again.
     *
     * @return the number of CartridgeUnseated; 0: the pump does not sense it
     */
    public synchronized long pullCartridge() {
        return living().pullCartridge();
    }

    /**
     * A part of the pump fails: "mechanical issue", a prime ends by fault, a bolus is cut short, delivery stops until the
     * annunciation is cleared.
     *
     * @param text the pump's own words, at most 96 bytes
     * @return the annunciation's instance
     */
    public synchronized int fault(String text) {
        return living().fault(text);
    }

    /** Whether it delivers. */
    public synchronized DeliveryState deliveryState() {
        return living().deliveryState();
    }

    /** What it is busy with. */
    public synchronized OperationalState operationalState() {
        return living().operationalState();
    }

    /** Charge of the battery, range [0, 100]. */
    public synchronized int batteryPercent() {
        return living().batteryPercent();
    }
}
