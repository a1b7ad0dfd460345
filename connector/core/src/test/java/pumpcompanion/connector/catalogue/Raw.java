package pumpcompanion.connector.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What stands in the catalogue's file, to compare the catalogue with. */
final class Raw {

    private Raw() {}

    static String word(Enum<?> value, String prefix) {
        return value.name().substring(prefix.length()).toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** A rule's value as the file writes it. */
    static JsonElement json(RuleValue value) {
        if (value instanceof RuleValue.Numbers numbers) {
            JsonObject object = new JsonObject();
            numbers.byName().forEach((name, each) -> {
                JsonArray list = new JsonArray();
                each.forEach(list::add);
                object.add(name, list.size() == 1 ? list.get(0) : list);
            });
            return object;
        } else if (value instanceof RuleValue.Meanings meanings) {
            JsonObject object = new JsonObject();
            meanings.byName().forEach(object::addProperty);
            return object;
        } else if (value instanceof RuleValue.Choices choices) {
            JsonArray list = new JsonArray();
            choices.names().forEach(list::add);
            return list;
        }
        return value instanceof RuleValue.Holds ? new JsonPrimitive(true) : JsonNull.INSTANCE;
    }

    private static List<BigDecimal> flat(JsonElement json) {
        List<BigDecimal> numbers = new ArrayList<>();
        if (json.isJsonArray()) {
            json.getAsJsonArray().forEach(each -> numbers.addAll(flat(each)));
        } else if (json.isJsonObject()) {
            json.getAsJsonObject().entrySet().forEach(each -> numbers.addAll(flat(each.getValue())));
        } else if (!json.isJsonNull()) {
            numbers.add(plain(json.getAsDouble()));
        }
        return numbers;
    }

    private static BigDecimal plain(double number) {
        return BigDecimal.valueOf(number).stripTrailingZeros();
    }

    /** One entry: each of its fields is compared, and each must be. */
    static final class Fields {
        private final JsonObject entry;
        private final Set<String> compared = new HashSet<>();

        Fields(JsonObject entry) {
            this.entry = entry;
        }

        private JsonElement raw(String key) {
            compared.add(key);
            return entry.has(key) ? entry.get(key) : JsonNull.INSTANCE;
        }

        private String name(String key) {
            return entry.get("id").getAsString() + "." + key;
        }

        void text(String key, String found) {
            JsonElement raw = raw(key);
            assertThat(found).as(name(key)).isEqualTo(raw.isJsonNull() ? "" : raw.getAsString());
        }

        void texts(String key, List<String> found) {
            List<String> expected = new ArrayList<>();
            raw(key).getAsJsonArray().forEach(each -> expected.add(each.getAsString()));
            assertThat(found).as(name(key)).containsExactlyInAnyOrderElementsOf(expected);
        }

        /** Lists of sources keep their order; a lone "unverified" is none. */
        void sources(String key, List<String> found) {
            JsonArray expected = new JsonArray();
            (found.isEmpty() ? List.of("unverified") : found).forEach(expected::add);
            value(key, expected);
        }

        void numbers(String key, List<? extends Number> found) {
            assertThat(found.stream().map(each -> plain(each.doubleValue())).toList())
                    .as(name(key))
                    .isEqualTo(flat(raw(key)));
        }

        void fills(String key, Map<? extends Number, Integer> found) {
            Map<Double, BigDecimal> expected = new TreeMap<>();
            JsonElement raw = raw(key);
            if (!raw.isJsonNull()) {
                raw.getAsJsonObject()
                        .entrySet()
                        .forEach(each -> expected.put(
                                Double.valueOf(each.getKey()),
                                plain(each.getValue().getAsDouble())));
            }
            Map<Double, BigDecimal> units = new TreeMap<>();
            found.forEach((length, milliunits) -> units.put(length.doubleValue(), plain(milliunits / 1_000.0)));
            assertThat(units).as(name(key)).isEqualTo(expected);
        }

        void fieldSources(Map<Field, List<String>> found) {
            JsonObject expected = new JsonObject();
            found.forEach((field, sources) -> {
                JsonArray list = new JsonArray();
                sources.forEach(list::add);
                expected.add(field.key(), list);
            });
            value("fieldSources", expected);
        }

        /** As many as in the file, each with all its numbers and words in its text. */
        void unverified(List<UnverifiedFigure> found) {
            JsonElement raw = raw("unverified");
            Map<String, String> texts = new TreeMap<>();
            found.forEach(figure -> texts.put(figure.what(), figure.text()));
            if (raw.isJsonNull()) {
                assertThat(texts).isEmpty();
                return;
            }
            Set<String> expected = new HashSet<>(raw.getAsJsonObject().keySet());
            expected.remove("source");
            assertThat(texts.keySet()).as(name("unverified")).isEqualTo(expected);
            texts.forEach((key, text) -> {
                JsonElement value = raw.getAsJsonObject().get(key);
                if (value.isJsonPrimitive() && value.getAsJsonPrimitive().isString()) {
                    assertThat(text).isEqualTo(value.getAsString());
                } else {
                    flat(value)
                            .forEach(number -> assertThat(text)
                                    .as(name(key))
                                    .containsPattern("(?<![0-9.])" + number.toPlainString() + "(?![0-9.])"));
                }
            });
        }

        void value(String key, JsonElement found) {
            JsonElement raw = raw(key);
            if (raw.isJsonObject() && found.isJsonObject()) {
                assertThat(found.getAsJsonObject().keySet())
                        .as(name(key))
                        .isEqualTo(raw.getAsJsonObject().keySet());
                raw.getAsJsonObject()
                        .entrySet()
                        .forEach(each -> same(
                                key + "." + each.getKey(),
                                each.getValue(),
                                found.getAsJsonObject().get(each.getKey())));
            } else {
                same(key, raw, found);
            }
        }

        private void same(String key, JsonElement raw, JsonElement found) {
            boolean numbers = raw.toString().matches("[\\[\\]0-9.,]+");
            assertThat(numbers ? flat(found).toString() : found.toString())
                    .as(name(key))
                    .isEqualTo(numbers ? flat(raw).toString() : raw.toString());
        }

        void nothingElse() {
            assertThat(compared).as(name("*")).containsAll(entry.keySet());
        }
    }
}
