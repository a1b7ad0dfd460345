package pumpcompanion.proto.frame;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** W-4: a decoder's memory does not depend on what the wire does. Bytes allocated are counted, not time. */
class FrameDecoderMemoryTest {

    private static final int ROUNDS = 2_000;

    /** Decoder and JVM's own, with much room; a byte per byte fed would be above 8 million. */
    private static final long BOUND = 100_000;

    private long handedOver;

    private final FrameSink sink = (bytes, offset, length) -> handedOver += length;

    @Test
    void goodFramesCostNoMemory() {
        assertThat(allocated(ByteBuffer.wrap(frames()), 4096)).isLessThan(BOUND);
        assertThat(handedOver).isPositive();
    }

    @Test
    void goodFramesByteByByteCostNoMemory() {
        assertThat(allocated(ByteBuffer.wrap(frames()), 1)).isLessThan(BOUND);
    }

    @Test
    void goodFramesFromOutsideTheHeapCostNoMemory() {
        byte[] frames = frames();
        ByteBuffer direct = ByteBuffer.allocateDirect(frames.length);
        direct.put(frames).flip();
        assertThat(allocated(direct, 4096)).isLessThan(BOUND);
    }

    @Test
    void aWireWithoutAnyDelimiterCostsNoMemory() {
        byte[] endless = new byte[4096];
        Arrays.fill(endless, (byte) 'U');
        assertThat(allocated(ByteBuffer.wrap(endless), 4096)).isLessThan(BOUND);
        assertThat(handedOver).isZero();
    }

    @Test
    void badBlocksCostLessMemoryThanTheyHaveBytes() {
        byte[] bad = new byte[4096];
        Arrays.fill(bad, (byte) 0x90);
        for (int i = 0; i < bad.length; i += 64) {
            bad[i] = 0;
        }
        // a boxed count for each
        assertThat(allocated(ByteBuffer.wrap(bad), 4096)).isLessThan(ROUNDS * 64L * 40 + BOUND);
    }

    private long allocated(ByteBuffer wire, int piece) {
        ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        feed(new FrameDecoder(), wire, piece, 2); // classes are loaded
        long before = thread.getCurrentThreadAllocatedBytes();
        feed(new FrameDecoder(), wire, piece, ROUNDS);
        return thread.getCurrentThreadAllocatedBytes() - before;
    }

    private void feed(FrameDecoder decoder, ByteBuffer wire, int piece, int rounds) {
        int length = wire.limit();
        for (int round = 0; round < rounds; round++) {
            for (int at = 0; at < length; at += piece) {
                wire.limit(Math.min(at + piece, length)).position(at);
                decoder.feed(wire, sink);
            }
        }
        wire.limit(length).position(0);
    }

    private static byte[] frames() {
        ByteBuffer frames = ByteBuffer.allocate(4096);
        FrameEncoder encoder = new FrameEncoder();
        byte[] payload = new byte[36];
        while (frames.remaining() >= FrameLimits.MAX_FRAME) {
            payload[frames.position() % payload.length] ^= (byte) 0x5A;
            frames.put(encoder.encode(payload));
        }
        return frames.array();
    }
}
