package pumpcompanion.app.view;

import java.util.ArrayList;
import java.util.List;
import pumpcompanion.app.words.Amounts;
import pumpcompanion.app.words.Names;
import pumpcompanion.connector.tracker.PhaseText;
import pumpcompanion.proto.v1.CannulaState;
import pumpcompanion.proto.v1.CannulaStatus;
import pumpcompanion.proto.v1.CartridgeState;
import pumpcompanion.proto.v1.CartridgeStatus;
import pumpcompanion.proto.v1.Clock;
import pumpcompanion.proto.v1.Construction;
import pumpcompanion.proto.v1.CouplingStatus;
import pumpcompanion.proto.v1.JointState;
import pumpcompanion.proto.v1.Known;
import pumpcompanion.proto.v1.SetStatus;
import pumpcompanion.proto.v1.TubingStatus;

/** The parts of a set as a table: state, age by its own clock, what is left of its limit, and how that is known. */
public final class SetTable {

    private static final int PART = 17;
    private static final int STATE = 23;
    private static final int AGE = 12;
    private static final int LIMIT = 17;

    private SetTable() {}

    /**
     * A head and a line for each part, at most 80 columns wide.
     *
     * @param set the set
     * @param nowMs the present on its time scale
     */
    public static List<String> lines(SetStatus set, long nowMs, Ink ink) {
        boolean tubed = set.getConstruction() != Construction.CONSTRUCTION_PATCH;
        List<String> lines = new ArrayList<>();
        lines.add(ink.dim(row("part", "state", "age", "limit", "known")));
        lines.add(cartridge(set.getCartridge(), nowMs, ink));
        if (set.getCartridge().getUsedMilliunits() > 0
                && set.getCartridge().getState() != CartridgeState.CARTRIDGE_STATE_NONE) {
            lines.add(fact("used", Amounts.units(set.getCartridge().getUsedMilliunits()) + ", primes included"));
        }
        if (tubed) {
            lines.add(tubing(set.getTubing(), nowMs, ink));
            lines.add(coupling(set.getCoupling(), nowMs));
        }
        lines.add(row(
                "mount",
                PhaseText.label(set.getMount().getState()),
                since(set.getMount().getKnown(), nowMs),
                "",
                known(set.getMount().getKnown())));
        lines.add(cannula(set.getCannula(), nowMs, ink));
        String at = site(set.getCannula());
        if (!at.isEmpty()) {
            lines.add(fact("at", at));
        }
        String kind = kind(set.getCannula());
        if (!kind.isEmpty()) {
            lines.add(fact("set", kind));
        }
        return lines;
    }

    private static String fact(String what, String words) {
        return row("  " + what, Text.cut(words, Text.WIDTH - PART - 2), "", "", "")
                .stripTrailing();
    }

    private static String cartridge(CartridgeStatus part, long nowMs, Ink ink) {
        String level = part.hasLevelMilliunits() && part.getState() != CartridgeState.CARTRIDGE_STATE_NONE
                ? ", " + Amounts.units(part.getLevelMilliunits()) + " left"
                : "";
        boolean in = part.getState() != CartridgeState.CARTRIDGE_STATE_NONE;
        return clocked(
                "cartridge",
                PhaseText.label(part.getState()) + level,
                part.getKnown(),
                part.getClock(),
                in,
                nowMs,
                ink);
    }

    private static String tubing(TubingStatus part, long nowMs, Ink ink) {
        String state = PhaseText.label(part.getState()) + ", " + PhaseText.cartridgeJoint(part.getCartridgeJoint());
        return clocked("tubing", state, part.getKnown(), part.getClock(), true, nowMs, ink);
    }

    private static String coupling(CouplingStatus part, long nowMs) {
        long open = part.getState() == JointState.JOINT_STATE_OPEN
                        && part.getKnown().hasSinceMs()
                ? Math.max(0, nowMs - part.getKnown().getSinceMs())
                : 0;
        long unclipped = part.getUnclippedMs() + open;
        String off = unclipped < 1_000 ? "" : "off " + Amounts.span(0, unclipped);
        return row(
                "quick-disconnect",
                PhaseText.coupling(part.getState()),
                since(part.getKnown(), nowMs),
                off,
                known(part.getKnown()));
    }

    private static String cannula(CannulaStatus part, long nowMs, Ink ink) {
        boolean in = part.getState() != CannulaState.CANNULA_STATE_NONE;
        return clocked("cannula", PhaseText.label(part.getState()), part.getKnown(), part.getClock(), in, nowMs, ink);
    }

    private static String site(CannulaStatus part) {
        if (part.getState() == CannulaState.CANNULA_STATE_NONE) {
            return "";
        }
        List<String> facts = new ArrayList<>();
        String where = Names.place(part.getSite());
        if (!where.isEmpty()) {
            facts.add(where);
        }
        if (part.getInsulinMilliunits() > 0) {
            facts.add(Amounts.units(part.getInsulinMilliunits()) + " through it");
        }
        return String.join(", ", facts);
    }

    private static String kind(CannulaStatus part) {
        return part.getState() == CannulaState.CANNULA_STATE_NONE ? "" : Names.set(part.getSetId());
    }

    private static String clocked(
            String name, String state, Known known, Clock clock, boolean in, long nowMs, Ink ink) {
        String age = in && clock.hasStartedMs() ? Amounts.span(clock.getStartedMs(), nowMs) : "";
        String limit = in && clock.hasLimitMs() ? left(clock.getLimitMs(), nowMs) : "";
        boolean over = clock.hasLimitMs() && nowMs >= clock.getLimitMs();
        String first = "  " + Text.column(name, PART) + Text.column(state, STATE) + Text.column(doubt(age, clock), AGE);
        String painted = limit.isEmpty() || !over ? Text.column(limit, LIMIT) : ink.bad(Text.column(limit, LIMIT));
        return (first + painted + known(known)).stripTrailing();
    }

    private static String doubt(String age, Clock clock) {
        return age.isEmpty() || clock.getCertain() ? age : age + " ?";
    }

    /** What is left: {@code 1 d 4 h left}, or {@code over by 3 h}. */
    static String left(long limitMs, long nowMs) {
        return nowMs < limitMs ? Amounts.span(nowMs, limitMs) + " left" : "over by " + Amounts.span(limitMs, nowMs);
    }

    private static String since(Known known, long nowMs) {
        return known.hasSinceMs() ? Amounts.span(known.getSinceMs(), nowMs) : "";
    }

    private static String known(Known known) {
        String basis = PhaseText.label(known.getBasis());
        return basis.isEmpty() || known.getCertain() ? basis : basis + "?";
    }

    private static String row(String part, String state, String age, String limit, String known) {
        String text = "  " + Text.column(part, PART);
        if (age.isEmpty() && limit.isEmpty() && known.isEmpty()) {
            return (text + state).stripTrailing();
        }
        return (text + Text.column(state, STATE) + Text.column(age, AGE) + Text.column(limit, LIMIT) + known)
                .stripTrailing();
    }
}
