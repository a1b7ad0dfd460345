package pumpcompanion.connector.tracker;

/** Arithmetic on times in ms that no record, however absurd, can make overflow. */
final class Times {

    private Times() {}

    /** {@code time + span}, at the end of the range where it would lie beyond. */
    static long plus(long time, long span) {
        long sum = time + span;
        if (((time ^ sum) & (span ^ sum)) < 0) {
            return time < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
        }
        return sum;
    }

    /** {@code time - span}, likewise; span is not below 0. */
    static long minus(long time, long span) {
        return plus(time, -span);
    }

    /** Time from one to the other; 0 where it would be negative, because a clock may have been set back. */
    static long between(long from, long to) {
        if (to <= from) {
            return 0;
        }
        long span = to - from;
        return span < 0 ? Long.MAX_VALUE : span;
    }

    /** Whether {@code at} lies within {@code span} ms of {@code since}, on either side. */
    static boolean within(long since, long at, long span) {
        return between(since, at) <= span && between(at, since) <= span;
    }
}
