package pumpcompanion.app.control;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageOrBuilder;
import com.google.protobuf.util.JsonFormat;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import pumpcompanion.emulator.EmulatedPump;
import pumpcompanion.emulator.LinkStatus;
import pumpcompanion.emulator.fault.FaultStatus;
import pumpcompanion.emulator.log.LogEntry;
import pumpcompanion.proto.v1.Event;

/** What a pump shows of itself, as JSON. Messages stand in protobuf's own JSON mapping: 64-bit numbers are texts. */
final class PumpJson {

    private static final JsonFormat.Printer PRINTER = JsonFormat.printer().omittingInsignificantWhitespace();

    private PumpJson() {}

    static JsonElement of(MessageOrBuilder message) {
        try {
            return JsonParser.parseString(PRINTER.print(message));
        } catch (InvalidProtocolBufferException onlyForAny) {
            throw new IllegalStateException(onlyForAny);
        }
    }

    static JsonObject pump(ControlledPump controlled) {
        EmulatedPump pump = controlled.pump();
        JsonObject json = new JsonObject();
        synchronized (pump) { // so that all of it is of one moment
            json.addProperty("serial", pump.serial());
            json.add("addresses", texts(controlled.addresses()));
            json.addProperty("logEpoch", Integer.toUnsignedLong(pump.logEpoch()));
            json.addProperty("oldest", pump.oldest());
            json.addProperty("newest", pump.newest());
            json.addProperty("bootCount", pump.bootCount());
            json.addProperty("uptime", pump.uptime().toString());
            json.addProperty("speed", pump.speed());
            json.addProperty("replays", controlled.replays());
            json.addProperty("behaves", pump.behaves());
            if (pump.behaves()) {
                json.addProperty("delivery", word(pump.deliveryState(), "DELIVERY_STATE_"));
                json.addProperty("busyWith", word(pump.operationalState(), ""));
                json.addProperty("batteryPercent", pump.batteryPercent());
            }
            pump.reservoirMilliunits().ifPresent(level -> json.addProperty("reservoirMilliunits", level));
            JsonArray links = new JsonArray();
            pump.links().forEach(link -> links.add(link(link)));
            json.add("links", links);
        }
        return json;
    }

    private static JsonObject link(LinkStatus link) {
        JsonObject json = new JsonObject();
        json.addProperty("name", link.name());
        json.addProperty("state", word(link.state(), ""));
        json.addProperty("session", Integer.toUnsignedLong(link.session()));
        json.addProperty("sentThrough", link.sentThrough());
        json.addProperty("ackedThrough", link.ackedThrough());
        JsonObject dropped = new JsonObject();
        link.dropped().forEach((reason, count) -> dropped.addProperty(word(reason, ""), count));
        json.add("dropped", dropped);
        return json;
    }

    static JsonObject faults(EmulatedPump pump) {
        JsonArray faults = new JsonArray();
        for (FaultStatus status : pump.faults().list()) {
            JsonObject fault = new JsonObject();
            fault.addProperty("name", status.fault().kind().word());
            fault.addProperty("spec", status.fault().toString());
            fault.addProperty("acted", status.acted());
            faults.add(fault);
        }
        JsonObject json = new JsonObject();
        json.add("faults", faults);
        return json;
    }

    /** Entries of the log from a number on, at most so many. */
    static JsonObject log(EmulatedPump pump, long from, int most) {
        List<LogEntry> read = new ArrayList<>();
        JsonObject json = new JsonObject();
        pump.log(log -> {
            long next = Math.max(1, from);
            while (next <= log.newest() && read.size() < most) {
                LogEntry entry = log.read(next);
                read.add(entry);
                next = entry.through() + 1;
            }
            json.addProperty("logEpoch", Integer.toUnsignedLong(log.epoch()));
            json.addProperty("oldest", log.oldest());
            json.addProperty("newest", log.newest());
            json.addProperty("next", next);
        });
        JsonArray entries = new JsonArray();
        read.forEach(entry -> entries.add(entry(entry)));
        json.add("entries", entries);
        return json;
    }

    private static JsonObject entry(LogEntry entry) {
        JsonObject json = new JsonObject();
        ByteString bytes = entry.bytes();
        json.addProperty("sequence", entry.from());
        if (bytes == null) {
            json.addProperty("missingThrough", entry.through());
            json.addProperty("reason", word(entry.reason(), "MISSING_REASON_"));
            return json;
        }
        json.addProperty("raw", Base64.getEncoder().encodeToString(bytes.toByteArray()));
        try {
            json.add("event", of(Event.parseFrom(bytes)));
        } catch (InvalidProtocolBufferException nonsense) {
            json.addProperty("unreadable", true);
        }
        return json;
    }

    static JsonArray texts(List<String> texts) {
        JsonArray array = new JsonArray();
        texts.forEach(array::add);
        return array;
    }

    private static String word(Enum<?> value, String prefix) {
        String name = value.name();
        String bare = name.startsWith(prefix) ? name.substring(prefix.length()) : name;
        return bare.toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
