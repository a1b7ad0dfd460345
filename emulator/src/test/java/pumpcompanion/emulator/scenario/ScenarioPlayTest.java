package pumpcompanion.emulator.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import pumpcompanion.emulator.EmulatedPump;
import pumpcompanion.emulator.time.VirtualTime;
import pumpcompanion.proto.v1.DeliveryState;

/** What a scenario does as it is played. */
class ScenarioPlayTest {

    private static Scenario scenario(String... steps) {
        return Scenario.parse("t.yaml", "name: t\nsteps:\n" + String.join("\n", steps));
    }

    private static List<String> said(Scenario scenario) {
        List<String> lines = new ArrayList<>();
        VirtualTime time = new VirtualTime();
        try (EmulatedPump pump = scenario.pump(time).start()) {
            ScenarioRun run = scenario.start(pump, lines::add);
            time.advance(Duration.ofDays(400));
            assertThat(run.isDone()).isTrue();
        }
        return lines;
    }

    @Test
    void aFailedExpectationNamesFileLineWhatWasExpectedAndWhatWasFound() {
        ScenarioRun run = scenario("- do: change set at hip-left", "- after: 1h", "- expect: delivery stopped")
                .play();
        assertThat(run.failures()).hasSize(1);
        assertThat(run.failures().get(0).toString())
                .startsWith("t.yaml:5 at +1h16m45s\n  expected: delivery stopped\n  found:    delivery running\n")
                .contains("state:    delivery running, pump ready, battery ")
                .contains("last records:\n")
                .contains("insulin delivered basal commanded 0.");
        assertThatThrownBy(run::check)
                .isInstanceOf(AssertionError.class)
                .hasMessageStartingWith("scenario t with seed 1: 1 expectation failed\nt.yaml:5 at +1h16m45s");
    }

    @Test
    void anActionThatThePumpRefusesIsAFailureUnlessThatIsExpectedOrOnlyTried() {
        assertThat(scenario("- do: bolus 4 U").play().failures())
                .singleElement()
                .satisfies(failure -> assertThat(failure.found()).contains("bolus refused: delivery does not run"));
        assertThat(scenario("- do: bolus 4 U", "  expect: delivery stopped")
                        .play()
                        .failures())
                .hasSize(1);
        scenario("- do: bolus 4 U", "  expect: refused").play().check();
        scenario("- do: bolus 4 U", "- expect: refused because delivery-only-while-running")
                .play()
                .check();
        scenario("- try: bolus 4 U").play().check();
        assertThat(scenario("- do: bolus 4 U", "- expect: refused because one-bolus-at-a-time")
                        .play()
                        .failures())
                .singleElement()
                .satisfies(failure ->
                        assertThat(failure.found()).isEqualTo("refused because delivery-only-while-running"));
        assertThat(scenario("- do: see drop", "- expect: refused").play().failures())
                .singleElement()
                .satisfies(failure -> assertThat(failure.found()).isEqualTo("it was done"));
    }

    @Test
    void whatIsTriedIsGivenUpWhereThePumpRefuses() {
        ScenarioRun run = scenario("- try: [bolus 4 U, see drop]", "- expect: log has no drop seen")
                .play();
        run.check();
    }

    @Test
    void anExpectationWithinATimeWaitsForItAndTheNextStepCountsFromThen() {
        assertThat(said(scenario(
                        "- do: change set at hip-left",
                        "- do: bolus 3 U",
                        "  expect: insulin delivered bolus 3 U within 10m",
                        "- after: 1m",
                        "  do: see air")))
                .containsSequence(
                        "+16m45s  do bolus 3 U",
                        "+18m45s  as expected: insulin delivered bolus 3 U within 10m",
                        "+19m45s  do see air")
                .last()
                .isEqualTo("+19m45s  end, all as expected");
    }

    @Test
    void anExpectationThatDoesNotComeWithinItsTimeFailsThen() {
        assertThat(scenario("- expect: delivery running within 90s").play().failures())
                .extracting(ScenarioFailure::at)
                .containsExactly(Duration.ofSeconds(90));
    }

    @Test
    void atCountsFromTheBeginOfTheListAndIsAFailureWhenItIsPast() {
        assertThat(said(scenario(
                        "- after: 1h",
                        "- repeat: 2",
                        "  steps:",
                        "    - {at: +10m, do: see drop}",
                        "    - {at: +30m, do: see air}")))
                .containsExactly(
                        "+1h10m  do see drop",
                        "+1h30m  do see air",
                        "+1h40m  do see drop",
                        "+2h  do see air",
                        "+2h  end, all as expected");
        assertThat(scenario("- after: 1h", "- {at: +10m, do: see drop}").play().failures())
                .singleElement()
                .satisfies(failure -> assertThat(failure.found()).isEqualTo("what came before took until +1h"));
    }

    @Test
    void aWalkIsTheSameForOneSeedAndTakesAsLongAsItSays() {
        Scenario walk = scenario(
                "- random:",
                "    for: 10h",
                "    every: 10m to 2h",
                "    choices:",
                "      - {weight: 3, do: see drop}",
                "      - {weight: 1, do: see air}",
                "      - {weight: 1}");
        List<String> lines = said(walk);
        assertThat(lines).isEqualTo(said(walk)).isNotEqualTo(said(walk.seed(2))).hasSizeBetween(5, 60);
        assertThat(lines).last().isEqualTo("+10h  end, all as expected");
        assertThat(said(scenario("- random: {times: 3, every: 5m, choices: [{do: see air}]}")))
                .containsExactly(
                        "+5m  do see air", "+10m  do see air", "+15m  do see air", "+15m  end, all as expected");
    }

    @Test
    void faultsAreSwitchedOnAndOff() {
        VirtualTime time = new VirtualTime();
        Scenario scenario = scenario("- do: fault cut=30s,down:drop=0.1", "- after: 1h", "  do: no fault drop");
        try (EmulatedPump pump = scenario.pump(time).start()) {
            ScenarioRun run = scenario.start(pump);
            time.advance(Duration.ofMinutes(1));
            assertThat(pump.faults().list()).hasSize(2);
            time.advance(Duration.ofHours(1));
            assertThat(pump.faults().list()).hasSize(1);
            run.check();
        }
    }

    @Test
    void aPumpThatDoesNotBehaveDoesWhatItIsToldAndSaysWhatItCannot() {
        Scenario told = Scenario.parse("t.yaml", """
                name: t
                pump: {behaves: false, serial: X-1}
                steps:
                  - do: [prime cannula 0.3 U, bolus 2 U, prime something 1 U, prime tubing]
                  - expect: [log has cannula primed 0.3 U completed, log has insulin delivered bolus 2 U]
                  - do: tell tubing primed 2 U of 6.7 U stopped-by-fault
                    expect: tubing primed 2 U 6.7 U stopped-by-fault
                """);
        ScenarioRun run = told.play();
        run.check();
        assertThat(run.pump().serial()).isEqualTo("X-1");
        Scenario cannot = Scenario.parse("t.yaml", "name: t\npump: {behaves: false}\nsteps: [{do: occlude}]");
        assertThat(cannot.play().failures().get(0).found()).contains("this pump does nothing by itself");
    }

    @Test
    void aRunThatIsNotOverDoesNotPassAndOneThatIsStoppedDoesNothingMore() {
        VirtualTime time = new VirtualTime();
        Scenario scenario = scenario("- after: 1h", "  do: see drop");
        try (EmulatedPump pump = scenario.pump(time).start()) {
            ScenarioRun run = scenario.start(pump);
            assertThatThrownBy(run::check).hasMessageContaining("has come to +0s only: let time pass");
            run.stop();
            time.advance(Duration.ofHours(2));
            assertThat(run.isDone()).isTrue();
            assertThat(pump.newest()).isZero();
        }
    }

    @Test
    void aBasalProgrammeFollowsTheClockThatTheSectionSets() {
        ScenarioRun run = Scenario.parse("t.yaml", """
                name: t
                pump:
                  clock: 2026-03-01T23:00:00Z
                  basal: {00:00: 2 U/h, 12:00: 0.5 U/h}
                steps:
                  - do: change set at hip-left
                  - at: +3h
                    expect: reservoir 168.5 U to 168.8 U
                """).play();
        run.check();
        assertThat(run.pump().deliveryState()).isEqualTo(DeliveryState.DELIVERY_STATE_RUNNING);
    }
}
