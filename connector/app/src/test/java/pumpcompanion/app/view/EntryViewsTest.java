package pumpcompanion.app.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import pumpcompanion.app.words.Typed;
import pumpcompanion.connector.tracker.Places;
import pumpcompanion.connector.tracker.SetTracker;
import pumpcompanion.connector.tracker.Timeline;
import pumpcompanion.connector.tracker.TrackerSettings;
import pumpcompanion.proto.v1.AdhesiveChanged;
import pumpcompanion.proto.v1.AdhesiveState;
import pumpcompanion.proto.v1.CannulaInserted;
import pumpcompanion.proto.v1.Construction;
import pumpcompanion.proto.v1.Event;
import pumpcompanion.proto.v1.EventRecord;
import pumpcompanion.proto.v1.PlaceChoice;
import pumpcompanion.proto.v1.SetRemoved;
import pumpcompanion.proto.v1.SetStatus;
import pumpcompanion.proto.v1.Setting;
import pumpcompanion.proto.v1.SettingsInForce;

class EntryViewsTest {

    private static final long T0 = 1_800_000_000_000L;
    private static final long HOUR = Duration.ofHours(1).toMillis();

    private final SetTracker tracker = new SetTracker(TrackerSettings.defaults());
    private final Timeline set =
            new Timeline(tracker, Timeline.start(tracker.start("EM-0001", Construction.CONSTRUCTION_TUBED)), List.of());
    private long entries;

    private EventRecord enter(long hours, EventRecord.Builder content) {
        EventRecord entry = content.setPump("EM-0001")
                .setSequence(++entries)
                .setAtMs(T0 + hours * HOUR)
                .build();
        assertThat(set.enter(entry)).isTrue();
        set.at(entry.getAtMs());
        return entry;
    }

    private static EventRecord.Builder inserted(String place) {
        return EventRecord.newBuilder()
                .setEvent(Event.newBuilder()
                        .setCannulaInserted(CannulaInserted.newBuilder()
                                .setSetId("tandem-varisoft")
                                .setSite(Typed.place(place).value())));
    }

    private static EventRecord.Builder removed() {
        return EventRecord.newBuilder().setEvent(Event.newBuilder().setSetRemoved(SetRemoved.getDefaultInstance()));
    }

    private List<String> sites() {
        return new SitesView(
                        "EM-0001",
                        Places.rank(
                                set.sites(),
                                set.status().getLastMs(),
                                7 * 24 * HOUR,
                                30 * 24 * HOUR,
                                Typed.candidates(set.sites().getPlacesList())),
                        0,
                        set.status().getLastMs())
                .lines(ZoneOffset.UTC, Ink.NONE);
    }

    private static void fits(List<String> lines) {
        assertThat(lines).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(80));
    }

    @Test
    void anEntryIsSaidWithItsNumberAndWhatItChanged() {
        SetStatus before = set.status();
        EventRecord entry = enter(0, inserted("abdomen-left"));
        List<String> lines = EntryView.lines(entry, before, set.status(), ZoneOffset.UTC, Ink.NONE);
        fits(lines);
        assertThat(String.join("\n", lines))
                .contains("Note 1 for EM-0001: a cannula was put in at the left abdomen, set VariSoft")
                .contains("companion note EM-0001 withdraw 1")
                .contains("before: not known")
                .contains("  cannula not primed: ");
        assertThat(EntryView.json(entry, before, set.status())).contains("\"entered\":{", "\"opened\":[]");
    }

    @Test
    void findingsThatAnEntryOpensAndEndsAreTold() {
        enter(0, inserted("abdomen-left"));
        SetStatus before = set.status();
        EventRecord peeling = enter(
                1,
                EventRecord.newBuilder()
                        .setEvent(Event.newBuilder()
                                .setAdhesiveChanged(
                                        AdhesiveChanged.newBuilder().setState(AdhesiveState.ADHESIVE_STATE_OFF))));
        SetStatus off = set.status();
        assertThat(EntryView.lines(peeling, before, off, ZoneOffset.UTC, Ink.NONE))
                .anyMatch(line -> line.contains("adhesive"));
        EventRecord gone = enter(2, removed());
        List<String> lines = EntryView.lines(gone, off, set.status(), ZoneOffset.UTC, Ink.NONE);
        fits(lines);
        assertThat(lines).anyMatch(line -> line.startsWith("  ended "));
    }

    @Test
    void placesStandInTheOrderOfSuggestionWithTheirLastWear() {
        enter(0, inserted("abdomen-left"));
        enter(70, removed());
        enter(71, inserted("front-left-upper-thigh"));
        enter(
                72,
                EventRecord.newBuilder()
                        .setPlaceChoice(PlaceChoice.newBuilder()
                                .setSite(Typed.place("hip-left").value())
                                .setLeftOut(true)));
        List<String> lines = sites();
        fits(lines);
        assertThat(lines.get(1)).isEqualTo("  Next: the right abdomen. No set was worn there yet.");
        assertThat(lines)
                .anyMatch(line -> line.matches("  left abdomen +rests to \\d{4}-\\d\\d-\\d\\d +1 +2 d 22 h"))
                .anyMatch(line -> line.matches("  front left upper thigh +in use +1 +1 h"))
                .anyMatch(line -> line.matches("  left hip +left out"))
                .anyMatch(line -> line.startsWith("    ") && line.contains("2 d 22 h; ") && line.contains("removed"));
    }

    @Test
    void settingsThatWereEnteredAreMarked() {
        enter(
                0,
                EventRecord.newBuilder()
                        .setSettings(SettingsInForce.newBuilder()
                                .addSettings(Setting.newBuilder()
                                        .setKey("wear-limit")
                                        .setValue("48h"))
                                .addSettings(Setting.newBuilder()
                                        .setKey("wear-limit.tandem-varisoft")
                                        .setValue("60h"))));
        SettingsView view = SettingsView.of(tracker, set.status());
        fits(view.lines(Ink.NONE));
        assertThat(view.lines(Ink.NONE))
                .anyMatch(line -> line.matches("\\* wear-limit +48h +24h to 240h"))
                .anyMatch(line -> line.contains("how long a cannula of the set VariSoft may stay"))
                .anyMatch(line -> line.matches("  reservoir-low +20U +0U to 100U"));
        assertThat(view.json())
                .contains("{\"key\":\"wear-limit\",\"value\":\"48h\",\"entered\":true,\"usual\":\"72h\"");
    }

    @Test
    void whatIsEnteredIsALineOfHistoryThatNamesItsNumber() {
        EventRecord entry = enter(0, inserted("abdomen-left"));
        assertThat(TextFeed.line(entry, ZoneOffset.UTC))
                .contains("  note 1  ", "cannula-inserted", "entered by a person: a cannula was put in");
    }
}
