package pumpcompanion.connector.journal;

import java.util.List;

/**
 * One pump of a journal.
 *
 * @param pump who it is
 * @param firstSeenMs when it was first located, milliseconds since 1970 UTC
 * @param lastSeenMs when it was last located
 * @param entries how many records were entered for it, withdrawn ones included
 * @param logs its logs, oldest first; at least one
 */
public record PumpSummary(PumpInfo pump, long firstSeenMs, long lastSeenMs, long entries, List<LogSummary> logs) {

    /** Copies the list. */
    public PumpSummary {
        logs = List.copyOf(logs);
    }

    /** The log that the pump writes now. */
    public LogSummary current() {
        return logs.get(logs.size() - 1);
    }
}
