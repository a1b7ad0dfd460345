package pumpcompanion.app.recording;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import pumpcompanion.emulator.replay.Recording;

/** Reads what {@code connect} kept, or {@code history --json} printed, as a recording of one pump. */
public final class Recordings {

    private static final byte[] SQLITE = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);

    private Recordings() {}

    /**
     * Reads a file, all of it into memory: about 200 bytes a record.
     *
     * @param file a journal, or JSON Lines
     * @param pump name or serial of the pump; null: the only one
     * @throws IllegalArgumentException if it holds no such recording; the message says what was found and expected
     * @throws IOException if it cannot be read
     */
    public static Recording read(Path file, @Nullable String pump) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new IllegalArgumentException(
                    "no file " + file + " (expected a journal, or lines that 'companion history --json' printed)");
        }
        try (InputStream in = Files.newInputStream(file)) {
            boolean journal = Arrays.equals(in.readNBytes(SQLITE.length), SQLITE);
            return journal ? JournalRecording.read(file, pump) : JsonRecording.read(file, pump);
        }
    }

    /** The pump that is meant. */
    static String choose(Path file, List<String> pumps, @Nullable String wanted) {
        if (pumps.isEmpty()) {
            throw new IllegalArgumentException(file + " holds no pump");
        }
        if (wanted == null && pumps.size() == 1) {
            return pumps.get(0);
        }
        if (wanted == null || !pumps.contains(wanted)) {
            throw new IllegalArgumentException(file + " holds "
                    + (wanted == null ? pumps.size() + " pumps" : "no pump " + wanted) + " (found: "
                    + String.join(", ", pumps) + "): name one of them with --serial");
        }
        return wanted;
    }
}
