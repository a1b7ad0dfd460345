package pumpcompanion.app.demo;

import java.io.PrintWriter;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import pumpcompanion.app.view.Feed;
import pumpcompanion.app.view.HealthLine;
import pumpcompanion.app.view.Ink;
import pumpcompanion.app.view.SetDrawing;
import pumpcompanion.app.view.SetTable;
import pumpcompanion.app.view.SetView;
import pumpcompanion.app.view.Text;
import pumpcompanion.app.words.Amounts;
import pumpcompanion.app.words.Sentences;
import pumpcompanion.connector.KeptRecord;
import pumpcompanion.connector.LinkStatus;
import pumpcompanion.proto.v1.DeliveryPurpose;
import pumpcompanion.proto.v1.EventRecord;
import pumpcompanion.proto.v1.SetStatus;

/**
 * The live view on a terminal of at least 80 columns and 24 lines: always the same number of lines, drawn over each other.
 * Fed on the connector's thread, drawn on another; one lock guards it.
 */
public final class Screen implements Feed {

    /** Fits a terminal of 24 lines, with one left for the cursor. */
    static final int LINES = 23;

    /** Where the table of parts ends, with or without the line of the site. */
    private static final int PARTS_END = 14;

    private static final int EVENTS = 4;
    private static final int FINDINGS = 2;
    private static final int BAR = 38;

    private final PrintWriter out;
    private final Ink ink;
    private final ZoneId zone;
    private final String title;
    private final Deque<String> events = new ArrayDeque<>();
    private SetStatus set = SetStatus.getDefaultInstance();
    private @Nullable LinkStatus link;
    private long kept;
    private long gaps;
    private boolean drawn;

    /**
     * A screen.
     *
     * @param out the terminal
     * @param title its first line
     * @param zone for every time
     */
    public Screen(PrintWriter out, String title, ZoneId zone, Ink ink) {
        this.out = out;
        this.title = title;
        this.zone = zone;
        this.ink = ink;
    }

    @Override
    public synchronized void record(KeptRecord record) {
        kept++;
        gaps += record.record().hasGap() ? 1 : 0;
        if (!isBasal(record.record())) {
            event(Amounts.minute(record.record().getAtMs(), zone) + "  " + Sentences.of(record.record()));
        }
    }

    /** Basal comes every five minutes and would push everything else away. */
    public static boolean isBasal(EventRecord record) {
        return record.getEvent().hasInsulinDelivered()
                && record.getEvent().getInsulinDelivered().getPurpose() == DeliveryPurpose.DELIVERY_PURPOSE_BASAL;
    }

    @Override
    public synchronized void status(SetStatus now) {
        set = now;
    }

    @Override
    public synchronized void link(LinkStatus now) {
        link = now;
    }

    @Override
    public synchronized void text(String line) {
        event("the pump says: " + Sentences.text(line));
    }

    private void event(String line) {
        if (events.size() == EVENTS) {
            events.removeFirst();
        }
        events.addLast(line);
    }

    /**
     * Draws it over what was drawn last.
     *
     * @param progress where the story stands
     * @param link how the link stands
     * @param speed how fast the pump's time runs
     * @param nowMs the pump's time
     */
    public synchronized void draw(Story.Progress progress, LinkStatus link, double speed, long nowMs) {
        StringBuilder text = new StringBuilder(drawn ? "\u001b[" + LINES + "A" : "\u001b[?25l");
        drawn = true;
        this.link = link;
        for (String line : lines(progress, speed, nowMs)) {
            text.append('\r').append(line).append("\u001b[K\n");
        }
        out.print(text);
        out.flush();
    }

    /** Gives the cursor back. */
    public synchronized void end() {
        if (drawn) {
            out.print("\u001b[?25h");
            out.flush();
        }
    }

    /** What is shown: just {@link #LINES} lines. */
    List<String> lines(Story.Progress progress, double speed, long nowMs) {
        List<String> lines = new ArrayList<>();
        lines.add(ink.bold(Text.cut(title, Text.WIDTH)));
        lines.add(" " + bar(progress.fraction()) + String.format(Locale.ROOT, " %3.0f %%  ", 100 * progress.fraction())
                + Amounts.minute(nowMs, zone) + ink.dim(String.format(Locale.ROOT, "  %,.0fx", speed)));
        lines.add(Text.cut(" day " + progress.day() + " of " + progress.days() + ": " + progress.text(), Text.WIDTH));
        lines.addAll(SetDrawing.lines(set, ink));
        lines.addAll(SetTable.lines(set, nowMs, ink));
        while (lines.size() < PARTS_END) {
            lines.add("");
        }
        lines.addAll(Text.fill(SetView.phase(set.getPhase(), ink), 2));
        lines.addAll(findings());
        LinkStatus now = link;
        lines.add(now == null ? "  link opening" : HealthLine.of(now, kept, gaps, ink));
        for (String event : events) {
            lines.add("  " + Text.cut(event, Text.WIDTH - 2));
        }
        while (lines.size() < LINES) {
            lines.add("");
        }
        return lines.subList(0, LINES);
    }

    private List<String> findings() {
        List<String> all = set.getFindingsList().stream()
                .map(finding -> "  " + SetView.finding(finding, Text.WIDTH - 2, ink))
                .toList();
        if (all.size() <= FINDINGS) {
            return Text.fill(all.isEmpty() ? List.of("  no open findings") : all, FINDINGS);
        }
        return List.of(all.get(0), "  and " + (all.size() - 1) + " more findings");
    }

    private String bar(double fraction) {
        int full = (int) Math.round(BAR * Math.max(0, Math.min(1, fraction)));
        return "[" + ink.good("=".repeat(full)) + " ".repeat(BAR - full) + "]";
    }
}
