package pumpcompanion.connector.tracker;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import pumpcompanion.proto.v1.*;

/**
 * Tries the tracker's rules with a long, always equal, random history and notes what each kind of record did: which clocks
 * it moved, which states it brought, which findings it opened and ended. What time alone does is taken away first.
 */
final class RuleExplorer {

    private static final int RECORDS = 60_000;

    /** Which kinds of record moved which part's clock. */
    final Map<String, Set<String>> clocks = new TreeMap<>();
    /** Part and edge, such as {@code cannula: none > inserted}, to the kinds that made it. */
    final Map<String, Set<String>> edges = new TreeMap<>();

    final Map<FindingCode, Set<String>> opened = new EnumMap<>(FindingCode.class);
    final Map<FindingCode, Set<String>> ended = new EnumMap<>(FindingCode.class);

    private final Random random = new Random(20080101);

    RuleExplorer() {
        explore(Construction.CONSTRUCTION_TUBED, TrackerSettings.defaults());
        explore(
                Construction.CONSTRUCTION_TUBED,
                TrackerSettings.builder()
                        .cannulaMarker(CannulaMarker.TUBING_PRIME)
                        .build());
        explore(Construction.CONSTRUCTION_PATCH, TrackerSettings.defaults());
    }

    private void explore(Construction construction, TrackerSettings settings) {
        SetTracker tracker = new SetTracker(settings);
        List<EventKind> senses = List.of(EventKind.values()).stream()
                .filter(kind -> random.nextBoolean())
                .toList();
        SetStatus status = tracker.start("PUMP-1", construction, senses);
        long now = 1_700_000_000_000L;
        EventRecord last = EventRecord.getDefaultInstance();
        for (int i = 0; i < RECORDS; i++) {
            if (i % 2000 == 0) {
                status = tracker.start("PUMP-1", construction, i % 4000 == 0 ? List.of() : senses);
            }
            int step = random.nextInt(200);
            now += step == 0 ? -600_000 : step < 6 ? random.nextInt(200_000_000) : random.nextInt(600_000);
            boolean answered = random.nextBoolean() && last.getEvent().hasAnnunciation();
            EventRecord record = answered ? cleared(last, now) : RandomEvents.record(random, i, now);
            last = record;
            SetStatus before = tracker.at(status, now);
            note("time", status, before);
            if (record.hasEvent()) {
                // What boot, uptime and clock alone do, whatever the record is about.
                SetStatus met = tracker.next(before, neutral(record));
                note("any record", before, met);
                before = met;
            }
            status = tracker.next(before, record);
            note(kind(record), before, status);
        }
    }

    /** The same alarm, cleared: by chance alone that hardly ever follows. */
    private static EventRecord cleared(EventRecord alarm, long at) {
        EventRecord.Builder record = alarm.toBuilder().setAtMs(at);
        record.getEventBuilder().getAnnunciationBuilder().setStatus(AnnunciationStatus.ANNUNCIATION_STATUS_CLEARED);
        return record.build();
    }

    private static EventRecord neutral(EventRecord record) {
        Event.Builder event = record.getEvent().toBuilder();
        return record.toBuilder()
                .setEvent(event.clearKind().setBatteryLevel(BatteryLevel.getDefaultInstance()))
                .build();
    }

    private static String kind(EventRecord record) {
        return switch (record.getContentCase()) {
            case EVENT -> name(record.getEvent().getKindCase().name());
            case UNREADABLE -> "unreadable";
            case GAP -> "gap";
            default -> name(record.getContentCase().name());
        };
    }

    private static String name(String upper) {
        return upper.toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }

    private void note(String kind, SetStatus before, SetStatus after) {
        if (kind.endsWith("not-set")) {
            return;
        }
        clock(
                "cartridge",
                kind,
                before.getCartridge().getClock(),
                after.getCartridge().getClock());
        clock("tubing", kind, before.getTubing().getClock(), after.getTubing().getClock());
        clock(
                "cannula",
                kind,
                before.getCannula().getClock(),
                after.getCannula().getClock());
        edge("phase", kind, PhaseText.label(before.getPhase()), PhaseText.label(after.getPhase()));
        edge(
                "cartridge",
                kind,
                PhaseText.label(before.getCartridge().getState()),
                PhaseText.label(after.getCartridge().getState()));
        edge(
                "tubing",
                kind,
                PhaseText.label(before.getTubing().getState()),
                PhaseText.label(after.getTubing().getState()));
        edge(
                "coupling",
                kind,
                PhaseText.coupling(before.getCoupling().getState()),
                PhaseText.coupling(after.getCoupling().getState()));
        edge(
                "mount",
                kind,
                PhaseText.label(before.getMount().getState()),
                PhaseText.label(after.getMount().getState()));
        edge(
                "cannula",
                kind,
                PhaseText.label(before.getCannula().getState()),
                PhaseText.label(after.getCannula().getState()));
        for (Finding finding : after.getFindingsList()) {
            if (before.getFindingsList().stream().noneMatch(same(finding))) {
                opened.computeIfAbsent(code(finding), code -> new TreeSet<>()).add(kind);
            }
        }
        for (Finding finding : before.getFindingsList()) {
            if (after.getFindingsList().stream().noneMatch(same(finding))) {
                ended.computeIfAbsent(code(finding), code -> new TreeSet<>()).add(kind);
            }
        }
    }

    private static java.util.function.Predicate<Finding> same(Finding finding) {
        return other -> other.getCode().equals(finding.getCode())
                && other.getPart() == finding.getPart()
                && other.getSinceMs() == finding.getSinceMs();
    }

    private static FindingCode code(Finding finding) {
        FindingCode code = FindingCode.of(finding);
        if (code == null) {
            throw new AssertionError(finding);
        }
        return code;
    }

    private void clock(String part, String kind, Clock before, Clock after) {
        if (before.hasStartedMs() != after.hasStartedMs() || before.getStartedMs() != after.getStartedMs()) {
            clocks.computeIfAbsent(part, key -> new TreeSet<>()).add(kind);
        }
    }

    private void edge(String part, String kind, String from, String to) {
        if (!from.equals(to)) {
            edges.computeIfAbsent(part + ": " + from + " > " + to, key -> new TreeSet<>())
                    .add(kind);
        }
    }
}
