package pumpcompanion.proto.transport;

import java.nio.ByteBuffer;

/**
 * Who is told what a {@link Transport} does. Calls come one after another on the executor given to
 * {@link Transport#open}: at most one {@link #opened}, then any number of {@link #received}, then exactly one
 * {@link #closed}.
 */
public interface Receiver {

    /** Bytes can flow from now on. */
    void opened();

    /**
     * Bytes arrived, in order, cut anywhere.
     *
     * @param bytes valid during this call only
     */
    void received(ByteBuffer bytes);

    /**
     * The link is gone, or never came to be. Nothing follows.
     *
     * @param cause why, in words for a person
     */
    void closed(Closed cause);

    /**
     * Why a link ended.
     *
     * @param kind which of the few ways
     * @param text one line for a person: what was found, what was expected, what to do where something can be done
     */
    record Closed(Kind kind, String text) {

        /** The ways in which a link ends. */
        public enum Kind {
            /** This side closed it. */
            LOCAL,
            /** The other side closed it, or the cable was pulled. */
            REMOTE,
            /** There is nothing to open, yet or any more: the port is not plugged in. Looking again costs nobody anything. */
            ABSENT,
            /** It could not be opened. */
            UNREACHABLE,
            /** It broke. */
            FAILED
        }
    }
}
