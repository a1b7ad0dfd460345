package pumpcompanion.connector.session;

import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * Text outside frames, for people (W-11): a boot loader's lines are worth seeing, while noise now and then looks like a
 * character or two of text, and a chatty port would bury everything. Shows a burst, then a line a second, and says how
 * many it left out.
 */
final class StrayText {

    private static final int SHORTEST = 4;
    private static final int BURST = 40;
    private static final long LINE_EVERY_MS = 1_000;

    private final Consumer<String> shown;
    private int allowed = BURST;
    private long refilledMs;
    private long leftOut;

    StrayText(Consumer<String> shown) {
        this.shown = shown;
    }

    void came(long nowMs, byte[] bytes, int offset, int length) {
        String text = new String(bytes, offset, length, StandardCharsets.US_ASCII).strip();
        if (text.length() < SHORTEST) {
            return;
        }
        long lines = (nowMs - refilledMs) / LINE_EVERY_MS;
        if (lines > 0) {
            allowed = (int) Math.min(BURST, allowed + lines);
            refilledMs = nowMs;
        }
        if (allowed == 0) {
            leftOut++;
            return;
        }
        allowed--;
        shown.accept(leftOut == 0 ? text : text + " (" + leftOut + " more lines of text were left out)");
        leftOut = 0;
    }
}
