package pumpcompanion.emulator.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import pumpcompanion.emulator.EmulatedPump;
import pumpcompanion.emulator.time.SystemTime;
import pumpcompanion.emulator.time.VirtualTime;

/** The scenarios that come with the emulator. Another seed for all of them: {@code -Dscenario.seed=N}. */
class BuiltInScenariosTest {

    private static List<Scenario> builtIn() {
        return Scenario.builtIn().stream().map(BuiltInScenariosTest::named).toList();
    }

    private static Scenario named(String name) {
        Scenario scenario = Scenario.named(name);
        Long seed = Long.getLong("scenario.seed");
        return seed == null ? scenario : scenario.seed(seed);
    }

    private static List<ByteString> bytes(EmulatedPump pump) {
        List<ByteString> all = new ArrayList<>();
        pump.log(log -> {
            for (long sequence = log.oldest(); sequence <= log.newest(); sequence++) {
                all.add(log.read(sequence).bytes());
            }
        });
        return all;
    }

    @ParameterizedTest
    @MethodSource("builtIn")
    void everyExpectationIsMetAndTheSameSeedWritesTheSameBytes(Scenario scenario) {
        ScenarioRun first = scenario.play();
        first.check();
        List<ByteString> log = bytes(first.pump());
        assertThat(log).isNotEmpty();
        ScenarioRun second = scenario.play();
        assertThat(bytes(second.pump()).equals(log))
                .as("%s with seed %d twice", scenario.name(), scenario.seed())
                .isTrue();
        assertThat(second.elapsed()).isEqualTo(first.elapsed());
    }

    @ParameterizedTest
    @MethodSource("builtIn")
    void eachIsNamedAsItsFileAndHasALineAboutItself(Scenario scenario) {
        assertThat(scenario.file()).isEqualTo(scenario.name() + ".yaml");
        assertThat(scenario.summary()).hasSizeBetween(20, 100).endsWith(".");
        assertThat(scenario).hasToString(scenario.name());
    }

    @Test
    void anotherSeedIsAnotherYear() {
        Scenario year = Scenario.named("year");
        List<ByteString> first = bytes(year.seed(2).play().pump());
        assertThat(first.equals(bytes(year.play().pump()))).isFalse();
    }

    @Test
    void aNameThatIsNotThereNamesTheNearest() {
        assertThatThrownBy(() -> Scenario.named("showr"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no scenario 'showr' is built in (expected shower; one of set-change,");
    }

    @Test
    void inRealTimeTheSameScenarioPlaysAtThePumpsSpeed() {
        SystemTime time = new SystemTime("bench");
        try (EmulatedPump pump =
                Scenario.named("shower").pump(time).speed(200_000).start()) {
            ScenarioRun run = Scenario.named("shower").play(pump);
            run.check();
            assertThat(run.elapsed()).isGreaterThan(Duration.ofDays(1));
        } finally {
            time.shutdownNow();
        }
    }

    @Test
    void aSlowPumpPlaysToTheEnd() {
        try (EmulatedPump pump =
                Scenario.named("shower").pump(new VirtualTime()).speed(0.001).start()) {
            Scenario.named("shower").play(pump).check();
        }
    }
}
