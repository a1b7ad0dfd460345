package pumpcompanion.emulator.fault.link;

/**
 * Pulls the cable: a connection is closed, and a serial wire is dead both ways for {@link FaultyTransport#UNPLUGGED}. What
 * travels is lost.
 */
public final class Cut implements LinkFilter {

    private final long everyNanos;
    private long dueAt;

    /**
     * Cut.
     *
     * @param everyNanos so long after now, and again; {@link #NEVER}: at once, and never again
     * @param nowNanos now
     */
    public Cut(long everyNanos, long nowNanos) {
        this.everyNanos = everyNanos;
        this.dueAt = everyNanos == NEVER ? nowNanos : nowNanos + everyNanos;
    }

    @Override
    public void take(byte[] bytes, long nowNanos, Onward onward) {
        onward.pass(bytes);
    }

    @Override
    public long dueNanos() {
        return dueAt;
    }

    @Override
    public void due(long nowNanos, Onward onward) {
        dueAt = everyNanos == NEVER ? NEVER : nowNanos + everyNanos;
        onward.acted();
        onward.cut();
    }
}
