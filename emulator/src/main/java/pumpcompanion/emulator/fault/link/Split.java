package pumpcompanion.emulator.fault.link;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/** Hands bytes over in small pieces of random length, as a busy serial driver does. */
public final class Split implements LinkFilter {

    private final int longest;
    private final RandomGenerator random;

    /**
     * Split.
     *
     * @param longest bytes of a piece at most, 1 and up
     * @param random seeded
     */
    public Split(long longest, RandomGenerator random) {
        this.longest = Math.toIntExact(longest);
        this.random = random;
    }

    @Override
    public void take(byte[] bytes, long nowNanos, Onward onward) {
        int start = 0;
        while (start < bytes.length) {
            int end = Math.min(bytes.length, start + 1 + random.nextInt(longest));
            if (start > 0) {
                onward.acted();
            }
            onward.pass(Arrays.copyOfRange(bytes, start, end));
            start = end;
        }
    }
}
