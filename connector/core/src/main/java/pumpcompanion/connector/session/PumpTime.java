package pumpcompanion.connector.session;

import java.util.OptionalLong;

/**
 * What a pump's counters showed when a Welcome or Heartbeat was made.
 *
 * @param newest the highest sequence ever written
 * @param bootCount its starts so far
 * @param uptimeMs time since the last one
 * @param clockMs its own clock, as in {@code Event.pump_clock_ms}; empty for none
 * @param speed factor by which its time runs faster than the link's; 1 for a real pump
 */
public record PumpTime(long newest, int bootCount, long uptimeMs, OptionalLong clockMs, double speed) {}
