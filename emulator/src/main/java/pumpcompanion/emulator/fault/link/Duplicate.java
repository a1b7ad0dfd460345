package pumpcompanion.emulator.fault.link;

import java.util.random.RandomGenerator;

/** Sends frames twice. */
public final class Duplicate extends FrameFilter {

    private final double rate;
    private final RandomGenerator random;

    /**
     * Duplicate at a rate.
     *
     * @param rate chance of each frame, range [0, 1]
     * @param random seeded
     */
    public Duplicate(double rate, RandomGenerator random) {
        this.rate = rate;
        this.random = random;
    }

    @Override
    void frame(byte[] frame, Onward onward) {
        onward.pass(frame);
        if (random.nextDouble() < rate) {
            onward.acted();
            onward.pass(frame.clone());
        }
    }
}
