package pumpcompanion.connector.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static pumpcompanion.connector.journal.Samples.NOW;
import static pumpcompanion.connector.journal.Samples.PUMP;
import static pumpcompanion.connector.journal.Samples.batch;
import static pumpcompanion.connector.journal.Samples.missing;
import static pumpcompanion.connector.journal.Samples.remark;
import static pumpcompanion.connector.journal.Samples.withdrawal;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import pumpcompanion.connector.journal.Query.Place;
import pumpcompanion.proto.v1.EventRecord;

/**
 * Records, holes, gaps, entries and withdrawals at random, and snapshots that are kept long after they were made: the one
 * that is found always says what folding from the beginning would say.
 */
class SnapshotModelTest {

    private static final int RUNS = 150;
    private static final int STEPS = 60;
    private static final int NUMBERS = 30;
    private static final String BY = "rules";

    @Test
    void aSnapshotThatIsFoundSaysWhatFoldingFromTheBeginningSays() {
        long base = Long.getLong("journal.seed", new Random().nextLong());
        int found = 0;
        for (int run = 0; run < RUNS; run++) {
            found += play(base + run);
        }
        assertThat(found).as("snapshots looked at, or this proves nothing").isGreaterThan(RUNS);
    }

    private static int play(long seed) {
        Random random = new Random(seed);
        int found = 0;
        try (Journal journal = Journal.inMemory()) {
            journal.locate(PUMP, 1, 1, NOW).join();
            List<Snapshot> made = new ArrayList<>();
            for (int step = 0; step < STEPS; step++) {
                switch (random.nextInt(8)) {
                    case 0, 1, 2 -> journal.append(records(random)).join();
                    case 3 ->
                        journal.enter(remark(time(random), "x").build(), NOW).join();
                    case 4 -> withdraw(journal, random);
                    case 5, 6 -> make(journal, random, made);
                    default -> {
                        if (!made.isEmpty()) {
                            journal.keep(made.get(random.nextInt(made.size()))).join();
                        }
                    }
                }
                Optional<Snapshot> newest = journal.snapshot(PUMP.name(), BY);
                if (newest.isPresent()) {
                    found++;
                    Snapshot kept = newest.get();
                    assertThat(kept.bytes().toStringUtf8())
                            .as("-Djournal.seed=%d, step %d, %s", seed, step, kept)
                            .isEqualTo(fold(journal, new Place(kept.log(), kept.sequence()))
                                    .text());
                }
            }
        }
        return found;
    }

    private static long time(Random random) {
        return NOW + TimeUnit.HOURS.toMillis(random.nextInt(NUMBERS * 8));
    }

    private static Batch records(Random random) {
        List<Entry> entries = new ArrayList<>();
        long next = 1L + random.nextInt(NUMBERS);
        for (int i = random.nextInt(3); i >= 0; i--) {
            if (random.nextInt(4) == 0) {
                entries.add(missing(next, next + random.nextInt(5)));
            } else {
                ByteString bytes = random.nextInt(20) == 0 ? Samples.otherEvent(next) : Samples.event(next);
                entries.add(Entry.record(next, bytes, NOW + TimeUnit.HOURS.toMillis(next * 8)));
            }
            next += 1 + random.nextInt(2);
        }
        return batch(random.nextInt(), true, entries.toArray(Entry[]::new));
    }

    private static void withdraw(Journal journal, Random random) {
        long wanted = 1 + random.nextInt(1 + (int) journal.lastEntry());
        boolean possible = wanted <= journal.lastEntry()
                && !withdrawn(journal.entries(PUMP.name())).contains(wanted);
        boolean done;
        try {
            journal.enter(withdrawal(time(random), wanted).build(), NOW).join();
            done = true;
        } catch (CompletionException refused) {
            assertThat(refused).hasCauseInstanceOf(IllegalArgumentException.class);
            done = false;
        }
        assertThat(done).as("withdrawing %d", wanted).isEqualTo(possible);
    }

    /** Folds up to some record, which may be kept at once, later, or too late. */
    private static void make(Journal journal, Random random, List<Snapshot> made) {
        List<EventRecord> records = Samples.all(journal, Query.ALL);
        if (!records.isEmpty()) {
            EventRecord last = records.get(random.nextInt(records.size()));
            long late = journal.lateChanges(PUMP.name());
            Fold fold = fold(journal, new Place(last.getLog(), last.getSequence()));
            made.add(new Snapshot(
                    PUMP.name(),
                    last.getLog(),
                    last.getSequence(),
                    fold.highestMs(),
                    journal.lastEntry(),
                    late,
                    BY,
                    ByteString.copyFromUtf8(fold.text())));
        }
    }

    private record Fold(long highestMs, String text) {}

    private static Fold fold(Journal journal, Place last) {
        List<EventRecord> folded = Samples.all(journal, Query.ALL).stream()
                .filter(record -> !RecordSql.before(last, new Place(record.getLog(), record.getSequence())))
                .toList();
        long highest = folded.stream().mapToLong(EventRecord::getAtMs).max().orElse(Long.MIN_VALUE);
        List<EventRecord> entries = journal.entries(PUMP.name());
        Set<Long> withdrawn = withdrawn(entries);
        List<Long> counting = entries.stream()
                .filter(entry -> !entry.hasWithdrawal() && entry.getAtMs() < highest)
                .map(EventRecord::getSequence)
                .filter(sequence -> !withdrawn.contains(sequence))
                .toList();
        return new Fold(highest, Samples.brief(folded) + " " + counting);
    }

    /** From the last one on: whether a withdrawal counts is known before what it withdraws is looked at. */
    private static Set<Long> withdrawn(List<EventRecord> entries) {
        Set<Long> withdrawn = new HashSet<>();
        for (int i = entries.size() - 1; i >= 0; i--) {
            EventRecord entry = entries.get(i);
            if (entry.hasWithdrawal() && !withdrawn.contains(entry.getSequence())) {
                withdrawn.add(entry.getWithdrawal().getSequence());
            }
        }
        return withdrawn;
    }
}
