package pumpcompanion.app.view;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import pumpcompanion.app.words.Amounts;
import pumpcompanion.app.words.Names;
import pumpcompanion.app.words.Sentences;
import pumpcompanion.connector.tracker.Places;
import pumpcompanion.connector.tracker.Places.State;
import pumpcompanion.connector.tracker.Places.Suggestion;
import pumpcompanion.proto.v1.Wear;
import pumpcompanion.proto.v1.WearEnd;

/**
 * Places on the body in the order in which they offer themselves for the next set.
 *
 * @param pump whose wearer's
 * @param places as {@link Places#rank} puts them
 * @param withoutPlace wears of which no place is known
 * @param nowMs the present on the pump's scale of time
 */
public record SitesView(String pump, List<Suggestion> places, int withoutPlace, long nowMs) {

    private static final int PLACE = 25;
    private static final int STATE = 21;
    private static final int WEARS = 7;
    private static final int INDENT = 4;

    /** The suggestion as a sentence, then a line for each place and one for the last wear there. At most 80 columns wide. */
    public List<String> lines(ZoneId zone, Ink ink) {
        List<String> lines = new ArrayList<>();
        lines.add(" " + ink.bold(Sentences.text(pump)));
        lines.addAll(Text.block(suggestion(zone), 2));
        lines.add("");
        lines.add(ink.dim("  " + Text.column("place", PLACE) + Text.column("state", STATE) + Text.column("wears", WEARS)
                + "worn in all"));
        for (Suggestion place : places) {
            String wears = place.history().getWears() == 0
                    ? ""
                    : Integer.toString(place.history().getWears());
            String worn = wornMs(place) == 0 ? "" : Amounts.span(0, wornMs(place));
            lines.add(paint(
                    place.state(),
                    ("  " + Text.column(Names.place(place.site()), PLACE)
                                    + Text.column(state(place, zone), STATE)
                                    + Text.column(wears, WEARS)
                                    + worn)
                            .stripTrailing(),
                    ink));
            if (place.history().getLatestCount() > 0) {
                String wear = wear(place.history().getLatest(0), zone);
                Text.block(wear, INDENT).stream().map(ink::dim).forEach(lines::add);
            }
        }
        if (withoutPlace > 0) {
            lines.add("");
            lines.add("  wears of which no place is known: " + withoutPlace);
        }
        return lines;
    }

    private String suggestion(ZoneId zone) {
        if (places.isEmpty()) {
            return "No place is known.";
        }
        Suggestion first = places.get(0);
        String name = Names.place(first.site());
        return switch (first.state()) {
            case NEVER_USED -> "Next: the " + name + ". No set was worn there yet.";
            case READY ->
                "Next: the " + name + ". It is the one unused longest, since "
                        + Amounts.minute(first.history().getLatest(0).getUntilMs(), zone) + ".";
            case RESTING ->
                "No place is ready. The first will be the " + name + ", on "
                        + Amounts.minute(first.readyMs().orElse(nowMs), zone) + ".";
            default -> "No place is left: all are in use or left out.";
        };
    }

    private static String state(Suggestion place, ZoneId zone) {
        return switch (place.state()) {
            case NEVER_USED -> "never used";
            case READY -> "ready";
            case RESTING -> "rests to " + Amounts.day(place.readyMs().orElse(0), zone);
            case IN_USE -> "in use";
            case LEFT_OUT -> "left out";
        };
    }

    private String wear(Wear wear, ZoneId zone) {
        long until = wear.hasUntilMs() ? wear.getUntilMs() : nowMs;
        List<String> facts = new ArrayList<>();
        facts.add(Amounts.day(wear.getFromMs(), zone) + " to "
                + (wear.hasUntilMs() ? Amounts.day(until, zone) : "now") + ", "
                + Amounts.span(wear.getFromMs(), until));
        if (wear.hasInsulinMilliunits()) {
            facts.add(Amounts.units(wear.getInsulinMilliunits()) + " through it");
        }
        if (!wear.getSetId().isEmpty()) {
            facts.add(Names.set(wear.getSetId()));
        }
        String reason = Names.removal(wear.getReason());
        if (wear.getEnd() == WearEnd.WEAR_END_REMOVED) {
            facts.add("removed" + (reason.isEmpty() ? "" : ": " + reason));
        } else if (wear.getEnd() == WearEnd.WEAR_END_REPLACED) {
            facts.add("replaced by the next one");
        }
        return facts.stream().collect(Collectors.joining("; "));
    }

    private long wornMs(Suggestion place) {
        long now = place.state() == State.IN_USE && place.history().getLatestCount() > 0
                ? Math.max(0, nowMs - place.history().getLatest(0).getFromMs())
                : 0;
        return place.history().getWornMs() + now;
    }

    private static String paint(State state, String text, Ink ink) {
        return switch (state) {
            case NEVER_USED, READY -> ink.good(text);
            case IN_USE -> ink.bold(text);
            default -> text;
        };
    }

    /** The same as a line of JSON. */
    public String json() {
        JsonObject line = new JsonObject();
        line.addProperty("pump", pump);
        line.addProperty("atMs", Long.toString(nowMs));
        line.addProperty("wearsWithoutPlace", withoutPlace);
        JsonArray all = new JsonArray();
        for (Suggestion place : places) {
            JsonObject one = new JsonObject();
            one.add("site", Json.tree(place.site()));
            one.addProperty("name", Names.place(place.site()));
            one.addProperty(
                    "state", place.state().name().toLowerCase(Locale.ROOT).replace('_', '-'));
            if (place.readyMs().isPresent()) {
                one.addProperty("readyMs", Long.toString(place.readyMs().getAsLong()));
            }
            one.add("history", Json.tree(place.history()));
            all.add(one);
        }
        line.add("places", all);
        return Json.text(line);
    }
}
