package pumpcompanion.app.view;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import pumpcompanion.app.words.Amounts;
import pumpcompanion.app.words.Findings;
import pumpcompanion.connector.tracker.PhaseText;
import pumpcompanion.proto.v1.Finding;
import pumpcompanion.proto.v1.Phase;
import pumpcompanion.proto.v1.SetStatus;
import pumpcompanion.proto.v1.Severity;

/** One set on a page: phase, drawing, table of its parts, and what is open about it. */
public final class SetView {

    private SetView() {}

    /** All of it, at most 80 columns wide. */
    public static List<String> lines(SetStatus set, long nowMs, ZoneId zone, Ink ink) {
        List<String> lines = new ArrayList<>();
        lines.addAll(phase(set.getPhase(), ink));
        lines.add("");
        lines.addAll(SetDrawing.lines(set, ink));
        lines.add("");
        lines.addAll(SetTable.lines(set, nowMs, ink));
        lines.add("");
        lines.add("  delivery " + PhaseText.label(set.getDelivery())
                + (set.hasLastMs() ? "; last record of " + Amounts.minute(set.getLastMs(), zone) : "; no record yet"));
        if (set.hasNextDeadlineMs()) {
            lines.add("  next due " + Amounts.minute(set.getNextDeadlineMs(), zone) + ", in "
                    + Amounts.span(nowMs, set.getNextDeadlineMs()));
        }
        if (set.getBehind() > 0) {
            lines.add("  behind by " + Long.toUnsignedString(set.getBehind()) + " records of the pump; no reminders");
        }
        lines.addAll(findings(set, ink));
        return lines;
    }

    /** The phase: label and sentence, in two lines at most. */
    public static List<String> phase(Phase phase, Ink ink) {
        String label = PhaseText.label(phase);
        String inked = switch (phase) {
            case PHASE_IN_USE -> ink.good(label);
            case PHASE_WORN_TOO_LONG -> ink.bad(label);
            default -> ink.doubt(label);
        };
        List<String> lines =
                new ArrayList<>(Text.wrap(label + ": " + PhaseText.sentence(phase), Text.WIDTH - 2, "    "));
        lines.set(0, "  " + inked + lines.get(0).substring(label.length()));
        return lines;
    }

    /** Open findings, wrapped; one line that says so where there are none. */
    public static List<String> findings(SetStatus set, Ink ink) {
        if (set.getFindingsCount() == 0) {
            return List.of("  no open findings");
        }
        List<String> lines = new ArrayList<>();
        for (Finding finding : set.getFindingsList()) {
            for (String line : Text.wrap(Findings.line(finding), Text.WIDTH - 2, "    ")) {
                lines.add("  " + paint(finding.getSeverity(), line, ink));
            }
        }
        return lines;
    }

    /** An open finding in one line, cut to this width. */
    public static String finding(Finding finding, int width, Ink ink) {
        return paint(finding.getSeverity(), Text.cut(Findings.line(finding), width), ink);
    }

    private static String paint(Severity severity, String text, Ink ink) {
        return switch (severity) {
            case SEVERITY_URGENT, SEVERITY_CRITICAL -> ink.bad(text);
            case SEVERITY_WARNING -> ink.doubt(text);
            default -> text;
        };
    }
}
