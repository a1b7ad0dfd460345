package pumpcompanion.app.view;

import java.util.List;
import pumpcompanion.proto.v1.AdhesiveState;
import pumpcompanion.proto.v1.CannulaState;
import pumpcompanion.proto.v1.CartridgeState;
import pumpcompanion.proto.v1.CartridgeStatus;
import pumpcompanion.proto.v1.Construction;
import pumpcompanion.proto.v1.JointState;
import pumpcompanion.proto.v1.SetStatus;
import pumpcompanion.proto.v1.TubingState;

/**
 * The set drawn from pump to skin in four lines of plain ASCII, so that it looks the same on every terminal:
 *
 * <pre>
 *   .------------.                                         .--------.    :
 *   |##########..|o=============================][=========|  good  |====:====&gt;
 *   '------------'                                         '--------'    :
 *     cartridge      tubing             quick-disconnect      mount   skin cannula
 * </pre>
 */
public final class SetDrawing {

    private static final int BAR = 12;
    private static final int TUBING = 28;
    /** What a cartridge usually holds, where nothing tells: 300 U (Tandem, Medtronic 7xx). */
    private static final long USUAL_MILLIUNITS = 300_000;

    private SetDrawing() {}

    /** Four lines, at most 78 columns wide. */
    public static List<String> lines(SetStatus set, Ink ink) {
        boolean patch = set.getConstruction() == Construction.CONSTRUCTION_PATCH;
        boolean worn = set.getCannula().getState() != CannulaState.CANNULA_STATE_NONE;
        boolean mounted = worn && set.getMount().getState() != AdhesiveState.ADHESIVE_STATE_OFF;
        String joint = patch ? " " : cartridgeJoint(set.getTubing().getCartridgeJoint(), ink);
        String tubing = patch ? " ".repeat(TUBING) : tubing(set.getTubing().getState(), TUBING, ink);
        String coupling = patch ? " ".repeat(10) : coupling(set, worn, ink);
        String blank = " ".repeat(39);
        return List.of(
                "  .------------." + blank + " " + (mounted ? ".--------." : "          ") + "    :",
                "  |" + cartridge(set.getCartridge(), ink) + "|" + joint + tubing + coupling
                        + (mounted
                                ? "|" + mount(set.getMount().getState(), ink) + "|"
                                : worn ? "==========" : " ".repeat(10))
                        + cannula(set.getCannula().getState(), ink),
                "  '------------'" + blank + " " + (mounted ? "'--------'" : "          ") + "    :",
                patch
                        ? ink.dim("    cartridge                                              mount   skin cannula")
                        : ink.dim("    cartridge        tubing            quick-disconnect     mount   skin cannula"));
    }

    private static String cartridge(CartridgeStatus cartridge, Ink ink) {
        if (cartridge.getState() == CartridgeState.CARTRIDGE_STATE_NONE) {
            return " ".repeat(BAR);
        }
        if (!cartridge.hasLevelMilliunits()) {
            return ink.doubt("     ??     ");
        }
        long level = cartridge.getLevelMilliunits();
        long whole = cartridge.hasUsedMilliunits() ? level + cartridge.getUsedMilliunits() : USUAL_MILLIUNITS;
        int full = whole == 0 ? 0 : (int) Math.min(BAR, (level * BAR + whole - 1) / whole);
        String bar = "#".repeat(full);
        String inked = switch (cartridge.getState()) {
            case CARTRIDGE_STATE_LOW -> ink.doubt(bar);
            case CARTRIDGE_STATE_EMPTY -> ink.bad(bar);
            default -> ink.good(bar);
        };
        return inked + ".".repeat(BAR - full);
    }

    private static String cartridgeJoint(JointState joint, Ink ink) {
        return switch (joint) {
            case JOINT_STATE_JOINED -> ink.good("o");
            case JOINT_STATE_OPEN -> " ";
            default -> ink.doubt("?");
        };
    }

    private static String tubing(TubingState tubing, int width, Ink ink) {
        return switch (tubing) {
            case TUBING_STATE_FILLED -> ink.good("=".repeat(width));
            case TUBING_STATE_FILLING -> ink.doubt(">".repeat(width));
            case TUBING_STATE_AIR -> ink.bad("=o==".repeat(width / 4));
            case TUBING_STATE_DRY -> "-".repeat(width);
            case TUBING_STATE_NONE -> " ".repeat(width);
            default -> ink.doubt("?".repeat(width));
        };
    }

    private static String coupling(SetStatus set, boolean worn, Ink ink) {
        String site = worn ? "====" : "    ";
        return switch (set.getCoupling().getState()) {
            case JOINT_STATE_JOINED -> ink.good("==][" + site) + (worn ? "==" : "  ");
            case JOINT_STATE_OPEN -> ink.doubt("=]  [") + (worn ? "=====" : "     ");
            default -> ink.doubt("=?  ?") + (worn ? "=====" : "     ");
        };
    }

    private static String mount(AdhesiveState mount, Ink ink) {
        return switch (mount) {
            case ADHESIVE_STATE_GOOD -> ink.good("  good  ");
            case ADHESIVE_STATE_TAPED -> ink.good(" taped  ");
            case ADHESIVE_STATE_PEELING -> ink.doubt("peeling ");
            default -> "        ";
        };
    }

    private static String cannula(CannulaState cannula, Ink ink) {
        return switch (cannula) {
            case CANNULA_STATE_PRIMED -> ink.good("====") + ":" + ink.good("====>");
            case CANNULA_STATE_FILLING -> ink.doubt("====") + ":" + ink.doubt(">>>>>");
            case CANNULA_STATE_INSERTED -> "----:---->";
            case CANNULA_STATE_OCCLUDED -> ink.bad("====") + ":" + ink.bad("==X->");
            case CANNULA_STATE_NONE -> "    :     ";
            default -> ink.doubt("????:????>");
        };
    }
}
