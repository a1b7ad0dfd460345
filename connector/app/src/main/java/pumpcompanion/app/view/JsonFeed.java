package pumpcompanion.app.view;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import pumpcompanion.connector.KeptRecord;
import pumpcompanion.connector.LinkStatus;
import pumpcompanion.proto.v1.SetStatus;

/**
 * News of one pump as JSON Lines: {@code {"type":"record","live":true,"record":{…}}}, {@code
 * {"type":"status","status":{…}}}, {@code {"type":"link","link":…,"state":…}} and {@code {"type":"text","text":…}}.
 */
public final class JsonFeed implements Feed {

    private static final Gson GSON = new GsonBuilder().disableHtmlEscaping().create();

    private final Consumer<String> out;
    private final String link;

    /**
     * A feed.
     *
     * @param out takes each line
     * @param link the address it is of; stands in every line
     */
    public JsonFeed(Consumer<String> out, String link) {
        this.out = out;
        this.link = link;
    }

    @Override
    public void record(KeptRecord kept) {
        JsonObject line = line("record", null);
        line.addProperty("live", kept.live());
        line.add("record", Json.tree(kept.record()));
        out.accept(GSON.toJson(line));
    }

    @Override
    public void status(SetStatus now) {
        JsonObject line = line("status", null);
        line.add("status", Json.tree(now));
        out.accept(GSON.toJson(line));
    }

    @Override
    public void link(LinkStatus now) {
        JsonObject line = line("link", now.pump());
        line.addProperty("state", now.state().name().toLowerCase(Locale.ROOT));
        line.addProperty("text", now.text());
        line.addProperty("since", now.since().toString());
        line.addProperty("behind", now.behind());
        line.addProperty("records", now.counts().records());
        line.addProperty("repeats", now.counts().repeats());
        line.addProperty("goodFrames", now.counts().frames().good());
        line.addProperty("badFrames", BadFrames.of(now));
        out.accept(GSON.toJson(line));
    }

    @Override
    public void text(String text) {
        JsonObject line = line("text", null);
        line.addProperty("text", text);
        out.accept(GSON.toJson(line));
    }

    private JsonObject line(String type, @Nullable String pump) {
        JsonObject line = new JsonObject();
        line.addProperty("type", type);
        line.addProperty("link", link);
        if (pump != null) {
            line.addProperty("pump", pump);
        }
        return line;
    }
}
