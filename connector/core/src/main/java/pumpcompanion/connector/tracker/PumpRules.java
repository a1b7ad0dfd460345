package pumpcompanion.connector.tracker;

import pumpcompanion.proto.v1.ClockChanged;
import pumpcompanion.proto.v1.Event;
import pumpcompanion.proto.v1.TrackerMemoryOrBuilder;

/** The pump itself: restarts, its uptime, its clock. */
final class PumpRules {

    private PumpRules() {}

    /** Sees a restart from boot count and uptime; a pump need not write that it started. */
    static void boot(Draft draft, Event event) {
        if (!draft.fromPump()) {
            return;
        }
        TrackerMemoryOrBuilder memory = draft.memory();
        int boot = event.getBootCount();
        long uptime = event.getUptimeMs();
        if (draft.otherLog) {
            DeliveryRules.forgetTotals(draft);
        }
        if (boot != memory.getBootCount()) {
            PrimeRules.interrupted(draft);
        } else if (Long.compareUnsigned(uptime, memory.getUptimeMs()) < 0) {
            PrimeRules.interrupted(draft);
            if (!draft.otherLog) {
                draft.findings.open(
                        FindingCode.UPTIME_WENT_BACK,
                        "Uptime went from " + memory.getUptimeMs() + " to " + uptime + " ms within boot " + boot);
            }
        }
        draft.editMemory().setBootCount(boot).setUptimeMs(uptime);
    }

    static void clockChanged(Draft draft, ClockChanged event) {
        String seen = "The pump's clock was set";
        if (event.hasOldClockMs() && event.hasNewClockMs()) {
            long ahead = Times.between(event.getOldClockMs(), event.getNewClockMs());
            long back = Times.between(event.getNewClockMs(), event.getOldClockMs());
            seen += ahead >= back ? " ahead by " + Words.span(ahead) : " back by " + Words.span(back);
        }
        draft.findings.open(FindingCode.CLOCK_CHANGED, seen);
    }
}
