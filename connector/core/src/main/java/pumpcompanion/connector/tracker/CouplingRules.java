package pumpcompanion.connector.tracker;

import pumpcompanion.proto.v1.Basis;
import pumpcompanion.proto.v1.CannulaState;
import pumpcompanion.proto.v1.CouplingStatus;
import pumpcompanion.proto.v1.CouplingStatusOrBuilder;
import pumpcompanion.proto.v1.JointState;
import pumpcompanion.proto.v1.Known;
import pumpcompanion.proto.v1.Part;
import pumpcompanion.proto.v1.Severity;

/**
 * The quick-disconnect between tubing and site. Only what is reported or entered is evidence; no rule here touches the
 * age of cartridge, tubing or cannula.
 */
final class CouplingRules {

    private CouplingRules() {}

    static void unclipped(Draft draft) {
        if (draft.patch()) {
            return;
        }
        boolean again = open(draft.coupling());
        if (!again) {
            draft.editCoupling().setState(JointState.JOINT_STATE_OPEN).setKnown(draft.known());
            draft.editMemory().setUnclippedFromMs(draft.now).clearReminders();
        } else {
            // Reported and entered, or twice: unclipped since the first, and certain now.
            draft.editCoupling()
                    .setKnown(draft.coupling().getKnown().toBuilder().setCertain(true));
        }
        offBody(draft, "The tubing is unclipped.");
        draft.sure(Part.PART_COUPLING);
        draft.touch();
    }

    static void clipped(Draft draft) {
        if (draft.patch()) {
            return;
        }
        close(draft);
        draft.editCoupling().setState(JointState.JOINT_STATE_JOINED).setKnown(draft.known());
        endUnclipped(draft, "The tubing is clipped on.");
        draft.sure(Part.PART_COUPLING);
        draft.touch();
    }

    /** Insulin goes through the set: the tubing must be on, where nobody said anything else. */
    static void assumeJoined(Draft draft) {
        if (!draft.patch()
                && draft.coupling().getState() == JointState.JOINT_STATE_UNSPECIFIED
                && WearRules.inBody(draft)) {
            draft.editCoupling().setState(JointState.JOINT_STATE_JOINED).setKnown(draft.known(Basis.BASIS_ASSUMED));
            draft.touch();
        }
    }

    /** A cartridge change begins: who does it right has unclipped, so what was only assumed is not known any more. */
    static void cartridgeChange(Draft draft, String what) {
        onBody(draft, FindingCode.CARTRIDGE_CHANGED_ON_BODY, what);
        if (draft.coupling().getState() == JointState.JOINT_STATE_JOINED && !evident(draft.coupling())) {
            draft.editCoupling().clearState().clearKnown();
            draft.touch();
        }
    }

    /** Something was done that must be done off the body. */
    static void onBody(Draft draft, FindingCode code, String what) {
        CouplingStatusOrBuilder coupling = draft.coupling();
        boolean noCannula = draft.cannula().getState() == CannulaState.CANNULA_STATE_NONE;
        if (draft.patch() || noCannula || coupling.getState() != JointState.JOINT_STATE_JOINED) {
            return;
        }
        if (!evident(coupling)) {
            draft.findings.open(code, Severity.SEVERITY_NOTE, what + "; nothing says that the set was unclipped");
        } else if (!coupling.getKnown().getCertain()) {
            draft.findings.open(code, Severity.SEVERITY_WARNING, what + "; last known clipped to the body");
        } else {
            draft.findings.open(code, what + " while clipped to the body");
        }
    }

    /** A new wear: what was said about the old site's clip holds no longer, unless the tubing was clipped on already. */
    static void newWear(Draft draft) {
        close(draft);
        CouplingStatus.Builder coupling = draft.editCoupling();
        if (coupling.getState() != JointState.JOINT_STATE_JOINED || !evident(coupling)) {
            coupling.clearState().clearKnown();
        }
        coupling.clearUnclippedMs();
        ended(draft);
    }

    /** The set is off the body: there is nothing to be clipped to. */
    static void removed(Draft draft) {
        close(draft);
        draft.editCoupling().clearState().clearKnown();
        ended(draft);
    }

    private static void ended(Draft draft) {
        draft.editMemory().clearUnclippedFromMs();
        endUnclipped(draft, "The wear ended.");
        offBody(draft, "The wear ended.");
        draft.sure(Part.PART_COUPLING);
    }

    static boolean open(CouplingStatusOrBuilder coupling) {
        return coupling.getState() == JointState.JOINT_STATE_OPEN;
    }

    private static boolean evident(CouplingStatusOrBuilder coupling) {
        Basis basis = coupling.getKnown().getBasis();
        return basis == Basis.BASIS_REPORTED || basis == Basis.BASIS_ENTERED;
    }

    /** Sums up the span that ends now, if one is open. */
    private static void close(Draft draft) {
        if (open(draft.coupling())) {
            CouplingStatus.Builder coupling = draft.editCoupling();
            Known known = coupling.getKnown();
            long sum = Times.plus(coupling.getUnclippedMs(), Times.between(known.getSinceMs(), draft.now));
            coupling.setUnclippedMs(sum);
        }
    }

    private static void endUnclipped(Draft draft, String why) {
        draft.editMemory().clearReminders();
        draft.findings.end(FindingCode.RECONNECT_REMINDER, why);
        draft.findings.end(FindingCode.DELIVERY_WHILE_UNCLIPPED, why);
        draft.findings.end(FindingCode.SET_DETACHED, why);
    }

    private static void offBody(Draft draft, String why) {
        draft.findings.end(FindingCode.TUBING_PRIMED_ON_BODY, why);
        draft.findings.end(FindingCode.CARTRIDGE_CHANGED_ON_BODY, why);
    }
}
