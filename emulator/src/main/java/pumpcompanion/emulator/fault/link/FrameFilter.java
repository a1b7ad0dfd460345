package pumpcompanion.emulator.fault.link;

import java.io.ByteArrayOutputStream;
import pumpcompanion.proto.frame.FrameLimits;

/**
 * A filter that sees whole frames, whatever cut they come in: with the delimiters before and behind. Holds the beginning
 * of one frame; what grows longer than any frame goes on as it is.
 */
abstract class FrameFilter implements LinkFilter {

    private static final int MOST_HELD = 2 * FrameLimits.MAX_FRAME;

    private final ByteArrayOutputStream held = new ByteArrayOutputStream();
    private boolean inBlock;

    /** A whole frame, or noise that ends in a delimiter. */
    abstract void frame(byte[] frame, Onward onward);

    @Override
    public final void take(byte[] bytes, long nowNanos, Onward onward) {
        for (byte b : bytes) {
            held.write(b);
            if (b != 0) {
                inBlock = true;
                if (held.size() >= MOST_HELD) {
                    onward.pass(takeHeld());
                }
            } else if (inBlock) {
                frame(takeHeld(), onward);
            }
        }
        if (!inBlock && held.size() > 1) {
            onward.pass(takeHeld()); // delimiters alone
        }
    }

    @Override
    public void release(Onward onward) {
        if (held.size() > 0) {
            onward.pass(takeHeld());
        }
    }

    private byte[] takeHeld() {
        byte[] whole = held.toByteArray();
        held.reset();
        inBlock = false;
        return whole;
    }
}
