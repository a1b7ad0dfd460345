package pumpcompanion.emulator.scenario;

import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * YAML as nodes, within bounds: a file may come from anywhere. Its size, its depth and its collections are looked at before
 * any node is made, and aliases are refused, so that a small file cannot become a large one.
 */
final class YamlFile {

    /** Longest file, in characters. */
    static final int LONGEST = 256 * 1024;

    /** Deepest nesting of lists and mappings. */
    static final int DEEPEST = 40;

    private YamlFile() {}

    /** The root; empty: there is none, and {@code problems} knows why. */
    static Optional<Node> read(String file, String text, Problems problems) {
        Where whole = new Where(0, 0);
        if (text.length() > LONGEST) {
            problems.add(whole, "a file of " + text.length() + " characters", "at most " + LONGEST);
            return Optional.empty();
        }
        LoadSettings settings =
                LoadSettings.builder().setLabel(file).setUseMarks(true).build();
        try {
            look(new Parse(settings).parseString(text), problems);
            if (!problems.none()) {
                return Optional.empty();
            }
            Optional<Node> root = new Compose(settings).composeString(text);
            if (root.isEmpty()) {
                problems.add(whole, "an empty file", "name and steps");
            }
            return root;
        } catch (MarkedYamlEngineException broken) {
            problems.add(Problems.where(broken.getProblemMark()), one(broken.getProblem()), "YAML");
        } catch (YamlEngineException broken) {
            problems.add(whole, one(String.valueOf(broken.getMessage())), "YAML");
        }
        return Optional.empty();
    }

    private static void look(Iterable<Event> events, Problems problems) {
        int depth = 0;
        int documents = 0;
        for (Event event : events) {
            if (event instanceof AliasEvent alias) {
                problems.add(Problems.where(event.getStartMark()), "alias *" + alias.getAlias(), "no aliases");
            } else if (event instanceof DocumentStartEvent && ++documents > 1) {
                problems.add(Problems.where(event.getStartMark()), "a second document", "one document a file");
            } else if (event instanceof CollectionStartEvent && ++depth > DEEPEST) {
                problems.add(
                        Problems.where(event.getStartMark()),
                        depth + " lists and mappings inside each other",
                        "at most " + DEEPEST);
                return;
            } else if (event instanceof CollectionEndEvent) {
                depth--;
            }
        }
    }

    private static String one(String message) {
        return message.lines().findFirst().orElse("what is no YAML");
    }
}
