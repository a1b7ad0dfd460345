package pumpcompanion.emulator.model;

/**
 * Insulin that leaves at a rate, in whole pulses. What does not make a pulse yet is kept, in whole numbers, so that no
 * amount is lost or won by rounding however time is cut.
 */
final class Flow {

    static final long NEVER = Long.MAX_VALUE;

    private static final long HOUR_MS = 3_600_000;

    /** No sum overflows within so many pulses; nobody waits for more at once. */
    private static final long FARTHEST = 1_000_000;

    private final long perPulse; // milliunits times ms an hour
    private long rate;
    private long gathered;
    private long left;
    private long done;

    /**
     * One that stands.
     *
     * @param pulse milliunits
     * @param pulses how many in all; NEVER: without end
     */
    Flow(int pulse, long pulses) {
        perPulse = pulse * HOUR_MS;
        left = pulses;
    }

    Flow rate(long milliunitsPerHour) {
        rate = milliunitsPerHour;
        return this;
    }

    /** Lets time pass. Returns the pulses that are due, but for those that the cartridge does not hold. */
    long pass(long ms, long available) {
        gathered += rate * ms;
        long due = Math.min(gathered / perPulse, left);
        gathered %= perPulse;
        long given = Math.min(due, available);
        done += given;
        left -= left == NEVER ? 0 : given;
        return given;
    }

    /** Time until that many more pulses, or the last one. */
    long msUntil(long pulses) {
        if (rate == 0) {
            return NEVER;
        }
        long some = Math.max(1, Math.min(Math.min(pulses, left), FARTHEST));
        return (some * perPulse - gathered + rate - 1) / rate;
    }

    boolean ended() {
        return left == 0;
    }

    /** Pulses so far. */
    long done() {
        return done;
    }
}
