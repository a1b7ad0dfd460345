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
        if (!runsInRealTime()) {
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

    /**
     * The present moment on the scale of {@link #timeOf}. Of a pump that runs sped up it is what the pump last said: its
     * speed may change at any time, and carrying on the old one could be hours wrong.
     */
    long nowMs(long wallMs) {
        PumpTime now = shown;
        if (now == null || runsInRealTime() || now.clockMs().isEmpty()) {
            return wallMs;
        }
        return now.clockMs().getAsLong();
    }

    /** False for a pump that runs sped up: then time moves with what it says, not with ours. */
    boolean runsInRealTime() {
        return shown == null || shown.speed() == 1;
    }
}
