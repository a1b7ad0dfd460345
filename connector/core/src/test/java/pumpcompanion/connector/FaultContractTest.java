package pumpcompanion.connector;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import pumpcompanion.connector.journal.Journal;
import pumpcompanion.emulator.fault.FaultKind;
import pumpcompanion.emulator.link.WireKind;

/**
 * Each fault by itself, on links in memory and in virtual time: once it is over, the journal holds the pump's log or what
 * the pump stated missing, and nothing that the pump never sent. One seed: {@code -Dfault.seed=N}.
 */
class FaultContractTest {

    private static final int STEPS = 6;
    private static final Duration PATIENCE = Duration.ofMinutes(30);

    private static LongStream seeds(int most) {
        Long one = Long.getLong("fault.seed");
        return one == null ? LongStream.rangeClosed(1, most) : LongStream.of(one);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("pumpcompanion.connector.FaultCases#ofLink")
    void afterAnyFaultOfTheLinkTheJournalEqualsThePumpsLog(FaultKind kind) {
        run(kind, seeds(200));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("pumpcompanion.connector.FaultCases#ofPump")
    void afterAnyFaultOfThePumpTheJournalEqualsItsLogOrHoldsAGap(FaultKind kind) {
        run(kind, seeds(40));
    }

    /** All on one journal, a pump for each seed: to open one takes longer than a run. */
    private static void run(FaultKind kind, LongStream seeds) {
        try (Journal journal = Journal.inMemory()) {
            assertThat(seeds.map(seed -> run(kind, seed, journal)).sum())
                    .as("how often %s acted", kind.word())
                    .isPositive();
        }
    }

    /** Returns how often the fault acted. */
    private static long run(FaultKind kind, long seed, Journal journal) {
        SplittableRandom random = new SplittableRandom(seed);
        int ring = 5 + random.nextInt(60);
        int window = 1 + random.nextInt(16);
        String spec = direction(kind, random) + FaultCases.of(kind);
        try (Bench bench = new Bench(b -> b.serial("EM-" + seed).ringSize(ring).window(window), journal)) {
            bench.closesJournal = false;
            bench.kind = random.nextBoolean() ? WireKind.SERIAL : WireKind.CONNECTION;
            Written written = Written.by(bench.pump);
            bench.pump.faults().seed(seed).on(spec);
            bench.open();
            for (int step = 0; step < STEPS; step++) {
                for (int i = random.nextInt(8); i > 0; i--) {
                    bench.pump.dropSeen();
                }
                bench.pass(Duration.ofMillis(random.nextInt(3_000)));
            }
            long acted = bench.pump.faults().acted(kind.word());
            bench.pump.faults().clear();
            bench.pump.dropSeen();
            assertThat(bench.time.advanceUntil(
                            () -> bench.holdsTheLast() && bench.connector.link().state() == LinkStatus.State.LIVE,
                            PATIENCE))
                    .as("%s, seed %d, ends: %s", spec, seed, bench.connector.link())
                    .isTrue();
            try {
                bench.assertJournalEqualsThePumpsLog();
                written.assertNothingIsMadeUpOrDoubled(bench.journaled());
            } catch (AssertionError wrong) {
                throw new AssertionError(spec + ", seed " + seed + ": " + wrong.getMessage(), wrong);
            }
            return acted;
        }
    }

    private static String direction(FaultKind kind, SplittableRandom random) {
        if (!kind.takesDirection()) {
            return "";
        }
        return switch (random.nextInt(3)) {
            case 0 -> "up:";
            case 1 -> "down:";
            default -> "";
        };
    }
}
