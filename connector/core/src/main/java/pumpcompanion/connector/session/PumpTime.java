package pumpcompanion.connector.session;

import java.util.OptionalLong;
import pumpcompanion.proto.v1.PumpHeartbeat;
import pumpcompanion.proto.v1.Welcome;

/**
 * What a pump's counters showed when a Welcome or Heartbeat was made.
 *
 * @param newest the highest sequence ever written
 * @param bootCount its starts so far
 * @param uptimeMs time since the last one
 * @param clockMs its own clock, as in {@code Event.pump_clock_ms}; empty for none
 * @param speed factor by which its time runs faster than the link's; 1 for a real pump
 */
public record PumpTime(long newest, int bootCount, long uptimeMs, OptionalLong clockMs, double speed) {

    static PumpTime of(Welcome said) {
        return new PumpTime(
                said.getNewest(),
                said.getBootCount(),
                said.getUptimeMs(),
                said.hasPumpClockMs() ? OptionalLong.of(said.getPumpClockMs()) : OptionalLong.empty(),
                speed(said.getSpeed()));
    }

    static PumpTime of(PumpHeartbeat said) {
        return new PumpTime(
                said.getNewest(),
                said.getBootCount(),
                said.getUptimeMs(),
                said.hasPumpClockMs() ? OptionalLong.of(said.getPumpClockMs()) : OptionalLong.empty(),
                speed(said.getSpeed()));
    }

    /** Absent and absurd ones are 1. */
    private static double speed(double said) {
        return said > 0 && said < Double.POSITIVE_INFINITY ? said : 1;
    }
}
