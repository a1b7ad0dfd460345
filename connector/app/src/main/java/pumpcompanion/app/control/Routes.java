package pumpcompanion.app.control;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import pumpcompanion.emulator.EmulatedPump;
import pumpcompanion.proto.v1.Event;
import pumpcompanion.proto.v1.StartCause;

/** What each path answers. Knows no HTTP but its methods and statuses. Any thread. */
final class Routes {

    private static final int ENTRIES = 1000;
    private static final int MOST_ENTRIES = 10_000;
    private static final Duration MOST_AT_ONCE = Duration.ofDays(31);
    private static final String CAUSES = Stream.of(StartCause.values())
            .filter(cause -> cause != StartCause.UNRECOGNIZED && cause != StartCause.START_CAUSE_UNSPECIFIED)
            .map(Routes::word)
            .collect(Collectors.joining(", "));

    private static final String PATHS =
            "/pumps, /pumps/SERIAL, and below that /log, /transcript, /do, /faults, /time," + " /reboot";

    private final List<ControlledPump> pumps;

    Routes(List<ControlledPump> pumps) {
        this.pumps = List.copyOf(pumps);
    }

    /**
     * Answers a request.
     *
     * @param method such as GET
     * @param path its parts
     * @param query its values
     * @param body empty where there is none
     * @throws Problem instead of an answer
     */
    JsonElement answer(String method, List<String> path, Map<String, String> query, JsonObject body) {
        if (path.isEmpty() || !path.get(0).equals("pumps") || path.size() > 3) {
            throw noSuchPath(path);
        }
        if (path.size() == 1) {
            allow(method, "GET");
            JsonArray all = new JsonArray();
            pumps.forEach(pump -> all.add(PumpJson.pump(pump)));
            JsonObject json = new JsonObject();
            json.add("pumps", all);
            return json;
        }
        ControlledPump pump = pump(path.get(1));
        if (path.size() == 2) {
            allow(method, "GET");
            return PumpJson.pump(pump);
        }
        return switch (path.get(2)) {
            case "log" -> {
                allow(method, "GET");
                int most = (int) number(query, "limit", ENTRIES, 1, MOST_ENTRIES);
                yield PumpJson.log(pump.pump(), number(query, "from", 1, 0, Long.MAX_VALUE), most);
            }
            case "transcript" -> {
                allow(method, "GET");
                yield pump.transcript().json(number(query, "from", 1, 0, Long.MAX_VALUE));
            }
            case "do" -> {
                allow(method, "POST");
                yield act(pump, body);
            }
            case "faults" -> {
                allow(method, "GET, POST, DELETE");
                yield faults(method, pump, query, body);
            }
            case "time" -> {
                allow(method, "POST");
                yield time(pump, body);
            }
            case "reboot" -> {
                allow(method, "POST");
                writable(pump);
                pump.pump().reboot(cause(body));
                yield PumpJson.pump(pump);
            }
            default -> throw noSuchPath(path);
        };
    }

    private static Problem noSuchPath(List<String> path) {
        return new Problem(404, "no such path", "/" + String.join("/", path), PATHS);
    }

    private static void allow(String method, String allowed) {
        if (!List.of(allowed.split(", ", -1)).contains(method)) {
            throw new Problem(405, "method not allowed here", method, allowed);
        }
    }

    private ControlledPump pump(String name) {
        return pumps.stream()
                .filter(pump -> pump.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new Problem(
                        404,
                        "no such pump",
                        name,
                        pumps.stream().limit(20).map(ControlledPump::name).collect(Collectors.joining(", "))
                                + (pumps.size() > 20 ? ", …" : "")));
    }

    private static long number(Map<String, String> query, String name, long standard, long least, long most) {
        String text = query.get(name);
        if (text == null) {
            return standard;
        }
        try {
            long value = Long.parseLong(text);
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException none) {
            // said below
        }
        throw Problem.bad("no number for " + name, text, least + " to " + most);
    }

    private static void writable(ControlledPump pump) {
        if (pump.replays()) {
            throw new Problem(
                    409,
                    "this pump replays a recording, and writes nothing else",
                    "emulate --replay",
                    "a pump without --replay, or GET, faults of the link, and time");
        }
    }

    private static JsonObject act(ControlledPump controlled, JsonObject body) {
        writable(controlled);
        EmulatedPump pump = controlled.pump();
        JsonElement words = body.get("do");
        JsonElement event = body.get("event");
        if ((words == null) == (event == null)) {
            throw Problem.bad("not one thing to do", keys(body), "{\"do\": \"unclip\"} or {\"event\": {…}}");
        }
        JsonObject answer = new JsonObject();
        synchronized (pump) { // so that the numbers are of what is done here
            long before = pump.newest();
            if (words != null) {
                Deeds.run(pump, text(words, "do"));
            } else {
                pump.sense(event(event));
            }
            answer.addProperty("before", before);
            answer.addProperty("newest", pump.newest());
            answer.addProperty("written", Math.max(0, pump.newest() - before));
        }
        return answer;
    }

    private static Event.Builder event(@Nullable JsonElement json) {
        Event.Builder event = Event.newBuilder();
        String text = String.valueOf(json);
        try {
            JsonFormat.parser().merge(text, event);
        } catch (InvalidProtocolBufferException wrong) {
            throw Problem.bad(
                    "no event: " + wrong.getMessage(),
                    shortened(text),
                    "an Event in protobuf JSON, such as {\"quickDisconnect\": {}}");
        }
        if (event.getKindCase() == Event.KindCase.KIND_NOT_SET) {
            throw Problem.bad("an event of no kind", shortened(text), "one kind, such as {\"quickDisconnect\": {}}");
        }
        return event;
    }

    private static JsonObject faults(
            String method, ControlledPump controlled, Map<String, String> query, JsonObject body) {
        EmulatedPump pump = controlled.pump();
        if (method.equals("POST")) {
            JsonElement spec = body.get("spec");
            if (spec == null) {
                throw Problem.bad("no fault named", keys(body), "{\"spec\": \"drop=0.1,cut=30s\"}");
            }
            String text = text(spec, "spec");
            try {
                pump.faults().on(text);
            } catch (IllegalArgumentException wrong) {
                throw Problem.bad("no fault: " + wrong.getMessage(), text, "[up:|down:]NAME[=VALUE[/VALUE…]],…");
            }
        } else if (method.equals("DELETE")) {
            String name = query.get("name");
            try {
                if (name == null) {
                    pump.faults().clear();
                } else {
                    pump.faults().off(name);
                }
            } catch (IllegalArgumentException wrong) {
                throw Problem.bad("no fault: " + wrong.getMessage(), String.valueOf(name), "the name of a fault");
            }
        }
        return PumpJson.faults(pump);
    }

    private static JsonObject time(ControlledPump controlled, JsonObject body) {
        JsonElement advance = body.get("advance");
        if (advance == null) {
            throw Problem.bad("no time named", keys(body), "{\"advance\": \"PT3H\"}");
        }
        String text = text(advance, "advance");
        Duration span;
        try {
            span = Duration.parse(text);
        } catch (DateTimeParseException wrong) {
            throw Problem.bad("no span of time", text, "an ISO-8601 duration such as PT3H or P2DT12H");
        }
        if (span.isNegative() || span.compareTo(MOST_AT_ONCE) > 0) {
            throw Problem.bad("a span out of range", text, "PT0S to P31D in one request");
        }
        controlled.pump().advance(span);
        JsonObject json = new JsonObject();
        json.addProperty("advanced", span.toString());
        json.addProperty("uptime", controlled.pump().uptime().toString());
        json.addProperty("newest", controlled.pump().newest());
        json.addProperty(
                "note",
                "the pump's own time; heartbeats and quiet intervals of its links go on in the computer's time");
        return json;
    }

    private static StartCause cause(JsonObject body) {
        JsonElement cause = body.get("cause");
        if (cause == null) {
            return StartCause.START_CAUSE_POWER;
        }
        String text = text(cause, "cause");
        return Stream.of(StartCause.values())
                .filter(one -> word(one).equals(text) && one != StartCause.UNRECOGNIZED)
                .findFirst()
                .orElseThrow(() -> Problem.bad("no cause of a start", text, CAUSES));
    }

    private static String word(StartCause cause) {
        return cause.name().replace("START_CAUSE_", "").toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String text(JsonElement value, String name) {
        if (value instanceof JsonPrimitive primitive && primitive.isString()) {
            return primitive.getAsString();
        }
        throw Problem.bad("'" + name + "' is no text", shortened(value.toString()), "a text in quotes");
    }

    private static String keys(JsonObject body) {
        return body.size() == 0 ? "no body" : shortened(body.keySet().toString());
    }

    private static String shortened(String text) {
        return text.length() <= 200 ? text : text.substring(0, 200) + "…";
    }
}
