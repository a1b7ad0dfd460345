package pumpcompanion.connector;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.TextFormat;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import pumpcompanion.emulator.Transcript;
import pumpcompanion.emulator.link.Direction;
import pumpcompanion.proto.v1.FromPump;
import pumpcompanion.proto.v1.ToPump;

/** Listens at the pump: counts frames, remembers the last ones, and notes what each companion acknowledged. */
final class WireWatch implements Transcript {

    private static final int REMEMBERED = 40;

    /** A number that was acknowledged, and what stood there; null: it was stated missing. */
    record Promise(int epoch, long sequence, @Nullable ByteString bytes) {}

    private record Frame(Instant at, String link, Direction direction, byte[] payload) {}

    private static final class Stream {
        final String companion;
        int epoch;
        final TreeMap<Long, Promise> sent = new TreeMap<>();

        Stream(String companion) {
            this.companion = companion;
        }
    }

    private final Map<Integer, Stream> streams = new HashMap<>();
    private final Map<String, Set<Promise>> promises = new HashMap<>();
    private final Map<String, Set<Promise>> stated = new HashMap<>();
    private final List<String> notes = new ArrayList<>();
    private final Deque<Frame> last = new ArrayDeque<>();
    private long frames;
    private long hellos;

    long frames() {
        return frames;
    }

    long hellos() {
        return hellos;
    }

    Set<Promise> promisesOf(String companion) {
        return promises.getOrDefault(companion, Set.of());
    }

    /** Whether the pump said to this companion that it cannot give this number. */
    boolean wasStatedMissing(String companion, int epoch, long sequence) {
        return stated.getOrDefault(companion, Set.of()).contains(new Promise(epoch, sequence, null));
    }

    void note(Instant at, String text) {
        notes.add(at + " " + text);
    }

    @Override
    public void payload(Instant at, String link, Direction direction, byte[] payload) {
        frames++;
        if (last.size() == REMEMBERED) {
            last.remove();
        }
        last.add(new Frame(at, link, direction, payload));
        try {
            if (direction == Direction.TO_PUMP) {
                heard(ToPump.parseFrom(payload));
            } else {
                said(FromPump.parseFrom(payload));
            }
        } catch (InvalidProtocolBufferException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private void said(FromPump message) {
        Stream stream = streams.get(message.getSession());
        if (stream == null) {
            return;
        }
        if (message.hasResumed() || message.getLogEpoch() != stream.epoch) {
            stream.sent.clear();
            stream.epoch = message.getLogEpoch();
        }
        if (message.hasRecord()) {
            long sequence = message.getRecord().getSequence();
            stream.sent.put(
                    sequence,
                    new Promise(stream.epoch, sequence, message.getRecord().getEvent()));
        } else if (message.hasMissing()) {
            for (long i = message.getMissing().getFrom();
                    i <= message.getMissing().getThrough();
                    i++) {
                Promise missing = new Promise(stream.epoch, i, null);
                stream.sent.put(i, missing);
                stated.computeIfAbsent(stream.companion, name -> new HashSet<>())
                        .add(missing);
            }
        }
    }

    private void heard(ToPump message) {
        if (message.hasHello()) {
            hellos++;
            streams.putIfAbsent(
                    message.getSession(), new Stream(message.getHello().getName()));
            return;
        }
        Stream stream = streams.get(message.getSession());
        long through = message.hasAck()
                ? message.getAck().getThrough()
                : message.getHeartbeat().getAckedThrough();
        if (stream != null && !stream.sent.isEmpty() && through <= stream.sent.lastKey()) { // W-36: else ignored
            Map<Long, Promise> acknowledged = stream.sent.headMap(through, true);
            promises.computeIfAbsent(stream.companion, name -> new LinkedHashSet<>())
                    .addAll(acknowledged.values());
            acknowledged.clear();
        }
    }

    /** All that happened and the last frames, a line each. */
    String lastWords() {
        return String.join("\n", notes) + "\n"
                + last.stream().map(WireWatch::words).collect(Collectors.joining("\n"));
    }

    private static String words(Frame frame) {
        try {
            boolean toPump = frame.direction() == Direction.TO_PUMP;
            String text = TextFormat.printer()
                    .emittingSingleLine(true)
                    .printToString(toPump ? ToPump.parseFrom(frame.payload()) : FromPump.parseFrom(frame.payload()));
            return frame.at() + " " + frame.link() + (toPump ? " -> " : " <- ") + text;
        } catch (InvalidProtocolBufferException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
