package pumpcompanion.emulator.replay;

import java.time.Instant;

/**
 * Something that a companion sent and should not have.
 *
 * @param at time of the link
 * @param link name of the link
 * @param rule of the wire page, such as {@code W-43}
 * @param expected what was expected
 * @param seen what came
 */
public record Deviation(Instant at, String link, String rule, String expected, String seen) {

    /** In one line. */
    @Override
    public String toString() {
        return at + "  " + link + "  expected " + expected + " (" + rule + "), seen " + seen;
    }
}
