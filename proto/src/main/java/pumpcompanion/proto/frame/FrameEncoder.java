package pumpcompanion.proto.frame;

import java.util.Arrays;
import java.util.zip.CRC32C;

/**
 * Makes frames out of payloads: delimiter, COBS of payload and CRC-32C, delimiter (W-1 to W-5).
 *
 * <p>Holds one buffer; one thread at a time.
 */
public final class FrameEncoder {

    private final CRC32C crc = new CRC32C();
    private final byte[] plain = new byte[FrameLimits.MAX_PAYLOAD + FrameLimits.CRC_LENGTH];
    private final byte[] frame = new byte[FrameLimits.MAX_FRAME];

    /**
     * One frame, ready for the wire.
     *
     * @param payload 1 to {@link FrameLimits#MAX_PAYLOAD} bytes
     * @return the frame with both delimiters, the caller's own
     * @throws IllegalArgumentException if the payload is empty or too long: a mistake of the caller, not of the wire
     */
    public byte[] encode(byte[] payload) {
        if (payload.length == 0 || payload.length > FrameLimits.MAX_PAYLOAD) {
            throw new IllegalArgumentException(
                    "payload of " + payload.length + " bytes (expected 1 to " + FrameLimits.MAX_PAYLOAD + ")");
        }
        int length = payload.length;
        System.arraycopy(payload, 0, plain, 0, length);
        crc.reset();
        crc.update(payload);
        long value = crc.getValue();
        for (int i = 0; i < FrameLimits.CRC_LENGTH; i++) {
            plain[length + i] = (byte) (value >>> (8 * i));
        }
        return Arrays.copyOf(frame, stuff(length + FrameLimits.CRC_LENGTH));
    }

    /** COBS of {@link #plain} into {@link #frame}. Returns the frame's length. */
    private int stuff(int length) {
        frame[0] = 0;
        int codeAt = 1;
        int out = 2;
        for (int in = 0; in < length; in++) {
            byte b = plain[in];
            if (b != 0) {
                frame[out++] = b;
            }
            boolean full = out - codeAt == 0xFF;
            if (b == 0 || (full && in + 1 < length)) {
                frame[codeAt] = (byte) (out - codeAt);
                codeAt = out++;
            }
        }
        frame[codeAt] = (byte) (out - codeAt);
        frame[out++] = 0;
        return out;
    }
}
