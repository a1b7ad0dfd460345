package pumpcompanion.emulator.fault.link;

import java.io.ByteArrayOutputStream;

/** Collects what comes within a while and hands it over in one piece, 64 KiB at most. */
public final class Merge implements LinkFilter {

    private static final int LARGEST = 64 * 1024;

    private final long nanos;
    private final ByteArrayOutputStream held = new ByteArrayOutputStream();
    private long dueAt = NEVER;

    /**
     * Merge.
     *
     * @param nanos how long it collects
     */
    public Merge(long nanos) {
        this.nanos = nanos;
    }

    @Override
    public void take(byte[] bytes, long nowNanos, Onward onward) {
        if (held.size() == 0) {
            dueAt = nowNanos + nanos;
        } else {
            onward.acted();
        }
        held.writeBytes(bytes);
        if (held.size() >= LARGEST) {
            release(onward);
        }
    }

    @Override
    public long dueNanos() {
        return dueAt;
    }

    @Override
    public void due(long nowNanos, Onward onward) {
        release(onward);
    }

    @Override
    public void release(Onward onward) {
        dueAt = NEVER;
        if (held.size() > 0) {
            byte[] all = held.toByteArray();
            held.reset();
            onward.pass(all);
        }
    }
}
