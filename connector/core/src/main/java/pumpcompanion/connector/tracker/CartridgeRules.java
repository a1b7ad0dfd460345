package pumpcompanion.connector.tracker;

import pumpcompanion.proto.v1.Basis;
import pumpcompanion.proto.v1.CartridgeFilled;
import pumpcompanion.proto.v1.CartridgeSeated;
import pumpcompanion.proto.v1.CartridgeState;
import pumpcompanion.proto.v1.CartridgeStatus;
import pumpcompanion.proto.v1.Clock;
import pumpcompanion.proto.v1.EventKind;
import pumpcompanion.proto.v1.Freshness;
import pumpcompanion.proto.v1.JointState;
import pumpcompanion.proto.v1.Part;

/**
 * The cartridge. Its clock runs from CartridgeSeated unless the cartridge is a used one; from CartridgeFilled where the
 * pump does not say when one is seated; from CartridgeConnect where it says neither; never from a rewind, because people
 * rewind to top up or to look.
 */
final class CartridgeRules {

    private CartridgeRules() {}

    static void seated(Draft draft, CartridgeSeated event) {
        begin(draft, "A cartridge was put in");
        if (draft.fromPump()) {
            draft.editMemory().setSeatedSeen(true);
        }
        draft.findings.end(FindingCode.CANNULA_PRIMED_WITHOUT_CARTRIDGE, "A cartridge is in.");
        if (event.getFreshness() == Freshness.FRESHNESS_USED) {
            boolean holds = draft.cartridge().getLevelMilliunits() > 0;
            draft.editCartridge()
                    .setState(holds ? CartridgeState.CARTRIDGE_STATE_FILLED : CartridgeState.CARTRIDGE_STATE_SEATED)
                    .setKnown(draft.known());
            if (holds) {
                ReservoirRules.level(draft, draft.cartridge().getLevelMilliunits());
            }
        } else {
            fresh(draft, CartridgeState.CARTRIDGE_STATE_SEATED, draft.evidence);
            TubingRules.dry(draft);
        }
    }

    static void unseated(Draft draft) {
        begin(draft, "The cartridge was taken out");
        // The clock stays: the same cartridge may be put back.
        draft.editCartridge().setState(CartridgeState.CARTRIDGE_STATE_NONE).setKnown(draft.known());
        draft.findings.end(FindingCode.CARTRIDGE_LIMIT, "The cartridge was taken out.");
        ReservoirRules.gone(draft, "The cartridge was taken out.");
    }

    static void rewound(Draft draft) {
        begin(draft, "The plunger was rewound");
    }

    static void filled(Draft draft, CartridgeFilled event) {
        begin(draft, "The cartridge was filled");
        if (draft.fromPump()) {
            draft.editMemory().setFilledSeen(true);
        }
        draft.findings.end(FindingCode.CANNULA_PRIMED_WITHOUT_CARTRIDGE, "A cartridge is in.");
        boolean seatedTells = draft.memory().getSeatedSeen() || draft.reports(EventKind.EVENT_KIND_CARTRIDGE_SEATED);
        if (!seatedTells) {
            fresh(draft, CartridgeState.CARTRIDGE_STATE_FILLED, draft.evidence);
        } else {
            draft.editCartridge()
                    .setState(CartridgeState.CARTRIDGE_STATE_FILLED)
                    .setKnown(draft.known());
            seatedMissed(draft);
        }
        if (event.hasMeasuredMilliunits() || event.hasEstimatedMilliunits()) {
            int level = event.hasMeasuredMilliunits() ? event.getMeasuredMilliunits() : event.getEstimatedMilliunits();
            ReservoirRules.reported(draft, level);
        }
    }

    static void connected(Draft draft) {
        if (draft.tubing().getCartridgeJoint() != JointState.JOINT_STATE_JOINED) {
            TubingRules.dry(draft);
        }
        TubingRules.joint(draft, JointState.JOINT_STATE_JOINED);
        boolean reportedOtherwise = draft.memory().getSeatedSeen()
                || draft.memory().getFilledSeen()
                || draft.reports(EventKind.EVENT_KIND_CARTRIDGE_SEATED)
                || draft.reports(EventKind.EVENT_KIND_CARTRIDGE_FILLED);
        if (!reportedOtherwise && !draft.patch()) {
            begin(draft, "The set was joined to a cartridge");
            fresh(draft, CartridgeState.CARTRIDGE_STATE_SEATED, Basis.BASIS_DERIVED);
        }
        draft.touch();
    }

    static void disconnected(Draft draft) {
        begin(draft, "The set was taken off the cartridge");
        TubingRules.joint(draft, JointState.JOINT_STATE_OPEN);
    }

    /** A patch pump is put on or taken off: its cartridge comes and goes with it. */
    static void patchWear(Draft draft, boolean on, long at, Basis basis) {
        CartridgeStatus.Builder cartridge = draft.editCartridge();
        if (on) {
            cartridge.setClock(clock(draft, at, basis)).setUsedMilliunits(0);
            if (cartridge.getState() == CartridgeState.CARTRIDGE_STATE_NONE
                    || cartridge.getState() == CartridgeState.CARTRIDGE_STATE_UNSPECIFIED) {
                cartridge.setState(CartridgeState.CARTRIDGE_STATE_SEATED).setKnown(draft.known(basis));
            }
        } else {
            cartridge.clear().setState(CartridgeState.CARTRIDGE_STATE_NONE).setKnown(draft.known(basis));
            ReservoirRules.gone(draft, "The patch was taken off.");
        }
        draft.findings.end(FindingCode.CARTRIDGE_LIMIT, "The patch was changed.");
        draft.editMemory().clearCartridgeChangeMs();
        draft.sure(Part.PART_CARTRIDGE);
    }

    private static void begin(Draft draft, String what) {
        CouplingRules.cartridgeChange(draft, what);
        if (!draft.memory().hasCartridgeChangeMs()) {
            draft.editMemory().setCartridgeChangeMs(draft.now);
        }
        draft.editMemory().setCartridgeTouched(true);
        draft.touch();
    }

    /** A new cartridge is in. */
    private static void fresh(Draft draft, CartridgeState state, Basis basis) {
        CartridgeStatus.Builder cartridge =
                draft.editCartridge().clear().setState(state).setKnown(draft.known());
        if (!draft.patch()) {
            cartridge.setClock(clock(draft, draft.now, basis)).setUsedMilliunits(0);
            DeliveryRules.forgetTotalsAcrossGap(draft);
        }
        draft.findings.end(FindingCode.CARTRIDGE_LIMIT, "A new cartridge is in.");
        ReservoirRules.gone(draft, "A new cartridge is in.");
        draft.sure(Part.PART_CARTRIDGE);
    }

    /** The pump tells when a cartridge is seated, but not of this one: the record may be missing, so both are possible. */
    private static void seatedMissed(Draft draft) {
        Clock clock = draft.cartridge().getClock();
        if (draft.patch()) {
            return;
        }
        if (!clock.hasStartedMs()) {
            draft.editCartridge().setClock(clock(draft, draft.now, Basis.BASIS_DERIVED));
        } else if (!clock.getCertain()) {
            draft.editCartridge().setClock(clock.toBuilder().setPossibleStartMs(draft.now));
        }
    }

    private static Clock clock(Draft draft, long at, Basis basis) {
        return Clock.newBuilder()
                .setStartedMs(at)
                .setBasis(basis)
                .setCertain(true)
                .setLimitMs(Times.plus(at, draft.settings.cartridgeLimit().toMillis()))
                .build();
    }
}
