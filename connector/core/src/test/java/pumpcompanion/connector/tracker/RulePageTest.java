package pumpcompanion.connector.tracker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The rules on the README are those of the code: tables are generated ({@code -Dreadme.write=true} writes them anew), and
 * every arrow of a diagram is one that the tracker takes.
 */
class RulePageTest {

    private static final Path PAGE = Path.of("README.md");
    private static final Pattern DIAGRAM =
            Pattern.compile("<!-- states of (\\w+) -->\\s*```mermaid\\n(.*?)```", Pattern.DOTALL);
    private static final Pattern NAME = Pattern.compile("state \"([^\"]+)\" as (\\w+)");
    private static final Pattern ARROW = Pattern.compile("(\\w+) --> (\\w+): (.+)");

    private static RuleExplorer seen;

    @BeforeAll
    static void explore() {
        seen = new RuleExplorer();
    }

    @Test
    void theTableOfRecordsIsThatOfTheCode() throws IOException {
        isOnThePage("records", new RuleTable(seen).records());
    }

    @Test
    void theTableOfFindingsIsThatOfTheCode() throws IOException {
        isOnThePage("findings", new RuleTable(seen).findings());
    }

    @Test
    void everyFindingCanBeOpenedAndEnded() {
        assertThat(seen.opened.keySet()).containsExactlyInAnyOrder(FindingCode.values());
        assertThat(seen.ended.keySet()).containsExactlyInAnyOrder(FindingCode.values());
    }

    @Test
    void everyArrowOfADiagramIsOneThatTheTrackerTakes() throws IOException {
        Matcher diagram = DIAGRAM.matcher(Files.readString(PAGE));
        List<String> wrong = new ArrayList<>();
        int arrows = 0;
        while (diagram.find()) {
            String part = diagram.group(1);
            String text = diagram.group(2);
            Matcher arrow = ARROW.matcher(text);
            while (arrow.find()) {
                arrows++;
                String edge = part + ": " + label(text, arrow.group(1)) + " > " + label(text, arrow.group(2));
                for (String kind : arrow.group(3).split(", ", -1)) {
                    if (!seen.edges.getOrDefault(edge, java.util.Set.of()).contains(kind)) {
                        wrong.add(edge + " by " + kind + " (seen: " + seen.edges.get(edge) + ")");
                    }
                }
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(arrows).isGreaterThan(30);
    }

    private static String label(String diagram, String name) {
        Matcher names = NAME.matcher(diagram);
        while (names.find()) {
            if (names.group(2).equals(name)) {
                return names.group(1);
            }
        }
        return name;
    }

    private static void isOnThePage(String name, String table) throws IOException {
        String begin = "<!-- generated: " + name + " -->\n";
        String end = "<!-- end of " + name + " -->";
        String page = Files.readString(PAGE);
        int from = page.indexOf(begin) + begin.length();
        int to = page.indexOf(end);
        assertThat(to).as("marks of " + name).isGreaterThanOrEqualTo(from);
        if (Boolean.getBoolean("readme.write")) {
            Files.writeString(PAGE, page.substring(0, from) + table + page.substring(to));
        } else {
            assertThat(page.substring(from, to))
                    .as("table of %s; -Dreadme.write=true writes it anew", name)
                    .isEqualTo(table);
        }
    }
}
