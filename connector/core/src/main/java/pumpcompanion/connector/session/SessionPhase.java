package pumpcompanion.connector.session;

/** Where a session stands. */
public enum SessionPhase {
    /** Hello was said; no Welcome yet. */
    GREETING,
    /** Welcome came; the journal is asked how far this log is kept. */
    LOCATING,
    /** Records were asked for; they do not flow yet. */
    RESUMING,
    /** Records flow. */
    STREAMING,
    /** Nothing is sent; what passes by is kept. */
    LISTENING,
    /** Given up. */
    OVER
}
