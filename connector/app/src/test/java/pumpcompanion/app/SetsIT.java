package pumpcompanion.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SetsIT {

    @TempDir
    Path directory;

    @Test
    void aSingleMatchGetsAPageAndAnIdIsItselfEvenWhereItBeginsAnother() {
        try (Run run = Run.companion(directory, "sets", "minimed-mio")) {
            assertThat(run.exitCode()).isZero();
            assertThat(run.lines()).startsWith("Mio  minimed-mio");
        }
        try (Run run = Run.companion(directory, "sets", "STEEL", "tandem")) {
            assertThat(run.lines()).startsWith("TruSteel  tandem-trusteel");
        }
    }

    @Test
    void severalMatchesAreATableAndWithoutWordsAllAreEvenAsJson() {
        try (Run run = Run.companion(directory, "sets", "mio")) {
            assertThat(run.lines()).anyMatch(line -> line.startsWith("3 of 33 sets"));
        }
        try (Run run = Run.companion(directory, "sets", "--json")) {
            assertThat(run.lines()).hasSize(33).allMatch(line -> line.startsWith("{\"id\":\""));
        }
        for (String other : new String[] {"--places", "--cartridges", "--rules"}) {
            try (Run run = Run.companion(directory, "sets", other, "--json")) {
                assertThat(run.exitCode()).isZero();
                assertThat(run.lines()).hasSizeGreaterThan(10).allMatch(line -> line.startsWith("{\"id\":\""));
            }
        }
    }

    @Test
    void noMatchIsExitCodeOneWithWhatWasLookedForHowManyThereAreAndTheNearest() {
        try (Run run = Run.companion(directory, "sets", "quickset")) {
            assertThat(run.exitCode()).isEqualTo(1);
            assertThat(run.lines()).isEmpty();
            assertThat(run.errors())
                    .singleElement()
                    .asString()
                    .startsWith(
                            "companion: no set matches 'quickset' among the 33 of the catalogue; nearest: minimed-quick-set");
        }
        try (Run run = Run.companion(directory, "sets", "xyzzy", "--json")) {
            assertThat(run.exitCode()).isEqualTo(1);
            assertThat(run.errors()).singleElement().asString().endsWith("companion sets lists them");
        }
    }
}
