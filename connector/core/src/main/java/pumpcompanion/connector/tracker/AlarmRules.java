package pumpcompanion.connector.tracker;

import pumpcompanion.proto.v1.Annunciation;
import pumpcompanion.proto.v1.AnnunciationStatus;
import pumpcompanion.proto.v1.CannulaState;
import pumpcompanion.proto.v1.CartridgeState;
import pumpcompanion.proto.v1.JointState;

/** What the pump tells its wearer, as far as it is about the set. */
final class AlarmRules {

    private AlarmRules() {}

    static void annunciation(Draft draft, Annunciation event) {
        switch (event.getType()) {
            case ANNUNCIATION_TYPE_OCCLUSION -> occlusion(draft, event);
            case ANNUNCIATION_TYPE_RESERVOIR_LOW -> {
                if (raised(event) && holdsInsulin(draft)) {
                    ReservoirRules.low(draft, "The pump says that the cartridge is low");
                }
            }
            case ANNUNCIATION_TYPE_RESERVOIR_EMPTY -> {
                if (raised(event) && draft.cartridge().getState() != CartridgeState.CARTRIDGE_STATE_NONE) {
                    ReservoirRules.empty(draft);
                }
            }
            case ANNUNCIATION_TYPE_INFUSION_SET_DETACHED -> detached(draft, event);
            default -> {}
        }
    }

    /** Where the set came off, the pump does not say: at the clip, the mount or the cannula. */
    private static void detached(Draft draft, Annunciation event) {
        if (draft.patch()) {
            return;
        }
        if (event.getStatus() == AnnunciationStatus.ANNUNCIATION_STATUS_CLEARED) {
            int open = draft.memory().getDetachedInstance();
            if (event.getInstance() == open || open == 0 || event.getInstance() == 0) {
                draft.findings.end(FindingCode.SET_DETACHED, "The pump cleared it.");
            }
        } else if (raised(event)) {
            draft.findings.open(FindingCode.SET_DETACHED, "The pump reports that the infusion set is detached");
            draft.editMemory().setDetachedInstance(event.getInstance());
            if (draft.coupling().getState() == JointState.JOINT_STATE_JOINED) {
                draft.editCoupling()
                        .setKnown(draft.coupling().getKnown().toBuilder().setCertain(false));
            }
            draft.touch();
        }
    }

    private static void occlusion(Draft draft, Annunciation event) {
        if (event.getStatus() == AnnunciationStatus.ANNUNCIATION_STATUS_CLEARED) {
            cleared(draft, event);
        } else if (raised(event) || unheard(draft, event)) {
            draft.findings.open(FindingCode.OCCLUSION, "The pump reports an occlusion");
            draft.editMemory().setOcclusionInstance(event.getInstance());
            if (draft.cannula().getState() != CannulaState.CANNULA_STATE_NONE) {
                PrimeRules.stop(draft);
                draft.editCannula()
                        .setState(CannulaState.CANNULA_STATE_OCCLUDED)
                        .setKnown(draft.known());
            }
            draft.touch();
        }
    }

    private static void cleared(Draft draft, Annunciation event) {
        int open = draft.memory().getOcclusionInstance();
        boolean same = event.getInstance() == open || open == 0 || event.getInstance() == 0;
        if (!same || !draft.findings.isOpen(FindingCode.OCCLUSION)) {
            return;
        }
        draft.findings.end(FindingCode.OCCLUSION, "The pump cleared it.");
        if (draft.cannula().getState() == CannulaState.CANNULA_STATE_OCCLUDED) {
            CannulaState state;
            if (!draft.cannula().getClock().hasStartedMs()) {
                state = CannulaState.CANNULA_STATE_UNSPECIFIED;
            } else if (draft.memory().hasCannulaPrimedMs()) {
                state = CannulaState.CANNULA_STATE_PRIMED;
            } else {
                state = CannulaState.CANNULA_STATE_INSERTED;
            }
            draft.editCannula().setState(state).setKnown(draft.known());
        }
        draft.touch();
    }

    /** A status not said counts as raised: silence about an alarm is the dangerous side. */
    private static boolean raised(Annunciation event) {
        AnnunciationStatus status = event.getStatus();
        return status == AnnunciationStatus.ANNUNCIATION_STATUS_RAISED
                || status == AnnunciationStatus.ANNUNCIATION_STATUS_UNSPECIFIED;
    }

    /** Snoozed or confirmed without having been raised here: the record of that is missing. */
    private static boolean unheard(Draft draft, Annunciation event) {
        AnnunciationStatus status = event.getStatus();
        boolean lasts = status == AnnunciationStatus.ANNUNCIATION_STATUS_SNOOZED
                || status == AnnunciationStatus.ANNUNCIATION_STATUS_CONFIRMED;
        // A numbered alarm that was known already may belong to a set that is replaced by now.
        return lasts
                && event.getInstance() != 0
                && event.getInstance() != draft.memory().getOcclusionInstance();
    }

    private static boolean holdsInsulin(Draft draft) {
        CartridgeState state = draft.cartridge().getState();
        return state != CartridgeState.CARTRIDGE_STATE_NONE && state != CartridgeState.CARTRIDGE_STATE_EMPTY;
    }
}
