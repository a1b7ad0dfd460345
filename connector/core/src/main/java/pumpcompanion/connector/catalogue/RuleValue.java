package pumpcompanion.connector.catalogue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** What a rule says. */
public sealed interface RuleValue {

    /** For people, such as {@code 24 to 48 h} or {@code at least 5 cm}. */
    String text();

    /**
     * Figures.
     *
     * @param byName by names that end in their unit: {@code minHours}, {@code minCm}, {@code maxMinutes}, {@code units};
     *     mostly one number each, more where the source names several
     */
    record Numbers(Map<String, List<Double>> byName) implements RuleValue {

        /** Keeps a copy, in the given order. */
        public Numbers {
            Map<String, List<Double>> copy = new LinkedHashMap<>();
            byName.forEach((name, numbers) -> copy.put(name, List.copyOf(numbers)));
            byName = Collections.unmodifiableMap(copy);
        }

        /** The figure of that name, where there is just one. */
        public OptionalDouble number(String name) {
            List<Double> numbers = byName.getOrDefault(name, List.of());
            return numbers.size() == 1 ? OptionalDouble.of(numbers.get(0)) : OptionalDouble.empty();
        }

        @Override
        public String text() {
            return Figures.named(byName);
        }
    }

    /**
     * Names and what each of them means.
     *
     * @param byName such as {@code fixedAmountZero} and {@code tubing}
     */
    record Meanings(Map<String, String> byName) implements RuleValue {

        /** Keeps a copy, in the given order. */
        public Meanings {
            byName = Collections.unmodifiableMap(new LinkedHashMap<>(byName));
        }

        @Override
        public String text() {
            List<String> parts = new ArrayList<>();
            byName.forEach((name, meaning) -> parts.add(Figures.spaced(name) + ": " + meaning));
            return String.join(", ", parts);
        }
    }

    /**
     * Ways to do it, each as good as the other.
     *
     * @param names such as {@code clock}
     */
    record Choices(List<String> names) implements RuleValue {

        /** Keeps a copy. */
        public Choices {
            names = List.copyOf(names);
        }

        @Override
        public String text() {
            return String.join(" or ", names);
        }
    }

    /** It holds as its id says. */
    record Holds() implements RuleValue {
        @Override
        public String text() {
            return "yes";
        }
    }

    /** Its source gives no figure; the note says what it does say. */
    record Unstated() implements RuleValue {
        @Override
        public String text() {
            return "no figure";
        }
    }
}
