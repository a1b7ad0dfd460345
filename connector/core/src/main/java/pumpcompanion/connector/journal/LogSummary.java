package pumpcompanion.connector.journal;

/**
 * One log of a pump.
 *
 * @param log its number, 1 and up
 * @param epoch the pump's random number for it (unsigned)
 * @param first the sequence at which it begins
 * @param through as in {@link Position#through}
 * @param newest highest sequence that is held or stated missing; 0: none
 * @param records how many records are held
 * @param gaps how many gaps stand in it, the open-ended one included
 * @param startedMs when it was opened, milliseconds since 1970 UTC
 * @param lastReceivedMs when the record or gap with the highest number was received; 0: there is none
 */
public record LogSummary(
        int log,
        int epoch,
        long first,
        long through,
        long newest,
        long records,
        long gaps,
        long startedMs,
        long lastReceivedMs) {}
