package pumpcompanion.emulator.fault.link;

import java.util.random.RandomGenerator;

/** Puts 1 to 64 random bytes between frames. */
public final class Garbage extends FrameFilter {

    private final double rate;
    private final RandomGenerator random;

    /**
     * Garbage at a rate.
     *
     * @param rate chance of each frame, range [0, 1]
     * @param random seeded
     */
    public Garbage(double rate, RandomGenerator random) {
        this.rate = rate;
        this.random = random;
    }

    @Override
    void frame(byte[] frame, Onward onward) {
        onward.pass(frame);
        if (random.nextDouble() < rate) {
            onward.acted();
            byte[] garbage = new byte[1 + random.nextInt(64)];
            random.nextBytes(garbage);
            onward.pass(garbage);
        }
    }
}
