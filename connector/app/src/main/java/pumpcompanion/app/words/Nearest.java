package pumpcompanion.app.words;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import pumpcompanion.connector.catalogue.InfusionSet;

/** What somebody may have meant. */
public final class Nearest {

    private static final int MOST = 3;
    /** So much of what was looked for must be found again. */
    private static final double ENOUGH = 0.5;

    private Nearest() {}

    /** Ids of the sets that share the most pairs of neighbouring letters with a text, the nearest first; at most three. */
    public static List<String> ids(String looked, Collection<InfusionSet> sets) {
        Set<String> wanted = pairs(looked);
        ToDoubleFunction<InfusionSet> share = set -> {
            Set<String> has = pairs(set.id());
            has.addAll(pairs(set.manufacturer()));
            has.addAll(pairs(set.name()));
            has.retainAll(wanted);
            return has.size() / (double) wanted.size();
        };
        return wanted.isEmpty()
                ? List.of()
                : sets.stream()
                        .filter(set -> share.applyAsDouble(set) >= ENOUGH)
                        .sorted(Comparator.comparingDouble(share).reversed())
                        .limit(MOST)
                        .map(InfusionSet::id)
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
