package pumpcompanion.app.words;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** What somebody may have meant to type. */
final class Nearest {

    /** Beyond so many letters nobody mistypes; what is compared stays small. */
    private static final int LONGEST = 64;

    private Nearest() {}

    /** The candidates that are nearest to a text, the nearest first: by words in common, then by letters to change. */
    static List<String> of(String text, Collection<String> candidates, int count) {
        String typed = plain(text);
        return candidates.stream()
                .sorted(Comparator.comparingInt((String candidate) -> -common(typed, plain(candidate)))
                        .thenComparingInt(candidate -> changes(typed, plain(candidate))))
                .limit(count)
                .toList();
    }

    private static String plain(String text) {
        String plain = text.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", "-");
        return plain.substring(0, Math.min(plain.length(), LONGEST));
    }

    private static int common(String typed, String candidate) {
        List<String> words = List.of(typed.split("-"));
        int common = 0;
        for (String word : candidate.split("-")) {
            common += words.contains(word) ? 1 : 0;
        }
        return common;
    }

    /** Letters to insert, to leave out or to exchange until one text is the other (Levenshtein's distance). */
    private static int changes(String from, String to) {
        int[] row = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int corner = row[0];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int exchange = corner + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                corner = row[j];
                row[j] = Math.min(exchange, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[to.length()];
    }
}
