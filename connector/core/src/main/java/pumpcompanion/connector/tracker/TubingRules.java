package pumpcompanion.connector.tracker;

import pumpcompanion.proto.v1.Basis;
import pumpcompanion.proto.v1.Clock;
import pumpcompanion.proto.v1.JointState;
import pumpcompanion.proto.v1.Part;
import pumpcompanion.proto.v1.TubingState;

/** The tubing: its clock runs from a completed tubing prime and from nothing else. */
final class TubingRules {

    private TubingRules() {}

    /** A tubing prime was completed. */
    static void filled(Draft draft) {
        draft.editTubing()
                .setState(TubingState.TUBING_STATE_FILLED)
                .setKnown(draft.known())
                .setClock(Clock.newBuilder()
                        .setStartedMs(draft.now)
                        .setBasis(draft.evidence)
                        .setCertain(true));
        draft.findings.end(FindingCode.AIR_IN_TUBING, "The tubing was filled.");
        draft.findings.end(FindingCode.CANNULA_PRIMED_ON_DRY_TUBING, "The tubing was filled.");
        draft.sure(Part.PART_TUBING);
        WearRules.tubingPrimed(draft);
        draft.editMemory().clearCartridgeTouched().clearCartridgeChangeMs();
        draft.touch();
    }

    /** A drop at the open end: full, whoever filled it and whenever. */
    static void dropSeen(Draft draft) {
        if (!draft.patch()) {
            PrimeRules.stop(draft);
            draft.editTubing().setState(TubingState.TUBING_STATE_FILLED).setKnown(draft.known());
            draft.findings.end(FindingCode.AIR_IN_TUBING, "A drop was seen.");
            draft.touch();
        }
    }

    static void airSeen(Draft draft) {
        if (!draft.patch()) {
            draft.editTubing().setState(TubingState.TUBING_STATE_AIR).setKnown(draft.known());
        }
        draft.findings.open(FindingCode.AIR_IN_TUBING, "Air was seen in cartridge or tubing");
        draft.touch();
    }

    /** The connector was joined to the cartridge, or a cartridge was changed: what is in the tubing is not known full. */
    static void dry(Draft draft) {
        if (!draft.patch() && draft.tubing().getState() != TubingState.TUBING_STATE_FILLING) {
            draft.editTubing().setState(TubingState.TUBING_STATE_DRY).setKnown(draft.known(Basis.BASIS_DERIVED));
        }
    }

    /** The connector at the cartridge was joined or taken off. */
    static void joint(Draft draft, JointState state) {
        if (!draft.patch()) {
            draft.editTubing().setCartridgeJoint(state).setCartridgeJointKnown(draft.known());
        }
    }
}
