package pumpcompanion.app;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import pumpcompanion.emulator.scenario.Scenario;
import pumpcompanion.emulator.scenario.ScenarioException;

/** Which scenario an emulated pump plays in place of an ordinary life. */
final class ScenarioOption {

    @Option(
            names = "--scenario",
            paramLabel = "NAME|FILE",
            description = {
                "Play this instead of an ordinary life: a scenario that is built in, or a",
                "YAML file. Exit code 1 if something was not as it expects."
            })
    private @Nullable String scenario;

    @Option(names = "--list", description = "Print the scenarios that are built in, and end.")
    private boolean list;

    @Option(names = "--exit", description = {
                "End when the scenario ends, or when a companion has acknowledged all that",
                "--replay writes, instead of going on until Ctrl-C."
            })
    private boolean exit;

    boolean list() {
        return list;
    }

    boolean exit() {
        return exit;
    }

    /** The one that was asked for; empty: none. */
    Optional<Scenario> scenario(boolean replays, Function<String, ? extends RuntimeException> misuse) {
        if (scenario == null) {
            if (exit && !replays) {
                throw misuse.apply("--exit without --scenario (expected both)");
            }
            return Optional.empty();
        }
        if (replays) {
            throw misuse.apply("--scenario with --replay (expected one of them)");
        }
        Path file = Path.of(scenario);
        if (Scenario.builtIn().contains(scenario)) {
            return Optional.of(Scenario.named(scenario));
        }
        if (!Files.isRegularFile(file)) {
            throw misuse.apply("--scenario " + scenario + " (expected a YAML file, or one of: "
                    + String.join(", ", Scenario.builtIn()) + ")");
        }
        try {
            return Optional.of(Scenario.read(file));
        } catch (ScenarioException wrong) {
            throw new Trouble(String.valueOf(wrong.getMessage()));
        } catch (UncheckedIOException unreadable) {
            throw new Trouble("cannot read " + file + ": " + unreadable.getMessage());
        }
    }
}
