package pumpcompanion.emulator.scenario;

/**
 * Something in a scenario file that cannot be read.
 *
 * @param line from 1; 0: the file as a whole
 * @param column from 1; 0: the file as a whole
 * @param found what stands there
 * @param expected what may stand there
 */
public record Problem(int line, int column, String found, String expected) {

    /** Such as {@code 12:9: found 'unclp' (expected unclip)}. */
    @Override
    public String toString() {
        return (line == 0 ? "" : line + ":" + column + ": ") + "found " + found + " (expected " + expected + ")";
    }
}
