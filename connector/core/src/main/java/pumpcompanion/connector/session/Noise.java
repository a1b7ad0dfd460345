package pumpcompanion.connector.session;

import pumpcompanion.proto.frame.BadFrame;
import pumpcompanion.proto.frame.FrameCounts;
import pumpcompanion.proto.frame.FrameDecoder;

/** What came where an answer was expected, in words that lead to the cause: a silent line is not a noisy one. */
final class Noise {

    private final FrameDecoder decoder;
    private FrameCounts before;

    Noise(FrameDecoder decoder) {
        this.decoder = decoder;
        this.before = decoder.counts();
    }

    /** Waiting for an answer begins. */
    void begin() {
        before = decoder.counts();
    }

    /** What came since, behind a semicolon; empty where frames came, which then speak for themselves. */
    String words() {
        FrameCounts now = decoder.counts();
        long bytes = now.bytes() - before.bytes();
        if (now.good() > before.good()) {
            return "";
        }
        if (bytes == 0) {
            return "; no frame came at all, nor any other byte: is the pump on, and is this its port or address?";
        }
        long broken = now.badTotal() - before.badTotal();
        long text = bad(now) - bad(before);
        return "; no frame came at all in " + bytes + " bytes (" + broken + " broken blocks, " + text
                + " of them text): is the baud rate right, and does a pump speak here?";
    }

    private static long bad(FrameCounts counts) {
        return counts.bad().getOrDefault(BadFrame.STRAY_TEXT, 0L);
    }
}
