package pumpcompanion.emulator.session;

/**
 * What a pump's sessions are like.
 *
 * @param minVersion lowest protocol version it speaks, 1 and up
 * @param maxVersion highest one, not below minVersion
 * @param heartbeatIntervalMs range [500, 60 000] (W-28)
 * @param window range [1, 1024] (W-28)
 */
public record SessionLimits(int minVersion, int maxVersion, int heartbeatIntervalMs, int window) {

    /** Quiet intervals after which a session is over (W-39). */
    public static final int QUIET_INTERVALS = 6;

    /** Checks the ranges. */
    public SessionLimits {
        check("lowest version", minVersion, 1, Integer.MAX_VALUE);
        check("highest version", maxVersion, minVersion, Integer.MAX_VALUE);
        check("heartbeat interval in ms", heartbeatIntervalMs, 500, 60_000);
        check("window", window, 1, 1024);
    }

    private static void check(String name, int value, int from, int to) {
        if (value < from || value > to) {
            throw new IllegalArgumentException(name + " " + value + " (expected " + from + " to " + to + ")");
        }
    }
}
