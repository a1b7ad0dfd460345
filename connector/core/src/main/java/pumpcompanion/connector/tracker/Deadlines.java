package pumpcompanion.connector.tracker;

import java.time.Duration;
import java.util.List;
import pumpcompanion.proto.v1.CannulaState;
import pumpcompanion.proto.v1.CartridgeState;
import pumpcompanion.proto.v1.Clock;
import pumpcompanion.proto.v1.Finding;
import pumpcompanion.proto.v1.Severity;

/**
 * What becomes due by time alone. Each deadline is known as reached by the finding it opened or the count it raised, so
 * the next one follows from the state, and findings carry the time of the deadline, not of the call that noticed it.
 */
final class Deadlines {

    private static final List<FindingCode> WEAR =
            List.of(FindingCode.WEAR_INFO, FindingCode.WEAR_WARNING, FindingCode.WEAR_LIMIT);
    private static final long NEVER = Long.MAX_VALUE;

    private Deadlines() {}

    /** Everything that is due at the draft's time. */
    static void reach(Draft draft) {
        reachWear(draft);
        if (cartridgeDue(draft) <= draft.now) {
            draft.findings.due(
                    FindingCode.CARTRIDGE_LIMIT,
                    FindingCode.CARTRIDGE_LIMIT.severity(),
                    cartridgeDue(draft),
                    "The cartridge is in for "
                            + Words.span(draft.settings.cartridgeLimit().toMillis()));
        }
        reachReminders(draft);
        reachNotices(draft);
        draft.touch();
    }

    /** When {@link #reach} will next find something; writes it into the status. */
    static void schedule(Draft draft) {
        long next = Math.min(wearDue(draft, wearLevel(draft)), cartridgeDue(draft));
        next = Math.min(next, reminderDue(draft));
        for (Finding finding : draft.findings.open()) {
            next = Math.min(next, noticeDue(draft, finding));
        }
        if (next == NEVER) {
            draft.status().clearNextDeadlineMs();
        } else {
            draft.status().setNextDeadlineMs(next);
        }
    }

    private static void reachWear(Draft draft) {
        int level = wearLevel(draft);
        for (long due = wearDue(draft, level); due <= draft.now && due != NEVER; due = wearDue(draft, level)) {
            FindingCode code = WEAR.get(level);
            if (level > 0) {
                draft.findings.end(WEAR.get(level - 1), due, "It became " + code.code() + ".");
            }
            Clock clock = draft.cannula().getClock();
            String seen = "In the body for " + Words.span(Times.between(clock.getStartedMs(), due)) + " of "
                    + Words.span(Times.between(clock.getStartedMs(), clock.getLimitMs()));
            draft.findings.due(code, code.severity(), due, clock.getCertain() ? seen : seen + ", by the older age");
            level++;
        }
    }

    /** Index of the wear finding that comes next: one above the open one. */
    private static int wearLevel(Draft draft) {
        for (int i = WEAR.size() - 1; i >= 0; i--) {
            if (draft.findings.isOpen(WEAR.get(i))) {
                return i + 1;
            }
        }
        return 0;
    }

    private static long wearDue(Draft draft, int level) {
        Clock clock = draft.cannula().getClock();
        if (level >= WEAR.size() || !clock.hasStartedMs() || !clock.hasLimitMs()) {
            return NEVER;
        }
        Duration before = switch (level) {
            case 0 -> draft.settings.infoBefore();
            case 1 -> draft.settings.warningBefore();
            default -> Duration.ZERO;
        };
        // A limit shorter than the notice: due from the start.
        return Math.max(clock.getStartedMs(), Times.minus(clock.getLimitMs(), before.toMillis()));
    }

    private static long cartridgeDue(Draft draft) {
        Clock clock = draft.cartridge().getClock();
        boolean in = draft.cartridge().getState() != CartridgeState.CARTRIDGE_STATE_NONE;
        boolean pending = in && clock.hasLimitMs() && !draft.findings.isOpen(FindingCode.CARTRIDGE_LIMIT);
        return pending ? clock.getLimitMs() : NEVER;
    }

    private static void reachReminders(Draft draft) {
        for (long due = reminderDue(draft); due <= draft.now && due != NEVER; due = reminderDue(draft)) {
            int count = draft.memory().getReminders();
            int last = draft.settings.reconnectReminders().size();
            Severity severity = count == last
                    ? Severity.SEVERITY_CRITICAL
                    : count == 0
                            ? Severity.SEVERITY_INFO
                            : count == last - 1 ? Severity.SEVERITY_URGENT : Severity.SEVERITY_WARNING;
            long since = draft.coupling().getKnown().getSinceMs();
            draft.findings.due(
                    FindingCode.RECONNECT_REMINDER,
                    severity,
                    due,
                    "Unclipped for " + Words.span(Times.between(since, due)));
            draft.editMemory().setReminders(count + 1);
        }
    }

    private static long reminderDue(Draft draft) {
        int count = draft.memory().getReminders();
        List<Duration> reminders = draft.settings.reconnectReminders();
        boolean worn = draft.cannula().getState() != CannulaState.CANNULA_STATE_NONE;
        if (!worn || !CouplingRules.open(draft.coupling()) || count > reminders.size()) {
            return NEVER;
        }
        Duration after = count < reminders.size() ? reminders.get(count) : draft.settings.reconnectCap();
        return Times.plus(draft.coupling().getKnown().getSinceMs(), after.toMillis());
    }

    private static void reachNotices(Draft draft) {
        for (int i = draft.findings.open().size() - 1; i >= 0; i--) {
            long due = noticeDue(draft, draft.findings.open().get(i));
            if (due <= draft.now && due != NEVER) {
                draft.findings.endAt(i, due, "Its time to be shown is over.");
            }
        }
    }

    private static long noticeDue(Draft draft, Finding finding) {
        FindingCode code = FindingCode.of(finding);
        boolean loss = code == FindingCode.RECORDS_MISSING || code == FindingCode.RECORD_UNREADABLE;
        boolean momentary =
                code != null && (code.momentary() || (loss && draft.memory().getDoubtful() == 0));
        return momentary
                ? Times.plus(finding.getSinceMs(), draft.settings.noticeTime().toMillis())
                : NEVER;
    }

    /** Whether a part is beyond its limit. */
    static boolean wornTooLong(Draft draft) {
        return draft.findings.isOpen(FindingCode.WEAR_LIMIT);
    }
}
