package pumpcompanion.emulator.fault.link;

/** One direction is dead, and nobody is told: the link stays open and everything sent that way is lost. */
public final class HalfOpen implements LinkFilter {

    private final long fromNanos;

    /**
     * Half-open.
     *
     * @param fromNanos dead from then on
     */
    public HalfOpen(long fromNanos) {
        this.fromNanos = fromNanos;
    }

    @Override
    public void take(byte[] bytes, long nowNanos, Onward onward) {
        if (nowNanos < fromNanos) {
            onward.pass(bytes);
        } else {
            onward.acted();
        }
    }
}
