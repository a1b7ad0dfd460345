package pumpcompanion.connector.tracker;

import static pumpcompanion.proto.v1.EventKind.EVENT_KIND_ADHESIVE_CHANGED;
import static pumpcompanion.proto.v1.EventKind.EVENT_KIND_QUICK_DISCONNECT;
import static pumpcompanion.proto.v1.EventKind.EVENT_KIND_QUICK_RECONNECT;

import pumpcompanion.proto.v1.Basis;
import pumpcompanion.proto.v1.Clock;
import pumpcompanion.proto.v1.CouplingStatusOrBuilder;
import pumpcompanion.proto.v1.EventKind;
import pumpcompanion.proto.v1.Gap;
import pumpcompanion.proto.v1.GapReason;
import pumpcompanion.proto.v1.Known;
import pumpcompanion.proto.v1.Part;

/**
 * Records that are missing or cannot be read: every part that they could have changed keeps its state and its older age,
 * and is not certain until later evidence says so, part by part.
 */
final class LossRules {

    private LossRules() {}

    static void gap(Draft draft, Gap gap) {
        if (gap.getReason() == GapReason.GAP_REASON_NEVER_WRITTEN) {
            return;
        }
        String why = switch (gap.getReason()) {
            case GAP_REASON_OVERWRITTEN -> "overwritten";
            case GAP_REASON_UNREADABLE -> "damaged in the pump";
            case GAP_REASON_LOG_ERASED -> "the log was erased";
            case GAP_REASON_LOG_RESTARTED -> "the log began again";
            default -> "the pump did not say why";
        };
        String which = gap.getFrom() == 0
                ? "The end of the older log is missing: "
                : "Records " + Long.toUnsignedString(gap.getFrom()) + " to " + Long.toUnsignedString(gap.getThrough())
                        + " are missing: ";
        draft.findings.open(FindingCode.RECORDS_MISSING, which + why);
        doubt(draft);
    }

    static void unreadable(Draft draft) {
        draft.findings.open(FindingCode.RECORD_UNREADABLE, "A record's bytes are not an event");
        doubt(draft);
    }

    private static void doubt(Draft draft) {
        PrimeRules.stop(draft);
        draft.editMemory().setGapSinceTotals(true);
        cartridge(draft);
        tubing(draft);
        coupling(draft);
        mount(draft);
        cannula(draft);
        if (draft.before.hasDeliveryKnown()) {
            draft.status().setDeliveryKnown(uncertain(draft.before.getDeliveryKnown()));
        }
        draft.touch();
    }

    private static void cartridge(Draft draft) {
        if (draft.cartridge().hasKnown() || draft.cartridge().hasClock()) {
            var cartridge = draft.editCartridge();
            cartridge.setKnown(uncertain(cartridge.getKnown())).setClock(uncertain(cartridge.getClock()));
            // A part whose age was never known has none to become certain again.
            if (cartridge.getClock().hasStartedMs()) {
                mark(draft, Part.PART_CARTRIDGE);
            }
        }
    }

    private static void tubing(Draft draft) {
        if (draft.patch() || !draft.tubing().hasKnown()) {
            return;
        }
        var tubing = draft.editTubing();
        tubing.setKnown(uncertain(tubing.getKnown())).setClock(uncertain(tubing.getClock()));
        if (tubing.hasCartridgeJointKnown()) {
            tubing.setCartridgeJointKnown(uncertain(tubing.getCartridgeJointKnown()));
        }
        if (tubing.getClock().hasStartedMs()) {
            mark(draft, Part.PART_TUBING);
        }
    }

    private static void coupling(Draft draft) {
        CouplingStatusOrBuilder coupling = draft.coupling();
        Basis basis = coupling.getKnown().getBasis();
        boolean said = basis == Basis.BASIS_REPORTED || basis == Basis.BASIS_ENTERED;
        boolean mayBeMissing = basis == Basis.BASIS_REPORTED
                || mayReport(draft, EVENT_KIND_QUICK_DISCONNECT)
                || mayReport(draft, EVENT_KIND_QUICK_RECONNECT);
        if (said && mayBeMissing) {
            draft.editCoupling().setKnown(uncertain(coupling.getKnown()));
            mark(draft, Part.PART_COUPLING);
        }
    }

    private static void mount(Draft draft) {
        var mount = draft.before.getMount();
        boolean mayBeMissing =
                mount.getKnown().getBasis() == Basis.BASIS_REPORTED || mayReport(draft, EVENT_KIND_ADHESIVE_CHANGED);
        if (mount.hasKnown() && mayBeMissing) {
            draft.editMount().setKnown(uncertain(mount.getKnown()));
            mark(draft, Part.PART_MOUNT);
        }
    }

    private static void cannula(Draft draft) {
        if (draft.cannula().hasKnown()) {
            var cannula = draft.editCannula();
            cannula.setKnown(uncertain(cannula.getKnown())).setClock(uncertain(cannula.getClock()));
            mark(draft, Part.PART_CANNULA);
        }
    }

    /** What a person enters is never missing; what the pump senses may be. A pump that lists nothing may sense all. */
    private static boolean mayReport(Draft draft, EventKind kind) {
        return draft.before.getReportsCount() == 0 || draft.reports(kind);
    }

    private static void mark(Draft draft, Part part) {
        draft.editMemory().setDoubtful(draft.memory().getDoubtful() | (1 << part.getNumber()));
    }

    private static Known uncertain(Known known) {
        return known.toBuilder().setCertain(false).build();
    }

    private static Clock uncertain(Clock clock) {
        return clock.toBuilder().setCertain(false).build();
    }
}
