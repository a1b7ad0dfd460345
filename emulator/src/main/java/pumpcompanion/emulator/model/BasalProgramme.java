package pumpcompanion.emulator.model;

import java.time.Duration;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Basal over a day: from each time on, so many milliunits an hour, the same every day. By the clock that the pump shows.
 *
 * @param segments in order, the first at midnight
 */
public record BasalProgramme(List<Segment> segments) {

    /** Highest rate in milliunits an hour, 50 U/h: beyond any pump's. */
    public static final int MAX_RATE = 50_000;

    private static final long DAY_MS = Duration.ofDays(1).toMillis();

    /**
     * From a time of the day on.
     *
     * @param from to the second
     * @param milliunitsPerHour range [0, 50 000]
     */
    public record Segment(LocalTime from, int milliunitsPerHour) {

        /** Refuses a rate that is out of range. */
        public Segment {
            if (milliunitsPerHour < 0 || milliunitsPerHour > MAX_RATE) {
                throw new IllegalArgumentException(
                        "basal of " + milliunitsPerHour + " milliunits an hour (expected 0 to " + MAX_RATE + ")");
            }
        }

        private long fromMs() {
            return from.toSecondOfDay() * 1000L;
        }
    }

    /** Refuses segments that are none, out of order or do not begin at midnight. */
    public BasalProgramme {
        segments = List.copyOf(segments);
        if (segments.isEmpty() || segments.get(0).fromMs() != 0) {
            throw new IllegalArgumentException("basal segments " + segments + " (expected the first at 00:00)");
        }
        for (int i = 1; i < segments.size(); i++) {
            if (segments.get(i).fromMs() <= segments.get(i - 1).fromMs()) {
                throw new IllegalArgumentException("basal segments " + segments + " (expected rising times)");
            }
        }
    }

    /** The same all day. */
    public static BasalProgramme flat(int milliunitsPerHour) {
        return new BasalProgramme(List.of(new Segment(LocalTime.MIDNIGHT, milliunitsPerHour)));
    }

    /** Milliunits an hour by the time from which they hold; one must be midnight. */
    public static BasalProgramme of(Map<LocalTime, Integer> rates) {
        List<Segment> segments = new ArrayList<>();
        new TreeMap<>(rates).forEach((from, rate) -> segments.add(new Segment(from, rate)));
        return new BasalProgramme(segments);
    }

    /** One rate for each hour of the day, 24 of them, in milliunits an hour. */
    public static BasalProgramme hourly(int... rates) {
        if (rates.length != 24) {
            throw new IllegalArgumentException(rates.length + " hourly rates (expected 24)");
        }
        List<Segment> segments = new ArrayList<>();
        for (int hour = 0; hour < 24; hour++) {
            segments.add(new Segment(LocalTime.of(hour, 0), rates[hour]));
        }
        return new BasalProgramme(segments);
    }

    /** Milliunits an hour at a time of the day, range [0, 86 400 000) ms. */
    int rateAt(long msOfDay) {
        int rate = 0;
        for (Segment segment : segments) {
            if (segment.fromMs() > msOfDay) {
                break;
            }
            rate = segment.milliunitsPerHour();
        }
        return rate;
    }

    /** Time until the next segment begins, in ms, above 0. */
    long msUntilChange(long msOfDay) {
        for (Segment segment : segments) {
            if (segment.fromMs() > msOfDay) {
                return segment.fromMs() - msOfDay;
            }
        }
        return DAY_MS - msOfDay;
    }
}
