package pumpcompanion.app.replay;

import java.io.IOException;
import java.io.Reader;
import org.jspecify.annotations.Nullable;

/** Reads lines that are not longer than they may be, so that no file can fill the memory with one. */
final class LineReader {

    /** Some hundred times the largest record. */
    static final int LONGEST = 1 << 20;

    private final Reader in;
    private final char[] buffer = new char[1 << 14];
    private int at;
    private int end;
    private long number;

    LineReader(Reader in) {
        this.in = in;
    }

    /**
     * The next line, without its end; null behind the last one.
     *
     * @throws IllegalArgumentException if it is too long
     */
    @Nullable
    String next() throws IOException {
        StringBuilder line = new StringBuilder();
        boolean any = false;
        number++;
        while (true) {
            if (at == end) {
                at = 0;
                end = Math.max(0, in.read(buffer));
                if (end == 0) {
                    return any ? line.toString() : null;
                }
            }
            any = true;
            int from = at;
            while (at < end && buffer[at] != '\n') {
                at++;
            }
            line.append(buffer, from, at - from);
            if (line.length() > LONGEST) {
                throw new IllegalArgumentException(
                        "line " + number + ": longer than " + LONGEST + " characters (expected one record a line)");
            }
            if (at < end) {
                at++;
                return line.toString();
            }
        }
    }

    /** The number of the line that {@link #next} returned last; the first is 1. */
    long number() {
        return number;
    }
}
