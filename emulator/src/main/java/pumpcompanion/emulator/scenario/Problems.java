package pumpcompanion.emulator.scenario;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.Node;

/** Collects what is wrong with one file, and knows its places. One thread. */
final class Problems {

    /** Beyond this nobody reads on. */
    private static final int MOST = 100;

    private static final int LONGEST_QUOTE = 60;

    private final String file;
    private final List<Problem> all = new ArrayList<>();

    Problems(String file) {
        this.file = file;
    }

    static Where where(Node node) {
        return where(node.getStartMark());
    }

    static Where where(Optional<Mark> mark) {
        return mark.map(at -> new Where(at.getLine() + 1, at.getColumn() + 1)).orElse(new Where(0, 0));
    }

    /** Something is wrong at a node. */
    void add(Node node, String found, String expected) {
        add(where(node), found, expected);
    }

    void add(Where where, String found, String expected) {
        if (all.size() < MOST) {
            all.add(new Problem(where.line(), where.column(), found, expected));
        }
    }

    /** A word is not one of those that may stand there. */
    void unknown(Node node, String found, Collection<String> words) {
        String nearest =
                Nearest.of(found, words).map(word -> word + "; one of ").orElse("one of ");
        add(node, quote(found), nearest + String.join(", ", words));
    }

    /** A text as it is shown: in quotes, and not too long. */
    static String quote(String text) {
        String line = text.replaceAll("\\p{Cntrl}+", " ");
        return "'" + (line.length() > LONGEST_QUOTE ? line.substring(0, LONGEST_QUOTE) + "…" : line) + "'";
    }

    boolean none() {
        return all.isEmpty();
    }

    /** Throws if there are any. */
    void check() {
        if (!all.isEmpty()) {
            throw exception();
        }
    }

    ScenarioException exception() {
        all.sort(Comparator.comparingInt(Problem::line).thenComparingInt(Problem::column));
        return new ScenarioException(file, all);
    }
}
