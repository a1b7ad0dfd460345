package pumpcompanion.proto.frame;

/** Takes what a {@link FrameDecoder} finds. Called from inside {@link FrameDecoder#feed}. */
@FunctionalInterface
public interface FrameSink {

    /**
     * A payload whose CRC is right; between 1 and {@link FrameLimits#MAX_PAYLOAD} bytes.
     *
     * @param bytes the decoder's own buffer, valid during this call only
     * @param offset where the payload starts
     * @param length its bytes
     */
    void payload(byte[] bytes, int offset, int length);

    /**
     * A block that was no frame. It is counted already.
     *
     * @param reason why
     * @param bytes the block as it came, without delimiters, cut to {@link FrameLimits#MAX_BLOCK}; the decoder's own
     *     buffer, valid during this call only
     * @param offset where the block starts
     * @param length its bytes
     */
    default void bad(BadFrame reason, byte[] bytes, int offset, int length) {}
}
