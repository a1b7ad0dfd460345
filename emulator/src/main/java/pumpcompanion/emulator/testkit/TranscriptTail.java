package pumpcompanion.emulator.testkit;

import com.google.protobuf.ByteString;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import pumpcompanion.emulator.PayloadText;
import pumpcompanion.emulator.Transcript;
import pumpcompanion.emulator.link.Direction;

/** The newest payloads that passed a pump, to be read as text. Methods may be called from any thread. */
public final class TranscriptTail implements Transcript {

    private final int most;
    private final Instant start;
    private final Deque<Entry> entries = new ArrayDeque<>();
    private long seen;

    private record Entry(Instant at, String link, Direction direction, ByteString payload) {}

    /**
     * Nothing seen yet.
     *
     * @param most payloads kept, 1 and up; a payload has 512 bytes at most
     * @param start from when times are counted
     */
    public TranscriptTail(int most, Instant start) {
        if (most < 1) {
            throw new IllegalArgumentException("a transcript of " + most + " payloads (expected at least 1)");
        }
        this.most = most;
        this.start = start;
    }

    @Override
    public synchronized void payload(Instant at, String link, Direction direction, byte[] payload) {
        if (entries.size() == most) {
            entries.removeFirst();
        }
        entries.add(new Entry(at, link, direction, ByteString.copyFrom(payload)));
        seen++;
    }

    /** How many payloads passed, those that were dropped here too. */
    public synchronized long seen() {
        return seen;
    }

    /** A line for each payload that is kept, oldest first. */
    public synchronized List<String> lines() {
        List<String> lines = new ArrayList<>();
        for (Entry entry : entries) {
            lines.add(line(start, entry.at, entry.link, entry.direction, entry.payload.toByteArray()));
        }
        return lines;
    }

    static String line(Instant start, Instant at, String link, Direction direction, byte[] payload) {
        return PayloadText.since(Duration.between(start, at)) + " " + link
                + (direction == Direction.TO_PUMP ? " --> pump  " : " <-- pump  ") + PayloadText.of(direction, payload);
    }
}
