package pumpcompanion.emulator.link;

/** What happens to a link when a session on it ends, or the pump starts anew. */
public enum WireKind {

    /** A wire: it stays, without a session, and the pump's heartbeats go on with session 0 (W-26). */
    SERIAL,

    /** A connection of its own, as on TCP: it is closed (W-29, W-39). */
    CONNECTION
}
