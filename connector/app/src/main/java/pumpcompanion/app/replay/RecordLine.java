package pumpcompanion.app.replay;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import java.io.IOException;
import java.io.StringReader;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import pumpcompanion.proto.v1.Event;
import pumpcompanion.proto.v1.EventRecord;
import pumpcompanion.proto.v1.EventRecord.ContentCase;

/**
 * One record out of a line of JSON, as {@code history --json} prints it.
 *
 * @param record the record; raw bytes alone are read as its event
 * @param unknown how many fields and values of the line are not known to this version, and were left out
 */
record RecordLine(EventRecord record, int unknown) {

    private static final JsonFormat.Parser PARSER = JsonFormat.parser().ignoringUnknownFields();
    private static final Pattern PLACE = Pattern.compile("(?s)(.*?):? ?at line \\d+ column (\\d+).*");
    private static final int SHOWN = 160;

    /**
     * Reads a line.
     *
     * @throws IllegalArgumentException saying where, what was found and what was expected
     */
    static RecordLine parse(String line, long number) {
        JsonObject tree = tree(line, number);
        EventRecord record = content(message(line, number));
        int unknown = unknown(tree, EventRecord.getDescriptor());
        check(record, tree, unknown, number);
        return new RecordLine(record, unknown);
    }

    /** Reads a line that was checked before. */
    static EventRecord again(String line, long number) {
        return content(message(line, number));
    }

    private static EventRecord message(String line, long number) {
        EventRecord.Builder record = EventRecord.newBuilder();
        try {
            PARSER.merge(line, record);
        } catch (InvalidProtocolBufferException e) {
            throw wrong(number, e.getMessage(), "a record as history --json prints it");
        }
        return record.build();
    }

    private static JsonObject tree(String line, long number) {
        try (JsonReader reader = new JsonReader(new StringReader(line))) {
            JsonElement tree = JsonParser.parseReader(reader);
            if (!tree.isJsonObject()) {
                throw wrong(number, cut(line), "one record in braces, as history --json prints it");
            }
            if (reader.peek() != JsonToken.END_DOCUMENT) {
                throw wrong(number, "more behind the record", "one record a line");
            }
            return tree.getAsJsonObject();
        } catch (JsonParseException | IOException e) {
            throw wrong(number, e.getMessage(), "a record as history --json prints it");
        }
    }

    private static EventRecord content(EventRecord record) {
        if (record.getContentCase() != ContentCase.CONTENT_NOT_SET
                || record.getRaw().isEmpty()) {
            return record;
        }
        try {
            return record.toBuilder().setEvent(Event.parseFrom(record.getRaw())).build();
        } catch (InvalidProtocolBufferException e) {
            String why = e.getMessage();
            return record.toBuilder()
                    .setUnreadable(why == null ? "not an Event" : why)
                    .build();
        }
    }

    private static void check(EventRecord record, JsonObject tree, int unknown, long number) {
        if (record.getPump().isBlank()) {
            throw missing(number, "pump", "the pump's serial or name");
        }
        if (record.hasDescribed()) {
            return;
        }
        if (record.getContentCase() == ContentCase.CONTENT_NOT_SET && unknown == 0) {
            throw wrong(number, "a record that says nothing", "event, gap, unreadable, raw or what a person enters");
        }
        if (!tree.has("atMs") && !tree.has("at_ms")) {
            throw missing(number, "atMs", "when it happened, ms since 1970");
        }
        boolean openEnded = record.hasGap() && record.getGap().getFrom() == 0 && record.getLog() > 0;
        if (record.getSequence() == 0 && !openEnded) {
            throw missing(
                    number,
                    "sequence",
                    record.getLog() == 0 ? "the entry's number, 1 and up" : "the record's number in its log, 1 and up");
        }
        boolean entered = switch (record.getContentCase()) {
            case WITHDRAWAL, SETTINGS, CANNULA_STAYED, PLACE_CHOICE, REMARK -> true;
            default -> false;
        };
        if (entered && record.getLog() != 0) {
            throw wrong(number, "what only people enter, in log " + record.getLog(), "no log");
        }
        if ((record.hasGap() || record.hasUnreadable()) && record.getLog() == 0) {
            throw missing(number, "log", "the number of the pump's log, 1 and up");
        }
    }

    private static int unknown(JsonObject tree, Descriptor type) {
        int unknown = 0;
        for (Map.Entry<String, JsonElement> each : tree.entrySet()) {
            FieldDescriptor field = field(type, each.getKey());
            if (field == null) {
                unknown++;
            } else if (each.getValue() instanceof JsonArray values) {
                for (JsonElement value : values) {
                    unknown += unknown(value, field);
                }
            } else {
                unknown += unknown(each.getValue(), field);
            }
        }
        return unknown;
    }

    private static int unknown(JsonElement value, FieldDescriptor field) {
        if (field.getJavaType() == FieldDescriptor.JavaType.MESSAGE && value.isJsonObject()) {
            return unknown(value.getAsJsonObject(), field.getMessageType());
        }
        boolean word = field.getJavaType() == FieldDescriptor.JavaType.ENUM
                && value.isJsonPrimitive()
                && value.getAsJsonPrimitive().isString();
        return word
                        && !value.getAsString().matches("-?\\d+")
                        && field.getEnumType().findValueByName(value.getAsString()) == null
                ? 1
                : 0;
    }

    private static @Nullable FieldDescriptor field(Descriptor type, String name) {
        FieldDescriptor byName = type.findFieldByName(name);
        if (byName != null) {
            return byName;
        }
        for (FieldDescriptor field : type.getFields()) {
            if (field.getJsonName().equals(name)) {
                return field;
            }
        }
        return null;
    }

    private static IllegalArgumentException missing(long number, String field, String expected) {
        return wrong(number, "no " + field, expected);
    }

    private static IllegalArgumentException wrong(long number, @Nullable String found, String expected) {
        String what = found == null ? "no JSON" : found;
        Matcher place = PLACE.matcher(what);
        String where = "line " + number;
        if (place.matches()) {
            where += ", column " + place.group(2);
            what = plain(place.group(1));
        }
        return new IllegalArgumentException(where + ": " + cut(what) + " (expected " + expected + ")");
    }

    /** Gson's words are for programmers. */
    private static String plain(String message) {
        if (message.contains("End of input")) {
            return "the line ends inside the record";
        }
        return message.contains("JsonReader") ? "no sound JSON" : message.replaceFirst("^[a-z]+\\.\\S+: ", "");
    }

    private static String cut(String text) {
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "...";
    }
}
