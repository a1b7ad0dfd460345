package pumpcompanion.app.words;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Amounts, spans and times as people read them. */
public final class Amounts {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("EEE yyyy-MM-dd HH:mm", Locale.ROOT);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyy-MM-dd", Locale.ROOT);
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);
    /** Times that {@code java.time} can write with a year of four digits; anything else came from a broken clock. */
    private static final long MOST_MS = 253_370_764_800_000L;

    private Amounts() {}

    /** A number without zeros at its end: {@code 6}, {@code 5.5}. */
    public static String number(double number) {
        return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
    }

    /** Thousandths of a unit as units: 6700 is {@code 6.7 U}. */
    public static String units(long milliunits) {
        BigDecimal units = BigDecimal.valueOf(milliunits, 3).stripTrailingZeros();
        return (units.scale() < 0 ? units.setScale(0) : units).toPlainString() + " U";
    }

    /** A span in its two largest parts: {@code 2 d 3 h}, {@code 15 min 35 s}, {@code 4 s}. Below zero: {@code 0 s}. */
    public static String span(Duration span) {
        long seconds = Math.max(0, span.toSeconds());
        if (seconds < 60) {
            return seconds + " s";
        }
        if (seconds < 3_600) {
            return two(seconds / 60, "min", seconds % 60, "s");
        }
        return seconds < 86_400
                ? two(seconds / 3_600, "h", seconds % 3_600 / 60, "min")
                : two(seconds / 86_400, "d", seconds % 86_400 / 3_600, "h");
    }

    /** As {@link #span(Duration)}, between two times in ms since 1970. */
    public static String span(long fromMs, long toMs) {
        return span(Duration.between(instant(fromMs), instant(toMs)));
    }

    private static String two(long large, String unit, long small, String smaller) {
        return small == 0 ? large + " " + unit : large + " " + unit + " " + small + " " + smaller;
    }

    /** A time to the second: {@code 2026-11-22 14:05:33}. */
    public static String time(long ms, ZoneId zone) {
        return TIME.format(instant(ms).atZone(zone));
    }

    /** A time to the minute, with the day of the week: {@code Sun 2026-11-22 14:05}. */
    public static String minute(long ms, ZoneId zone) {
        return MINUTE.format(instant(ms).atZone(zone));
    }

    /** A day: {@code 2026-11-22}. */
    public static String day(long ms, ZoneId zone) {
        return DAY.format(instant(ms).atZone(zone));
    }

    /** The time of day: {@code 14:05:33}. */
    public static String clock(long ms, ZoneId zone) {
        return CLOCK.format(instant(ms).atZone(zone));
    }

    private static Instant instant(long ms) {
        return Instant.ofEpochMilli(Math.max(-MOST_MS, Math.min(MOST_MS, ms)));
    }
}
