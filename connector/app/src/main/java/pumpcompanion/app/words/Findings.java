package pumpcompanion.app.words;

import java.util.ArrayList;
import java.util.List;
import pumpcompanion.proto.v1.Finding;
import pumpcompanion.proto.v1.SetStatus;

/** Findings as lines for people, and what changed about them from one status to the next. */
public final class Findings {

    private Findings() {}

    /** An open finding: {@code WARNING wear-warning: In the body for 48 h of 72 h. Change the set soon.} */
    public static String line(Finding finding) {
        String severity = Names.severity(finding.getSeverity()).toUpperCase(java.util.Locale.ROOT);
        return severity + " " + finding.getCode() + ": " + sentence(finding.getSeen()) + " "
                + sentence(finding.getExpected());
    }

    /** Findings that were opened or became worse, and those that ended, one line each. */
    public static List<String> changes(SetStatus before, SetStatus now) {
        List<String> lines = new ArrayList<>();
        for (Finding old : before.getFindingsList()) {
            if (now.getFindingsList().stream().noneMatch(finding -> same(old, finding))) {
                lines.add("ended " + old.getCode() + ended(old, now));
            }
        }
        for (Finding finding : now.getFindingsList()) {
            boolean known = before.getFindingsList().stream()
                    .anyMatch(old -> same(old, finding) && old.getSeverity() == finding.getSeverity());
            if (!known) {
                lines.add(line(finding));
            }
        }
        return lines;
    }

    private static String ended(Finding old, SetStatus now) {
        return now.getMemory().getJustEndedList().stream()
                .filter(ended -> same(old, ended) && !ended.getEnded().isEmpty())
                .findFirst()
                .map(ended -> ": " + sentence(ended.getEnded()))
                .orElse("");
    }

    private static boolean same(Finding one, Finding other) {
        return one.getCode().equals(other.getCode()) && one.getPart() == other.getPart();
    }

    private static String sentence(String words) {
        String text = Sentences.text(words);
        return text.isEmpty() || text.endsWith(".") || text.endsWith("?") ? text : text + ".";
    }
}
