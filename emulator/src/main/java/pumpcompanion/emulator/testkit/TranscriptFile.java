package pumpcompanion.emulator.testkit;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import pumpcompanion.emulator.Transcript;
import pumpcompanion.emulator.link.Direction;

/** Every payload that passed a pump, a line each in a file, for who asked for it. Methods may be called from any thread. */
final class TranscriptFile implements Transcript, AutoCloseable {

    private final Path file;
    private final Instant start;
    private final BufferedWriter writer;
    private boolean closed;

    private TranscriptFile(Path file, Instant start, BufferedWriter writer) {
        this.file = file;
        this.start = start;
        this.writer = writer;
    }

    static TranscriptFile create(Path file, Instant start) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            return new TranscriptFile(file, start, Files.newBufferedWriter(file));
        } catch (IOException refused) {
            throw cannotWrite(file, refused);
        }
    }

    @Override
    public void payload(Instant at, String link, Direction direction, byte[] payload) {
        write(List.of(TranscriptTail.line(start, at, link, direction, payload)));
    }

    /** What comes after the end is not written. */
    synchronized void write(List<String> lines) {
        if (closed) {
            return;
        }
        try {
            for (String line : lines) {
                writer.write(line);
                writer.write('\n');
            }
        } catch (IOException refused) {
            throw cannotWrite(file, refused);
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        try {
            writer.close();
        } catch (IOException refused) {
            throw cannotWrite(file, refused);
        }
    }

    private static UncheckedIOException cannotWrite(Path file, IOException refused) {
        return new UncheckedIOException(
                "cannot write the transcript " + file + " (found: " + refused + "): choose another folder", refused);
    }
}
