package pumpcompanion.app.view;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageOrBuilder;
import com.google.protobuf.util.JsonFormat;
import pumpcompanion.proto.v1.EventRecord;
import pumpcompanion.proto.v1.SetStatus;

/** Messages as JSON in one line each, in protobuf's own JSON mapping: 64-bit numbers are texts, bytes are base64. */
public final class Json {

    private static final JsonFormat.Printer PRINTER = JsonFormat.printer().omittingInsignificantWhitespace();

    private static final Gson GSON = new GsonBuilder().disableHtmlEscaping().create();

    private Json() {}

    /** A record. */
    public static String line(EventRecord record) {
        return print(record);
    }

    /** A set's state, without what the tracker keeps for itself. */
    public static String line(SetStatus status) {
        return print(status.toBuilder().clearMemory());
    }

    static JsonElement tree(EventRecord record) {
        return JsonParser.parseString(line(record));
    }

    static JsonElement tree(SetStatus status) {
        return JsonParser.parseString(line(status));
    }

    static JsonElement tree(MessageOrBuilder message) {
        return JsonParser.parseString(print(message));
    }

    static String text(JsonElement tree) {
        return GSON.toJson(tree);
    }

    private static String print(MessageOrBuilder message) {
        try {
            return PRINTER.print(message);
        } catch (InvalidProtocolBufferException onlyForAny) {
            throw new IllegalStateException(onlyForAny);
        }
    }
}
