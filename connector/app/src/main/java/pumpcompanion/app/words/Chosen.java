package pumpcompanion.app.words;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import pumpcompanion.proto.v1.AdhesiveState;
import pumpcompanion.proto.v1.InsertionMethod;
import pumpcompanion.proto.v1.RemovalReason;
import pumpcompanion.proto.v1.SiteSign;

/** Values of the messages by the words that people type: {@code peeling}, {@code pulled-out}, {@code hand}. */
public final class Chosen {

    private Chosen() {}

    /** State of the mount. @throws IllegalArgumentException naming the word and those that are allowed */
    public static AdhesiveState adhesive(String word) {
        return of("state of the adhesive", word, AdhesiveState.values(), "ADHESIVE_STATE_");
    }

    /** Why a set was taken out. @throws IllegalArgumentException naming the word and those that are allowed */
    public static RemovalReason reason(String word) {
        return of("reason", word, RemovalReason.values(), "REMOVAL_REASON_");
    }

    /** How a cannula was put in. @throws IllegalArgumentException naming the word and those that are allowed */
    public static InsertionMethod method(String word) {
        return switch (plain(word)) {
            case "hand", "by-hand" -> InsertionMethod.INSERTION_METHOD_BY_HAND;
            case "device" -> InsertionMethod.INSERTION_METHOD_DEVICE;
            default -> throw wrong("way of insertion", word, "hand, device");
        };
    }

    /** What was seen at a site, each once. @throws IllegalArgumentException naming the word and those that are allowed */
    public static List<SiteSign> signs(List<String> words) {
        List<SiteSign> signs = new ArrayList<>();
        for (String word : words) {
            signs.add(of("sign", word, SiteSign.values(), "SITE_SIGN_"));
        }
        return signs.stream().distinct().toList();
    }

    private static <E extends Enum<E>> E of(String what, String word, E[] values, String prefix) {
        for (E value : values) {
            String name = name(value, prefix);
            if (!name.isEmpty() && name.equals(plain(word))) {
                return value;
            }
        }
        throw wrong(
                what,
                word,
                Stream.of(values)
                        .map(value -> name(value, prefix))
                        .filter(name -> !name.isEmpty())
                        .collect(Collectors.joining(", ")));
    }

    private static String name(Enum<?> value, String prefix) {
        return Names.of(value, prefix).replace(' ', '-');
    }

    private static String plain(String word) {
        return word.strip().toLowerCase(Locale.ROOT).replaceAll("[ _]", "-");
    }

    private static IllegalArgumentException wrong(String what, String word, String expected) {
        return new IllegalArgumentException("no " + what + ": '" + word + "' (expected " + expected + ")");
    }
}
