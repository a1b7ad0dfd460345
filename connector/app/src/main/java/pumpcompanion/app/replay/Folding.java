package pumpcompanion.app.replay;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import pumpcompanion.connector.tracker.Order;
import pumpcompanion.connector.tracker.SetTracker;
import pumpcompanion.connector.tracker.Timeline;
import pumpcompanion.connector.tracker.Wears;
import pumpcompanion.proto.v1.EventRecord;
import pumpcompanion.proto.v1.Finding;
import pumpcompanion.proto.v1.PumpDescribed;
import pumpcompanion.proto.v1.SetStatus;
import pumpcompanion.proto.v1.Wear;

/**
 * Folds one pump's records, which come in order, and its entries.
 *
 * <p><b>Design note:</b> all is folded twice, by a {@link Timeline}, which is what {@code status} shows, and step by step,
 * for what the timeline does not remember: every finding and every wear.
 */
final class Folding {

    private final SetTracker tracker;
    private final @Nullable Long untilMs;
    private final Steps steps;
    private final Timeline timeline;
    private final Deque<EventRecord> coming = new ArrayDeque<>();
    private final Iterator<EventRecord> merged;
    private SetStatus status;
    private final Map<String, Finding> findings = new LinkedHashMap<>();
    private final List<Wear> wears = new ArrayList<>();
    private long records;
    private long entered;

    /**
     * Begins.
     *
     * @param entries all that were entered for this pump
     * @param untilMs later records are left out; null: none
     */
    Folding(
            SetTracker tracker,
            String pump,
            PumpDescribed described,
            Collection<EventRecord> entries,
            @Nullable Long untilMs,
            Steps steps) {
        this.tracker = tracker;
        this.untilMs = untilMs;
        this.steps = steps;
        status = tracker.start(pump, described.getConstruction(), described.getReportsList());
        // A withdrawal counts whenever it was made: what it takes back never was.
        List<EventRecord> counted = entries.stream()
                .filter(entry -> entry.hasWithdrawal() || isWanted(entry))
                .toList();
        timeline = new Timeline(tracker, Timeline.start(status), counted);
        merged = Order.merge(
                new Iterator<>() {
                    @Override
                    public boolean hasNext() {
                        return !coming.isEmpty();
                    }

                    @Override
                    public EventRecord next() {
                        return coming.remove();
                    }
                },
                counted);
    }

    private boolean isWanted(EventRecord record) {
        Long until = untilMs;
        return until == null || record.getAtMs() <= until;
    }

    /** The pump's next record. */
    void add(EventRecord record) {
        if (!isWanted(record)) {
            return;
        }
        timeline.add(record);
        timeline.due(); // nobody keeps it
        coming.add(record);
        EventRecord next;
        do {
            next = merged.next();
            step(next);
        } while (next.getLog() == 0);
    }

    private void step(EventRecord record) {
        SetStatus before = status;
        status = tracker.next(before, record);
        if (record.getLog() == 0) {
            entered++;
        } else {
            records++;
        }
        Wears.ended(before, status).ifPresent(wears::add);
        if (Wears.takenBack(before, status) && !wears.isEmpty()) {
            wears.remove(wears.size() - 1);
        }
        note(status);
        steps.step(record, before, status);
    }

    private void note(SetStatus after) {
        after.getFindingsList().forEach(finding -> findings.put(key(finding), finding));
        after.getMemory().getJustEndedList().forEach(finding -> findings.put(key(finding), finding));
    }

    private static String key(Finding finding) {
        return finding.getPartValue() + " " + finding.getSinceMs() + " " + finding.getCode();
    }

    /** There are no more records. */
    Replayed end(long repeats) {
        while (merged.hasNext()) {
            step(merged.next());
        }
        Long until = untilMs;
        long at = until == null ? status.getLastMs() : until;
        timeline.at(at);
        SetStatus reached = tracker.at(status, at);
        note(reached);
        Wears.present(reached).ifPresent(wears::add);
        return new Replayed(
                timeline.status(),
                at,
                records,
                entered,
                repeats,
                findings.values().stream()
                        .sorted(Comparator.comparingLong(Finding::getSinceMs))
                        .toList(),
                List.copyOf(wears),
                timeline.sites());
    }
}
