package pumpcompanion.connector;

import org.jspecify.annotations.Nullable;
import pumpcompanion.connector.session.PumpTime;
import pumpcompanion.proto.v1.Event;

/**
 * When did it happen? From what the pump's counters and clock showed in its last Welcome or Heartbeat: by uptime within
 * the same boot, else by the pump's clock corrected by its present error, else the time of receipt. A pump that runs sped
 * up (an emulator) is taken at its own clock, because its days pass in minutes.
 *
 * <p>Pure; one thread.
 */
final class PumpClock {

    private @Nullable PumpTime shown;
    private long shownAtMs;

    /** The pump showed its time; {@code wallMs} is when it was received. */
    void heard(PumpTime time, long wallMs) {
        shown = time;
        shownAtMs = wallMs;
    }

    /** Best estimate of an event's time, milliseconds since 1970 UTC. */
    long timeOf(Event event, long wallMs) {
        PumpTime now = shown;
        if (now == null) {
            return event.hasPumpClockMs() ? event.getPumpClockMs() : wallMs;
        }
        boolean sameBoot = event.getBootCount() == now.bootCount();
        if (now.speed() != 1) {
            if (event.hasPumpClockMs()) {
                return event.getPumpClockMs();
            }
            return sameBoot ? nowMs(wallMs) - (now.uptimeMs() - event.getUptimeMs()) : wallMs;
        }
        if (sameBoot) {
            return Math.min(wallMs, shownAtMs - (now.uptimeMs() - event.getUptimeMs()));
        }
        if (event.hasPumpClockMs() && now.clockMs().isPresent()) {
            return Math.min(
                    wallMs, event.getPumpClockMs() + shownAtMs - now.clockMs().getAsLong());
        }
        return wallMs;
    }

    /** The present moment on the scale of {@link #timeOf}. */
    long nowMs(long wallMs) {
        PumpTime now = shown;
        if (now == null || now.speed() == 1 || now.clockMs().isEmpty()) {
            return wallMs;
        }
        return now.clockMs().getAsLong() + (long) ((wallMs - shownAtMs) * now.speed());
    }

    /** How long real time takes for this much of the pump's time. */
    long realMs(long pumpMs) {
        PumpTime now = shown;
        double speed = now == null || now.speed() <= 0 ? 1 : now.speed();
        return (long) Math.ceil(pumpMs / speed);
    }
}
