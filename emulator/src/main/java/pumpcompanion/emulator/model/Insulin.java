package pumpcompanion.emulator.model;

import java.util.OptionalInt;
import pumpcompanion.proto.v1.AmountBasis;
import pumpcompanion.proto.v1.DeliveryPurpose;
import pumpcompanion.proto.v1.InsulinDelivered;
import pumpcompanion.proto.v1.ReservoirLevel;

/** The pump's book-keeping: lifetime totals, and what is left in the cartridge. Milliunits. Guarded by the pump. */
public final class Insulin {

    private int levelStep = 10_000;
    private long basal;
    private long bolus;
    private long primed;
    private OptionalInt level = OptionalInt.empty();

    /** A level is written each time it passes a multiple of this, in milliunits. Default 10 000. */
    void levelStep(int milliunits) {
        levelStep = milliunits;
    }

    /** What is left in the cartridge, as counted; empty before the first fill. */
    public OptionalInt level() {
        return level;
    }

    /** A cartridge was filled with so much; empty: not known. */
    public void filled(OptionalInt milliunits) {
        level = milliunits;
    }

    /** Counts a delivery. Returns what is to be written, but for the span. */
    public InsulinDelivered.Builder deliver(DeliveryPurpose purpose, int milliunits) {
        count(purpose, milliunits);
        return delivered(purpose, milliunits);
    }

    void count(DeliveryPurpose purpose, long milliunits) {
        switch (purpose) {
            case DELIVERY_PURPOSE_BASAL -> basal += milliunits;
            case DELIVERY_PURPOSE_BOLUS -> bolus += milliunits;
            default -> throw new IllegalArgumentException("delivery for " + purpose + " (expected basal or bolus)");
        }
    }

    /** What is to be written of a delivery that was counted, but for the span. */
    InsulinDelivered.Builder delivered(DeliveryPurpose purpose, int milliunits) {
        return InsulinDelivered.newBuilder()
                .setPurpose(purpose)
                .setBasis(AmountBasis.AMOUNT_BASIS_COMMANDED)
                .setMilliunits(milliunits)
                .setTotalBasalMilliunits(basal)
                .setTotalBolusMilliunits(bolus)
                .setTotalPrimeMilliunits(primed);
    }

    /** Counts what went into tubing or cannula. */
    public void prime(long milliunits) {
        primed += milliunits;
    }

    /** Takes from the cartridge. Returns whether a level is to be written now. */
    public boolean take(long milliunits) {
        if (level.isEmpty() || milliunits == 0) {
            return false;
        }
        int before = level.getAsInt();
        int after = (int) Math.max(0, before - milliunits);
        level = OptionalInt.of(after);
        return before / levelStep != after / levelStep || (after == 0 && before > 0);
    }

    /** What is to be written about the level now. */
    public ReservoirLevel.Builder levelNow() {
        ReservoirLevel.Builder now = ReservoirLevel.newBuilder().setBasis(AmountBasis.AMOUNT_BASIS_COMMANDED);
        level.ifPresent(now::setMilliunits);
        return now;
    }

    /** How many whole pulses are left; very many where the level is not known. */
    long pulsesLeft(int pulse) {
        return level.isPresent() ? level.getAsInt() / pulse : Long.MAX_VALUE;
    }

    /** How many pulses until the level passes a step, reaches the low mark or holds no pulse any more; 0: it holds none. */
    long pulsesToNotice(int pulse, int lowMark) {
        if (level.isEmpty()) {
            return Long.MAX_VALUE;
        }
        int now = level.getAsInt();
        long least = Math.min(now / pulse, now % levelStep / pulse + 1);
        return now > lowMark ? Math.min(least, (now - lowMark + pulse - 1) / pulse) : least;
    }
}
