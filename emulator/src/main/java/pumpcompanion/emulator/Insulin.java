package pumpcompanion.emulator;

import java.util.OptionalInt;
import pumpcompanion.proto.v1.AmountBasis;
import pumpcompanion.proto.v1.DeliveryPurpose;
import pumpcompanion.proto.v1.InsulinDelivered;
import pumpcompanion.proto.v1.ReservoirLevel;

/** The pump's book-keeping: lifetime totals, and what is left in the cartridge. Milliunits. Guarded by the pump. */
final class Insulin {

    /** A level is written each time it passes a multiple of this. */
    private static final int LEVEL_STEP = 10_000;

    private long basal;
    private long bolus;
    private long primed;
    private OptionalInt level = OptionalInt.empty();

    OptionalInt level() {
        return level;
    }

    void filled(OptionalInt milliunits) {
        level = milliunits;
    }

    /** Counts a delivery. Returns what is to be written, but for the span. */
    InsulinDelivered.Builder deliver(DeliveryPurpose purpose, int milliunits) {
        switch (purpose) {
            case DELIVERY_PURPOSE_BASAL -> basal += milliunits;
            case DELIVERY_PURPOSE_BOLUS -> bolus += milliunits;
            default -> throw new IllegalArgumentException("delivery for " + purpose + " (expected basal or bolus)");
        }
        return InsulinDelivered.newBuilder()
                .setPurpose(purpose)
                .setBasis(AmountBasis.AMOUNT_BASIS_COMMANDED)
                .setMilliunits(milliunits)
                .setTotalBasalMilliunits(basal)
                .setTotalBolusMilliunits(bolus)
                .setTotalPrimeMilliunits(primed);
    }

    void prime(int milliunits) {
        primed += milliunits;
    }

    /** Takes from the cartridge. Returns whether a level is to be written now. */
    boolean take(int milliunits) {
        if (level.isEmpty() || milliunits == 0) {
            return false;
        }
        int before = level.getAsInt();
        int after = Math.max(0, before - milliunits);
        level = OptionalInt.of(after);
        return before / LEVEL_STEP != after / LEVEL_STEP || (after == 0 && before > 0);
    }

    ReservoirLevel.Builder levelNow() {
        ReservoirLevel.Builder now = ReservoirLevel.newBuilder().setBasis(AmountBasis.AMOUNT_BASIS_COMMANDED);
        level.ifPresent(now::setMilliunits);
        return now;
    }
}
