package pumpcompanion.connector.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static pumpcompanion.connector.journal.Samples.NOW;
import static pumpcompanion.connector.journal.Samples.PUMP;

import com.google.protobuf.ByteString;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pumpcompanion.proto.v1.EventRecord;
import pumpcompanion.proto.v1.MissingReason;

/** Random batches into a journal and into maps that follow the same rules number by number. */
class JournalModelTest {

    private static final int NUMBERS = 40;
    private static final ByteString GAP = ByteString.copyFromUtf8("gap");

    @TempDir
    Path directory;

    @Test
    void randomBatchesInMemoryLeaveWhatTheRulesSay() {
        long base = new Random().nextLong();
        for (int run = 0; run < 60; run++) {
            play(base + run, null);
        }
    }

    @Test
    void randomBatchesWithReopeningLeaveWhatTheRulesSay() {
        long base = new Random().nextLong();
        for (int run = 0; run < 6; run++) {
            play(base + run, directory.resolve(run + ".db"));
        }
    }

    private static void play(long seed, @Nullable Path file) {
        Random random = new Random(seed);
        Model model = new Model();
        Journal journal = file == null ? Journal.inMemory() : Journal.open(file);
        try {
            int epoch = 1;
            model.logs.put(1, new Model.Log(epoch, 1));
            journal.locate(PUMP, epoch, 1, NOW).join();
            for (int step = 0; step < 60; step++) {
                if (random.nextInt(15) == 0) {
                    epoch += random.nextInt(2);
                    model.locate(epoch);
                    assertThat(journal.locate(PUMP, epoch, 1, NOW).join().through())
                            .as("seed %d, step %d", seed, step)
                            .isEqualTo(model.through());
                }
                if (file != null && random.nextInt(12) == 0) {
                    journal.close();
                    journal = Journal.open(file);
                    model.poisoned = -1;
                }
                Batch batch = batch(random);
                List<String> fresh = new ArrayList<>();
                boolean conflict = model.append(batch, fresh);
                Commit commit = journal.append(batch).join();
                String name = "seed " + seed + ", step " + step + ", " + batch;
                assertThat(commit.conflict()).as(name).isEqualTo(conflict);
                assertThat(commit.through()).as(name).isEqualTo(model.through());
                assertThat(numbers(commit.fresh())).as(name).isEqualTo(fresh);
                assertThat(content(journal)).as(name).isEqualTo(model.content());
            }
        } finally {
            journal.close();
        }
    }

    private static Batch batch(Random random) {
        List<Entry> entries = new ArrayList<>();
        long next = 1L + random.nextInt(NUMBERS);
        for (int i = random.nextInt(6); i >= 0 && next <= NUMBERS; i--) {
            if (random.nextInt(4) == 0) {
                long through = Math.min(NUMBERS, next + random.nextInt(12));
                entries.add(Entry.missing(next, through, MissingReason.MISSING_REASON_OVERWRITTEN, NOW));
                next = through + 1;
            } else {
                // Mostly the bytes that belong to the number, seldom others.
                ByteString bytes = random.nextInt(12) == 0 ? Samples.otherEvent(next) : Samples.event(next);
                entries.add(Entry.record(next, bytes, NOW));
                next += random.nextInt(8) == 0 ? random.nextInt(5) - 2 : 1;
                next = Math.max(1, next);
            }
        }
        return new Batch(PUMP.name(), random.nextInt(4), random.nextInt(3) == 0, NOW, entries);
    }

    /** What is held, number by number: gaps are told from each other by their log only. */
    private static Map<String, ByteString> content(Journal journal) {
        Map<String, ByteString> all = new TreeMap<>();
        for (EventRecord record : Samples.all(journal, Query.ALL)) {
            for (String place : numbers(List.of(record))) {
                assertThat(all.put(place, record.hasGap() ? GAP : record.getRaw()))
                        .as(place)
                        .isNull();
            }
        }
        return all;
    }

    private static List<String> numbers(List<EventRecord> records) {
        List<String> all = new ArrayList<>();
        for (EventRecord record : records) {
            long through = record.hasGap() ? record.getGap().getThrough() : record.getSequence();
            for (long number = record.getSequence(); number <= through; number++) {
                all.add(record.getLog() + ":" + number);
            }
        }
        return all;
    }

    private static final class Model {

        private static final class Log {
            final int epoch;
            final long first;
            final TreeMap<Long, ByteString> held = new TreeMap<>();

            Log(int epoch, long first) {
                this.epoch = epoch;
                this.first = first;
            }
        }

        private final TreeMap<Integer, Log> logs = new TreeMap<>();
        private long poisoned = -1;

        void locate(int epoch) {
            if (logs.lastEntry().getValue().epoch != epoch) {
                Log log = new Log(epoch, 1);
                log.held.put(0L, GAP);
                logs.put(logs.lastKey() + 1, log);
            }
        }

        boolean append(Batch batch, List<String> fresh) {
            if (batch.stream() == poisoned) {
                return true;
            }
            for (Entry entry : batch.entries()) {
                ByteString event = entry.event();
                for (long number = entry.sequence(); number <= entry.through(); number++) {
                    int log = logOf(number);
                    ByteString held = log(log).held.get(number);
                    if (event == null) {
                        if (held == null) {
                            log(log).held.put(number, GAP);
                            fresh.add(log + ":" + number);
                        }
                    } else if (held == null || held.equals(GAP)) {
                        log(log).held.put(number, event);
                        fresh.add(log + ":" + number);
                    } else if (!held.equals(event)) {
                        if (!batch.verify()) {
                            poisoned = batch.stream();
                            return true;
                        }
                        Log next = new Log(logs.lastEntry().getValue().epoch, number);
                        next.held.put(0L, GAP);
                        next.held.put(number, event);
                        log = logs.lastKey() + 1;
                        logs.put(log, next);
                        fresh.add(log + ":0");
                        fresh.add(log + ":" + number);
                    }
                }
            }
            return false;
        }

        private int logOf(long number) {
            int log = logs.lastKey();
            while (number < log(log).first) {
                log--;
            }
            return log;
        }

        private Log log(int number) {
            return Objects.requireNonNull(logs.get(number));
        }

        long through() {
            Log log = logs.lastEntry().getValue();
            long through = log.first - 1;
            while (log.held.containsKey(through + 1)) {
                through++;
            }
            return through;
        }

        Map<String, ByteString> content() {
            Map<String, ByteString> all = new TreeMap<>();
            logs.forEach((log, content) -> content.held.forEach((number, bytes) -> all.put(log + ":" + number, bytes)));
            return all;
        }
    }
}
