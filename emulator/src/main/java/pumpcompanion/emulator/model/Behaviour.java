package pumpcompanion.emulator.model;

import java.time.Duration;

/**
 * The figures of a pump that behaves. Everything has a default; a pump takes a copy as it is made. One thread at a time.
 *
 * <p>Sources: pulse, Omnipod (LoopKit/OmniBLE); low reservoir, Tandem, Medtronic and Dana; occlusion, Medtronic 511 manual
 * p. 158, up to 3.0 U missed. The others are chosen: a bolus of 1.5 U a minute is what usual pumps do, a prime of 9 U a
 * minute that of the set change on a Medtronic 722 in openaps/oref0 pull request 1409.
 */
public final class Behaviour {

    boolean interlocks = true;
    int pulse = 50;
    BasalProgramme basal = BasalProgramme.flat(800);
    long bolusPerHour = 1_500 * 60;
    long primePerHour = 9_000 * 60;
    int reservoirLow = 20_000;
    int levelStep = 10_000;
    int occlusionAfter = 3_000;
    long reportMs = Duration.ofMinutes(5).toMillis();
    long batteryMs = Duration.ofDays(7).toMillis();
    int batteryStep = 5;
    int batteryLow = 20;

    private Behaviour() {}

    /** A usual pump. */
    public static Behaviour usual() {
        return new Behaviour();
    }

    Behaviour copy() {
        Behaviour copy = new Behaviour();
        copy.interlocks = interlocks;
        copy.pulse = pulse;
        copy.basal = basal;
        copy.bolusPerHour = bolusPerHour;
        copy.primePerHour = primePerHour;
        copy.reservoirLow = reservoirLow;
        copy.levelStep = levelStep;
        copy.occlusionAfter = occlusionAfter;
        copy.reportMs = reportMs;
        copy.batteryMs = batteryMs;
        copy.batteryStep = batteryStep;
        copy.batteryLow = batteryLow;
        return copy;
    }

    /** Whether it refuses what a real pump would refuse ({@link Interlock}). Default it does. */
    public Behaviour interlocks(boolean on) {
        interlocks = on;
        return this;
    }

    /** The least amount that it moves, in milliunits, range [1, 10 000]. Default 50. */
    public Behaviour pulse(int milliunits) {
        pulse = within("a pulse", milliunits, 1, 10_000, "milliunits");
        return this;
    }

    /** Its basal as it is made. Default 0.8 U/h all day. */
    public Behaviour basal(BasalProgramme programme) {
        basal = programme;
        return this;
    }

    /** How fast a bolus goes, in milliunits a minute, range [10, 100 000]. Default 1500. */
    public Behaviour bolusRate(int milliunitsPerMinute) {
        bolusPerHour = within("a bolus", milliunitsPerMinute, 10, 100_000, "milliunits a minute") * 60L;
        return this;
    }

    /** How fast a prime goes, in milliunits a minute, range [10, 100 000]. Default 9000. */
    public Behaviour primeRate(int milliunitsPerMinute) {
        primePerHour = within("a prime", milliunitsPerMinute, 10, 100_000, "milliunits a minute") * 60L;
        return this;
    }

    /** At which level it says that the reservoir is low, in milliunits, range [0, 500 000]. Default 20 000. */
    public Behaviour reservoirLow(int milliunits) {
        reservoirLow = within("a low mark", milliunits, 0, 500_000, "milliunits");
        return this;
    }

    /** A ReservoirLevel each time the level passes a multiple of this, in milliunits, range [50, 500 000]. Default 10 000. */
    public Behaviour levelStep(int milliunits) {
        levelStep = within("a level step", milliunits, 50, 500_000, "milliunits");
        return this;
    }

    /** After how much that did not come out it says that it is occluded, in milliunits, range [1, 100 000]. Default 3000. */
    public Behaviour occlusionAfter(int missedMilliunits) {
        occlusionAfter = within("an occlusion mark", missedMilliunits, 1, 100_000, "milliunits");
        return this;
    }

    /** How often it writes the basal that it delivered, range [1 s, 1 h]. Default 5 min. */
    public Behaviour reportEvery(Duration interval) {
        reportMs = interval.toMillis();
        if (reportMs < 1000 || interval.compareTo(Duration.ofHours(1)) > 0) {
            throw new IllegalArgumentException("a report every " + interval + " (expected 1 s to 1 h)");
        }
        return this;
    }

    /** How long its battery lasts from full to empty, at least a minute; zero: for ever. Default 7 days. */
    public Behaviour batteryLasts(Duration whole) {
        if (!whole.isZero() && whole.compareTo(Duration.ofMinutes(1)) < 0) {
            throw new IllegalArgumentException("a battery for " + whole + " (expected a minute or more, or zero)");
        }
        batteryMs = whole.toMillis();
        return this;
    }

    /** A BatteryLevel each time the charge passes a multiple of this, in percent, range [1, 100]. Default 5. */
    public Behaviour batteryStep(int percent) {
        batteryStep = within("a battery step", percent, 1, 100, "percent");
        return this;
    }

    /** At which charge it says that the battery is low, in percent, range [0, 99]. Default 20. */
    public Behaviour batteryLow(int percent) {
        batteryLow = within("a low battery", percent, 0, 99, "percent");
        return this;
    }

    private static int within(String what, int found, int least, int most, String unit) {
        if (found < least || found > most) {
            throw new IllegalArgumentException(
                    what + " of " + found + " " + unit + " (expected " + least + " to " + most + ")");
        }
        return found;
    }
}
