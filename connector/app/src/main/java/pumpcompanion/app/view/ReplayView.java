package pumpcompanion.app.view;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import pumpcompanion.app.replay.Replayed;
import pumpcompanion.app.words.Amounts;
import pumpcompanion.app.words.Findings;
import pumpcompanion.app.words.Names;
import pumpcompanion.app.words.Sentences;
import pumpcompanion.connector.tracker.PhaseText;
import pumpcompanion.proto.v1.EventRecord;
import pumpcompanion.proto.v1.Finding;
import pumpcompanion.proto.v1.RecordId;
import pumpcompanion.proto.v1.SetStatus;
import pumpcompanion.proto.v1.Wear;

/** What a replay came to: the set's state as {@code status} shows it, all findings and all wears. */
public final class ReplayView {

    private static final String INDENT = "    ";

    private ReplayView() {}

    /** A pump's end, at most 80 columns wide. */
    public static List<String> lines(Replayed end, ZoneId zone, Ink ink) {
        List<String> lines = new ArrayList<>();
        lines.add(
                " " + ink.bold(Sentences.text(end.status().getPump())) + "  at " + Amounts.time(end.atMs(), zone) + ", "
                        + count(end.records(), "record") + " and " + count(end.entries(), "entry")
                        + (end.repeats() == 0 ? "" : "; said again: " + end.repeats()));
        lines.addAll(SetView.lines(end.status(), end.atMs(), zone, ink));
        lines.add("");
        lines.add("  all findings: " + (end.findings().isEmpty() ? "none" : ""));
        for (Finding finding : end.findings()) {
            lines.addAll(finding(finding, zone));
        }
        lines.add("  all wears: " + (end.wears().isEmpty() ? "none" : ""));
        for (Wear wear : end.wears()) {
            lines.addAll(Text.block(wear(wear, end.atMs(), zone), 4));
        }
        lines.add("");
        return lines.stream().map(String::stripTrailing).toList();
    }

    private static String count(long count, String what) {
        return count + " " + (count == 1 ? what : what.equals("entry") ? "entries" : what + "s");
    }

    private static List<String> finding(Finding finding, ZoneId zone) {
        List<String> lines = new ArrayList<>();
        String when = Amounts.time(finding.getSinceMs(), zone) + " to "
                + (finding.hasEndedMs() ? Amounts.time(finding.getEndedMs(), zone) : "now");
        String causes = finding.getCausesList().stream().map(ReplayView::cause).collect(Collectors.joining(", "));
        lines.add(INDENT + when);
        lines.addAll(Text.block(Findings.line(finding), 6));
        List<String> more = Stream.of(
                        causes.isEmpty() ? "" : "because of " + causes,
                        finding.getEnded().isEmpty() ? "" : "ended: " + Sentences.text(finding.getEnded()))
                .filter(text -> !text.isEmpty())
                .toList();
        if (!more.isEmpty()) {
            lines.addAll(Text.block(String.join("; ", more), 6));
        }
        return lines;
    }

    private static String cause(RecordId id) {
        String number = Long.toUnsignedString(id.getSequence());
        return id.getLog() == 0 ? "note " + number : id.getLog() + "/" + number;
    }

    private static String wear(Wear wear, long nowMs, ZoneId zone) {
        long until = wear.hasUntilMs() ? wear.getUntilMs() : nowMs;
        List<String> facts = new ArrayList<>();
        facts.add(Amounts.time(wear.getFromMs(), zone) + " to "
                + (wear.hasUntilMs() ? Amounts.time(until, zone) : "now") + ", "
                + Amounts.span(wear.getFromMs(), until) + ", begin " + PhaseText.label(wear.getBasis()));
        facts.add(Names.place(wear.getSite()));
        facts.add(Names.set(wear.getSetId()));
        facts.add(wear.hasInsulinMilliunits() ? Amounts.units(wear.getInsulinMilliunits()) + " through it" : "");
        facts.add(wear.getUnclippedMs() < 1_000 ? "" : "unclipped " + Amounts.span(0, wear.getUnclippedMs()));
        String reason = Names.removal(wear.getReason());
        facts.add(
                switch (wear.getEnd()) {
                    case WEAR_END_REMOVED -> "removed" + (reason.isEmpty() ? "" : ": " + reason);
                    case WEAR_END_REPLACED -> "replaced by the next one";
                    default -> "goes on";
                });
        return facts.stream().filter(fact -> !fact.isEmpty()).collect(Collectors.joining("; "));
    }

    /** A record, the phase behind it where it is another one, and findings that it opened or ended; a line each. */
    public static List<String> step(EventRecord record, SetStatus before, SetStatus after, ZoneId zone) {
        List<String> lines = new ArrayList<>();
        lines.add(TextFeed.line(record, zone) + " -> " + PhaseText.label(after.getPhase()));
        for (String change : Findings.changes(before, after)) {
            lines.add(" ".repeat(30) + change);
        }
        return lines;
    }

    /** The same as a line of JSON. */
    public static String jsonStep(EventRecord record, SetStatus before, SetStatus after) {
        JsonObject line = new JsonObject();
        line.addProperty("type", "step");
        line.add("record", Json.tree(record));
        line.addProperty("phase", after.getPhase().name());
        line.add("opened", codes(after, before));
        line.add("ended", codes(before, after));
        return Json.text(line);
    }

    /** The codes of the findings that one status has and the other has not. */
    static JsonArray codes(SetStatus has, SetStatus hasNot) {
        JsonArray codes = new JsonArray();
        for (Finding finding : has.getFindingsList()) {
            boolean both = hasNot.getFindingsList().stream()
                    .anyMatch(
                            other -> other.getCode().equals(finding.getCode()) && other.getPart() == finding.getPart());
            if (!both) {
                codes.add(finding.getCode());
            }
        }
        return codes;
    }

    /** A pump's end as a line of JSON. */
    public static String json(Replayed end) {
        JsonObject line = new JsonObject();
        line.addProperty("type", "pump");
        line.addProperty("pump", end.status().getPump());
        line.addProperty("atMs", Long.toString(end.atMs()));
        line.addProperty("records", end.records());
        line.addProperty("entries", end.entries());
        line.addProperty("repeats", end.repeats());
        line.add("status", Json.tree(end.status()));
        JsonArray findings = new JsonArray();
        end.findings().forEach(finding -> findings.add(Json.tree(finding)));
        line.add("findings", findings);
        JsonArray wears = new JsonArray();
        end.wears().forEach(wear -> wears.add(Json.tree(wear)));
        line.add("wears", wears);
        line.add("sites", Json.tree(end.sites()));
        return Json.text(line);
    }
}
