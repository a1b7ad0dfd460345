package pumpcompanion.emulator.fault.link;

/** What a {@link LinkFilter} can do. */
public interface Onward {

    /** Bytes go on to the next filter, or onto the line. */
    void pass(byte[] bytes);

    /** The cable is pulled. */
    void cut();

    /** The fault did its thing once more: it is counted. */
    void acted();
}
