package pumpcompanion.app.view;

import java.util.ArrayList;
import java.util.List;
import pumpcompanion.app.words.Amounts;
import pumpcompanion.app.words.Names;
import pumpcompanion.app.words.Sentences;
import pumpcompanion.connector.journal.PumpSummary;
import pumpcompanion.connector.tracker.PhaseText;
import pumpcompanion.proto.v1.Identity;
import pumpcompanion.proto.v1.SetStatus;

/** Pumps at a glance. */
public final class Overview {

    private static final int PUMP = 20;
    private static final int PHASE = 20;
    private static final int COLUMN = 12;

    private Overview() {}

    /** A pump's name, maker and model. */
    public static String title(PumpSummary pump, Ink ink) {
        Identity identity = pump.pump().identity();
        String maker = (identity.getManufacturer() + " " + identity.getModel()).strip();
        String name = Sentences.text(pump.pump().name());
        return " " + ink.bold(name) + (maker.isEmpty() ? "" : "  " + Text.cut(Sentences.text(maker), 40));
    }

    /**
     * A line for each pump.
     *
     * @param sets their sets
     * @param nowMs the present; a set whose last record lies behind it is taken at its last record
     */
    public static List<String> lines(List<SetStatus> sets, long nowMs, Ink ink) {
        List<String> lines = new ArrayList<>();
        lines.add(ink.dim("  " + Text.column("pump", PUMP) + Text.column("set", PHASE) + Text.column("cannula", COLUMN)
                + Text.column("cartridge", COLUMN) + "findings"));
        for (SetStatus set : sets) {
            long now = set.hasLastMs() ? Math.max(nowMs, set.getLastMs()) : nowMs;
            String age = set.getCannula().getClock().hasStartedMs()
                    ? Amounts.span(set.getCannula().getClock().getStartedMs(), now)
                    : "-";
            String level = set.getCartridge().hasLevelMilliunits()
                    ? Amounts.units(set.getCartridge().getLevelMilliunits())
                    : "-";
            String worst = set.getFindingsCount() == 0
                    ? "-"
                    : set.getFindingsCount() + ", "
                            + Names.severity(set.getFindings(0).getSeverity());
            lines.add("  " + Text.column(Text.cut(Sentences.text(set.getPump()), PUMP - 1), PUMP)
                    + Text.column(PhaseText.label(set.getPhase()), PHASE) + Text.column(age, COLUMN)
                    + Text.column(level, COLUMN)
                    + worst);
        }
        lines.add("");
        lines.add("  companion status PUMP shows one of them.");
        return lines;
    }
}
