package pumpcompanion.connector.journal;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import pumpcompanion.proto.v1.EventKind;

/**
 * Which records are wanted. Starts as {@link #ALL} and is narrowed by the methods, each of which returns another query:
 * {@code Query.ALL.of("PC-1").since(ms).last(20)}.
 *
 * @param pump name of the pump; null: all pumps
 * @param sinceMs earliest time of the event, inclusive, milliseconds since 1970 UTC; null: no limit
 * @param untilMs latest time of the event, inclusive; null: no limit
 * @param kinds numbers of {@link EventKind}, {@link #UNREADABLE} and {@link #GAP}; empty: everything
 * @param after only what stands behind this place of a log; needs a pump; null: from the beginning
 * @param limit at most so many in all; 0: no limit
 * @param last only the newest so many of each pump that fit; 0: no limit
 */
public record Query(
        @Nullable String pump,
        @Nullable Long sinceMs,
        @Nullable Long untilMs,
        Set<Integer> kinds,
        @Nullable Place after,
        long limit,
        long last) {

    /** In place of a kind's number: bytes that could not be read as an Event. */
    public static final int UNREADABLE = -1;

    /** In place of a kind's number: a gap. */
    public static final int GAP = -2;

    /** Every record of every pump. */
    public static final Query ALL = new Query(null, null, null, Set.of(), null, 0, 0);

    /**
     * A place in a pump's records.
     *
     * @param log number of the log, 1 and up
     * @param sequence number of the record; 0: the gap before the log
     */
    public record Place(int log, long sequence) {}

    /** Copies the set and checks that the parts fit each other. */
    public Query {
        kinds = Set.copyOf(kinds);
        if (after != null && pump == null) {
            throw new IllegalArgumentException("a place without a pump, expected both");
        }
        if (limit < 0 || last < 0) {
            throw new IllegalArgumentException("a negative number of records: limit " + limit + ", last " + last);
        }
    }

    /**
     * Of this pump only.
     *
     * @param name the pump's name
     */
    public Query of(String name) {
        return new Query(name, sinceMs, untilMs, kinds, after, limit, last);
    }

    /**
     * Not before this time.
     *
     * @param ms milliseconds since 1970 UTC, inclusive
     */
    public Query since(long ms) {
        return new Query(pump, ms, untilMs, kinds, after, limit, last);
    }

    /**
     * Not after this time.
     *
     * @param ms milliseconds since 1970 UTC, inclusive
     */
    public Query until(long ms) {
        return new Query(pump, sinceMs, ms, kinds, after, limit, last);
    }

    /**
     * Of these kinds only, without gaps.
     *
     * @param wanted at least one
     */
    public Query kinds(EventKind... wanted) {
        return kinds(Stream.of(wanted).map(EventKind::getNumber).collect(Collectors.toSet()));
    }

    /**
     * Of these kinds only.
     *
     * @param wanted as in {@link #kinds()}
     */
    public Query kinds(Set<Integer> wanted) {
        return new Query(pump, sinceMs, untilMs, wanted, after, limit, last);
    }

    /**
     * Only what stands behind this record.
     *
     * @param log the record's log
     * @param sequence the record's number; where it is a gap's, what stands behind the gap
     */
    public Query after(int log, long sequence) {
        return new Query(pump, sinceMs, untilMs, kinds, new Place(log, sequence), limit, last);
    }

    /**
     * At most so many.
     *
     * @param count 0: no limit
     */
    public Query limit(long count) {
        return new Query(pump, sinceMs, untilMs, kinds, after, count, last);
    }

    /**
     * The newest so many of each pump, still in rising order.
     *
     * @param count 0: no limit
     */
    public Query last(long count) {
        return new Query(pump, sinceMs, untilMs, kinds, after, limit, count);
    }
}
