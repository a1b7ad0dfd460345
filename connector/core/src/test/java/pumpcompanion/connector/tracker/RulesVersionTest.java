package pumpcompanion.connector.tracker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import pumpcompanion.proto.v1.Construction;
import pumpcompanion.proto.v1.EventKind;
import pumpcompanion.proto.v1.EventRecord;
import pumpcompanion.proto.v1.SetStatus;

/** Snapshots of older rules must not be used, so a changed fold needs another {@link SetTracker#RULES}. */
class RulesVersionTest {

    /** What one fixed history folds to, under the present {@link SetTracker#RULES}. */
    private static final Map<Integer, String> FOLDS = Map.of(3, "b10c12a1");

    @Test
    void aChangedFoldNeedsAnotherRulesVersion() {
        String fold = fold(TrackerSettings.defaults());
        assertThat(FOLDS)
                .as("the fold of a fixed history is now %s: raise SetTracker.RULES and write both here", fold)
                .containsEntry(SetTracker.RULES, fold);
    }

    @Test
    void settingsConstructionAndWhatThePumpSensesEachGiveAnotherFingerprint() {
        SetTracker tracker = new SetTracker(TrackerSettings.defaults());
        SetTracker steel = new SetTracker(
                TrackerSettings.builder().wearLimit(TrackerSettings.STEEL).build());
        SetStatus tubed = tracker.start("A", Construction.CONSTRUCTION_TUBED);
        assertThat(List.of(
                        tracker.fingerprint(tubed),
                        steel.fingerprint(tubed),
                        tracker.fingerprint(tracker.start("A", Construction.CONSTRUCTION_PATCH)),
                        tracker.fingerprint(tracker.start(
                                "A", Construction.CONSTRUCTION_TUBED, List.of(EventKind.EVENT_KIND_AIR_SEEN)))))
                .doesNotHaveDuplicates();
        assertThat(tracker.fingerprint(tracker.start("B", Construction.CONSTRUCTION_TUBED)))
                .isEqualTo(tracker.fingerprint(tubed));
    }

    @Test
    void equalSettingsGiveOneFingerprintHoweverTheirLimitsWereHandedIn() {
        Map<String, Duration> one = new LinkedHashMap<>();
        Map<String, Duration> other = new LinkedHashMap<>();
        for (int i = 0; i < 20; i++) {
            one.put("set-" + i, TrackerSettings.STEEL);
            other.put("set-" + (19 - i), TrackerSettings.STEEL);
        }
        assertThat(fingerprint(one)).isEqualTo(fingerprint(other));
    }

    private static String fingerprint(Map<String, Duration> limits) {
        return new SetTracker(TrackerSettings.builder().wearLimits(limits).build())
                .fingerprint(SetStatus.getDefaultInstance());
    }

    private static String fold(TrackerSettings settings) {
        CRC32C sum = new CRC32C();
        Random random = new Random(1);
        for (Construction construction : List.of(Construction.CONSTRUCTION_TUBED, Construction.CONSTRUCTION_PATCH)) {
            SetTracker tracker = new SetTracker(settings);
            List<EventRecord> entries = new ArrayList<>();
            Timeline timeline = new Timeline(tracker, Timeline.start(tracker.start("PUMP-1", construction)), entries);
            long now = 1_700_000_000_000L;
            for (int i = 0; i < 4_000; i++) {
                now += random.nextInt(50) == 0 ? random.nextInt(100_000_000) : random.nextInt(600_000);
                if (random.nextInt(20) == 0) {
                    EventRecord entry = Entries.any(random, entries, now);
                    if (timeline.enter(entry)) {
                        entries.add(entry);
                    }
                }
                timeline.add(EventRecord.newBuilder()
                        .setPump("PUMP-1")
                        .setLog(1)
                        .setSequence(i + 1)
                        .setAtMs(now)
                        .setEvent(RandomEvents.event(random, i, now))
                        .build());
                if (i % 100 == 0) {
                    sum.update(timeline.snapshot().toByteArray());
                }
            }
        }
        return HexFormat.of().toHexDigits((int) sum.getValue());
    }
}
