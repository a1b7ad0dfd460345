package pumpcompanion.connector.tracker;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnknownFieldSet;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import pumpcompanion.proto.v1.*;

/** Histories that nobody would write. The seed stands in every failure; set it with {@code -Dtracker.seed=…},
 * the length with {@code -Dtracker.events=…}. */
class RandomHistoriesTest {

    private static final int EVENTS = Integer.getInteger("tracker.events", 100_000);

    private final long seed = Long.getLong("tracker.seed", System.nanoTime());
    private final Random random = new Random(seed);

    @Test
    void noHistoryThrowsOrLetsOnePartsEventMoveAnothersClockOrLeavesAFindingWithoutItsPair() {
        for (Construction construction :
                new Construction[] {Construction.CONSTRUCTION_TUBED, Construction.CONSTRUCTION_PATCH}) {
            SetTracker tracker = new SetTracker(settings());
            SetStatus status = tracker.start("PUMP-1", construction, reports());
            Set<String> open = new HashSet<>();
            Set<String> codes = new HashSet<>();
            long now = 1_700_000_000_000L;
            int largest = 0;
            for (int i = 0; i < EVENTS; i++) {
                now += random.nextInt(50) == 0 ? random.nextInt(100_000_000) : random.nextInt(600_000);
                EventRecord record = record(i, now);
                if (random.nextInt(4) == 0) {
                    SetStatus at = tracker.at(status, now);
                    if (at != status) {
                        pairs(open, at, i);
                        status = at;
                    }
                }
                SetStatus next = tracker.next(status, record);
                pairs(open, next, i);
                independent(status, next, record, i);
                next.getFindingsList().forEach(finding -> codes.add(finding.getCode()));
                largest = Math.max(largest, next.getSerializedSize());
                status = next;
            }
            assertThat(largest).as("largest status, seed %d", seed).isLessThan(8192);
            if (construction == Construction.CONSTRUCTION_TUBED && EVENTS >= 100_000) {
                // A rule that never fires here is a rule that this test says nothing about.
                assertThat(codes).as("seed %d", seed).hasSizeGreaterThan(FindingCode.values().length - 4);
            }
        }
    }

    @Test
    void foldingInOneGoGivesWhatFoldingWithDeadlinesInBetweenGave() {
        SetTracker tracker = new SetTracker(settings());
        SetStatus start = tracker.start("PUMP-1", Construction.CONSTRUCTION_TUBED, reports());
        SetStatus live = start;
        SetStatus replayed = start;
        long now = 1_700_000_000_000L;
        for (int i = 0; i < EVENTS; i++) {
            long later = now + (random.nextInt(20) == 0 ? random.nextInt(400_000_000) : random.nextInt(3_000_000));
            EventRecord record = record(i, later);
            for (int visit = 0; visit < 3; visit++) {
                live = tracker.at(live, now + (later - now) * visit / 3);
            }
            now = later;
            if (i % 1000 == 0) {
                live = reread(live);
            }
            live = tracker.next(live, record);
            replayed = tracker.next(replayed, record);
            assertThat(told(live)).as("event %d, seed %d", i, seed).isEqualTo(told(replayed));
        }
    }

    @Test
    void aKindOfALaterVersionChangesNothingButTheLastRecord() throws InvalidProtocolBufferException {
        SetTracker tracker = new SetTracker(settings());
        SetStatus status = tracker.start("PUMP-1", Construction.CONSTRUCTION_TUBED, List.of());
        Event later = Event.parseFrom(Event.newBuilder()
                .setUnknownFields(UnknownFieldSet.newBuilder()
                        .addField(
                                99,
                                UnknownFieldSet.Field.newBuilder().addVarint(5).build())
                        .build())
                .build()
                .toByteString());
        for (int i = 0; i < 2000; i++) {
            status = tracker.next(status, record(i, 1_700_000_000_000L + i * 1000L));
            status = tracker.at(status, status.getLastMs()); // what the record itself made due
            SetStatus next = tracker.next(
                    status,
                    EventRecord.newBuilder()
                            .setLog(1)
                            .setSequence(i)
                            .setAtMs(status.getLastMs())
                            .setEvent(later.toBuilder()
                                    .setBootCount(status.getMemory().getBootCount())
                                    .setUptimeMs(status.getMemory().getUptimeMs()))
                            .build());
            assertThat(parts(next)).as("seed %d", seed).isEqualTo(parts(status));
        }
    }

    @Test
    void absurdTimesThrowNothing() {
        SetTracker tracker = new SetTracker(settings());
        SetStatus status = tracker.start("PUMP-1", Construction.CONSTRUCTION_TUBED, List.of());
        long[] times = {Long.MIN_VALUE, Long.MAX_VALUE, 0, -1, 1, Long.MAX_VALUE - 1, Long.MIN_VALUE + 1};
        for (int i = 0; i < EVENTS / 5; i++) {
            status = tracker.next(status, record(i, times[random.nextInt(times.length)]));
            status = tracker.at(status, times[random.nextInt(times.length)]);
        }
    }

    private void pairs(Set<String> open, SetStatus status, int i) {
        for (Finding finding : status.getMemory().getJustEndedList()) {
            assertThat(finding.hasEndedMs() && !finding.getEnded().isEmpty()).isTrue();
            open.remove(key(finding));
        }
        Set<String> now = new HashSet<>();
        for (Finding finding : status.getFindingsList()) {
            assertThat(finding.hasEndedMs()).isFalse();
            assertThat(now.add(key(finding)))
                    .as("open once: %s, event %d, seed %d", finding, i, seed)
                    .isTrue();
        }
        assertThat(now).as("none vanishes untold, event %d, seed %d", i, seed).containsAll(open);
        open.clear();
        open.addAll(now);
    }

    private void independent(SetStatus before, SetStatus after, EventRecord record, int i) {
        Event.KindCase kind = record.getEvent().getKindCase();
        boolean patch = before.getConstruction() == Construction.CONSTRUCTION_PATCH;
        if (before.getTubing().getClock().getStartedMs()
                != after.getTubing().getClock().getStartedMs()) {
            assertThat(kind).as("event %d, seed %d", i, seed).isEqualTo(Event.KindCase.TUBING_PRIMED);
        }
        boolean steel = before.getSettingsList().stream()
                .anyMatch(setting -> setting.getValue().equals("tubing-prime"));
        // A person's word that the cannula stayed takes back what primes began.
        if (!(steel && kind == Event.KindCase.TUBING_PRIMED)
                && !record.hasCannulaStayed()
                && before.getCannula().getClock().getStartedMs()
                        != after.getCannula().getClock().getStartedMs()) {
            assertThat(kind)
                    .as("event %d, seed %d", i, seed)
                    .isIn(Event.KindCase.CANNULA_INSERTED, Event.KindCase.CANNULA_PRIMED, Event.KindCase.SET_REMOVED);
        }
        if (!patch
                && before.getCartridge().getClock().getStartedMs()
                        != after.getCartridge().getClock().getStartedMs()) {
            assertThat(kind)
                    .as("event %d, seed %d", i, seed)
                    .isIn(
                            Event.KindCase.CARTRIDGE_SEATED,
                            Event.KindCase.CARTRIDGE_FILLED,
                            Event.KindCase.CARTRIDGE_CONNECT);
        }
    }

    private EventRecord record(int i, long at) {
        return RandomEvents.record(random, i, at);
    }

    private List<EventKind> reports() {
        return List.of(EventKind.values()).stream()
                .filter(kind -> random.nextBoolean())
                .toList();
    }

    private static TrackerSettings settings() {
        return TrackerSettings.defaults();
    }

    private static String key(Finding finding) {
        return finding.getCode() + "/" + finding.getPart() + "/" + finding.getSinceMs();
    }

    private static SetStatus told(SetStatus status) {
        return status.toBuilder()
                .setMemory(status.getMemory().toBuilder().clearJustEnded())
                .build();
    }

    private static SetStatus parts(SetStatus status) {
        return told(status).toBuilder().clearLast().clearLastMs().build();
    }

    private static SetStatus reread(SetStatus status) {
        try {
            return SetStatus.parseFrom(status.toByteArray());
        } catch (InvalidProtocolBufferException e) {
            throw new AssertionError(e);
        }
    }
}
