package pumpcompanion.connector.tracker;

import pumpcompanion.connector.catalogue.Catalogue;
import pumpcompanion.proto.v1.Basis;
import pumpcompanion.proto.v1.CannulaInserted;
import pumpcompanion.proto.v1.CannulaState;
import pumpcompanion.proto.v1.Clock;
import pumpcompanion.proto.v1.EventKind;
import pumpcompanion.proto.v1.InsertionMethod;
import pumpcompanion.proto.v1.Part;
import pumpcompanion.proto.v1.Site;
import pumpcompanion.proto.v1.TrackerMemoryOrBuilder;

/**
 * Cannula and site: when a new wear begins.
 *
 * <p><b>Design note:</b> where a record may or may not mean a new cannula, the older age goes on and a finding asks.
 * Resetting wrongly hides that a set is worn too long, which is the dangerous side; at least four known projects did so.
 */
final class WearRules {

    private WearRules() {}

    /** Whether a cannula is in the body, as far as is known. */
    static boolean inBody(Draft draft) {
        CannulaState state = draft.cannula().getState();
        if (state == CannulaState.CANNULA_STATE_FILLING) {
            // That a prime began says nothing about a cannula that nobody knew of.
            state = draft.memory().getCannulaBeforePrime();
        }
        return state != CannulaState.CANNULA_STATE_UNSPECIFIED && state != CannulaState.CANNULA_STATE_NONE;
    }

    static void inserted(Draft draft, CannulaInserted event) {
        PrimeRules.stop(draft);
        Clock clock = draft.cannula().getClock();
        Basis known = draft.memory().getInsertion();
        long near = draft.settings.sameWear().toMillis();
        if (clock.hasPossibleStartMs() && Times.within(clock.getPossibleStartMs(), draft.now, near)) {
            settle(draft, clock.getPossibleStartMs());
        } else if (clock.hasStartedMs()
                && known != draft.evidence
                && Times.within(clock.getStartedMs(), draft.now, near)) {
            confirm(draft);
        } else {
            Wear.begin(draft, draft.now, draft.evidence, CannulaState.CANNULA_STATE_INSERTED);
        }
        if (draft.memory().getInsertion() == Basis.BASIS_UNSPECIFIED && PrimeRules.tubingKnownDry(draft)) {
            draft.findings.open(FindingCode.INSERTED_UNPRIMED, "A set was inserted before its tubing was filled");
        }
        draft.editMemory().setInsertion(firmer(draft.memory().getInsertion(), draft.evidence));
        details(draft, event);
        draft.touch();
    }

    /** A cannula prime was completed. */
    static void cannulaPrimed(Draft draft) {
        if (draft.settings.cannulaMarker() == CannulaMarker.CANNULA_PRIME) {
            byCannulaPrime(draft);
        }
        if (inBody(draft)) {
            full(draft);
        }
        draft.touch();
    }

    private static void byCannulaPrime(Draft draft) {
        Clock clock = draft.cannula().getClock();
        TrackerMemoryOrBuilder memory = draft.memory();
        boolean tubingToo = memory.getTubingPrimedInWear();
        long reprime = draft.settings.reprime().toMillis();
        if (!clock.hasStartedMs()) {
            if (tubingToo || removed(draft)) {
                Wear.beginByPrimes(draft);
            } else {
                Wear.beginAssumed(draft, "A cannula prime, and nothing known before it");
            }
        } else if (justInserted(draft, clock)) {
            return;
        } else if (tubingToo) {
            if (saysItStayed(draft)) {
                Wear.ask(draft, "Tubing and cannula were filled, and no insertion was reported");
            } else {
                Wear.beginByPrimes(draft);
            }
        } else {
            long since = clock.hasPossibleStartMs() ? clock.getPossibleStartMs() : clock.getStartedMs();
            if (Times.between(since, draft.now) > reprime) {
                Wear.ask(
                        draft,
                        "A cannula prime alone, " + Words.span(Times.between(since, draft.now)) + " into the wear");
            }
        }
    }

    /** A tubing prime was completed: with steel sets the only mark that a new site leaves. */
    static void tubingPrimed(Draft draft) {
        if (draft.settings.cannulaMarker() == CannulaMarker.CANNULA_PRIME) {
            draft.editMemory().setTubingPrimedInWear(true);
            return;
        }
        Clock clock = draft.cannula().getClock();
        boolean cartridgeToo = draft.memory().getCartridgeTouched();
        if (!clock.hasStartedMs()) {
            if (cartridgeToo && !removed(draft)) {
                Wear.beginAssumed(draft, "A tubing prime after a cartridge change, and nothing known before it");
            } else {
                Wear.beginByPrimes(draft);
            }
        } else if (!justInserted(draft, clock)) {
            long since = clock.hasPossibleStartMs() ? clock.getPossibleStartMs() : clock.getStartedMs();
            boolean again =
                    Times.between(since, draft.now) <= draft.settings.reprime().toMillis();
            if (cartridgeToo && !(again && clock.hasPossibleStartMs())) {
                Wear.ask(draft, "A tubing prime right after a cartridge change");
            } else if (!again) {
                Wear.beginByPrimes(draft);
            }
        }
        if (inBody(draft)) {
            full(draft);
        }
    }

    /** A person answers that no new cannula came: the age is that of the older one, and certain. */
    static void stayed(Draft draft) {
        if (!inBody(draft)) {
            return;
        }
        boolean asked = draft.cannula().getClock().hasPossibleStartMs();
        if (asked) {
            draft.editMemory().clearReplaced().clearReplacedUnclippedMs(); // this question is answered, no older one
        } else if (draft.memory().hasReplaced()) {
            Wear.takeBack(draft);
        }
        Clock clock = draft.cannula().getClock();
        draft.findings.end(FindingCode.NEW_WEAR_ASSUMED, "The same cannula stayed.");
        if (clock.hasStartedMs() && (asked || clock.getBasis() != Basis.BASIS_ASSUMED)) {
            draft.editCannula()
                    .setClock(clock.toBuilder().clearPossibleStartMs().setCertain(true))
                    .setKnown(draft.cannula().getKnown().toBuilder().setCertain(true));
            draft.sure(Part.PART_CANNULA);
        }
        draft.editMemory().clearPossibleInsulinMilliunits().clearTubingPrimedInWear();
        draft.touch();
    }

    private static boolean removed(Draft draft) {
        return draft.cannula().getState() == CannulaState.CANNULA_STATE_NONE;
    }

    /** Insertion and prime within two hours are one wear, from the earlier. */
    private static boolean justInserted(Draft draft, Clock clock) {
        return draft.memory().getInsertion() != Basis.BASIS_UNSPECIFIED
                && Times.within(
                        clock.getStartedMs(),
                        draft.now,
                        draft.settings.sameWear().toMillis());
    }

    /** A pump that senses insertions and has written none, with nothing missing: silence that means something. */
    private static boolean saysItStayed(Draft draft) {
        int bit = 1 << Part.PART_CANNULA.getNumber();
        return draft.reports(EventKind.EVENT_KIND_CANNULA_INSERTED)
                && (draft.memory().getDoubtful() & bit) == 0;
    }

    private static void full(Draft draft) {
        draft.findings.end(FindingCode.INSERTED_UNPRIMED, "The cannula was filled.");
        if (draft.cannula().getState() != CannulaState.CANNULA_STATE_OCCLUDED) {
            draft.editCannula().setState(CannulaState.CANNULA_STATE_PRIMED).setKnown(draft.known());
        }
        draft.editMemory().setCannulaPrimedMs(draft.now);
    }

    /** The question is answered: the prime that asked did begin a wear. */
    private static void settle(Draft draft, long possible) {
        boolean counted =
                draft.cannula().hasInsulinMilliunits() && draft.memory().hasPossibleInsulinMilliunits();
        long insulin = draft.cannula().getInsulinMilliunits() - draft.memory().getPossibleInsulinMilliunits();
        Wear.begin(draft, Math.min(possible, draft.now), draft.evidence, CannulaState.CANNULA_STATE_PRIMED);
        if (counted && insulin > 0) {
            draft.editCannula().setInsulinMilliunits(insulin);
        }
        draft.editMemory().setCannulaPrimedMs(possible);
    }

    /** The present wear is also known as an insertion now: it keeps the earlier start. */
    private static void confirm(Draft draft) {
        Clock clock = draft.cannula().getClock();
        draft.editCannula()
                .setClock(clock.toBuilder()
                        .setStartedMs(Math.min(clock.getStartedMs(), draft.now))
                        .setBasis(firmer(clock.getBasis(), draft.evidence))
                        .setCertain(true)
                        .clearPossibleStartMs());
        draft.findings.end(FindingCode.NEW_WEAR_ASSUMED, "The insertion is known.");
        draft.findings.end(FindingCode.INSERTION_FAILED, "An insertion is known.");
        draft.editMemory().clearReplaced().clearReplacedUnclippedMs();
        draft.sure(Part.PART_CANNULA);
    }

    private static Basis firmer(Basis one, Basis other) {
        boolean first = one != Basis.BASIS_UNSPECIFIED && one.getNumber() <= other.getNumber();
        return first ? one : other;
    }

    private static void details(Draft draft, CannulaInserted event) {
        var cannula = draft.editCannula();
        if (event.hasSite()) {
            Site site = PlaceRules.finer(PlaceRules.said(draft, event.getSite()), cannula.getSite());
            cannula.setSite(site);
            PlaceRules.inserted(draft, site);
        }
        InsertionMethod method = event.getMethod();
        if (method != InsertionMethod.UNRECOGNIZED && method != InsertionMethod.INSERTION_METHOD_UNSPECIFIED) {
            cannula.setMethod(method);
        }
        String set = Words.shortened(event.getSetId());
        if (!set.isEmpty() && !set.equals(cannula.getSetId())) {
            cannula.setSetId(set);
            Wear.limit(draft, set);
            if (Catalogue.builtIn().set(set).isEmpty()) {
                draft.findings.open(FindingCode.SET_UNKNOWN, "The set '" + set + "' is not in the catalogue");
            }
        }
        FillRules.check(draft);
    }
}
