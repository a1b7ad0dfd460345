package pumpcompanion.emulator.session;

/** Where the pump stands with the companion on one link: the five states of the wire page, section 3. */
public enum SessionState {

    /** Nobody has said Hello; heartbeats carry session 0. */
    NO_SESSION,

    /** Hello was answered with Welcome; nothing is sent from the log before a Resume. */
    WELCOMED,

    /** Records go out in order as they are written, and the window has room. */
    STREAMING,

    /** As many records as the window holds are unacknowledged: the next one waits for an Ack. */
    WINDOW_FULL,

    /** Six quiet intervals on a connection of its own: it is closed and nothing follows. */
    ENDED;

    /** Whether a companion holds a session. */
    public boolean stands() {
        return this == WELCOMED || this == STREAMING || this == WINDOW_FULL;
    }
}
