package pumpcompanion.connector.tracker;

import pumpcompanion.proto.v1.InsulinDelivered;

/**
 * The time over which a record's insulin was delivered.
 *
 * @param begin ms, on the scale of {@code at_ms}
 * @param end ms, not below begin
 */
record Span(long begin, long end) {

    /** The span of a record of this time and uptime; without length where it says no begin. */
    static Span of(long at, long uptimeMs, InsulinDelivered event) {
        long end = event.hasToUptimeMs() ? back(at, uptimeMs, event.getToUptimeMs()) : at;
        long begin = event.hasFromUptimeMs() ? back(at, uptimeMs, event.getFromUptimeMs()) : end;
        return new Span(Math.min(begin, end), end);
    }

    /** What of an amount, spread evenly, falls between two times; all or nothing of a span without length. */
    long share(long amount, long from, long through) {
        if (begin >= from && end <= through) {
            return amount;
        }
        long overlap = Times.between(Math.max(begin, from), Math.min(end, through));
        long length = Times.between(begin, end);
        return overlap == 0 ? 0 : Math.round((double) amount * overlap / length);
    }

    private static long back(long at, long uptimeMs, long uptime) {
        long ago = uptimeMs - uptime;
        return ago <= 0 || Long.compareUnsigned(uptime, uptimeMs) > 0 ? at : Times.minus(at, ago);
    }
}
