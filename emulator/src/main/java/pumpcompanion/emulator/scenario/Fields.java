package pumpcompanion.emulator.scenario;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** A mapping of a file while it is read: its known keys, each once. What is wrong goes to the problems. */
final class Fields {

    private final Node node;
    private final Problems problems;
    private final Map<String, Node> values = new LinkedHashMap<>();

    private Fields(Node node, Problems problems) {
        this.node = node;
        this.problems = problems;
    }

    /** Reads a mapping of a section; of what is none there is nothing in it. */
    static Fields of(Node node, Section section, Problems problems) {
        Fields fields = new Fields(node, problems);
        if (!(node instanceof MappingNode mapping)) {
            problems.add(node, shape(node), "a mapping with " + String.join(", ", section.words()));
            return fields;
        }
        for (NodeTuple tuple : mapping.getValue()) {
            String key = tuple.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "";
            if (!section.words().contains(key)) {
                problems.unknown(tuple.getKeyNode(), key, section.words());
            } else if (fields.values.putIfAbsent(key, tuple.getValueNode()) != null) {
                problems.add(tuple.getKeyNode(), "a second '" + key + "'", "each key once");
            }
        }
        return fields;
    }

    /** What a node is, for people. */
    static String shape(Node node) {
        if (node instanceof ScalarNode scalar) {
            return scalar.getValue().isEmpty() ? "nothing" : Problems.quote(scalar.getValue());
        }
        return node instanceof SequenceNode ? "a list" : "a mapping";
    }

    boolean has(String key) {
        return values.containsKey(key);
    }

    Optional<Node> node(String key) {
        return Optional.ofNullable(values.get(key));
    }

    /** The same, and a problem where there is none. */
    Optional<Node> must(String key) {
        if (!has(key) && node instanceof MappingNode) {
            problems.add(node, "no '" + key + "'", "one");
        }
        return node(key);
    }

    /** A single text. */
    Optional<String> text(String key) {
        return node(key).flatMap(value -> text(value, problems));
    }

    /** A single text of what a slot takes. */
    Optional<Given> slot(String key, Slot slot) {
        return node(key).flatMap(value -> slot(value, slot, problems));
    }

    /** A whole number. */
    Optional<Integer> number(String key, int least, int most) {
        Optional<Given> given = slot(key, Slot.COUNT);
        Optional<Integer> number = given.map(value -> value.count(Slot.COUNT));
        if (number.isPresent() && (number.get() < least || number.get() > most)) {
            problems.add(values.getOrDefault(key, node), number.get().toString(), least + " to " + most);
            return Optional.empty();
        }
        return number;
    }

    static Optional<String> text(Node node, Problems problems) {
        if (node instanceof ScalarNode scalar && !scalar.getValue().isBlank()) {
            return Optional.of(scalar.getValue().strip());
        }
        problems.add(node, shape(node), "a text");
        return Optional.empty();
    }

    static Optional<Given> slot(Node node, Slot slot, Problems problems) {
        Optional<String> text = text(node, problems);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        if (!text.get().matches(slot.regex()) || !slot.inRange(text.get())) {
            problems.add(node, Problems.quote(text.get()), slot.allowed());
            return Optional.empty();
        }
        return Optional.of(new Given(Map.of(slot, text.get())));
    }

    /** A list; a single entry may stand alone. */
    static List<Node> entries(Node node) {
        return node instanceof SequenceNode sequence ? sequence.getValue() : List.of(node);
    }
}
