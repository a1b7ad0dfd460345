package pumpcompanion.app.recording;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import pumpcompanion.emulator.replay.Recording;
import pumpcompanion.proto.v1.EventRecord;
import pumpcompanion.proto.v1.Gap;
import pumpcompanion.proto.v1.GapReason;
import pumpcompanion.proto.v1.MissingReason;

/** Gathers a pump's records, log by log. */
final class LogBuilder {

    private static final class Gathered {
        private final List<Recording.Entry> entries = new ArrayList<>();
        private boolean restarted;
    }

    private final Map<Integer, Gathered> logs = new TreeMap<>();

    /** Takes a record of the pump; what a person entered is the journal's own and left out. */
    void add(EventRecord record) {
        if (record.getLog() == 0) {
            return;
        }
        Gathered log = logs.computeIfAbsent(record.getLog(), number -> new Gathered());
        if (!record.hasGap()) {
            log.entries.add(Recording.Entry.record(record.getAtMs(), record.getSequence(), record.getRaw()));
            return;
        }
        Gap gap = record.getGap();
        if (gap.getFrom() == 0) { // open-ended: says how this log came after the one before
            log.restarted = gap.getReason() == GapReason.GAP_REASON_LOG_RESTARTED;
            return;
        }
        MissingReason reason = MissingReason.forNumber(gap.getReason().getNumber()); // they share their numbers
        log.entries.add(Recording.Entry.missing(
                record.getAtMs(),
                gap.getFrom(),
                gap.getThrough(),
                reason == null ? MissingReason.MISSING_REASON_UNSPECIFIED : reason));
    }

    /** All logs, the oldest first; an epoch that is not known is made out of the log's number. */
    List<Recording.Log> build(Map<Integer, Integer> epochs) {
        List<Recording.Log> built = new ArrayList<>();
        int before = 0;
        for (Map.Entry<Integer, Gathered> each : logs.entrySet()) {
            Gathered log = each.getValue();
            int made = log.restarted && before != 0 ? before : 0x52_00_00_00 + each.getKey();
            before = epochs.getOrDefault(each.getKey(), made);
            built.add(new Recording.Log(before == 0 ? made : before, log.restarted, log.entries));
        }
        return built;
    }
}
