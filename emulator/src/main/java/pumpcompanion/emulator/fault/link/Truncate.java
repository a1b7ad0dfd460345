package pumpcompanion.emulator.fault.link;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/** Loses the end of frames, the delimiter too, so that the next one runs into the rest. */
public final class Truncate extends FrameFilter {

    private final double rate;
    private final RandomGenerator random;

    /**
     * Truncate at a rate.
     *
     * @param rate chance of each frame, range [0, 1]
     * @param random seeded
     */
    public Truncate(double rate, RandomGenerator random) {
        this.rate = rate;
        this.random = random;
    }

    @Override
    void frame(byte[] frame, Onward onward) {
        if (random.nextDouble() < rate) {
            onward.acted();
            onward.pass(Arrays.copyOf(frame, random.nextInt(frame.length)));
        } else {
            onward.pass(frame);
        }
    }
}
