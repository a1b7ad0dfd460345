package pumpcompanion.connector.tracker;

import pumpcompanion.proto.v1.ClockChanged;
import pumpcompanion.proto.v1.Event;
import pumpcompanion.proto.v1.TrackerMemoryOrBuilder;

/** The pump itself: restarts, its uptime, its clock, and whether a record's time can be true. */
final class PumpRules {

    /** 2008-01-01 UTC: no pump with such a log is older, and clocks that were lost begin there (pumps.md, t:slim). */
    private static final long YEAR_2008_MS = 1_199_145_600_000L;
    /** Local time lies within 14 h of UTC; the rest is drift and a wrong half of the day. */
    private static final long CLOCK_APART_MS = 26 * 3_600_000L;
    /** Two estimates of times may cross by so much without anything being wrong. */
    private static final long TIMES_CROSS_MS = 120_000;

    private PumpRules() {}

    /** What each record tells beside what it is about. */
    static void record(Draft draft, Event event) {
        time(draft);
        if (draft.fromPump()) {
            boot(draft, event);
            clock(draft, event);
        }
    }

    private static void time(Draft draft) {
        if (draft.now < YEAR_2008_MS) {
            draft.findings.open(FindingCode.TIME_DOUBTFUL, "A record's time is before 2008");
        } else if (draft.before.hasLastMs() && Times.between(draft.now, draft.before.getLastMs()) > TIMES_CROSS_MS) {
            draft.findings.open(
                    FindingCode.TIME_DOUBTFUL,
                    "A record's time is " + Words.span(Times.between(draft.now, draft.before.getLastMs()))
                            + " before that of the record before it");
        }
    }

    /** Pumps keep local time or UTC; a clock that is a day or more apart shows neither. */
    private static void clock(Draft draft, Event event) {
        if (!event.hasPumpClockMs()) {
            return;
        }
        long clock = event.getPumpClockMs();
        if (clock < YEAR_2008_MS) {
            draft.findings.open(FindingCode.CLOCK_WRONG, "The pump's clock shows a time before 2008");
        } else if (!Times.within(clock, draft.now, CLOCK_APART_MS)) {
            boolean ahead = clock > draft.now;
            draft.findings.open(
                    FindingCode.CLOCK_WRONG,
                    "The pump's clock is "
                            + Words.span(ahead ? Times.between(draft.now, clock) : Times.between(clock, draft.now))
                            + (ahead ? " ahead" : " behind"));
        } else {
            draft.findings.end(FindingCode.CLOCK_WRONG, "The pump's clock is right again.");
        }
        TrackerMemoryOrBuilder memory = draft.memory();
        boolean set = event.hasClockChanged();
        if (memory.hasPumpClockMs() && !set && Times.between(clock, memory.getPumpClockMs()) > TIMES_CROSS_MS) {
            draft.findings.open(
                    FindingCode.CLOCK_WENT_BACK,
                    "The pump's clock went back by " + Words.span(Times.between(clock, memory.getPumpClockMs()))
                            + ", and no record says that it was set");
        }
        draft.editMemory().setPumpClockMs(clock);
    }

    /** A new log begins, with a gap at its head or without: its counts are no steps from those of the older one. */
    static void otherLog(Draft draft) {
        DeliveryRules.forgetTotals(draft);
        draft.editMemory().clearBootCount().clearUptimeMs().clearPumpClockMs();
    }

    /** Sees a restart from boot count and uptime; a pump need not write that it started. */
    private static void boot(Draft draft, Event event) {
        TrackerMemoryOrBuilder memory = draft.memory();
        int boot = event.getBootCount();
        long uptime = event.getUptimeMs();
        if (boot != memory.getBootCount()) {
            PrimeRules.interrupted(draft);
            if (Integer.compareUnsigned(boot, memory.getBootCount()) < 0) {
                draft.findings.open(
                        FindingCode.BOOT_COUNT_WENT_BACK,
                        "The boot count went from " + Integer.toUnsignedString(memory.getBootCount()) + " to "
                                + Integer.toUnsignedString(boot));
            }
        } else if (Long.compareUnsigned(uptime, memory.getUptimeMs()) < 0) {
            PrimeRules.interrupted(draft);
            draft.findings.open(
                    FindingCode.UPTIME_WENT_BACK,
                    "Uptime went from " + memory.getUptimeMs() + " to " + uptime + " ms within boot " + boot);
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
