package pumpcompanion.emulator.fault.link;

import java.nio.charset.StandardCharsets;
import java.util.random.RandomGenerator;

/** Every so often the line of a log that was written past the framing, as firmware's {@code printf} does. */
public final class StrayText implements LinkFilter {

    private final long everyNanos;
    private final RandomGenerator random;
    private long dueAt;
    private int lines;

    /**
     * Stray text.
     *
     * @param everyNanos from one line to the next
     * @param nowNanos the first comes so long after this
     * @param random seeded
     */
    public StrayText(long everyNanos, long nowNanos, RandomGenerator random) {
        this.everyNanos = everyNanos;
        this.dueAt = nowNanos + everyNanos;
        this.random = random;
    }

    @Override
    public void take(byte[] bytes, long nowNanos, Onward onward) {
        onward.pass(bytes);
    }

    @Override
    public long dueNanos() {
        return dueAt;
    }

    @Override
    public void due(long nowNanos, Onward onward) {
        dueAt = nowNanos + everyNanos;
        lines++;
        onward.acted();
        String line = "[" + lines + "] I heap: " + random.nextInt(65_536) + " bytes free\r\n";
        onward.pass(line.getBytes(StandardCharsets.US_ASCII));
    }
}
