package pumpcompanion.proto.frame;

/** Why a block between two delimiters was no frame. Each costs that one block and nothing else. */
public enum BadFrame {

    /** More than {@link FrameLimits#MAX_BLOCK} bytes without a delimiter. */
    TOO_LONG,

    /** Fewer bytes than one of payload and its CRC. */
    TOO_SHORT,

    /** A COBS code points beyond the end of the block. */
    COBS,

    /** The CRC does not fit the payload: bytes were damaged or lost. */
    CRC,

    /** Printable characters only: text that was never meant as a frame, such as a boot loader's. */
    STRAY_TEXT
}
