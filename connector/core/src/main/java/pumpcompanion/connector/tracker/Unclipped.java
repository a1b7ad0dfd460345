package pumpcompanion.connector.tracker;

import pumpcompanion.proto.v1.CouplingStatusOrBuilder;
import pumpcompanion.proto.v1.JointState;

/** Insulin that left the pump while the tubing was unclipped: it went nowhere, and is not counted. */
final class Unclipped {

    private Unclipped() {}

    /** How much of an amount was lost; opens the finding where any was. */
    static long share(Draft draft, long amount, Span span) {
        if (!draft.memory().hasUnclippedFromMs()) {
            return 0;
        }
        CouplingStatusOrBuilder coupling = draft.coupling();
        long from = draft.memory().getUnclippedFromMs();
        long lost = 0;
        if (CouplingRules.open(coupling)) {
            // After a gap it may have been clipped on long ago: then the insulin is counted, and nobody is blamed.
            if (coupling.getKnown().getCertain()) {
                lost = span.share(amount, from, Long.MAX_VALUE);
                if (lost > 0) {
                    draft.findings.open(
                            FindingCode.DELIVERY_WHILE_UNCLIPPED,
                            Words.units(lost) + " while the tubing was unclipped");
                }
            }
        } else if (coupling.getState() == JointState.JOINT_STATE_JOINED
                && span.begin() < coupling.getKnown().getSinceMs()) {
            long until = coupling.getKnown().getSinceMs();
            lost = span.share(amount, from, until);
            if (lost > 0) {
                draft.findings.past(
                        FindingCode.DELIVERY_WHILE_UNCLIPPED,
                        from,
                        Words.units(lost) + " while the tubing was unclipped",
                        until,
                        "The tubing was clipped on.");
            }
        } else {
            draft.editMemory().clearUnclippedFromMs();
        }
        return lost;
    }
}
