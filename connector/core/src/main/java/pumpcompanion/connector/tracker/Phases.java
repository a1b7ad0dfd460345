package pumpcompanion.connector.tracker;

import pumpcompanion.connector.catalogue.Catalogue;
import pumpcompanion.connector.catalogue.Material;
import pumpcompanion.proto.v1.CannulaState;
import pumpcompanion.proto.v1.CartridgeState;
import pumpcompanion.proto.v1.EventKind;
import pumpcompanion.proto.v1.JointState;
import pumpcompanion.proto.v1.Phase;
import pumpcompanion.proto.v1.TubingState;

/** Where the whole set stands, out of the states of its parts. Read from the cartridge to the skin: the first that holds. */
final class Phases {

    private Phases() {}

    static Phase of(Draft draft) {
        CartridgeState cartridge = draft.cartridge().getState();
        if (draft.patch()) {
            return patch(draft, cartridge);
        }
        if (cartridge == CartridgeState.CARTRIDGE_STATE_NONE) {
            return Phase.PHASE_NO_CARTRIDGE;
        }
        TubingState tubing = draft.tubing().getState();
        if (tubing == TubingState.TUBING_STATE_FILLING) {
            return Phase.PHASE_FILLING_TUBING;
        }
        if (draft.memory().hasCartridgeChangeMs()) {
            boolean filled = cartridge == CartridgeState.CARTRIDGE_STATE_FILLED
                    || cartridge == CartridgeState.CARTRIDGE_STATE_LOW;
            boolean joined = draft.tubing().getCartridgeJoint() == JointState.JOINT_STATE_JOINED;
            return filled && joined && tubing == TubingState.TUBING_STATE_DRY
                    ? Phase.PHASE_FILLING_TUBING
                    : Phase.PHASE_CARTRIDGE_CHANGE;
        }
        if (draft.cannula().getState() == CannulaState.CANNULA_STATE_NONE) {
            return offBody(draft, tubing);
        }
        if (CouplingRules.open(draft.coupling())) {
            return Phase.PHASE_UNCLIPPED;
        }
        return worn(draft);
    }

    private static Phase patch(Draft draft, CartridgeState cartridge) {
        CannulaState cannula = draft.cannula().getState();
        if (cannula != CannulaState.CANNULA_STATE_NONE && cannula != CannulaState.CANNULA_STATE_UNSPECIFIED) {
            return worn(draft);
        }
        if (cartridge == CartridgeState.CARTRIDGE_STATE_FILLED) {
            return Phase.PHASE_READY_TO_INSERT;
        }
        return cannula == CannulaState.CANNULA_STATE_NONE ? Phase.PHASE_REMOVED : Phase.PHASE_UNSPECIFIED;
    }

    private static Phase offBody(Draft draft, TubingState tubing) {
        long removed = draft.cannula().getKnown().getSinceMs();
        boolean filledSince = tubing == TubingState.TUBING_STATE_FILLED
                && draft.tubing().getKnown().getSinceMs() >= removed;
        return filledSince ? Phase.PHASE_READY_TO_INSERT : Phase.PHASE_REMOVED;
    }

    private static Phase worn(Draft draft) {
        boolean full = switch (draft.cannula().getState()) {
            case CANNULA_STATE_PRIMED -> true;
            case CANNULA_STATE_OCCLUDED, CANNULA_STATE_FILLING -> draft.memory().hasCannulaPrimedMs();
            case CANNULA_STATE_INSERTED -> needsNoPrime(draft);
            default -> false;
        };
        if (full) {
            return Deadlines.wornTooLong(draft) ? Phase.PHASE_WORN_TOO_LONG : Phase.PHASE_IN_USE;
        }
        return WearRules.inBody(draft) ? Phase.PHASE_CANNULA_NOT_PRIMED : Phase.PHASE_UNSPECIFIED;
    }

    /** Where a pump does not tell of primes, insulin shows that it flows; a patch pump that tells of none needs none. */
    private static boolean needsNoPrime(Draft draft) {
        boolean selfPrimed = draft.patch() && !draft.reports(EventKind.EVENT_KIND_CANNULA_PRIMED);
        return steel(draft) || selfPrimed || (silent(draft) && draft.cannula().getInsulinMilliunits() > 0);
    }

    /** Whether a cannula without a prime is one whose dead space is empty. */
    static boolean needsPrime(Draft draft) {
        return !steel(draft) && !silent(draft) && !draft.patch();
    }

    /** A steel needle has no dead space to fill. */
    private static boolean steel(Draft draft) {
        return draft.settings.cannulaMarker() == CannulaMarker.TUBING_PRIME
                || Catalogue.builtIn()
                        .set(draft.cannula().getSetId())
                        .filter(set -> set.material() == Material.STEEL)
                        .isPresent();
    }

    private static boolean silent(Draft draft) {
        return draft.before.getReportsCount() > 0 && !draft.reports(EventKind.EVENT_KIND_CANNULA_PRIMED);
    }
}
