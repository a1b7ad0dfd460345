package pumpcompanion.emulator.scenario;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Makes the JSON schema for editors out of the grammar. */
final class SchemaText {

    static final ObjectMapper JSON = new ObjectMapper();

    private SchemaText() {}

    static String make() throws JsonProcessingException {
        ObjectNode schema = section(Section.FILE);
        ObjectNode root = JSON.createObjectNode()
                .put("$schema", "https://json-schema.org/draft/2020-12/schema")
                .put("title", "A scenario of Pump Companion's emulator");
        root.setAll(schema);
        root.putArray("required").add("name").add("steps");
        ObjectNode definitions = root.putObject("$defs");
        definitions.set("pump", section(Section.PUMP));
        definitions.set("step", section(Section.STEP));
        definitions.set("walk", required(section(Section.WALK), "every", "choices"));
        definitions.set("choice", section(Section.CHOICE));
        definitions.set("steps", list(reference("step")));
        ArrayNode actions = definitions.putObject("action").putArray("anyOf");
        for (ActionWord word : ActionWord.values()) {
            actions.add(phrase(word.phrase(), word.meaning(), ""));
        }
        ArrayNode expectations = definitions.putObject("expectation").putArray("anyOf");
        for (ExpectationWord word : ExpectationWord.values()) {
            String within = word.waits() ? "(?: within " + Words.TIME + ")?" : "";
            expectations.add(phrase(word.phrase(), word.meaning(), within));
        }
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
        printer.indentObjectsWith(new DefaultIndenter("  ", "\n"));
        printer.indentArraysWith(new DefaultIndenter("  ", "\n"));
        return JSON.writer(printer).writeValueAsString(root) + "\n";
    }

    private static ObjectNode section(Section section) {
        ObjectNode node = JSON.createObjectNode().put("type", "object").put("additionalProperties", false);
        ObjectNode properties = node.putObject("properties");
        for (Section.Key key : section.keys()) {
            ObjectNode value = section == Section.PUMP ? pump(key.word()) : value(key.word());
            properties.set(key.word(), value.put("description", key.meaning()));
        }
        return node;
    }

    private static ObjectNode required(ObjectNode node, String... keys) {
        ArrayNode required = node.putArray("required");
        for (String key : keys) {
            required.add(key);
        }
        return node;
    }

    private static ObjectNode value(String key) {
        return switch (key) {
            case "name" -> string("^[a-z0-9][a-z0-9-]{0,63}$");
            case "summary" -> JSON.createObjectNode().put("type", "string");
            case "seed", "repeat", "times", "weight" ->
                JSON.createObjectNode().put("type", "integer").put("minimum", 0);
            case "pump" -> reference("pump");
            case "steps" -> reference("steps");
            case "random" -> reference("walk");
            case "at" -> string("^\\+" + Words.TIME + "$");
            case "after", "for" -> string("^" + Words.TIME + "$");
            case "every" -> string("^" + Words.TIME + "(?: to " + Words.TIME + ")?$");
            case "do", "try" -> oneOrMore(reference("action"));
            case "expect" -> oneOrMore(reference("expectation"));
            case "choices" -> list(reference("choice"));
            default -> throw new IllegalStateException("what is " + key);
        };
    }

    private static ObjectNode pump(String word) {
        PumpKey key = PumpKey.valueOf(word.toUpperCase(java.util.Locale.ROOT).replace(' ', '_'));
        if (key == PumpKey.CONSTRUCTION) {
            return words(PumpKey.CONSTRUCTIONS);
        }
        if (key == PumpKey.REPORTS) {
            return oneOrMore(words(
                    RecordPattern.kinds().stream().map(RecordPattern::words).toList()));
        }
        Slot slot = java.util.Objects.requireNonNull(key.slot());
        return switch (slot) {
            case COUNT -> JSON.createObjectNode().put("type", "integer").put("minimum", 0);
            case FACTOR -> JSON.createObjectNode().put("type", "number").put("minimum", 0.001);
            case YES -> JSON.createObjectNode().put("type", "boolean");
            case RATE -> {
                ObjectNode day = JSON.createObjectNode().put("type", "object");
                day.putObject("patternProperties").set("^[0-2][0-9]:[0-5][0-9]$", string("^" + slot.regex() + "$"));
                day.put("additionalProperties", false);
                ObjectNode either = JSON.createObjectNode();
                either.putArray("anyOf").add(string("^" + slot.regex() + "$")).add(day);
                yield either;
            }
            default -> string("^" + slot.regex() + "$");
        };
    }

    private static ObjectNode words(Iterable<String> words) {
        ObjectNode node = JSON.createObjectNode();
        ArrayNode all = node.putArray("enum");
        words.forEach(all::add);
        return node;
    }

    private static ObjectNode phrase(Phrase phrase, String meaning, String behind) {
        return string("^" + phrase.regex() + behind + "$")
                .put("title", phrase.form())
                .put("description", meaning);
    }

    private static ObjectNode string(String pattern) {
        return JSON.createObjectNode().put("type", "string").put("pattern", pattern);
    }

    private static ObjectNode reference(String name) {
        return JSON.createObjectNode().put("$ref", "#/$defs/" + name);
    }

    private static ObjectNode list(JsonNode of) {
        ObjectNode node = JSON.createObjectNode().put("type", "array").put("minItems", 1);
        node.set("items", of);
        return node;
    }

    private static ObjectNode oneOrMore(ObjectNode of) {
        ObjectNode node = JSON.createObjectNode();
        node.putArray("anyOf").add(of).add(list(of));
        return node;
    }
}
