package pumpcompanion.app.view;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import pumpcompanion.app.words.Names;
import pumpcompanion.app.words.Sentences;
import pumpcompanion.connector.tracker.SetTracker;
import pumpcompanion.connector.tracker.SettingKey;
import pumpcompanion.connector.tracker.TrackerSettings;
import pumpcompanion.proto.v1.SetStatus;
import pumpcompanion.proto.v1.Setting;

/**
 * The settings that hold for a pump.
 *
 * @param pump its name
 * @param values by key
 * @param entered the keys that somebody entered
 */
public record SettingsView(String pump, Map<String, String> values, Set<String> entered) {

    private static final int KEY = 24;
    private static final int VALUE = 18;

    /** What holds in this status. */
    public static SettingsView of(SetTracker tracker, SetStatus set) {
        return new SettingsView(
                set.getPump(),
                SettingKey.all(tracker.settings(set)),
                set.getSettingsList().stream()
                        .filter(setting -> !setting.getValue().isEmpty())
                        .map(Setting::getKey)
                        .collect(Collectors.toSet()));
    }

    /** Two lines a setting: key, value and range; then its meaning. At most 80 columns wide. */
    public List<String> lines(Ink ink) {
        List<String> lines = new ArrayList<>();
        lines.add(" " + ink.bold(Sentences.text(pump)));
        lines.add(ink.dim("  " + Text.column("key", KEY) + Text.column("value", VALUE) + "allowed"));
        values.forEach((key, value) -> {
            String mark = entered.contains(key) ? "* " : "  ";
            String row = mark + Text.column(Sentences.text(key), KEY) + Text.column(value, VALUE) + range(key);
            lines.add(entered.contains(key) ? ink.bold(Text.cut(row, Text.WIDTH)) : Text.cut(row, Text.WIDTH));
            lines.addAll(Text.block(meaning(key), 4).stream().map(ink::dim).toList());
        });
        lines.add("");
        lines.add(
                entered.isEmpty()
                        ? "  all as usual; change one with: companion settings KEY=VALUE"
                        : "  * entered; the usual value again: companion settings KEY=");
        return lines;
    }

    /** As a line of JSON. */
    public String json() {
        JsonObject line = new JsonObject();
        line.addProperty("pump", pump);
        JsonArray all = new JsonArray();
        TrackerSettings usual = TrackerSettings.defaults();
        values.forEach((key, value) -> {
            JsonObject one = new JsonObject();
            one.addProperty("key", key);
            one.addProperty("value", value);
            one.addProperty("entered", entered.contains(key));
            SettingKey known = known(key);
            if (known.key().equals(key)) {
                one.addProperty("usual", known.text(usual));
            }
            one.addProperty("allowed", range(key));
            one.addProperty("meaning", meaning(key));
            all.add(one);
        });
        line.add("settings", all);
        return Json.text(line);
    }

    private static String range(String key) {
        return known(key).range();
    }

    private static String meaning(String key) {
        SettingKey known = known(key);
        return known.key().equals(key)
                ? known.meaning()
                : "how long a cannula of the set "
                        + Names.set(key.substring(known.key().length() + 1)) + " may stay";
    }

    /** The setting; {@code wear-limit.SET} is one of the first. */
    private static SettingKey known(String key) {
        for (SettingKey each : SettingKey.values()) {
            if (each.key().equals(key)) {
                return each;
            }
        }
        return SettingKey.WEAR_LIMIT;
    }
}
