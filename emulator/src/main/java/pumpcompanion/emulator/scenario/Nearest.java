package pumpcompanion.emulator.scenario;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** What somebody may have meant. */
final class Nearest {

    /** Beyond this nothing is compared: nobody mistypes so much. */
    private static final int LONGEST = 80;

    private Nearest() {}

    /** The word that needs the fewest changes, if it needs fewer than half of its letters. */
    static Optional<String> of(String found, Collection<String> words) {
        return words.stream()
                .min(Comparator.comparingInt(word -> changes(found, word)))
                .filter(word -> changes(found, word) <= Math.max(1, word.length() / 2));
    }

    /** Letters to add, drop or replace (Levenshtein's distance). */
    static int changes(String one, String other) {
        String from = one.substring(0, Math.min(one.length(), LONGEST));
        String to = other.substring(0, Math.min(other.length(), LONGEST));
        int[] row = new int[to.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int replaced = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[to.length()];
    }
}
