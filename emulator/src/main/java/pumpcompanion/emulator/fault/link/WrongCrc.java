package pumpcompanion.emulator.fault.link;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Frames whose COBS is right and whose CRC is that of other bytes: one byte of the payload is another. */
public final class WrongCrc extends FrameFilter {

    private static final int CRC_AND_ITS_CODES = 5; // four bytes, and a code that may stand among them

    private final double rate;
    private final RandomGenerator random;

    /**
     * WrongCrc at a rate.
     *
     * @param rate chance of each frame, range [0, 1]
     * @param random seeded
     */
    public WrongCrc(double rate, RandomGenerator random) {
        this.rate = rate;
        this.random = random;
    }

    @Override
    void frame(byte[] frame, Onward onward) {
        if (random.nextDouble() < rate && alter(frame)) {
            onward.acted();
        }
        onward.pass(frame);
    }

    /** Another value for one byte of the payload that is no zero and no code of COBS. Returns false where there is none. */
    private boolean alter(byte[] frame) {
        int start = 0;
        while (start < frame.length && frame[start] == 0) {
            start++;
        }
        int end = frame.length - 1 - CRC_AND_ITS_CODES;
        List<Integer> free = new ArrayList<>();
        int code = start;
        for (int at = start; at < end; at++) {
            if (at == code) {
                code += frame[at] & 0xFF;
            } else {
                free.add(at);
            }
        }
        if (free.isEmpty()) {
            return false;
        }
        int hit = free.get(random.nextInt(free.size()));
        int other = (frame[hit] & 0xFF) + 1 + random.nextInt(254);
        frame[hit] = (byte) (other > 0xFF ? other - 0xFF : other);
        return true;
    }
}
