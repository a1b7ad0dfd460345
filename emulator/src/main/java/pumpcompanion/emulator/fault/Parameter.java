package pumpcompanion.emulator.fault;

import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One value that a fault takes.
 *
 * @param name in capitals, such as {@code RATE}
 * @param type what is written
 * @param least smallest value; of a time in nanoseconds
 * @param most largest value
 * @param standard what holds where nothing is written, as it would be written; null: none, which the fault understands
 */
public record Parameter(
        String name,
        Type type,
        double least,
        double most,
        @Nullable String standard) {

    /** What a value is. */
    public enum Type {
        /** A chance, such as {@code 0.01} or {@code 1e-4}. */
        RATE,
        /** A length of time, such as {@code 500ms}, {@code 30s}, {@code 5m}, {@code 2h}, {@code 1d}. */
        TIME,
        /** A whole number. */
        COUNT
    }

    private static final Pattern TIME = Pattern.compile("([+-]?[0-9]{1,9}(?:\\.[0-9]{1,9})?)(ms|s|m|h|d)");
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,12}(?:\\.[0-9]{1,12})?(?:[eE]-?[0-9]{1,2})?");
    private static final double DAY = Duration.ofDays(1).toNanos();

    static Parameter rate(String standard) {
        return new Parameter("RATE", Type.RATE, 0, 1, standard);
    }

    static Parameter time(String name, Duration least, @Nullable String standard) {
        return new Parameter(name, Type.TIME, least.toNanos(), 365 * DAY, standard);
    }

    static Parameter shift(String name, String standard) {
        return new Parameter(name, Type.TIME, -36_500 * DAY, 36_500 * DAY, standard);
    }

    static Parameter count(String name, long least, long most, String standard) {
        return new Parameter(name, Type.COUNT, least, most, standard);
    }

    /** The value of a text, of a time in nanoseconds; NaN where it is none in range. */
    double parse(String text) {
        double value = switch (type) {
            case RATE -> NUMBER.matcher(text).matches() ? Double.parseDouble(text) : Double.NaN;
            case COUNT -> text.matches("[0-9]{1,15}") ? Double.parseDouble(text) : Double.NaN;
            case TIME -> nanos(text);
        };
        return value >= least && value <= most ? value : Double.NaN;
    }

    private static double nanos(String text) {
        Matcher time = TIME.matcher(text);
        if (!time.matches()) {
            return Double.NaN;
        }
        double unit = switch (time.group(2)) {
            case "ms" -> 1e6;
            case "s" -> 1e9;
            case "m" -> 60e9;
            case "h" -> 3_600e9;
            default -> DAY;
        };
        return Math.rint(Double.parseDouble(time.group(1)) * unit);
    }

    /** What may be written, in words: such as {@code RATE from 0 to 1, such as 0.01 or 1e-4}. */
    public String words() {
        return switch (type) {
            case RATE -> name + " from 0 to 1, such as 0.01 or 1e-4";
            case COUNT -> String.format(Locale.ROOT, "%s from %.0f to %.0f", name, least, most);
            case TIME -> name + " from " + days(least) + " to " + days(most) + ", such as 500ms, 30s, 5m, 2h or 1d";
        };
    }

    private static String days(double nanos) {
        return Math.abs(nanos) >= DAY
                ? String.format(Locale.ROOT, "%.0fd", nanos / DAY)
                : String.format(Locale.ROOT, "%.0fms", nanos / 1e6);
    }
}
