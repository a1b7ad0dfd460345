package pumpcompanion.emulator.fault.link;

import java.util.random.RandomGenerator;

/** Turns single bits round, each with the same chance. */
public final class Flip implements LinkFilter {

    private final double rate;
    private final RandomGenerator random;
    private long bitsUntilNext;

    /**
     * Flip at a rate.
     *
     * @param rate chance of each <em>bit</em>, range [0, 1]; 1e-4 hits about one frame of 100 bytes in 13
     * @param random seeded
     */
    public Flip(double rate, RandomGenerator random) {
        this.rate = rate;
        this.random = random;
        bitsUntilNext = draw();
    }

    /** How many bits stay as they are: drawn at once, which costs less than a number for each bit. */
    private long draw() {
        return rate >= 1 ? 0 : rate <= 0 ? NEVER : (long) (Math.log1p(-random.nextDouble()) / Math.log1p(-rate));
    }

    @Override
    public void take(byte[] bytes, long nowNanos, Onward onward) {
        long bits = 8L * bytes.length;
        long at = 0;
        while (bitsUntilNext < bits - at) {
            at += bitsUntilNext;
            bytes[(int) (at >> 3)] ^= (byte) (1 << (at & 7));
            onward.acted();
            at++;
            bitsUntilNext = draw();
        }
        bitsUntilNext -= bits - at;
        onward.pass(bytes);
    }
}
