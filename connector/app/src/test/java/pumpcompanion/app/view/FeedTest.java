package pumpcompanion.app.view;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import pumpcompanion.connector.Connector;
import pumpcompanion.connector.Time;
import pumpcompanion.connector.journal.Journal;
import pumpcompanion.emulator.EmulatedPump;
import pumpcompanion.emulator.time.VirtualTime;
import pumpcompanion.proto.v1.Freshness;

class FeedTest {

    private final VirtualTime time = new VirtualTime();
    private final List<String> lines = new ArrayList<>();

    private void run(Function<VirtualTime, Feed> feed) {
        try (EmulatedPump pump = EmulatedPump.on(time).start();
                Journal journal = Journal.inMemory();
                @SuppressWarnings("unused")
                        Connector connector = feed.apply(time)
                                .on(Connector.to("memory:", pump::connect, journal)
                                        .time(Time.virtual(time)))
                                .open()) {
            time.advance(Duration.ofSeconds(3));
            pump.seatCartridge(Freshness.FRESHNESS_NEW);
            time.advance(Duration.ofSeconds(3));
        }
    }

    @Test
    void aRecordComesBeforeTheChangeOfTheSetThatItBrought() {
        run(clock -> new TextFeed(lines::add, clock, ZoneOffset.UTC, ""));
        int record = indexOf("2026-01-01 00:00:03  1/1      cartridge-seated        a new cartridge was put in");
        assertThat(lines.get(record + 1))
                .startsWith("2026-01-01 00:00:03           set                     cartridge change: ");
        assertThat(lines).noneMatch(line -> line.contains("\u001b"));
    }

    private int indexOf(String line) {
        assertThat(lines).contains(line);
        return lines.indexOf(line);
    }

    @Test
    void severalPumpsAreToldApart() {
        run(clock -> new TextFeed(lines::add, clock, ZoneOffset.UTC, "tcp://a:1"));
        assertThat(lines).isNotEmpty().allMatch(line -> line.startsWith("tcp://a:1  2026-01-01 "));
    }

    @Test
    void jsonLinesAreWholeObjectsOfAType() {
        run(clock -> new JsonFeed(lines::add, "memory:"));
        List<JsonObject> objects = lines.stream()
                .map(line -> JsonParser.parseString(line).getAsJsonObject())
                .toList();
        assertThat(objects)
                .extracting(object -> object.get("type").getAsString())
                .contains("link", "record", "status");
        JsonObject record = objects.stream()
                .filter(object -> object.get("type").getAsString().equals("record"))
                .findFirst()
                .orElseThrow();
        assertThat(record.getAsJsonObject("record").get("sequence").getAsString())
                .isEqualTo("1");
        assertThat(record.getAsJsonObject("record").get("raw").getAsString()).isNotEmpty();
        assertThat(lines).noneMatch(line -> line.contains("\n") || line.contains("\"memory\":{"));
    }
}
