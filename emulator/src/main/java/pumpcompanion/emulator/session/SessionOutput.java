package pumpcompanion.emulator.session;

/** Where a session's words go. */
public interface SessionOutput {

    /**
     * A payload for the companion, to be framed and sent behind those before.
     *
     * @param payload the receiver's own from now on
     */
    void payload(byte[] payload);

    /**
     * The link is to be closed, once what was said has left.
     *
     * @param why for a person
     */
    void close(String why);
}
