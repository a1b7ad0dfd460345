package pumpcompanion.emulator.fault.link;

/** How often a fault acted, over all links. Guarded by the pump's monitor. */
public final class Acts {

    private long count;

    /** One more. */
    public void add() {
        count++;
    }

    /** So often until now. */
    public long count() {
        return count;
    }
}
