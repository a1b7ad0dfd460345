package pumpcompanion.app.words;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import pumpcompanion.connector.catalogue.BodyPlace;
import pumpcompanion.connector.catalogue.InfusionSet;

/** What somebody may have meant. */
public final class Nearest {

    private static final int MOST = 3;
    /** So much of what was looked for must be found again. */
    private static final double ENOUGH = 0.5;

    private Nearest() {}

    /** Ids of the sets that share the most pairs of neighbouring letters with a text, the nearest first; at most three. */
    public static List<String> ids(String looked, Collection<InfusionSet> sets) {
        return nearest(looked, sets, InfusionSet::id, set -> List.of(set.id(), set.manufacturer(), set.name()));
    }

    /** Likewise of places on the body, the finer ones too. */
    public static List<String> places(String looked, Collection<BodyPlace> coarse) {
        List<BodyPlace> all = coarse.stream()
                .flatMap(place -> Stream.concat(Stream.of(place), place.finer().stream()))
                .toList();
        return nearest(looked, all, BodyPlace::id, place -> List.of(place.id(), place.name()));
    }

    private static <T> List<String> nearest(
            String looked, Collection<T> candidates, Function<T, String> id, Function<T, List<String>> words) {
        Set<String> wanted = pairs(looked);
        ToDoubleFunction<T> share = candidate -> {
            Set<String> has = new HashSet<>();
            words.apply(candidate).forEach(word -> has.addAll(pairs(word)));
            has.retainAll(wanted);
            return has.size() / (double) wanted.size();
        };
        return wanted.isEmpty()
                ? List.of()
                : candidates.stream()
                        .filter(candidate -> share.applyAsDouble(candidate) >= ENOUGH)
                        .sorted(Comparator.comparingDouble(share).reversed())
                        .limit(MOST)
                        .map(id)
                        .toList();
    }

    private static Set<String> pairs(String text) {
        String letters = text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
        Set<String> pairs = new HashSet<>();
        for (int i = 0; i + 2 <= letters.length(); i++) {
            pairs.add(letters.substring(i, i + 2));
        }
        return pairs;
    }
}
