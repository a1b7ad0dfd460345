package pumpcompanion.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pumpcompanion.emulator.scenario.Scenario;

class ScenarioIT {

    @TempDir
    Path directory;

    private Run emulate(String scenario, String... more) {
        String[] arguments = {"emulate", "--tcp", "0", "--scenario", scenario, "--speed", "100000", "--exit"};
        String[] all = java.util.Arrays.copyOf(arguments, arguments.length + more.length);
        System.arraycopy(more, 0, all, arguments.length, more.length);
        return Run.companion(directory, all);
    }

    @Test
    void theListNamesEveryScenarioWithALine() {
        try (Run list = Run.companion(directory, "emulate", "--list")) {
            assertThat(list.exitCode()).isZero();
            assertThat(list.lines()).hasSameSizeAs(Scenario.builtIn());
            assertThat(list.lines().get(3)).startsWith("shower ").endsWith(".");
        }
    }

    @Test
    void aBuiltInScenarioIsToldStepByStepAndEndsWithZero() {
        try (Run run = emulate("shower")) {
            assertThat(run.exitCode()).as("%s", run.lines()).isZero();
            assertThat(run.lines())
                    .anyMatch(line -> line.equals("+1d  do unclip"))
                    .anyMatch(line -> line.contains("  refused: bolus refused: "))
                    .anyMatch(line -> line.equals("+1d1h20m  end, all as expected"));
        }
    }

    @Test
    void aFailedExpectationIsToldWithItsPlaceAndEndsWithOne() throws IOException {
        Path file = Files.writeString(
                directory.resolve("my.yaml"), "name: my\nsteps:\n  - do: see drop\n    expect: delivery running\n");
        try (Run run = emulate(file.toString(), "--quiet")) {
            assertThat(run.exitCode()).isEqualTo(1);
            assertThat(String.join("\n", run.lines()))
                    .contains("FAILED my.yaml:4 at +0s\n  expected: delivery running\n  found:    delivery stopped\n")
                    .doesNotContain("do see drop");
        }
    }

    @Test
    void aWrongFileNamesEveryProblemAndDoesNotRun() throws IOException {
        Path file = Files.writeString(
                directory.resolve("my.yaml"), "name: my\nsteps:\n  - do: unclp\n  - expect: delivery runs\n");
        try (Run run = emulate(file.toString())) {
            assertThat(run.exitCode()).isEqualTo(2);
            assertThat(String.join("\n", run.errors()))
                    .contains("my.yaml:3:9: found 'unclp' (expected unclip)", "my.yaml:4:13: found 'delivery runs'");
        }
        try (Run run = emulate("showr")) {
            assertThat(run.exitCode()).isEqualTo(2);
            assertThat(String.join("\n", run.errors())).contains("--scenario showr (expected a YAML file, or one of:");
        }
    }
}
