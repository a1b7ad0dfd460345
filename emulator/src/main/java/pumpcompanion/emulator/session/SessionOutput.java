package pumpcompanion.emulator.session;

import pumpcompanion.proto.v1.ToPump;

/** Where a session's words go, and who is told of those that came. */
public interface SessionOutput {

    /**
     * A payload for the companion, to be framed and sent behind those before.
     *
     * @param payload the receiver's own from now on
     */
    void payload(byte[] payload);

    /**
     * A message that can be read came, and is answered next.
     *
     * @param message whatever it says, of whichever session
     */
    void heard(ToPump message);

    /**
     * The link is to be closed, once what was said has left.
     *
     * @param why for a person
     */
    void close(String why);
}
