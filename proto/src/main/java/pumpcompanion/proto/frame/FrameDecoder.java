package pumpcompanion.proto.frame;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.EnumMap;
import java.util.Map;
import java.util.zip.CRC32C;

/**
 * Finds frames in bytes that come in any cut. Noise never throws: it is counted with a reason, and one bad frame costs
 * one frame, because the next delimiter always aligns again (W-1).
 *
 * <p>Holds two buffers of about half a kilobyte, and a third of four kilobytes once it is fed from a buffer outside the
 * heap; allocates nothing else while it runs but a count for each bad block. One thread at a time.
 */
public final class FrameDecoder {

    private static final VarHandle WORD = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final VarHandle CRC = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private static final int CHUNK = 4096;

    private final CRC32C crc = new CRC32C();
    private final byte[] block = new byte[FrameLimits.MAX_BLOCK];
    private final byte[] decoded = new byte[FrameLimits.MAX_BLOCK];
    private final Map<BadFrame, Long> bad = new EnumMap<>(BadFrame.class);
    private byte[] chunk = {}; // made when the first buffer without an array comes
    private int blockLength;
    private boolean overlong;
    private long bytes;
    private long good;

    /**
     * Takes the next bytes from the wire and hands over every frame that ends in them.
     *
     * @param input read from its position to its limit
     * @param sink called for each frame and each bad block, in order
     */
    public void feed(ByteBuffer input, FrameSink sink) {
        if (input.hasArray()) {
            feed(input.array(), input.arrayOffset() + input.position(), input.remaining(), sink);
            input.position(input.limit());
            return;
        }
        if (chunk.length == 0) {
            chunk = new byte[CHUNK];
        }
        while (input.hasRemaining()) {
            int length = Math.min(input.remaining(), chunk.length);
            input.get(chunk, 0, length);
            feed(chunk, 0, length, sink);
        }
    }

    /**
     * Takes the next bytes from the wire and hands over every frame that ends in them.
     *
     * @param input bytes as they came
     * @param offset where they start
     * @param length how many
     * @param sink called for each frame and each bad block, in order
     */
    public void feed(byte[] input, int offset, int length, FrameSink sink) {
        bytes += length;
        int end = offset + length;
        int start = offset;
        for (int zero = zeroIn(input, start, end); zero < end; zero = zeroIn(input, start, end)) {
            if (blockLength == 0 && zero - start <= FrameLimits.MAX_BLOCK) {
                blockEnded(input, start, zero - start, sink); // whole in the input: no copy
            } else {
                keep(input, start, zero);
                endKept(sink);
            }
            start = zero + 1;
        }
        keep(input, start, end);
    }

    /**
     * The link was opened anew: what came of an unfinished block belongs to nothing. Counts stay.
     */
    public void reset() {
        blockLength = 0;
        overlong = false;
    }

    /** What was seen so far. */
    public FrameCounts counts() {
        Map<BadFrame, Long> byReason = FrameCounts.none().bad();
        byReason.putAll(bad);
        return new FrameCounts(bytes, good, byReason);
    }

    /** Where the next zero byte is, eight at a time (Warren, Hacker's Delight, 6-1), or {@code end}. */
    private static int zeroIn(byte[] input, int start, int end) {
        int at = start;
        for (; at + Long.BYTES <= end; at += Long.BYTES) {
            long word = (long) WORD.get(input, at);
            long zeros = (word - 0x0101010101010101L) & ~word & 0x8080808080808080L;
            if (zeros != 0) {
                return at + Long.numberOfTrailingZeros(zeros) / Byte.SIZE;
            }
        }
        while (at < end && input[at] != 0) {
            at++;
        }
        return at;
    }

    private void keep(byte[] input, int start, int end) {
        int room = block.length - blockLength;
        int length = end - start;
        if (length > room) {
            overlong = true;
            length = room;
        }
        System.arraycopy(input, start, block, blockLength, length);
        blockLength += length;
    }

    private void endKept(FrameSink sink) {
        int length = blockLength;
        boolean tooLong = overlong;
        reset();
        if (tooLong) {
            reject(BadFrame.TOO_LONG, block, 0, length, sink);
        } else {
            blockEnded(block, 0, length, sink);
        }
    }

    private void blockEnded(byte[] from, int offset, int length, FrameSink sink) {
        if (length == 0) {
            return; // two delimiters in a row: every frame brings its own before and behind
        }
        int decodedLength = unstuff(from, offset, length);
        if (decodedLength < 0) {
            reject(BadFrame.COBS, from, offset, length, sink);
            return;
        }
        int payloadLength = decodedLength - FrameLimits.CRC_LENGTH;
        if (payloadLength < 1) {
            reject(BadFrame.TOO_SHORT, from, offset, length, sink);
        } else if (payloadLength > FrameLimits.MAX_PAYLOAD) {
            reject(BadFrame.TOO_LONG, from, offset, length, sink);
        } else if (!crcFits(payloadLength)) {
            reject(BadFrame.CRC, from, offset, length, sink);
        } else {
            good++;
            sink.payload(decoded, 0, payloadLength);
        }
    }

    /**
     * COBS into {@link #decoded}. Returns its length, or -1 where a code points beyond the block.
     *
     * <p><b>Design note:</b> the data are the block moved by its first code, with a zero in place of each further one.
     * Only the code behind a full group stands for nothing, and moves the rest by one more. So a usual block is one copy
     * and a few zeros, not a copy per group.
     */
    private int unstuff(byte[] from, int offset, int length) {
        System.arraycopy(from, offset + 1, decoded, 0, length - 1);
        int end = offset + length;
        int moved = offset + 1;
        int at = offset;
        while (true) {
            int code = from[at] & 0xFF;
            at += code;
            if (at >= end) {
                return at == end ? end - moved : -1;
            }
            if (code == 0xFF) {
                System.arraycopy(from, at + 1, decoded, at - moved, end - at - 1);
                moved++;
            } else {
                decoded[at - moved] = 0;
            }
        }
    }

    private boolean crcFits(int payloadLength) {
        crc.reset();
        crc.update(decoded, 0, payloadLength);
        return (int) crc.getValue() == (int) CRC.get(decoded, payloadLength);
    }

    private void reject(BadFrame reason, byte[] from, int offset, int length, FrameSink sink) {
        BadFrame named = isText(from, offset, length) ? BadFrame.STRAY_TEXT : reason;
        bad.merge(named, 1L, Long::sum);
        sink.bad(named, from, offset, length);
    }

    private static boolean isText(byte[] from, int offset, int length) {
        for (int i = offset; i < offset + length; i++) {
            byte b = from[i];
            boolean printable = (b >= ' ' && b <= '~') || b == '\t' || b == '\r' || b == '\n';
            if (!printable) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String toString() {
        return "FrameDecoder[good=" + good + ", bad=" + bad + "]";
    }
}
