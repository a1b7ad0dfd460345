package pumpcompanion.emulator.fault;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import pumpcompanion.emulator.link.Direction;

/**
 * A fault as it is written: {@code [up:|down:]NAME[=VALUE[/VALUE…]]}. {@code up:} is towards the pump, {@code down:} from
 * it. A value that is left out, or empty between slashes, has its standard.
 */
public final class FaultSpec {

    private final FaultKind kind;
    private final Set<Direction> directions;
    private final Values values;
    private final String text;

    private FaultSpec(FaultKind kind, Set<Direction> directions, Values values, String text) {
        this.kind = kind;
        this.directions = directions;
        this.values = values;
        this.text = text;
    }

    /**
     * Reads a list such as {@code flip=1e-4,cut=30s,down:drop=0.01,hang=1m/20s}.
     *
     * @throws IllegalArgumentException if it is none; the message says what stands where, and what was expected
     */
    public static List<FaultSpec> parse(String list) {
        List<FaultSpec> specs = new ArrayList<>();
        int start = 0;
        while (start <= list.length()) {
            int comma = list.indexOf(',', start);
            int end = comma < 0 ? list.length() : comma;
            specs.add(one(list.substring(start, end), start));
            start = end + 1;
        }
        return specs;
    }

    private static FaultSpec one(String written, int offset) {
        String text = written.strip();
        int at = offset + written.indexOf(text) + 1;
        int colon = text.indexOf(':');
        Optional<Direction> direction = colon < 0 ? Optional.empty() : Optional.of(direction(text, colon, at));
        int nameAt = colon + 1;
        int equals = text.indexOf('=');
        String word = text.substring(nameAt, equals < nameAt ? text.length() : equals);
        FaultKind kind = FaultKind.of(word)
                .orElseThrow(() -> wrong(
                        word.isEmpty() ? "no fault" : "fault '" + word + "'",
                        at + nameAt,
                        "one of: " + FaultKind.words()));
        if (direction.isPresent() && !kind.takesDirection()) {
            throw wrong(
                    "'" + text.substring(0, nameAt) + "' before " + word,
                    at,
                    "none: it is of the whole " + (kind.isOfLink() ? "cable" : "pump"));
        }
        Set<Direction> directions = direction.<Set<Direction>>map(EnumSet::of).orElse(kind.directions());
        Values values = values(kind, equals < 0 ? "" : text.substring(equals + 1), at + equals + 1);
        return new FaultSpec(kind, directions, values, text);
    }

    private static Direction direction(String text, int colon, int at) {
        return switch (text.substring(0, colon)) {
            case "up" -> Direction.TO_PUMP;
            case "down" -> Direction.FROM_PUMP;
            default ->
                throw wrong(
                        "direction '" + text.substring(0, colon) + "'",
                        at,
                        "up (towards the pump) or down (from the pump)");
        };
    }

    private static Values values(FaultKind kind, String written, int offset) {
        List<Parameter> parameters = kind.parameters();
        String[] texts = written.isEmpty() ? new String[0] : written.split("/", -1);
        if (texts.length > parameters.size()) {
            throw wrong(texts.length + " values for " + kind.word(), offset, kind.form());
        }
        List<Double> values = new ArrayList<>();
        int at = offset;
        for (int i = 0; i < parameters.size(); i++) {
            Parameter parameter = parameters.get(i);
            String text = i < texts.length ? texts[i] : "";
            String used = text.isEmpty() ? parameter.standard() : text;
            double value = used == null ? Double.NaN : parameter.parse(used);
            if (used != null && Double.isNaN(value)) {
                throw wrong("'" + text + "' in " + kind.form(), at, parameter.words());
            }
            values.add(value);
            at += text.length() + 1;
        }
        return new Values(values);
    }

    private static IllegalArgumentException wrong(String found, int at, String expected) {
        return new IllegalArgumentException(found + " at character " + at + " (expected " + expected + ")");
    }

    /** Which fault. */
    public FaultKind kind() {
        return kind;
    }

    /** The directions it acts on; none for a fault of a pump. */
    public Set<Direction> directions() {
        return directions.isEmpty() ? Set.of() : EnumSet.copyOf(directions);
    }

    Values values() {
        return values;
    }

    /** Whether the other is the same fault of the same directions, whatever its values. */
    boolean replaces(FaultSpec other) {
        return kind == other.kind && directions.equals(other.directions);
    }

    /** As it was written. */
    @Override
    public String toString() {
        return text;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FaultSpec spec && replaces(spec) && values.equals(spec.values);
    }

    @Override
    public int hashCode() {
        return 31 * kind.hashCode() + values.hashCode();
    }
}
