package pumpcompanion.emulator.fault.link;

import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Lets frames be overtaken by the next one. No wire does that by itself; a bridge that carries frames as datagrams does.
 * Holds one frame.
 */
public final class Reorder extends FrameFilter {

    private final double rate;
    private final RandomGenerator random;
    private byte @Nullable [] late;

    /**
     * Reorder at a rate.
     *
     * @param rate chance of each frame, range [0, 1]
     * @param random seeded
     */
    public Reorder(double rate, RandomGenerator random) {
        this.rate = rate;
        this.random = random;
    }

    @Override
    void frame(byte[] frame, Onward onward) {
        byte[] held = late;
        if (held != null) {
            late = null;
            onward.acted();
            onward.pass(frame);
            onward.pass(held);
        } else if (random.nextDouble() < rate) {
            late = frame;
        } else {
            onward.pass(frame);
        }
    }

    @Override
    public void release(Onward onward) {
        byte[] held = late;
        late = null;
        if (held != null) {
            onward.pass(held);
        }
        super.release(onward);
    }
}
