package pumpcompanion.proto.frame;

import java.nio.ByteBuffer;
import java.util.EnumMap;
import java.util.Map;
import java.util.zip.CRC32C;

/**
 * Finds frames in bytes that come in any cut. Noise never throws: it is counted with a reason, and one bad frame costs
 * one frame, because the next delimiter always aligns again (W-1).
 *
 * <p>Holds two buffers of about half a kilobyte and allocates nothing while it runs. One thread at a time.
 */
public final class FrameDecoder {

    private final CRC32C crc = new CRC32C();
    private final byte[] block = new byte[FrameLimits.MAX_BLOCK];
    private final byte[] decoded = new byte[FrameLimits.MAX_BLOCK];
    private final Map<BadFrame, Long> bad = new EnumMap<>(BadFrame.class);
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
        byte[] chunk = new byte[Math.min(input.remaining(), 8192)];
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
        for (int i = offset; i < end; i++) {
            if (input[i] == 0) {
                if (blockLength == 0 && !overlong && i - start <= FrameLimits.MAX_BLOCK) {
                    blockEnded(input, start, i - start, sink); // whole in the input: no copy
                } else {
                    keep(input, start, i);
                    endKept(sink);
                }
                start = i + 1;
            }
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

    /** COBS into {@link #decoded}. Returns its length, or -1 where a code points beyond the block. */
    private int unstuff(byte[] from, int offset, int length) {
        int in = offset;
        int end = offset + length;
        int out = 0;
        while (in < end) {
            int code = from[in++] & 0xFF;
            int run = code - 1;
            if (run > end - in) {
                return -1;
            }
            if (run < 16) {
                for (int i = 0; i < run; i++) {
                    decoded[out + i] = from[in + i]; // shorter than a call of arraycopy
                }
            } else {
                System.arraycopy(from, in, decoded, out, run);
            }
            in += run;
            out += run;
            if (code != 0xFF && in < end) {
                decoded[out++] = 0;
            }
        }
        return out;
    }

    private boolean crcFits(int payloadLength) {
        crc.reset();
        crc.update(decoded, 0, payloadLength);
        int sent = (decoded[payloadLength] & 0xFF)
                | (decoded[payloadLength + 1] & 0xFF) << 8
                | (decoded[payloadLength + 2] & 0xFF) << 16
                | (decoded[payloadLength + 3] & 0xFF) << 24;
        return (int) crc.getValue() == sent;
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
