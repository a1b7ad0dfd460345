package pumpcompanion.connector;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import pumpcompanion.connector.journal.Journal;

/**
 * Two companions, a pump and all their troubles at once, in virtual time: afterwards each journal holds the pump's log or
 * what the pump stated missing, nothing merged, nothing twice, and every run ends. One seed: {@code -Dsimulation.seed=N};
 * more of them: {@code -Dsimulation.runs=N}.
 */
class SimulationTest {

    /** To open a journal takes longer than a run, and one of many pumps is slow to list. */
    private static final int RUNS_PER_JOURNAL = 50;

    @Test
    void whateverHappensTogetherEachJournalEqualsThePumpsLogOrSaysWhatIsMissing() {
        Long one = Long.getLong("simulation.seed");
        long runs = Long.getLong("simulation.runs", 200);
        if (one != null) {
            run(LongStream.of(one));
            return;
        }
        for (long from = 1; from <= runs; from += RUNS_PER_JOURNAL) {
            run(LongStream.rangeClosed(from, Math.min(runs, from + RUNS_PER_JOURNAL - 1)));
        }
    }

    private static void run(LongStream seeds) {
        try (Journal first = Journal.inMemory();
                Journal second = Journal.inMemory()) {
            seeds.forEach(seed -> run(seed, first, second));
        }
    }

    private static void run(long seed, Journal first, Journal second) {
        try (Simulation simulation = new Simulation(seed, first, second)) {
            try {
                simulation.run();
            } catch (AssertionError | RuntimeException wrong) {
                throw new AssertionError(
                        "seed " + seed + ": " + wrong.getMessage() + "\n" + simulation.lastWords(), wrong);
            }
        }
    }
}
