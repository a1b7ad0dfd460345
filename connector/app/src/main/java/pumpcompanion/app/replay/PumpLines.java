package pumpcompanion.app.replay;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import pumpcompanion.proto.v1.EventRecord;
import pumpcompanion.proto.v1.PumpDescribed;

/** What the lines of one pump are like: what was entered, what the pump says about itself, and whether they stand in order. */
final class PumpLines {

    /** A record and where it stands. */
    record Numbered(EventRecord record, long line) {}

    private final TreeMap<Long, Numbered> entries = new TreeMap<>();
    private PumpDescribed described = PumpDescribed.getDefaultInstance();
    private @Nullable Numbered last;
    private boolean ordered = true;
    private long repeats;

    /** Takes a line; true where the record itself is kept. */
    boolean add(Numbered line) {
        EventRecord record = line.record();
        if (record.hasDescribed()) {
            described = record.getDescribed();
            return false;
        }
        if (record.getLog() == 0) {
            Numbered held = entries.putIfAbsent(record.getSequence(), line);
            if (held != null) {
                checkSame(held, line);
                repeats++;
            }
            return held == null;
        }
        Numbered before = last;
        last = line;
        if (!ordered || before == null) {
            return false;
        }
        int order = compare(before.record(), record);
        if (order == 0) {
            checkSame(before, line);
            repeats++;
        }
        ordered = order <= 0;
        return false;
    }

    List<EventRecord> entries() {
        List<EventRecord> all = new ArrayList<>();
        entries.values().forEach(entry -> all.add(entry.record()));
        return all;
    }

    PumpDescribed described() {
        return described;
    }

    /** Whether its records can be folded as they are read. */
    boolean isOrdered() {
        return ordered;
    }

    /** How many lines say again what another one says. */
    long repeats() {
        return repeats;
    }

    void repeated() {
        repeats++;
    }

    /** By log and sequence, as unsigned as they are. */
    static int compare(EventRecord one, EventRecord other) {
        return one.getLog() == other.getLog()
                ? Long.compareUnsigned(one.getSequence(), other.getSequence())
                : Integer.compareUnsigned(one.getLog(), other.getLog());
    }

    /**
     * Two lines of one number: what they say must be the same, however it was received.
     *
     * @throws IllegalArgumentException naming both lines
     */
    static void checkSame(Numbered one, Numbered other) {
        EventRecord record = one.record();
        if (!content(record).equals(content(other.record()))) {
            String what = record.getLog() == 0
                    ? "entered record " + record.getSequence()
                    : "record " + record.getLog() + "/" + Long.toUnsignedString(record.getSequence());
            throw new IllegalArgumentException("lines " + Math.min(one.line(), other.line()) + " and "
                    + Math.max(one.line(), other.line()) + ": " + what + " of pump " + record.getPump()
                    + " twice, and not the same (expected the same, or another number)");
        }
    }

    /** Without what depends on who read it; raw bytes say the same as the event that they were read to. */
    private static EventRecord content(EventRecord record) {
        EventRecord.Builder content = record.toBuilder().clearReceivedMs();
        if (record.getLog() != 0) {
            content.clearAtMs();
        }
        return record.hasEvent() ? content.clearRaw().build() : content.build();
    }
}
