package pumpcompanion.connector.tracker;

import pumpcompanion.proto.v1.CannulaState;
import pumpcompanion.proto.v1.CannulaStatusOrBuilder;
import pumpcompanion.proto.v1.CartridgeStatusOrBuilder;
import pumpcompanion.proto.v1.DeliveryState;
import pumpcompanion.proto.v1.DeliveryStateChanged;
import pumpcompanion.proto.v1.InsulinDelivered;
import pumpcompanion.proto.v1.Phase;
import pumpcompanion.proto.v1.TrackerMemory;

/**
 * Insulin: through this cannula and out of this cartridge, from differences of lifetime totals, so that a missing record
 * costs no amount. Where a pump keeps no totals, from the amounts of the records.
 */
final class DeliveryRules {

    /** Beyond this, 100 U, a record's own amount is not one of a pump (event.proto). */
    private static final long MOST_MILLIUNITS = 100_000;
    /** Beyond this, ten million units or 100 U a day for 270 years, a lifetime total is not one of a pump. */
    private static final long MOST_TOTAL = 10_000_000_000L;
    /** Beyond this, a million units, two totals cannot be of one pump. */
    private static final long MOST_BETWEEN_TOTALS = 1_000_000_000;

    private DeliveryRules() {}

    static void delivered(Draft draft, InsulinDelivered event, long uptimeMs) {
        TrackerMemory.Builder memory = draft.editMemory();
        if (absurd(draft, event.getTotalBasalMilliunits())
                || absurd(draft, event.getTotalBolusMilliunits())
                || absurd(draft, event.getTotalPrimeMilliunits())) {
            // Where older totals are known, the next plausible ones are a step from those and hold this record's
            // insulin.
            if (!memory.hasTotalBasalMilliunits() && !memory.hasTotalBolusMilliunits()) {
                delivered(draft, withoutTotals(event), uptimeMs);
            }
            return;
        }
        long amount = amount(draft, event, memory);
        long primed = 0;
        if (event.hasTotalPrimeMilliunits()) {
            if (memory.hasTotalPrimeMilliunits()) {
                primed = Math.max(0, step(memory.getTotalPrimeMilliunits(), event.getTotalPrimeMilliunits()));
            }
            memory.setTotalPrimeMilliunits(event.getTotalPrimeMilliunits());
        }
        memory.clearGapSinceTotals();
        if (amount + primed > 0) {
            CartridgeStatusOrBuilder cartridge = draft.cartridge();
            if (cartridge.hasUsedMilliunits()) {
                draft.editCartridge().setUsedMilliunits(cartridge.getUsedMilliunits() + amount + primed);
            }
        }
        if (amount > 0) {
            throughSite(draft, amount, Span.of(draft.now, uptimeMs, event));
        }
    }

    private static void throughSite(Draft draft, long amount, Span span) {
        long lost = Unclipped.share(draft, amount, span);
        CannulaStatusOrBuilder cannula = draft.cannula();
        if (cannula.getState() == CannulaState.CANNULA_STATE_NONE
                && cannula.getKnown().getCertain()) {
            lost = span.share(amount, cannula.getKnown().getSinceMs(), Long.MAX_VALUE);
            if (lost > 0) {
                draft.findings.open(FindingCode.DELIVERY_WITHOUT_CANNULA, Words.units(lost) + " with no cannula in");
            }
        }
        if (cannula.hasInsulinMilliunits() && amount > lost) {
            draft.editCannula().setInsulinMilliunits(cannula.getInsulinMilliunits() + amount - lost);
        }
        if (lost < amount) {
            if (cannula.getState() == CannulaState.CANNULA_STATE_INSERTED && Phases.needsPrime(draft)) {
                draft.findings.open(
                        FindingCode.INSERTED_UNPRIMED,
                        "Insulin was delivered through a cannula whose dead space was not filled");
            }
            flows(draft, span);
        }
    }

    /** Insulin went through the set: a cartridge change that was under way is over, and the tubing must be on. */
    private static void flows(Draft draft, Span span) {
        long change = draft.memory().getCartridgeChangeMs();
        if (draft.memory().hasCartridgeChangeMs()) {
            if (span.begin() < change) {
                return;
            }
            draft.editMemory().clearCartridgeChangeMs();
            draft.touch();
        }
        CouplingRules.assumeJoined(draft);
        if (draft.before.getPhase() == Phase.PHASE_CANNULA_NOT_PRIMED) {
            draft.touch();
        }
    }

    /** Basal and bolus since the record before; primes apart. */
    private static long amount(Draft draft, InsulinDelivered event, TrackerMemory.Builder memory) {
        long sum = 0;
        boolean totals = event.hasTotalBasalMilliunits() || event.hasTotalBolusMilliunits();
        if (event.hasTotalBasalMilliunits()) {
            long step = memory.hasTotalBasalMilliunits()
                    ? step(memory.getTotalBasalMilliunits(), event.getTotalBasalMilliunits())
                    : -1;
            totals &= step >= 0;
            sum += step;
            memory.setTotalBasalMilliunits(event.getTotalBasalMilliunits());
        }
        if (event.hasTotalBolusMilliunits()) {
            long step = memory.hasTotalBolusMilliunits()
                    ? step(memory.getTotalBolusMilliunits(), event.getTotalBolusMilliunits())
                    : -1;
            totals &= step >= 0;
            sum += step;
            memory.setTotalBolusMilliunits(event.getTotalBolusMilliunits());
        }
        if (totals) {
            return sum;
        }
        long own = Integer.toUnsignedLong(event.getMilliunits());
        if (own > MOST_MILLIUNITS) {
            draft.findings.open(FindingCode.IMPLAUSIBLE_AMOUNT, "A delivery of " + Words.units(own));
            return 0;
        }
        return own;
    }

    private static InsulinDelivered withoutTotals(InsulinDelivered event) {
        return event.toBuilder()
                .clearTotalBasalMilliunits()
                .clearTotalBolusMilliunits()
                .clearTotalPrimeMilliunits()
                .build();
    }

    private static boolean absurd(Draft draft, long total) {
        boolean absurd = Long.compareUnsigned(total, MOST_TOTAL) > 0;
        if (absurd) {
            draft.findings.open(FindingCode.IMPLAUSIBLE_AMOUNT, "A lifetime total that no pump reaches");
        }
        return absurd;
    }

    /** The difference of two totals; -1 where they cannot be of one count. */
    private static long step(long from, long to) {
        long step = to - from;
        boolean rises = Long.compareUnsigned(to, from) >= 0;
        return rises && step >= 0 && step <= MOST_BETWEEN_TOTALS ? step : -1;
    }

    /** A prime left the cartridge. Where the pump keeps a total of primes, that total counts it. */
    static void primed(Draft draft, PrimeOutcome outcome) {
        if (outcome.delivered() > MOST_MILLIUNITS) {
            draft.findings.open(FindingCode.IMPLAUSIBLE_AMOUNT, "A prime of " + Words.units(outcome.delivered()));
        } else if (outcome.delivered() > 0
                && !draft.memory().hasTotalPrimeMilliunits()
                && draft.cartridge().hasUsedMilliunits()) {
            draft.editCartridge().setUsedMilliunits(draft.cartridge().getUsedMilliunits() + outcome.delivered());
        }
    }

    static void state(Draft draft, DeliveryStateChanged event) {
        DeliveryState state = event.getState();
        if (state == DeliveryState.UNRECOGNIZED) {
            return;
        }
        draft.status().setDelivery(state).setDeliveryKnown(draft.known());
        if (state == DeliveryState.DELIVERY_STATE_RUNNING) {
            draft.editMemory().clearCartridgeChangeMs();
            CouplingRules.assumeJoined(draft);
        }
        draft.touch();
    }

    /** A part is new and records are missing since the last totals: their difference would belong to the old one. */
    static void forgetTotalsAcrossGap(Draft draft) {
        if (draft.memory().getGapSinceTotals()) {
            forgetTotals(draft);
        }
    }

    /** The totals begin anew, as in another log. */
    static void forgetTotals(Draft draft) {
        draft.editMemory()
                .clearTotalBasalMilliunits()
                .clearTotalBolusMilliunits()
                .clearTotalPrimeMilliunits();
    }
}
