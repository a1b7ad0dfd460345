package pumpcompanion.proto.frame;

/** The sizes of the wire, in bytes. Source: {@code proto/README.md}, W-2 to W-4. */
public final class FrameLimits {

    /** Largest payload. */
    public static final int MAX_PAYLOAD = 512;

    /** Largest payload towards a pump, so that firmware needs little memory. */
    public static final int MAX_PAYLOAD_TO_PUMP = 128;

    /** CRC-32C behind the payload. */
    public static final int CRC_LENGTH = 4;

    /**
     * Largest block between two delimiters: payload and CRC with one COBS byte per 254 or part of it, and the further
     * one that an encoder may add after a full group at the end.
     */
    public static final int MAX_BLOCK = 520;

    /** Largest frame: a block and its two delimiters. */
    public static final int MAX_FRAME = MAX_BLOCK + 2;

    private FrameLimits() {}
}
