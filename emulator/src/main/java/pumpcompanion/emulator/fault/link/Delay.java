package pumpcompanion.emulator.fault.link;

import java.util.random.RandomGenerator;

/**
 * Lets bytes travel for a while, by turns longer and shorter. None overtakes those before. Up to 1 MiB travels; what comes
 * when so much does is lost.
 */
public final class Delay implements LinkFilter {

    private final long nanos;
    private final long jitterNanos;
    private final RandomGenerator random;
    private final HeldBytes held = new HeldBytes();

    /**
     * Delay and jitter.
     *
     * @param nanos what every byte waits, 0 and up
     * @param jitterNanos what a piece may wait beyond that, evenly spread, 0 and up
     * @param random seeded
     */
    public Delay(long nanos, long jitterNanos, RandomGenerator random) {
        this.nanos = nanos;
        this.jitterNanos = jitterNanos;
        this.random = random;
    }

    @Override
    public void take(byte[] bytes, long nowNanos, Onward onward) {
        onward.acted();
        held.add(bytes, nowNanos + nanos + (jitterNanos == 0 ? 0 : random.nextLong(jitterNanos + 1)));
    }

    @Override
    public long dueNanos() {
        return held.dueNanos();
    }

    @Override
    public void due(long nowNanos, Onward onward) {
        held.passDue(nowNanos, onward);
    }

    @Override
    public void release(Onward onward) {
        held.passAll(onward);
    }
}
