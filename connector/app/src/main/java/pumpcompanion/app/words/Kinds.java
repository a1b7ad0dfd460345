package pumpcompanion.app.words;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import pumpcompanion.connector.journal.Query;
import pumpcompanion.proto.v1.EventKind;
import pumpcompanion.proto.v1.EventRecord;

/** Kinds of records by the words that people type: {@code cannula-primed}, {@code gap}, {@code unreadable}. */
public final class Kinds {

    private static final String GAP = "gap";
    private static final String UNREADABLE = "unreadable";

    /** What only people enter. The numbers stand in no pump's log. */
    private static final Map<String, Integer> ENTERED =
            Map.of("withdrawal", -3, "settings", -4, "cannula-stayed", -5, "place-choice", -6, "remark", -7);

    private Kinds() {}

    /** All words, in the order of the protocol. */
    public static List<String> all() {
        return Stream.concat(
                        Stream.of(EventKind.values())
                                .filter(kind ->
                                        kind != EventKind.UNRECOGNIZED && kind != EventKind.EVENT_KIND_UNSPECIFIED)
                                .map(Kinds::word),
                        Stream.concat(
                                Stream.of(GAP, UNREADABLE),
                                ENTERED.keySet().stream().sorted()))
                .toList();
    }

    /** The word for a record's kind; {@code unknown} where this version has none. */
    public static String word(EventRecord record) {
        return switch (record.getContentCase()) {
            case GAP -> GAP;
            case UNREADABLE -> UNREADABLE;
            case WITHDRAWAL, SETTINGS, CANNULA_STAYED, PLACE_CHOICE, REMARK, DESCRIBED ->
                record.getContentCase().name().toLowerCase(Locale.ROOT).replace('_', '-');
            default -> {
                int number = record.getEvent().getKindCase().getNumber();
                EventKind kind = EventKind.forNumber(number);
                yield kind == null || number == 0 ? "unknown" : word(kind);
            }
        };
    }

    /**
     * The numbers for {@link Query#kinds(Set)}, in which those that only people enter fit no record.
     *
     * @param words some of {@link #all}
     * @throws IllegalArgumentException naming the word that is none of them, and those that are
     */
    public static Set<Integer> numbers(List<String> words) {
        Set<Integer> numbers = new LinkedHashSet<>();
        List<String> wrong = new ArrayList<>();
        for (String word : words) {
            Integer number = number(word.strip().toLowerCase(Locale.ROOT));
            if (number == null) {
                wrong.add("'" + word + "'");
            } else {
                numbers.add(number);
            }
        }
        if (!wrong.isEmpty()) {
            throw new IllegalArgumentException("no kind of record: " + String.join(", ", wrong) + " (expected some of "
                    + all().stream().sorted().collect(Collectors.joining(", ")) + ")");
        }
        return numbers;
    }

    /**
     * The kinds of event that a pump writes.
     *
     * @param words some of {@link #all}, gaps and their like apart
     * @throws IllegalArgumentException naming the word that is none of them
     */
    public static List<EventKind> ofPumps(List<String> words) {
        List<EventKind> kinds = new ArrayList<>();
        for (int number : numbers(words)) {
            EventKind kind = number > 0 ? EventKind.forNumber(number) : null;
            if (kind == null) {
                throw new IllegalArgumentException("no pump senses " + String.join(", ", words)
                        + " (expected kinds of event such as cannula-primed)");
            }
            kinds.add(kind);
        }
        return kinds;
    }

    /** The number of a record's kind, as in {@link #numbers}. */
    public static int number(EventRecord record) {
        Integer number = number(word(record));
        return number == null ? 0 : number;
    }

    private static @Nullable Integer number(String word) {
        if (word.equals(GAP)) {
            return Query.GAP;
        }
        if (word.equals(UNREADABLE)) {
            return Query.UNREADABLE;
        }
        Integer entered = ENTERED.get(word);
        if (entered != null) {
            return entered;
        }
        return Stream.of(EventKind.values())
                .filter(kind -> kind != EventKind.UNRECOGNIZED && kind != EventKind.EVENT_KIND_UNSPECIFIED)
                .filter(kind -> word(kind).equals(word))
                .map(EventKind::getNumber)
                .findFirst()
                .orElse(null);
    }

    private static String word(EventKind kind) {
        return Names.of(kind, "EVENT_KIND_").replace(' ', '-');
    }
}
