package pumpcompanion.connector.tracker;

import pumpcompanion.proto.v1.Basis;
import pumpcompanion.proto.v1.CannulaState;
import pumpcompanion.proto.v1.CannulaStatus;
import pumpcompanion.proto.v1.Clock;
import pumpcompanion.proto.v1.Part;
import pumpcompanion.proto.v1.RemovalReason;
import pumpcompanion.proto.v1.SetRemoved;
import pumpcompanion.proto.v1.TrackerMemory;
import pumpcompanion.proto.v1.TubingState;

/** A wear begins, ends or is in question: everything that belongs to one wear starts and stops here together. */
final class Wear {

    private Wear() {}

    /** A new wear that began at this time. */
    static void begin(Draft draft, long at, Basis basis, CannulaState state) {
        PlaceRules.worn(draft);
        end(draft, "A new wear began.");
        CouplingRules.newWear(draft);
        draft.editMemory().setWears(draft.memory().getWears() + 1);
        draft.editCannula()
                .clear()
                .setState(state)
                .setKnown(draft.known(basis))
                .setClock(withLimit(
                        draft,
                        Clock.newBuilder().setStartedMs(at).setBasis(basis).setCertain(basis != Basis.BASIS_ASSUMED),
                        ""))
                .setInsulinMilliunits(0);
        DeliveryRules.forgetTotalsAcrossGap(draft);
        if (draft.patch()) {
            CartridgeRules.patchWear(draft, true, at, basis);
            draft.editTubing().setState(TubingState.TUBING_STATE_NONE).setKnown(draft.known(Basis.BASIS_DERIVED));
        }
    }

    /** A new wear began by what was primed; the cannula before it is remembered, for a person may know that it stayed. */
    static void beginByPrimes(Draft draft) {
        boolean replaced = draft.cannula().getClock().hasStartedMs();
        CannulaStatus before = draft.editCannula().build();
        long unclipped = draft.coupling().getUnclippedMs();
        begin(draft, draft.now, Basis.BASIS_DERIVED, CannulaState.CANNULA_STATE_PRIMED);
        if (replaced) {
            draft.editMemory().setReplaced(before).setReplacedUnclippedMs(unclipped);
        }
    }

    /** The wear that primes seemed to begin is none: the one before it goes on. */
    static void takeBack(Draft draft) {
        TrackerMemory.Builder memory = draft.editMemory();
        CannulaStatus before = memory.getReplaced();
        CannulaStatus.Builder cannula = draft.editCannula();
        PlaceRules.takeBack(draft, cannula.getClock().getStartedMs());
        if (before.hasInsulinMilliunits() && cannula.hasInsulinMilliunits()) {
            cannula.setInsulinMilliunits(before.getInsulinMilliunits() + cannula.getInsulinMilliunits());
        } else {
            cannula.clearInsulinMilliunits();
        }
        cannula.setSite(before.getSite())
                .setMethodValue(before.getMethodValue())
                .setSetId(before.getSetId())
                .setClock(before.getClock());
        if (!before.hasSite()) {
            cannula.clearSite();
        }
        draft.editCoupling().setUnclippedMs(draft.coupling().getUnclippedMs() + memory.getReplacedUnclippedMs());
        memory.clearReplaced().clearReplacedUnclippedMs().setWears(memory.getWears() - 1);
        endLimits(draft, "The same cannula stayed.");
        limit(draft, before.getSetId());
    }

    /** A wear of which only a weak sign is known; it asks. */
    static void beginAssumed(Draft draft, String seen) {
        begin(draft, draft.now, Basis.BASIS_ASSUMED, CannulaState.CANNULA_STATE_PRIMED);
        draft.findings.open(FindingCode.NEW_WEAR_ASSUMED, seen);
    }

    /** Perhaps a new wear began now: the older age goes on, and a finding asks. */
    static void ask(Draft draft, String seen) {
        Clock clock = draft.cannula().getClock();
        draft.editCannula()
                .setClock(clock.toBuilder()
                        .setCertain(false)
                        .setPossibleStartMs(Math.max(draft.now, clock.getStartedMs())));
        draft.editMemory()
                .clearTubingPrimedInWear()
                .setPossibleInsulinMilliunits(draft.cannula().getInsulinMilliunits());
        draft.findings.open(FindingCode.NEW_WEAR_ASSUMED, seen);
    }

    static void removed(Draft draft, SetRemoved event) {
        PrimeRules.stop(draft);
        PlaceRules.worn(draft);
        end(draft, "The set was removed.");
        CouplingRules.removed(draft);
        RemovalReason reason = event.getReason();
        draft.editCannula()
                .clear()
                .setState(CannulaState.CANNULA_STATE_NONE)
                .setKnown(draft.known())
                .setRemoved(reason == RemovalReason.UNRECOGNIZED ? RemovalReason.REMOVAL_REASON_UNSPECIFIED : reason);
        if (draft.patch()) {
            CartridgeRules.patchWear(draft, false, draft.now, draft.evidence);
        }
        draft.touch();
    }

    /** The present wear is of this kind of set: another limit may hold. */
    static void limit(Draft draft, String setId) {
        Clock clock = draft.cannula().getClock();
        Clock limited = withLimit(draft, clock.toBuilder(), setId).build();
        draft.editCannula().setClock(limited);
        if (limited.getLimitMs() != clock.getLimitMs()) {
            endLimits(draft, "The limit of this kind of set is another.");
        }
    }

    /** Its limit after the kind of set. */
    static Clock.Builder withLimit(Draft draft, Clock.Builder clock, String setId) {
        return clock.setLimitMs(Times.plus(clock.getStartedMs(), draft.settings.wearLimitMs(setId)));
    }

    /** No notice of the wear limit holds any more. */
    static void endLimits(Draft draft, String why) {
        draft.findings.end(FindingCode.WEAR_INFO, why);
        draft.findings.end(FindingCode.WEAR_WARNING, why);
        draft.findings.end(FindingCode.WEAR_LIMIT, why);
    }

    private static void end(Draft draft, String why) {
        endLimits(draft, why);
        Findings findings = draft.findings;
        findings.end(FindingCode.NEW_WEAR_ASSUMED, why);
        findings.end(FindingCode.OCCLUSION, why);
        findings.end(FindingCode.ADHESIVE, why);
        findings.end(FindingCode.SITE_SIGN, why);
        findings.end(FindingCode.INSERTION_FAILED, why);
        findings.end(FindingCode.DELIVERY_WITHOUT_CANNULA, why);
        findings.end(FindingCode.INSERTED_UNPRIMED, why);
        findings.end(FindingCode.PLACE_USED_TOO_SOON, why);
        findings.end(FindingCode.FILL_IMPLAUSIBLE, Part.PART_CANNULA, why);
        for (FindingCode code : PrimeRules.UNDONE) {
            findings.end(code, Part.PART_CANNULA, why);
        }
        if (draft.patch()) {
            // The whole pump goes with the set, and with it what was said about its inside.
            PrimeRules.UNDONE.forEach(code -> findings.end(code, why));
            findings.end(FindingCode.AIR_IN_TUBING, why);
            findings.end(FindingCode.CANNULA_PRIMED_WITHOUT_CARTRIDGE, why);
        }
        draft.editMount().clear();
        draft.editMemory()
                .clearTubingPrimedInWear()
                .clearCannulaPrimedMs()
                .clearInsertion()
                .clearReplaced()
                .clearReplacedUnclippedMs()
                .clearCannulaFillMilliunits()
                .clearPossibleInsulinMilliunits();
        draft.sure(Part.PART_MOUNT);
        draft.sure(Part.PART_CANNULA);
        draft.touch();
    }
}
