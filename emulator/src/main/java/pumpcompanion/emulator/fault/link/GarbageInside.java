package pumpcompanion.emulator.fault.link;

import java.util.random.RandomGenerator;

/** Puts 1 to 16 random bytes into frames. */
public final class GarbageInside extends FrameFilter {

    private final double rate;
    private final RandomGenerator random;

    /**
     * GarbageInside at a rate.
     *
     * @param rate chance of each frame, range [0, 1]
     * @param random seeded
     */
    public GarbageInside(double rate, RandomGenerator random) {
        this.rate = rate;
        this.random = random;
    }

    @Override
    void frame(byte[] frame, Onward onward) {
        if (random.nextDouble() >= rate) {
            onward.pass(frame);
            return;
        }
        onward.acted();
        byte[] garbage = new byte[1 + random.nextInt(16)];
        random.nextBytes(garbage);
        int at = random.nextInt(frame.length + 1);
        byte[] longer = new byte[frame.length + garbage.length];
        System.arraycopy(frame, 0, longer, 0, at);
        System.arraycopy(garbage, 0, longer, at, garbage.length);
        System.arraycopy(frame, at, longer, at + garbage.length, frame.length - at);
        onward.pass(longer);
    }
}
