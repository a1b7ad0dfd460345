package pumpcompanion.app.words;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Times and spans as people type them. */
public final class TimeWords {

    private static final Pattern SPAN = Pattern.compile("(\\d{1,6}(?:\\.\\d{1,3})?)\\s*(ms|s|m|min|h|d|w)");
    private static final String EXPECTED =
            "a date 2026-11-22, a time 2026-11-22T14:05 or 2026-11-22T14:05:33Z, or how long ago: 90s, 30m, 3h, 2d, 1w";

    private TimeWords() {}

    /**
     * A span such as {@code 20s}, {@code 1.5h} or {@code 2d}.
     *
     * @throws IllegalArgumentException naming the text and what is allowed
     */
    public static Duration span(String text) {
        Matcher span = SPAN.matcher(text.strip());
        if (!span.matches()) {
            throw new IllegalArgumentException("'" + text + "' is no span of time (expected 20s, 5m, 3h, 2d or 1w)");
        }
        double number = Double.parseDouble(span.group(1));
        long unitMs = switch (span.group(2)) {
            case "ms" -> 1;
            case "s" -> 1_000;
            case "h" -> 3_600_000;
            case "d" -> 86_400_000;
            case "w" -> 7 * 86_400_000;
            default -> 60_000;
        };
        return Duration.ofMillis(Math.round(number * unitMs));
    }

    /**
     * The earliest time that is meant, in ms since 1970: of a date its first moment.
     *
     * @param text what was typed
     * @param now the present moment, for how long ago
     * @param zone for dates and times without one
     * @throws IllegalArgumentException naming the text and what is allowed
     */
    public static long since(String text, Instant now, ZoneId zone) {
        LocalDate date = date(text);
        return date == null ? time(text, now, zone) : ms(date.atStartOfDay(zone).toInstant());
    }

    /** The latest time that is meant, likewise: of a date its last moment. */
    public static long until(String text, Instant now, ZoneId zone) {
        LocalDate date = date(text);
        return date == null
                ? time(text, now, zone)
                : ms(date.plusDays(1).atStartOfDay(zone).toInstant()) - 1;
    }

    private static @org.jspecify.annotations.Nullable LocalDate date(String text) {
        try {
            return text.strip().length() == "2026-11-22".length() ? LocalDate.parse(text.strip()) : null;
        } catch (DateTimeException noDate) {
            throw wrong(text);
        }
    }

    private static long time(String typed, Instant now, ZoneId zone) {
        String text = typed.strip();
        if (SPAN.matcher(text).matches()) {
            return now.minus(span(text)).toEpochMilli();
        }
        try {
            String iso = text.replace(' ', 'T');
            boolean zoned = iso.endsWith("Z") || iso.lastIndexOf('+') > 0 || iso.lastIndexOf('-') > iso.indexOf('T');
            return zoned
                    ? ms(OffsetDateTime.parse(iso).toInstant())
                    : ms(LocalDateTime.parse(iso).atZone(zone).toInstant());
        } catch (DateTimeException noTime) {
            throw wrong(typed);
        }
    }

    private static long ms(Instant instant) {
        return instant.toEpochMilli();
    }

    private static IllegalArgumentException wrong(String text) {
        return new IllegalArgumentException("'" + text + "' is no time (expected " + EXPECTED + ")");
    }
}
