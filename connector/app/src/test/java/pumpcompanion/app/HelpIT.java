package pumpcompanion.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pumpcompanion.emulator.fault.FaultKind;

class HelpIT {

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "demo",
                "connect",
                "emulate",
                "status",
                "history",
                "note",
                "settings",
                "sites",
                "replay",
                "sets",
                "completion"
            })
    void everyVerbHasAHelpWithExamplesThatFitsATerminal(String verb) {
        try (Run help = Run.companion(directory, verb, "--help")) {
            assertThat(help.exitCode()).isZero();
            assertThat(help.lines()).anyMatch(line -> line.startsWith("  ") && line.contains("companion " + verb));
            assertThat(help.lines())
                    .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(80));
            assertThat(help.errors()).isEmpty();
        }
    }

    @Test
    void theHelpOfEmulateNamesEveryFaultWithItsParameters() {
        try (Run help = Run.companion(directory, "emulate", "--help")) {
            String all = String.join(" ", help.lines());
            for (FaultKind kind : FaultKind.values()) {
                assertThat(all).contains(" " + kind.form());
            }
        }
    }

    @Test
    void theHelpOfTheProgramNamesEveryVerbAndExitCode() {
        try (Run help = Run.companion(directory, "--help")) {
            assertThat(help.lines())
                    .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(80));
            assertThat(String.join("\n", help.lines()))
                    .contains(
                            "demo",
                            "connect",
                            "emulate",
                            "status",
                            "history",
                            "note",
                            "settings",
                            "sites",
                            "replay",
                            "sets",
                            "completion",
                            "could not run");
        }
    }

    @Test
    void theVersionIsThatOfTheProject() {
        try (Run version = Run.companion(directory, "--version")) {
            assertThat(version.exitCode()).isZero();
            assertThat(version.lines()).singleElement().asString().matches("companion \\d+\\.\\d+\\.\\d+.*");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"frobnicate", "", "--frobnicate"})
    void whatIsNoVerbIsWrongUsage(String verb) {
        String[] arguments = verb.isEmpty() ? new String[0] : new String[] {verb};
        try (Run run = Run.companion(directory, arguments)) {
            assertThat(run.exitCode()).isEqualTo(2);
            assertThat(run.lines()).isEmpty();
            assertThat(run.errors().get(0)).startsWith("companion: ");
        }
    }

    @Test
    void everyMisuseIsOneClearLine() {
        misused("'nonsense' is no address", "connect", "nonsense");
        misused("unknown scheme 'gopher'", "connect", "gopher://x:1");
        misused("names no port", "connect", "tcp://x");
        misused("'0s x' is no span of time", "demo", "--for", "0s x");
        misused("--speed -1.0 (expected 0.001 to 1000000)", "demo", "--speed", "-1");
        misused("'x:y' is no address to listen at", "emulate", "--tcp", "x:y");
        misused("--fault: fault 'flp' at character 1 (expected one of: drop, flip,", "emulate", "--fault", "flp=1");
        misused("--fault: '2' in drop=RATE at character 6", "emulate", "--fault", "drop=2");
        misused("--pumps 0 (expected 1 to 10000)", "emulate", "--pumps", "0");
        misused("expected at most 1 of them", "emulate", "--pumps", "2", "--tcp", "65535");
        misused("'x:y' is no address to listen at", "emulate", "--tcp", "0", "--control", "x:y");
        misused("--at-once without --replay (expected both)", "emulate", "--at-once");
        misused("--replay: no file nothing.db", "emulate", "--replay", "nothing.db");
        misused("no kind of record: 'frobnicated'", "history", "--kind", "frobnicated");
        misused("'steel' (expected words without --places", "sets", "steel", "--places");
        misused("mutually exclusive", "sets", "--rules", "--places");
        misused("'last week' is no time", "history", "--since", "last week");
        misused("nothing to note (expected one of: inserted, removed, ", "note", "EM-0001");
        misused("no reason: 'tired' (expected routine, ", "note", "removed", "--reason", "tired");
        misused("'lots' is no amount of insulin here", "note", "tubing-primed", "lots");
        misused("no setting tracker.wear-limt (expected one of wear-limit, ", "settings", "wear-limt=48h");
        misused("tracker.wear-limit is 900h (expected 24h to 240h)", "replay", "-", "--set", "wear-limit=900h");
        misused("cannot read nowhere.jsonl", "replay", "nowhere.jsonl");
        assertThat(directory).isEmptyDirectory();
    }

    private void misused(String message, String... arguments) {
        try (Run run = Run.companion(directory, arguments)) {
            assertThat(run.exitCode()).as(message).isEqualTo(2);
            assertThat(run.errors().get(0)).startsWith("companion: ").contains(message);
            assertNoStackTrace(run.errors());
        }
    }

    @Test
    void aJournalThatIsNotThereIsNamedWithWhatToDo() {
        for (String verb : List.of("status", "history", "sites", "settings")) {
            try (Run run = Run.companion(directory, verb)) {
                assertThat(run.exitCode()).isEqualTo(2);
                assertThat(run.errors())
                        .singleElement()
                        .asString()
                        .contains("no journal", "companion.db", "companion connect");
            }
        }
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void aFileThatIsNoJournalIsLeftAloneAndNamedInOneLine() throws Exception {
        Path file = Files.writeString(directory.resolve("letter.db"), "Dear diary, ".repeat(100));
        for (String[] arguments :
                new String[][] {{"status"}, {"history"}, {"connect", "tcp://127.0.0.1:1"}, {"demo"}}) {
            String[] all = java.util.Arrays.copyOf(arguments, arguments.length + 2);
            all[arguments.length] = "--journal";
            all[arguments.length + 1] = "letter.db";
            try (Run run = Run.companion(directory, all)) {
                assertThat(run.exitCode()).as(arguments[0]).isEqualTo(2);
                assertThat(run.errors()).singleElement().asString().contains("letter.db is not a journal");
            }
        }
        assertThat(file).hasContent("Dear diary, ".repeat(100));
    }

    @Test
    void theCompletionScriptIsSoundBash() throws Exception {
        try (Run run = Run.companion(directory, "completion")) {
            Path script = directory.resolve("completion.sh");
            Files.write(script, run.lines());
            try (Run bash = Run.command(directory, "bash", "-n", script.toString())) {
                assertThat(bash.exitCode()).isZero();
            }
            assertThat(Files.readString(script)).contains("history", "--journal");
        }
    }

    static void assertNoStackTrace(List<String> lines) {
        assertThat(lines).noneMatch(line -> line.startsWith("\tat ") || line.contains("Exception"));
    }
}
