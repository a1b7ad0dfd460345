package pumpcompanion.app.replay;

import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import pumpcompanion.app.replay.PumpLines.Numbered;
import pumpcompanion.connector.tracker.SetTracker;
import pumpcompanion.connector.tracker.TrackerSettings;
import pumpcompanion.proto.v1.Construction;
import pumpcompanion.proto.v1.EventKind;
import pumpcompanion.proto.v1.EventRecord;
import pumpcompanion.proto.v1.PumpDescribed;

/**
 * Folds lines of records in two readings: the first one checks every line and collects what was entered, the second one
 * folds. So a pump whose records stand in order takes no memory, however many there are; another one's are collected.
 */
public final class Replay {

    /** So many records are collected at most: some hundred MB. */
    static final int MOST_KEPT = 500_000;

    private static final int PROGRESS_EVERY = 4096;

    /** Lines that can be read again. */
    public interface Source {
        /** Opens them at their beginning; to be closed by whoever opened them. */
        Reader open() throws IOException;
    }

    /**
     * What else is asked for.
     *
     * @param settings the tracker's, where none are entered
     * @param construction what the pump is; null: as its own line says
     * @param reports what it senses; null: as its own line says
     * @param atMs the time of the state; null: that of the last record
     */
    public record Options(
            TrackerSettings settings,
            @Nullable Construction construction,
            @Nullable List<EventKind> reports,
            @Nullable Long atMs) {}

    private final Source source;
    private final Options options;
    private final LongConsumer progress;
    private final Map<String, PumpLines> pumps = new LinkedHashMap<>();
    private int kept;
    private long unknown;
    private long seen;

    /**
     * Starts nothing yet.
     *
     * @param source the lines
     * @param progress told now and then how many lines were read, both times together
     */
    public Replay(Source source, Options options, LongConsumer progress) {
        this.source = source;
        this.options = options;
        this.progress = progress;
    }

    /**
     * Folds all of it.
     *
     * @param steps gets each record with the states before and after it, in the order in which they are folded
     * @return each pump's end, in the order in which they first stand in the lines
     * @throws IllegalArgumentException naming the line that is wrong, what was found there and what was expected
     * @throws IOException if the lines cannot be read
     */
    public List<Replayed> run(Steps steps) throws IOException {
        try (Reader reader = source.open()) {
            check(new LineReader(reader));
        }
        SetTracker tracker = new SetTracker(options.settings());
        Map<String, Folding> foldings = new LinkedHashMap<>();
        pumps.forEach((pump, lines) -> foldings.put(
                pump, new Folding(tracker, pump, described(lines), lines.entries(), options.atMs(), steps)));
        try (Reader reader = source.open()) {
            fold(new LineReader(reader), foldings);
        }
        List<Replayed> ends = new ArrayList<>();
        foldings.forEach((pump, folding) -> ends.add(folding.end(lines(pump).repeats())));
        return ends;
    }

    /** How many fields and values were not known to this version, and were left out. */
    public long unknown() {
        return unknown;
    }

    private PumpLines lines(String pump) {
        return pumps.computeIfAbsent(pump, name -> new PumpLines());
    }

    private PumpDescribed described(PumpLines lines) {
        PumpDescribed.Builder described = lines.described().toBuilder();
        Construction construction = options.construction();
        if (construction != null) {
            described.setConstruction(construction);
        }
        List<EventKind> reports = options.reports();
        return reports == null
                ? described.build()
                : described.clearReports().addAllReports(reports).build();
    }

    private void check(LineReader reader) throws IOException {
        for (String text = reader.next(); text != null; text = reader.next()) {
            if (isBlank(text, reader)) {
                continue;
            }
            RecordLine line = RecordLine.parse(strip(text, reader), reader.number());
            unknown += line.unknown();
            boolean held = lines(line.record().getPump()).add(new Numbered(line.record(), reader.number()));
            if (held) {
                keep("entered records");
            }
        }
    }

    private void fold(LineReader reader, Map<String, Folding> foldings) throws IOException {
        Map<String, List<Numbered>> unordered = new LinkedHashMap<>();
        Map<String, EventRecord> last = new LinkedHashMap<>();
        for (String text = reader.next(); text != null; text = reader.next()) {
            if (isBlank(text, reader)) {
                continue;
            }
            EventRecord record = RecordLine.again(strip(text, reader), reader.number());
            String pump = record.getPump();
            Folding folding = foldings.get(pump);
            if (folding == null) {
                throw new IllegalArgumentException(
                        "line " + reader.number() + ": changed while it was read (expected the same twice)");
            }
            if (record.hasDescribed() || record.getLog() == 0) {
                continue;
            }
            if (!lines(pump).isOrdered()) {
                keep("records out of order");
                unordered.computeIfAbsent(pump, name -> new ArrayList<>()).add(new Numbered(record, reader.number()));
                continue;
            }
            EventRecord before = last.put(pump, record);
            if (before == null || PumpLines.compare(before, record) != 0) {
                folding.add(record);
            }
        }
        unordered.forEach((pump, records) -> {
            Folding folding = foldings.get(pump);
            if (folding != null) {
                sorted(records, lines(pump), folding);
            }
        });
    }

    private static void sorted(List<Numbered> records, PumpLines lines, Folding folding) {
        records.sort((one, other) -> PumpLines.compare(one.record(), other.record()));
        Numbered before = null;
        for (Numbered each : records) {
            if (before != null && PumpLines.compare(before.record(), each.record()) == 0) {
                PumpLines.checkSame(before, each);
                lines.repeated();
            } else {
                folding.add(each.record());
                before = each;
            }
        }
    }

    private void keep(String what) {
        if (++kept > MOST_KEPT) {
            throw new IllegalArgumentException("more than " + MOST_KEPT + " " + what
                    + " (expected each pump's records by log and sequence, which take no memory)");
        }
    }

    private boolean isBlank(String text, LineReader reader) {
        if (++seen % PROGRESS_EVERY == 0) {
            progress.accept(seen);
        }
        return strip(text, reader).isEmpty();
    }

    /** Without blanks, and without the mark that some editors put before a file's first line. */
    private static String strip(String text, LineReader reader) {
        String line = reader.number() == 1 && text.startsWith("\uFEFF") ? text.substring(1) : text;
        return line.strip();
    }
}
