package pumpcompanion.connector.catalogue;

import com.google.gson.JsonElement;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Figures as people read them. */
final class Figures {

    /** Ends of names, and the unit that each of them stands for. */
    private static final Map<String, String> UNITS = Map.of(
            "hours", "h", "days", "d", "minutes", "min", "cm", "cm", "mm", "mm", "units", "U", "degrees", "degrees");

    private Figures() {}

    /** Without zeros at its end: {@code 5}, {@code 5.5}. */
    static String plain(double number) {
        return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
    }

    static String list(List<Double> numbers) {
        return numbers.stream().map(Figures::plain).collect(Collectors.joining(", "));
    }

    static String units(int milliunits) {
        return BigDecimal.valueOf(milliunits, 3).stripTrailingZeros().toPlainString() + " U";
    }

    /** From the least to the greatest, once where they are the same: {@code 0.2 to 0.3 U}. */
    static String units(int least, int greatest) {
        String most = units(greatest);
        return least == greatest ? most : units(least).replace(" U", "") + " to " + most;
    }

    static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    static String upper(String text) {
        return text.toUpperCase(Locale.ROOT);
    }

    /** A field that has no source, whatever it holds: {@code 6 mm: 0.3 U}, {@code 20-45 degrees}, {@code 6, 9 mm}. */
    static String unverified(Node node, Field field) {
        String key = field.key();
        JsonElement value = node.element(key).orElseThrow(() -> node.wrong(key, "a value"));
        String unit = field.unit().isEmpty() ? "" : " " + field.unit();
        if (field == Field.CANNULA_FILL || field == Field.TUBING_FILL) {
            return fills(node.fills(key), field.unit());
        }
        if (value.isJsonObject()) {
            return SetReader.angle(node.object(key).orElseThrow()).text() + unit;
        }
        if (value.isJsonPrimitive() && value.getAsJsonPrimitive().isString()) {
            return node.text(key);
        }
        return list(node.oneOrMore(key)) + unit;
    }

    /** Fills by length: {@code 5.5 mm: 0.2 U, 8 mm: 0.3 U}. */
    static String fills(Map<Double, Integer> fills, String unit) {
        return fills.entrySet().stream()
                .map(fill -> plain(fill.getKey()) + " " + unit + ": " + units(fill.getValue()))
                .collect(Collectors.joining(", "));
    }

    /** {@code fixedAmountZero} as {@code fixed amount zero}. */
    static String spaced(String name) {
        return lower(name.replaceAll("(?=[A-Z])", " "));
    }

    /** Numbers under names that end in their unit, such as {@code minHours} and {@code maxHours}. */
    static String named(Map<String, List<Double>> byName) {
        Map<String, List<Double>> left = new LinkedHashMap<>(byName);
        List<String> parts = new ArrayList<>();
        for (String name : byName.keySet()) {
            List<Double> numbers = left.remove(name);
            if (numbers == null) {
                continue; // stood together with an earlier one
            }
            String other = name.replaceFirst("^min", "max");
            List<Double> most = name.startsWith("min") ? left.remove(other) : null;
            parts.add(most == null ? one(name, numbers) : list(numbers) + " to " + one(other.substring(3), most));
        }
        return String.join(", ", parts);
    }

    private static String one(String name, List<Double> numbers) {
        String words = spaced(name).strip();
        String last = words.substring(words.lastIndexOf(' ') + 1);
        String unit = UNITS.getOrDefault(last, last);
        String which = words.substring(0, words.length() - last.length())
                .strip()
                .replaceFirst("^min\\b", "at least")
                .replaceFirst("^max\\b", "at most");
        return (which + " " + list(numbers) + " " + unit).strip();
    }
}
