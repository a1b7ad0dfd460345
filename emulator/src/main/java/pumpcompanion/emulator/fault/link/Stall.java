package pumpcompanion.emulator.fault.link;

/**
 * Every so often nothing passes for a while, and then all of it at once. Holds up to 1 MiB; what comes when it holds so
 * much is lost.
 */
public final class Stall implements LinkFilter {

    private final long everyNanos;
    private final long forNanos;
    private final HeldBytes held = new HeldBytes();
    private long beginsAt = NEVER;
    private long endsAt = NEVER;
    private boolean stalled;

    /**
     * Stall.
     *
     * @param everyNanos from the beginning of one to that of the next, above {@code forNanos}
     * @param forNanos how long each lasts
     * @param nowNanos the first begins so long after this
     */
    public Stall(long everyNanos, long forNanos, long nowNanos) {
        this.everyNanos = everyNanos;
        this.forNanos = forNanos;
        this.beginsAt = nowNanos + everyNanos;
    }

    @Override
    public void take(byte[] bytes, long nowNanos, Onward onward) {
        if (stalled) {
            held.add(bytes, endsAt);
        } else {
            onward.pass(bytes);
        }
    }

    @Override
    public long dueNanos() {
        return stalled ? endsAt : beginsAt;
    }

    @Override
    public void due(long nowNanos, Onward onward) {
        if (stalled) {
            stalled = false;
            beginsAt = Math.max(nowNanos, endsAt - forNanos + everyNanos);
            held.passAll(onward);
        } else {
            onward.acted();
            stalled = true;
            endsAt = nowNanos + forNanos;
        }
    }

    @Override
    public void release(Onward onward) {
        held.passAll(onward);
    }
}
