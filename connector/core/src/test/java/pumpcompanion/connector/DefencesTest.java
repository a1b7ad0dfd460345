package pumpcompanion.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.AdditionalAnswers.delegatesTo;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pumpcompanion.connector.Crippled.Defence;
import pumpcompanion.connector.journal.Batch;
import pumpcompanion.connector.journal.Commit;
import pumpcompanion.connector.journal.Entry;
import pumpcompanion.connector.journal.Journal;
import pumpcompanion.emulator.link.MemoryLink;

/**
 * For each fault the defence that it proves: with the connector as it is, every seed ends with the pump's log in the
 * journal; with that one defence taken out, some seed does not. The fault stays on throughout.
 */
class DefencesTest {

    private static final int SEEDS = 24;
    private static final String LAST_IS_LOST = "down:drop=0.15";
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "drop=0.1                            | ASKING_AGAIN",
                "drop=0.1                            | NUMBERS",
                "down:drop=0.15                      | SENT_THROUGH",
                "down:flip=5e-4                      | CRC",
                "truncate=0.1                        | ASKING_AGAIN",
                "down:wrong-crc=0.2                  | CRC",
                "down:duplicate=0.2                  | NUMBERS",
                "down:reorder=0.2                    | NUMBERS",
                "down:garbage-inside=0.2             | NOISE_IS_SURVIVED",
                "down:garbage=0.5                    | NOISE_IS_SURVIVED",
                "down:delay=300ms,text=200ms         | NOISE_IS_SURVIVED",
                "down:split=3                        | FRAMES_IN_PIECES",
                "down:slow=9600                      | FRAMES_IN_PIECES",
                "down:merge=300ms                    | SEVERAL_FRAMES_A_PIECE",
                "cut=5s                              | RECONNECTING",
                "stall=3s/9s                         | RECONNECTING",
                "half-open=3s                        | QUIET",
                "reboot=5s                           | RECONNECTING",
                "hang=12s/8s                         | RECONNECTING",
                "refuse=10s/5s,cut=4s                | RECONNECTING",
                "other-version=10s/5s                | RECONNECTING",
                "log-overwrite=1s,down:stall=2s/1s   | STATED_GAPS",
                "log-overflow=4s                     | STATED_GAPS",
                "unreadable=1s,down:stall=2s/1s      | STATED_GAPS",
                "sequence-reuse=4s/2                 | COMPARING",
                "log-erase=6s                        | EPOCHS",
            })
    void aFaultShowsWhenTheDefenceAgainstItIsTakenOut(String fault, Defence defence) {
        assertThat(LongStream.rangeClosed(1, SEEDS).filter(seed -> !survives(fault, Defence.NONE, seed)))
                .as("seeds that fail with all defences in place")
                .isEmpty();
        assertThat(LongStream.rangeClosed(1, SEEDS).filter(seed -> !survives(fault, defence, seed)))
                .as("seeds that fail without the defence")
                .isNotEmpty();
    }

    private static boolean survives(String fault, Defence out, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        boolean believing = out == Defence.COMPARING || out == Defence.EPOCHS;
        // rare heartbeats, so that a quiet pump is not what shows the loss first
        Duration interval = Duration.ofSeconds(fault.equals(LAST_IS_LOST) ? 20 : 1);
        Journal real = Journal.inMemory();
        try (Bench bench = new Bench(
                b -> b.ringSize(40).window(2).heartbeatInterval(interval), believing ? believing(real) : real)) {
            Written written = Written.by(bench.pump);
            bench.pump.faults().seed(seed).on(fault);
            Connector.Builder builder = Connector.to(
                            "memory:",
                            () -> new Crippled(bench.pump.connect(MemoryLink.on(bench.time), bench.kind), out),
                            bench.journal)
                    .time(Time.virtual(bench.time))
                    .random(new SplittableRandom(7))
                    .onRecord(bench.kept::add);
            bench.connector = (out == Defence.RECONNECTING ? builder.once() : builder).open();
            for (int step = 0; step < 8; step++) {
                for (int i = random.nextInt(8); i >= 0; i--) {
                    bench.pump.dropSeen();
                }
                bench.pass(Duration.ofMillis(500 + random.nextInt(2_500)));
            }
            boolean complete = bench.time.advanceUntil(() -> bench.holdsTheLast(), PATIENCE);
            if (!complete) {
                return false;
            }
            bench.assertJournalEqualsThePumpsLog();
            written.assertNothingIsMadeUpOrDoubled(bench.journaled());
            return true;
        } catch (AssertionError wrong) {
            return false;
        } finally {
            real.close();
        }
    }

    /** A journal that holds what came first for right, whatever comes later under the same number. */
    private static Journal believing(Journal real) {
        Journal journal = mock(Journal.class, delegatesTo(real));
        doAnswer(call -> {
                    Batch batch = call.getArgument(0);
                    List<Entry> entries = batch.entries();
                    long last = entries.get(entries.size() - 1).through();
                    return real.append(batch)
                            .thenApply(commit -> commit.conflict() ? new Commit(false, last, List.of()) : commit);
                })
                .when(journal)
                .append(any());
        return journal;
    }
}
