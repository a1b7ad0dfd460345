package pumpcompanion.connector.catalogue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * One object of the catalogue's file, and where it stands. Each of its keys must be taken before {@link #done}, so that no
 * figure of the file is passed over. Null and absent are the same: not found. For one thread.
 */
final class Node {

    private final String path;
    private final JsonObject object;
    private final Set<String> taken = new HashSet<>();

    private Node(String path, JsonObject object) {
        this.path = path;
        this.object = object;
    }

    /** @throws IllegalStateException if it is no object */
    static Node of(String path, JsonElement element) {
        if (!element.isJsonObject()) {
            throw damaged(path, element, "an object");
        }
        return new Node(path, element.getAsJsonObject());
    }

    static IllegalStateException damaged(String path, Object found, String expected) {
        return new IllegalStateException("the catalogue of infusion sets is damaged: " + path + " is " + found
                + " (expected " + expected + "); build or fetch the jar again");
    }

    IllegalStateException wrong(String key, String expected) {
        return damaged(path + "." + key, object.get(key), expected);
    }

    /** All keys have been taken. */
    void done() {
        for (String key : object.keySet()) {
            if (!taken.contains(key)) {
                throw damaged(path, "'" + key + "': " + object.get(key), "only keys that are known");
            }
        }
    }

    Set<String> keys() {
        return object.keySet();
    }

    Optional<JsonElement> element(String key) {
        taken.add(key);
        return object.has(key) && !object.get(key).isJsonNull() ? Optional.of(object.get(key)) : Optional.empty();
    }

    /** A text that must be there. */
    String text(String key) {
        String text = textOrEmpty(key);
        if (text.isBlank()) {
            throw wrong(key, "a text");
        }
        return text;
    }

    String textOrEmpty(String key) {
        return element(key).map(value -> text(key, value)).orElse("");
    }

    List<String> texts(String key) {
        return list(key, value -> text(key, value));
    }

    List<Double> numbers(String key) {
        return list(key, value -> number(key, value).doubleValue());
    }

    /** Numbers, of which a single one may stand without a list. */
    List<Double> oneOrMore(String key) {
        Optional<JsonElement> value = element(key);
        return value.isPresent() && !value.get().isJsonArray()
                ? List.of(number(key, value.get()).doubleValue())
                : numbers(key);
    }

    List<Integer> wholes(String key) {
        return list(key, value -> whole(key, number(key, value)));
    }

    OptionalInt whole(String key) {
        Optional<JsonElement> value = element(key);
        return value.isEmpty() ? OptionalInt.empty() : OptionalInt.of(whole(key, number(key, value.get())));
    }

    /** Units as milliunits. */
    OptionalInt milliunits(String key) {
        Optional<JsonElement> value = element(key);
        return value.isEmpty() ? OptionalInt.empty() : OptionalInt.of(milliunits(key, value.get()));
    }

    /** Units by length as milliunits by length. */
    Map<Double, Integer> fills(String key) {
        Map<Double, Integer> fills = new LinkedHashMap<>();
        object(key).ifPresent(node -> {
            for (String length : node.keys()) {
                try {
                    fills.put(Double.valueOf(length), node.milliunits(length).orElseThrow());
                } catch (NumberFormatException noLength) {
                    throw node.wrong(length, "a length as its name");
                }
            }
            node.done();
        });
        return fills;
    }

    Optional<Node> object(String key) {
        return element(key).map(value -> of(path + "." + key, value));
    }

    /** Each object of a list that must be there, as whatever it is. */
    <T> List<T> objects(String key, Function<Node, T> reader) {
        List<T> read = new ArrayList<>();
        JsonArray array = array(key, element(key).orElseThrow(() -> wrong(key, "a list")));
        for (int i = 0; i < array.size(); i++) {
            Node node = of(path + "." + key + "[" + i + "]", array.get(i));
            read.add(reader.apply(node));
            node.done();
        }
        return read;
    }

    /** One of these words, or none. */
    <E extends Enum<E> & Word> E word(String key, E[] words, E none) {
        String text = textOrEmpty(key);
        for (E word : words) {
            if (word != none && word.word().equals(text)) {
                return word;
            }
        }
        if (text.isEmpty()) {
            return none;
        }
        throw wrong(key, "a word that is known");
    }

    /** What the field of each key is. */
    <T> Map<Field, T> fields(BiFunction<Node, String, T> reader) {
        Map<Field, T> read = new LinkedHashMap<>();
        for (String key : keys()) {
            read.put(Field.of(key).orElseThrow(() -> wrong(key, "no such field")), reader.apply(this, key));
        }
        return read;
    }

    private <T> List<T> list(String key, Function<JsonElement, T> reader) {
        List<T> read = new ArrayList<>();
        element(key).ifPresent(value -> array(key, value).forEach(each -> read.add(reader.apply(each))));
        return read;
    }

    private JsonArray array(String key, JsonElement value) {
        if (!value.isJsonArray()) {
            throw wrong(key, "a list");
        }
        return value.getAsJsonArray();
    }

    private String text(String key, JsonElement value) {
        if (!value.isJsonPrimitive() || !value.getAsJsonPrimitive().isString()) {
            throw wrong(key, "text");
        }
        return value.getAsString();
    }

    private BigDecimal number(String key, JsonElement value) {
        if (!value.isJsonPrimitive() || !value.getAsJsonPrimitive().isNumber()) {
            throw wrong(key, "a number");
        }
        try {
            BigDecimal number = value.getAsBigDecimal();
            if (number.signum() > 0 && number.compareTo(BigDecimal.valueOf(1_000)) <= 0) {
                return number;
            }
        } catch (NumberFormatException noNumber) {
            // not one that Java can hold
        }
        throw wrong(key, "a number above 0, at most 1000");
    }

    private int whole(String key, BigDecimal number) {
        try {
            return number.intValueExact();
        } catch (ArithmeticException fraction) {
            throw wrong(key, "a whole number");
        }
    }

    private int milliunits(String key, JsonElement value) {
        return whole(key, number(key, value).movePointRight(3));
    }
}
