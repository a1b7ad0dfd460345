package pumpcompanion.app.control;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import pumpcompanion.emulator.Transcript;
import pumpcompanion.emulator.link.Direction;
import pumpcompanion.proto.v1.FromPump;
import pumpcompanion.proto.v1.ToPump;

/** The last payloads that passed a pump, numbered from 1. Any thread. */
final class RecentTranscript implements Transcript {

    private static final int MOST = 1000;

    private record Line(long number, Instant at, String link, Direction direction, ByteString payload) {}

    private final Deque<Line> lines = new ArrayDeque<>();
    private long passed;

    @Override
    public synchronized void payload(Instant at, String link, Direction direction, byte[] payload) {
        passed++;
        if (lines.size() == MOST) {
            lines.removeFirst();
        }
        lines.addLast(new Line(passed, at, link, direction, ByteString.copyFrom(payload)));
    }

    /** Those from a number on that are still held. */
    JsonObject json(long from) {
        List<Line> held;
        long count;
        synchronized (this) {
            held = lines.stream().filter(line -> line.number >= from).toList();
            count = passed;
        }
        JsonArray payloads = new JsonArray();
        held.forEach(line -> payloads.add(json(line)));
        JsonObject json = new JsonObject();
        json.addProperty("passed", count);
        json.add("payloads", payloads);
        return json;
    }

    private static JsonObject json(Line line) {
        JsonObject json = new JsonObject();
        json.addProperty("number", line.number);
        json.addProperty("at", line.at.toString());
        json.addProperty("link", line.link);
        boolean up = line.direction == Direction.TO_PUMP;
        json.addProperty("direction", up ? "up" : "down");
        try {
            Message message = up ? ToPump.parseFrom(line.payload) : FromPump.parseFrom(line.payload);
            json.add("message", PumpJson.of(message));
        } catch (InvalidProtocolBufferException nonsense) {
            json.addProperty("unreadable", Base64.getEncoder().encodeToString(line.payload.toByteArray()));
        }
        return json;
    }
}
