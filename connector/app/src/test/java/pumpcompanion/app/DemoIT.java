package pumpcompanion.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.google.gson.JsonParser;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoIT {

    @TempDir
    Path directory;

    @Test
    void aDemoOfFiveSecondsEndsByItselfAndKeepsRecords() {
        try (Run demo = Run.companion(directory, "demo", "--for", "5s", "--journal", "demo.db")) {
            assertThat(demo.exitCode()).isZero();
            assertThat(demo.errors()).isEmpty();
            assertThat(demo.lines()).noneMatch(line -> line.contains("\u001b"));
            assertThat(String.join("\n", demo.lines()))
                    .contains("the plunger was driven back", " 0 gaps", " status --journal demo.db");
        }
        try (Run history = Run.companion(directory, "history", "--journal", "demo.db", "--json")) {
            assertThat(history.lines().get(0)).contains("\"described\":");
            assertThat(history.lines().stream().skip(1))
                    .hasSizeGreaterThan(5)
                    .allSatisfy(line -> assertThat(JsonParser.parseString(line)
                                    .getAsJsonObject()
                                    .has("raw"))
                            .isTrue());
        }
    }

    @Test
    void theWholeStoryAtOneSpeedHasTwoChangesAndAShowerAndNoGap() {
        try (Run demo = Run.companion(directory, "demo", "--speed", "30000", "--journal", "demo.db")) {
            assertThat(demo.exitCode()).isZero();
            assertThat(String.join("\n", demo.lines())).contains("left abdomen", "right abdomen", " 0 gaps", " 0 bad");
        }
        try (Run history = Run.companion(
                directory,
                "history",
                "--journal",
                "demo.db",
                "--kind",
                "cannula-inserted,quick-disconnect,set-removed")) {
            assertThat(history.lines().stream().filter(line -> line.contains("cannula-inserted")))
                    .hasSize(2);
            assertThat(history.lines().stream().filter(line -> line.contains("quick-disconnect")))
                    .hasSize(3);
        }
        try (Run status = Run.companion(directory, "status", "demo", "--journal", "demo.db")) {
            assertThat(status.exitCode()).isZero();
            assertThat(String.join("\n", status.lines())).contains("in use", "right abdomen");
        }
    }

    @Test
    void onATerminalItIsDrawnInLinesThatFit() {
        assumeThat(Files.exists(Path.of("/usr/bin/script"))).isTrue();
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        try (Run demo = Run.command(
                directory,
                "/usr/bin/script",
                "-qec",
                "TERM=xterm " + java + " -jar " + Run.JAR + " demo --for 4s",
                "typescript")) {
            assertThat(demo.exitCode()).isZero();
            assertThat(String.join("\n", demo.lines())).contains("\u001b[23A", "quick-disconnect", "\u001b[?25h");
            assertThat(demo.lines().stream()
                            .takeWhile(line -> !line.startsWith("kept "))
                            .map(line -> line.replaceAll("\u001b\\[[0-9;?]*[A-Za-z]", "")
                                    .replace("\r", "")))
                    .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(80));
        }
    }
}
