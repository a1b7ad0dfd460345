package pumpcompanion.connector;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import pumpcompanion.emulator.scenario.Scenario;
import pumpcompanion.emulator.scenario.ScenarioRun;

/** Each scenario of the emulator through the whole connector, in virtual time. */
class ScenariosTest {

    static List<String> names() {
        return Scenario.builtIn();
    }

    @ParameterizedTest
    @MethodSource("names")
    void theJournalEqualsThePumpsLogAfterEveryScenario(String name) {
        Scenario scenario = Scenario.named(name);
        long began = cpuMs();
        try (Bench bench = new Bench(scenario)) {
            bench.open();
            ScenarioRun run = scenario.play(bench.pump);
            run.check();
            bench.settle();
            bench.pass(Duration.ofMillis(10)); // what the pump wrote last is under way
            long took = cpuMs() - began;
            bench.assertJournalEqualsThePumpsLog();
            assertThat(bench.journaled()).as("records of " + name).hasSize((int) bench.pump.newest());
            assertThat(took).as("ms of a core for " + name).isLessThan(30_000);
        }
    }

    /** Of this thread, which does all but writing to the journal: the machine may be busy with other things. */
    private static long cpuMs() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() / 1_000_000;
    }
}
