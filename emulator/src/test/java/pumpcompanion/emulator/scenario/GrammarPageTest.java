package pumpcompanion.emulator.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * Schema and page say what the grammar says. After a change of the grammar {@code -Dscenario.write=true} writes both.
 */
class GrammarPageTest {

    private static final Path RESOURCES = Path.of("src/main/resources/pumpcompanion/emulator/scenario");
    private static final Path SCHEMA = RESOURCES.resolve("scenario.schema.json");
    private static final Path PAGE = Path.of("SCENARIOS.md");

    private static JsonSchema schema() throws IOException {
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(Files.readString(SCHEMA));
    }

    private static JsonNode json(String yaml) {
        Object loaded = new Load(LoadSettings.builder().build()).loadFromString(yaml);
        return SchemaText.JSON.valueToTree(loaded);
    }

    @Test
    void theSchemaForEditorsIsInStepWithTheGrammar() throws IOException {
        if (Boolean.getBoolean("scenario.write")) {
            Files.writeString(SCHEMA, SchemaText.make());
        }
        assertThat(Files.readString(SCHEMA)).isEqualTo(SchemaText.make());
    }

    static List<String> builtIn() {
        return Scenario.builtIn();
    }

    @ParameterizedTest
    @MethodSource("builtIn")
    void eachBuiltInScenarioIsValidByTheSchema(String name) throws IOException {
        assertThat(schema().validate(json(Files.readString(RESOURCES.resolve(name + ".yaml")))))
                .isEmpty();
    }

    @Test
    void everyScenarioOfTheFolderIsBuiltIn() throws IOException {
        try (var files = Files.list(RESOURCES)) {
            assertThat(files.map(Path::getFileName).map(Path::toString).filter(file -> file.endsWith(".yaml")))
                    .containsExactlyInAnyOrderElementsOf(
                            builtIn().stream().map(name -> name + ".yaml").toList());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "name: t",
                "name: t\nsteps: []",
                "name: t\nsteps: [{do: unclp}]",
                "name: t\nsteps: [{expect: refused within 5m}]",
                "name: t\nsteps: [{at: 5m, do: unclip}]",
                "name: t\nsteps: [{do: unclip, when: 5m}]",
                "name: t\npump: {basal: 0.8}\nsteps: [{do: unclip}]",
                "name: t\nsteps: [{random: {times: 3, choices: [{do: unclip}]}}]"
            })
    void whatTheReaderRefusesTheSchemaRefusesToo(String yaml) throws IOException {
        assertThat(schema().validate(json(yaml))).isNotEmpty();
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> Scenario.parse("t.yaml", yaml))
                .isInstanceOf(ScenarioException.class);
    }

    @Test
    void theTablesOfThePageAreInStepWithTheGrammar() throws IOException {
        String page = Files.readString(PAGE);
        String made = page;
        for (Map.Entry<String, String> table : tables().entrySet()) {
            String begin = "<!-- " + table.getKey() + " -->\n";
            String end = "<!-- end -->";
            int from = made.indexOf(begin);
            assertThat(from).as("a place for " + table.getKey()).isNotNegative();
            int to = made.indexOf(end, from);
            made = made.substring(0, from + begin.length()) + table.getValue() + made.substring(to);
        }
        if (Boolean.getBoolean("scenario.write")) {
            Files.writeString(PAGE, made);
        } else {
            assertThat(page).isEqualTo(made);
        }
    }

    @Test
    void everyScenarioOfThePagePlaysAsItSays() throws IOException {
        Matcher block = Pattern.compile("(?ms)^```yaml\\n(name:.*?)^```$").matcher(Files.readString(PAGE));
        int found = 0;
        while (block.find()) {
            Scenario.parse("SCENARIOS.md", block.group(1)).play().check();
            assertThat(schema().validate(json(block.group(1)))).isEmpty();
            found++;
        }
        assertThat(found).isPositive();
    }

    private static Map<String, String> tables() {
        Map<String, String> tables = new LinkedHashMap<>();
        tables.put(
                "built in",
                builtIn().stream()
                        .map(name ->
                                "| `" + name + "` | " + Scenario.named(name).summary() + " |\n")
                        .collect(Collectors.joining("", "| | |\n|---|---|\n", "")));
        tables.put(
                "actions",
                Arrays.stream(ActionWord.values())
                        .map(word -> "| `" + word.phrase().form() + "` | " + word.meaning() + " |\n")
                        .collect(Collectors.joining("", "| `do:` and `try:` | |\n|---|---|\n", "")));
        tables.put(
                "expectations",
                Arrays.stream(ExpectationWord.values())
                        .map(word -> "| `" + word.phrase().form() + "` | " + (word.waits() ? "yes" : "") + " | "
                                + word.meaning() + " |\n")
                        .collect(Collectors.joining("", "| `expect:` | `within` | |\n|---|---|---|\n", "")));
        tables.put(
                "records",
                RecordPattern.kinds().stream()
                        .map(kind -> "| `" + RecordPattern.words(kind) + "` | "
                                + String.join(", ", RecordPattern.details(kind))
                                + (RecordPattern.takesAmount(kind) ? " (and an amount, such as 0.3 U)" : "") + " |\n")
                        .collect(Collectors.joining("", "| RECORD | words that may follow |\n|---|---|\n", "")));
        tables.put(
                "values",
                Arrays.stream(Slot.values())
                        .filter(slot -> slot != Slot.RECORD && slot != Slot.YES)
                        .map(slot -> "| " + slot + " | " + slot.allowed() + " |\n")
                        .collect(Collectors.joining("", "| | |\n|---|---|\n", "")));
        for (Section section : List.of(Section.FILE, Section.STEP, Section.WALK, Section.CHOICE, Section.PUMP)) {
            tables.put(
                    section.name().toLowerCase(java.util.Locale.ROOT),
                    section.keys().stream()
                            .map(key -> "| `" + key.word() + "` | " + key.meaning() + " |\n")
                            .collect(Collectors.joining("", "| | |\n|---|---|\n", "")));
        }
        return tables;
    }
}
