package pumpcompanion.connector.tracker;

import pumpcompanion.proto.v1.AdhesiveState;
import pumpcompanion.proto.v1.Basis;
import pumpcompanion.proto.v1.CannulaState;
import pumpcompanion.proto.v1.CartridgeState;
import pumpcompanion.proto.v1.DeliveryState;
import pumpcompanion.proto.v1.JointState;
import pumpcompanion.proto.v1.Known;
import pumpcompanion.proto.v1.Phase;
import pumpcompanion.proto.v1.TubingState;

/** States in words for people: each phase a sentence, each part's state a short label. Values not known here are "not known". */
public final class PhaseText {

    private static final String UNKNOWN = "not known";

    private PhaseText() {}

    /** The phase in one sentence. */
    public static String sentence(Phase phase) {
        return switch (phase) {
            case PHASE_NO_CARTRIDGE -> "There is no cartridge in the pump.";
            case PHASE_CARTRIDGE_CHANGE ->
                "A cartridge is being changed; it is not filled or joined to the tubing yet.";
            case PHASE_FILLING_TUBING -> "Tubing is being filled, or still dry: it must be off the body.";
            case PHASE_READY_TO_INSERT -> "Tubing is filled and no cannula is in the body.";
            case PHASE_CANNULA_NOT_PRIMED -> "A cannula is in the body; its dead space is not filled yet.";
            case PHASE_IN_USE -> "Cannula filled; insulin flows through this set and inside its wear limit.";
            case PHASE_UNCLIPPED -> "The tubing is unclipped at the quick-disconnect; cannula and mount stay in place.";
            case PHASE_WORN_TOO_LONG -> "In use beyond the wear limit of this kind of set.";
            case PHASE_REMOVED -> "The set was taken off the body.";
            default -> "Too little is known about this set.";
        };
    }

    /** The phase as a short label. */
    public static String label(Phase phase) {
        return switch (phase) {
            case PHASE_NO_CARTRIDGE -> "no cartridge";
            case PHASE_CARTRIDGE_CHANGE -> "cartridge change";
            case PHASE_FILLING_TUBING -> "filling tubing";
            case PHASE_READY_TO_INSERT -> "ready to insert";
            case PHASE_CANNULA_NOT_PRIMED -> "cannula not primed";
            case PHASE_IN_USE -> "in use";
            case PHASE_UNCLIPPED -> "unclipped";
            case PHASE_WORN_TOO_LONG -> "worn too long";
            case PHASE_REMOVED -> "removed";
            default -> UNKNOWN;
        };
    }

    /** The cartridge's state. */
    public static String label(CartridgeState state) {
        return switch (state) {
            case CARTRIDGE_STATE_NONE -> "none";
            case CARTRIDGE_STATE_SEATED -> "seated";
            case CARTRIDGE_STATE_FILLED -> "filled";
            case CARTRIDGE_STATE_LOW -> "low";
            case CARTRIDGE_STATE_EMPTY -> "empty";
            default -> UNKNOWN;
        };
    }

    /** The tubing's state. */
    public static String label(TubingState state) {
        return switch (state) {
            case TUBING_STATE_NONE -> "none";
            case TUBING_STATE_DRY -> "not filled";
            case TUBING_STATE_FILLING -> "being filled";
            case TUBING_STATE_FILLED -> "filled";
            case TUBING_STATE_AIR -> "air seen";
            default -> UNKNOWN;
        };
    }

    /** The state of the joint at the cartridge. */
    public static String cartridgeJoint(JointState state) {
        return switch (state) {
            case JOINT_STATE_OPEN -> "taken off";
            case JOINT_STATE_JOINED -> "joined";
            default -> UNKNOWN;
        };
    }

    /** The state of the quick-disconnect. */
    public static String coupling(JointState state) {
        return switch (state) {
            case JOINT_STATE_OPEN -> "unclipped";
            case JOINT_STATE_JOINED -> "clipped on";
            default -> UNKNOWN;
        };
    }

    /** The state of the adhesive mount. */
    public static String label(AdhesiveState state) {
        return switch (state) {
            case ADHESIVE_STATE_GOOD -> "good";
            case ADHESIVE_STATE_PEELING -> "peeling";
            case ADHESIVE_STATE_TAPED -> "taped";
            case ADHESIVE_STATE_OFF -> "off";
            default -> UNKNOWN;
        };
    }

    /** The cannula's state. */
    public static String label(CannulaState state) {
        return switch (state) {
            case CANNULA_STATE_NONE -> "none";
            case CANNULA_STATE_INSERTED -> "inserted, not filled";
            case CANNULA_STATE_FILLING -> "being filled";
            case CANNULA_STATE_PRIMED -> "in the body, filled";
            case CANNULA_STATE_OCCLUDED -> "occluded";
            default -> UNKNOWN;
        };
    }

    /** Whether the pump delivers. */
    public static String label(DeliveryState state) {
        return switch (state) {
            case DELIVERY_STATE_STOPPED -> "stopped";
            case DELIVERY_STATE_PAUSED -> "paused";
            case DELIVERY_STATE_RUNNING -> "running";
            default -> UNKNOWN;
        };
    }

    /** How a state is known, such as {@code reported} or {@code assumed, uncertain}; empty where nothing is. */
    public static String label(Known known) {
        String basis = label(known.getBasis());
        return basis.isEmpty() || known.getCertain() ? basis : basis + ", uncertain";
    }

    /** How something is known; empty where nothing is. */
    public static String label(Basis basis) {
        return switch (basis) {
            case BASIS_REPORTED -> "reported";
            case BASIS_ENTERED -> "entered";
            case BASIS_DERIVED -> "derived";
            case BASIS_ASSUMED -> "assumed";
            default -> "";
        };
    }
}
