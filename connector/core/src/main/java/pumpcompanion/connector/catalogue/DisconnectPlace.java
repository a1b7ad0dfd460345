package pumpcompanion.connector.catalogue;

/** Where a set's tubing is unclipped. */
public enum DisconnectPlace implements Word {
    /** At the mount on the skin: nothing hangs from the body. */
    AT_SITE,
    /** A hand's breadth away: a short tail of tubing stays on the body. */
    AT_DISTANCE,
    /** No source found. */
    UNKNOWN
}
