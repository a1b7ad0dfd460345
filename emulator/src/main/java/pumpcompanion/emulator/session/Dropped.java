package pumpcompanion.emulator.session;

/** Why the pump did nothing about a payload, or dropped one of its own. Counted, never answered, except as noted. */
public enum Dropped {

    /** Longer than 128 bytes (W-3). */
    TOO_LONG,

    /** No readable message (W-12). */
    UNREADABLE,

    /** A message of none of the known members (W-12). */
    UNKNOWN_MESSAGE,

    /** Session 0, or a resume_id of 0: numbers that are never used. */
    ZERO_NUMBER,

    /** A Hello whose versions are none: 0, or the lowest above the highest (W-25). */
    MALFORMED_HELLO,

    /** A frame of another session (W-22). */
    FOREIGN_SESSION,

    /** A Resume with the id in force: a repeat (W-32). */
    REPEATED_RESUME,

    /** An acknowledgement above what was sent (W-36). */
    ACK_BEYOND_SENT,

    /** An acknowledgement before any Resume. */
    ACK_WITHOUT_STREAM,

    /** Something came after the end. */
    AFTER_END,

    /** A line of the pump's own log found no room (W-40). */
    LOG_LINE;

    /** Whether a companion that keeps to the wire page never gives cause for it. */
    public boolean isAgainstTheRules() {
        return switch (this) {
            case TOO_LONG, UNREADABLE, UNKNOWN_MESSAGE, ZERO_NUMBER, MALFORMED_HELLO, ACK_BEYOND_SENT -> true;
            case FOREIGN_SESSION, REPEATED_RESUME, ACK_WITHOUT_STREAM, AFTER_END, LOG_LINE -> false;
        };
    }
}
