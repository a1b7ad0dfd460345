package pumpcompanion.emulator.fault.link;

import java.util.random.RandomGenerator;

/** Loses whole frames. */
public final class Drop extends FrameFilter {

    private final double rate;
    private final RandomGenerator random;

    /**
     * Drop at a rate.
     *
     * @param rate chance of each frame, range [0, 1]
     * @param random seeded
     */
    public Drop(double rate, RandomGenerator random) {
        this.rate = rate;
        this.random = random;
    }

    @Override
    void frame(byte[] frame, Onward onward) {
        if (random.nextDouble() < rate) {
            onward.acted();
        } else {
            onward.pass(frame);
        }
    }
}
