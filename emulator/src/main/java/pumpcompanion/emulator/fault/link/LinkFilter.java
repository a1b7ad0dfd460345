package pumpcompanion.emulator.fault.link;

/**
 * One fault of one direction of one link: bytes come in, bytes go on, now or later. Times are nanoseconds of the link's
 * time since a beginning that all calls share. What a filter holds back is bounded.
 */
public interface LinkFilter {

    /** Never. */
    long NEVER = Long.MAX_VALUE;

    /**
     * Bytes came.
     *
     * @param bytes in any cut; the filter's own from now on
     * @param nowNanos when
     * @param onward where they go on
     */
    void take(byte[] bytes, long nowNanos, Onward onward);

    /** When {@link #due} is to be called next; {@link #NEVER} where nothing waits for a time. */
    default long dueNanos() {
        return NEVER;
    }

    /** It is time. */
    default void due(long nowNanos, Onward onward) {}

    /** The fault was switched off, or the pump closes the link: what is held back goes on. */
    default void release(Onward onward) {}
}
