package pumpcompanion.emulator.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a wrong file says about itself. */
class ScenarioReadTest {

    private static List<String> problems(String text) {
        ScenarioException wrong = catchThrowableOfType(ScenarioException.class, () -> Scenario.parse("t.yaml", text));
        assertThat(wrong).as(text).isNotNull();
        assertThat(wrong).hasMessageStartingWith("t.yaml:");
        return wrong.problems().stream().map(Problem::toString).toList();
    }

    @Test
    void allProblemsOfAFileComeAtOnceEachWithItsPlace() {
        List<String> problems = problems("""
                name: Two Words
                sumary: x
                pump:
                  ring: 0
                  basal: 0.8
                  colour: red
                steps:
                  - do: unclp
                  - after: 10 minutes
                    do: bolus 400 U
                  - do: see drop
                    do: see air
                  - expect: delivery runing
                """);
        assertThat(problems).hasSize(10);
        assertThat(problems.get(0)).startsWith("1:7: found 'Two Words' (expected at most 64 small letters");
        assertThat(problems.get(1)).startsWith("2:1: found 'sumary' (expected summary; one of name,");
        assertThat(problems.get(2)).startsWith("4:9: found ").contains("a log of 0 records");
        assertThat(problems.get(3)).isEqualTo("5:10: found '0.8' (expected 0 U/h to 50 U/h, such as 0.8 U/h)");
        assertThat(problems.get(4)).startsWith("6:3: found 'colour' (expected ");
        assertThat(problems.get(5)).isEqualTo("8:9: found 'unclp' (expected unclip)");
        assertThat(problems.get(6)).startsWith("9:12: found '10 minutes' (expected ms, s, m, h and d,");
        assertThat(problems.get(7))
                .isEqualTo("10:9: found '400 U' (expected 0.001 U to 100 U, such as 0.3 U in bolus DOSE)");
        assertThat(problems.get(8)).startsWith("12:5: found a second 'do' (expected each key once)");
        assertThat(problems.get(9))
                .startsWith("13:13: found 'delivery runing' (expected delivery STATE; STATE: stopped,");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                do: prime canula 0.3 U         | prime cannula [DOSE]; DOSE: 0.001 U to 100 U
                do: prime cannula 0.3          | prime cannula [DOSE]
                do: insert belly by device     | insert SITE [by METHOD] [set NAME]; SITE: such as abdomen-left
                do: remove set because bored   | remove set [because REASON]; REASON: routine, adhesive
                do: fault flp=1                | fault 'flp' at character 1
                do: repeat                     | re
                expect: alarm oclusion         | alarm TYPE [STATUS]; TYPE: system-issue, mechanical-issue
                expect: cannula primed finished | cannula primed and any of stopped-by-user, completed
                expect: delivery runs          | delivery STATE; STATE: stopped, paused, running
                expect: refused within 5m      | refused [because INTERLOCK] without within
                expect: no air seen within 5m  | no RECORD without within
                at: 10m                        | a plus and a time, such as +15m35s
                after: 4000d                   | at most 3650d
                when: 5m                       | one of at, after, do
                repeat: 0                      | 1 to 100000
                random: {every: 1s}            | one of them
                """)
    void aWrongStepSaysWhatIsAllowedAndWhatIsNearest(String step, String allowed) {
        assertThat(String.join("\n", problems("name: t\nsteps:\n  - " + step))).contains(allowed);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                a: [                               | YAML
                - 1                                | a mapping with name, summary
                name: t                            | found no 'steps'
                ''                                 | an empty file
                name: *x                           | found alias *x (expected no aliases)
                a: 1\\n---\\nb: 2                  | found a second document
                a: &a [1]\\nb: *a                  | found alias *a (expected no aliases)
                """)
    void aFileThatIsNoScenarioSaysSo(String text, String said) {
        assertThat(String.join("\n", problems(text.replace("\\n", "\n")))).contains(said);
    }

    @Test
    @Timeout(20)
    void aFileThatIsMadeToHurtIsRefusedAtOnce() {
        assertThat(problems("name: " + "x".repeat(300_000)).get(0)).contains("characters (expected at most 262144)");
        assertThat(problems("[".repeat(200_000)).get(0)).contains("41 lists and mappings inside each other");
        assertThat(problems("{a: ".repeat(60_000)).get(0)).contains("inside each other");
        StringBuilder bomb = new StringBuilder("a: &a0 [x, x]\n");
        for (int i = 1; i < 40; i++) {
            bomb.append("a" + i + ": &a" + i + " [*a" + (i - 1) + ", *a" + (i - 1) + "]\n");
        }
        assertThat(problems(bomb.toString()).get(0)).contains("(expected no aliases)");
        String loops = "name: t\nsteps:\n";
        for (int i = 0; i < 5; i++) {
            loops += "  ".repeat(2 * i + 1) + "- repeat: 100000\n" + "  ".repeat(2 * i + 2) + "steps:\n";
        }
        assertThat(problems(loops + "  ".repeat(11) + "- {after: 1s, do: see drop}\n"))
                .anyMatch(one -> one.contains("(expected at most 1000000 steps in 36500 days)"));
        assertThat(problems("name: t\nsteps:\n  - random: {for: 3650d, every: 0s to 1s, choices: [{do: unclip}]}"))
                .anyMatch(one -> one.contains("at least every 1s"));
    }

    @Test
    @Timeout(60)
    void noDamageToAFileBreaksTheReader() {
        long seed = Long.getLong("scenario.seed", 5);
        SplittableRandom random = new SplittableRandom(seed);
        String whole = resource("bad-week");
        for (int i = 0; i < 400; i++) {
            StringBuilder text = new StringBuilder(whole);
            for (int j = random.nextInt(6); j >= 0; j--) {
                int at = random.nextInt(text.length() - 1);
                switch (random.nextInt(3)) {
                    case 0 -> text.setCharAt(at, (char) (random.nextInt(96) + 32));
                    case 1 -> text.deleteCharAt(at);
                    default -> text.insert(at, "[{&*!|>%@`\"':-\n\t ".charAt(random.nextInt(17)));
                }
            }
            try {
                Scenario.parse("t.yaml", text.toString());
            } catch (ScenarioException wrong) {
                assertThat(wrong.problems()).as("seed " + seed).isNotEmpty();
            }
        }
    }

    private static String resource(String name) {
        try (var in = Scenario.class.getResourceAsStream(name + ".yaml")) {
            return new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void timesAreReadAndWrittenAlike() {
        assertThat(Words.time("1d2h15m35.5s")).isEqualTo(Duration.parse("P1DT2H15M35.5S"));
        assertThat(Words.time(Duration.parse("P1DT2H15M35.5S"))).isEqualTo("1d2h15m35s500ms");
        assertThat(Words.time(Duration.ZERO)).isEqualTo("0s");
        assertThat(Words.amount(300)).isEqualTo("0.3 U");
        assertThat(Words.amount(180_000)).isEqualTo("180 U");
    }
}
