package pumpcompanion.app.view;

import com.google.gson.JsonObject;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import pumpcompanion.app.words.Amounts;
import pumpcompanion.app.words.Findings;
import pumpcompanion.app.words.Sentences;
import pumpcompanion.connector.tracker.PhaseText;
import pumpcompanion.proto.v1.EventRecord;
import pumpcompanion.proto.v1.SetStatus;

/** What was entered, how to take it back, and what it changed in the set. */
public final class EntryView {

    private EntryView() {}

    /** All of it, at most 80 columns wide. */
    public static List<String> lines(EventRecord entry, SetStatus before, SetStatus after, ZoneId zone, Ink ink) {
        List<String> lines = new ArrayList<>();
        String pump = Sentences.text(entry.getPump());
        String number = Long.toUnsignedString(entry.getSequence());
        String what = "Note " + number + " for " + pump + ": " + Sentences.of(entry) + ", at "
                + Amounts.time(entry.getAtMs(), zone) + ".";
        lines.addAll(Text.wrap(what, Text.WIDTH, "  "));
        lines.add(ink.dim("  To take it back: companion note " + pump + " withdraw " + number));
        lines.add("");
        if (before.getPhase() != after.getPhase()) {
            lines.add("  before: " + PhaseText.label(before.getPhase()));
        }
        lines.addAll(SetView.phase(after.getPhase(), ink));
        List<String> changes = Findings.changes(before, after);
        for (String change : changes) {
            lines.addAll(Text.block(change, 2));
        }
        if (changes.isEmpty()) {
            lines.add("  no finding opened or ended");
        }
        return lines;
    }

    /** The same as a line of JSON: {@code entered}, {@code status}, and the findings that it {@code opened} and {@code ended}. */
    public static String json(EventRecord entry, SetStatus before, SetStatus after) {
        JsonObject line = new JsonObject();
        line.add("entered", Json.tree(entry));
        line.add("status", Json.tree(after));
        line.add("opened", ReplayView.codes(after, before));
        line.add("ended", ReplayView.codes(before, after));
        return Json.text(line);
    }
}
