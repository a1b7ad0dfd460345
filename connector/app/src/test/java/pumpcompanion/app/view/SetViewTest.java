package pumpcompanion.app.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import pumpcompanion.connector.tracker.SetTracker;
import pumpcompanion.connector.tracker.TrackerSettings;
import pumpcompanion.emulator.EmulatedPump;
import pumpcompanion.emulator.SetChange;
import pumpcompanion.emulator.time.VirtualTime;
import pumpcompanion.proto.v1.AdhesiveState;
import pumpcompanion.proto.v1.BodyArea;
import pumpcompanion.proto.v1.BodySide;
import pumpcompanion.proto.v1.Construction;
import pumpcompanion.proto.v1.DeliveryPurpose;
import pumpcompanion.proto.v1.Event;
import pumpcompanion.proto.v1.EventRecord;
import pumpcompanion.proto.v1.SetStatus;
import pumpcompanion.proto.v1.Site;

class SetViewTest {

    private final VirtualTime time = new VirtualTime();
    private final EmulatedPump pump = EmulatedPump.on(time).start();

    private SetStatus set() {
        SetTracker tracker = new SetTracker(TrackerSettings.defaults());
        SetStatus[] set = {tracker.start("EM-0001", Construction.CONSTRUCTION_TUBED)};
        pump.log(log -> {
            for (long sequence = 1; sequence <= log.newest(); sequence++) {
                try {
                    Event event = Event.parseFrom(log.read(sequence).bytes());
                    set[0] = tracker.next(
                            set[0],
                            EventRecord.newBuilder()
                                    .setLog(1)
                                    .setSequence(sequence)
                                    .setAtMs(event.getPumpClockMs())
                                    .setEvent(event)
                                    .build());
                } catch (com.google.protobuf.InvalidProtocolBufferException e) {
                    throw new AssertionError(e);
                }
            }
        });
        return tracker.at(set[0], time.millis());
    }

    private List<String> page() {
        return SetView.lines(set(), time.millis(), ZoneOffset.UTC, Ink.NONE);
    }

    @Test
    void aSetInUseIsDrawnFromPumpToSkin() {
        SetChange.routine(Site.newBuilder()
                        .setArea(BodyArea.BODY_AREA_ABDOMEN)
                        .setSide(BodySide.BODY_SIDE_LEFT)
                        .build())
                .schedule(pump);
        time.advance(Duration.ofHours(1));
        pump.adhesive(AdhesiveState.ADHESIVE_STATE_GOOD);
        pump.deliver(DeliveryPurpose.DELIVERY_PURPOSE_BOLUS, 45_000, Duration.ofMinutes(30));
        time.advance(Duration.ofHours(50));
        assertThat(page()).containsExactlyElementsOf(golden("set-in-use.txt"));
    }

    private static List<String> golden(String name) {
        try (InputStream in = SetViewTest.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void noStateIsWiderThanATerminal() {
        SetChange change = SetChange.routine(Site.getDefaultInstance());
        for (SetChange.Step step : change.steps()) {
            step.action().accept(pump);
            time.advance(Duration.ofMinutes(11));
            assertThat(page())
                    .as(step.text())
                    .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(80));
        }
        pump.quickDisconnect();
        time.advance(Duration.ofDays(9).plusHours(23));
        assertThat(page()).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(80));
        assertThat(String.join("\n", page())).contains("]  [", "over by 6 d 23 h");
    }

    @Test
    void nothingKnownIsShownAsNotKnown() {
        assertThat(page()).contains("  cannula          not known").anyMatch(line -> line.contains("????:????>"));
    }

    @Test
    void coloursAreOnlyWrittenWhereTheyAreWanted() {
        SetStatus set = set();
        String plain = String.join("\n", SetView.lines(set, time.millis(), ZoneOffset.UTC, Ink.NONE));
        String coloured = String.join("\n", SetView.lines(set, time.millis(), ZoneOffset.UTC, new Ink(true)));
        assertThat(plain).doesNotContain("\u001b");
        assertThat(coloured).contains("\u001b[");
        assertThat(coloured.replaceAll("\u001b\\[[0-9;]*m", "")).isEqualTo(plain);
    }
}
