package pumpcompanion.connector.session;

import pumpcompanion.proto.frame.BadFrame;
import pumpcompanion.proto.frame.FrameCounts;

/** What came where an answer was expected, in words that lead to the cause: a silent line is not a noisy one. */
final class Noise {

    private Noise() {}

    /**
     * What came between two moments.
     *
     * @param before the counts when waiting began
     * @param now the counts when it was given up
     * @return behind a semicolon; empty where frames came, which then speak for themselves
     */
    static String between(FrameCounts before, FrameCounts now) {
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
