package pumpcompanion.emulator.fault.link;

import java.util.Arrays;

/**
 * A line of so many bauds: ten bits a byte (8N1), one after another, handed over in small pieces. Up to 1 MiB waits for
 * the line; what comes when so much does is lost.
 */
public final class Slow implements LinkFilter {

    private static final int PIECE = 16;
    private static final long BITS_A_BYTE = 10;

    private final long byteNanos;
    private final HeldBytes held = new HeldBytes();
    private long freeAtNanos;

    /**
     * Slow.
     *
     * @param baud bits a second, range [300, 10 000 000]
     */
    public Slow(long baud) {
        this.byteNanos = BITS_A_BYTE * 1_000_000_000L / baud;
    }

    @Override
    public void take(byte[] bytes, long nowNanos, Onward onward) {
        onward.acted();
        for (int start = 0; start < bytes.length; start += PIECE) {
            byte[] piece = Arrays.copyOfRange(bytes, start, Math.min(bytes.length, start + PIECE));
            long throughAt = Math.max(nowNanos, freeAtNanos) + piece.length * byteNanos;
            if (held.add(piece, throughAt)) {
                freeAtNanos = throughAt;
            }
        }
    }

    @Override
    public long dueNanos() {
        return held.dueNanos();
    }

    @Override
    public void due(long nowNanos, Onward onward) {
        held.passDue(nowNanos, onward);
    }

    @Override
    public void release(Onward onward) {
        held.passAll(onward);
    }
}
