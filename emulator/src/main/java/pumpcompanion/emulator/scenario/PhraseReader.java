package pumpcompanion.emulator.scenario;

import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads what is done and what is expected, one sentence at a time. */
final class PhraseReader {

    private static final Pattern WITHIN = Pattern.compile("(.*) within (" + Words.TIME + ")");

    private final Problems problems;

    PhraseReader(Problems problems) {
        this.problems = problems;
    }

    Optional<Step.Doing> doing(Node node, boolean mayBeRefused) {
        Optional<String> text = sentence(node);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        for (ActionWord word : ActionWord.values()) {
            Optional<Given> given = word.phrase().match(text.get());
            if (given.isPresent()) {
                return inRange(node, word.phrase(), given.get())
                        ? Optional.of(new Step.Doing(Problems.where(node), text.get(), word, given.get(), mayBeRefused))
                        : Optional.empty();
            }
        }
        List<Phrase> phrases =
                Arrays.stream(ActionWord.values()).map(ActionWord::phrase).toList();
        problems.add(node, Problems.quote(text.get()), nearest(phrases, text.get()));
        return Optional.empty();
    }

    Optional<Step.Expected> expected(Node node) {
        Optional<String> text = sentence(node);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        Matcher within = WITHIN.matcher(text.get());
        boolean waits = within.matches();
        String look = waits ? within.group(1) : text.get();
        Duration time = waits ? Words.time(within.group(2)) : Duration.ZERO;
        for (ExpectationWord word : ExpectationWord.values()) {
            Optional<Given> given = word.phrase().match(look);
            if (given.isEmpty()) {
                continue;
            }
            if (!inRange(node, word.phrase(), given.get())
                    || (waits && !inRange(node, word.phrase(), new Given(Map.of(Slot.TIME, within.group(2)))))) {
                return Optional.empty();
            }
            if (waits && !word.waits()) {
                problems.add(
                        node,
                        Problems.quote(text.get()),
                        word.phrase().form() + " without within: after: " + Words.time(time)
                                + " in front of it, for what is so by then");
                return Optional.empty();
            }
            return Optional.of(new Step.Expected(Problems.where(node), text.get(), word, given.get(), time));
        }
        List<Phrase> phrases = Arrays.stream(ExpectationWord.values())
                .map(ExpectationWord::phrase)
                .toList();
        problems.add(node, Problems.quote(text.get()), nearestExpected(phrases, look));
        return Optional.empty();
    }

    private Optional<String> sentence(Node node) {
        return Fields.text(node, problems).map(text -> text.replaceAll("\\s+", " "));
    }

    private boolean inRange(Node node, Phrase phrase, Given given) {
        boolean all = true;
        for (Map.Entry<Slot, String> value : given.values().entrySet()) {
            if (!value.getKey().inRange(value.getValue())) {
                String found = Problems.quote(value.getValue());
                problems.add(node, found, value.getKey().allowedFor(value.getValue()) + " in " + phrase.form());
                all = false;
            }
        }
        return all;
    }

    private static String nearest(List<Phrase> phrases, String text) {
        return phrases.stream()
                .min(Comparator.comparingInt(phrase -> phrase.distance(text)))
                .map(Phrase::explained)
                .orElseThrow();
    }

    /** A record's kind is a word of the grammar, too. */
    private static String nearestExpected(List<Phrase> phrases, String text) {
        Optional<Phrase> state = phrases.stream()
                .filter(phrase -> !phrase.form().equals(Slot.RECORD.name()))
                .min(Comparator.comparingInt(phrase -> phrase.distance(text)));
        var kind = RecordPattern.kinds().stream()
                .min(Comparator.comparingInt(
                        one -> Nearest.changes(begin(text, one.getName()), RecordPattern.words(one))))
                .orElseThrow();
        int changes = Nearest.changes(begin(text, kind.getName()), RecordPattern.words(kind));
        if (state.isPresent() && state.get().distance(text) <= changes) {
            return state.get().explained();
        }
        List<String> details = List.copyOf(RecordPattern.details(kind));
        return RecordPattern.words(kind)
                + (details.isEmpty() ? "" : " and any of " + String.join(", ", details))
                + (RecordPattern.takesAmount(kind) ? ", an amount such as 0.3 U" : "");
    }

    private static String begin(String text, String name) {
        String[] words = text.split(" ", -1);
        int count = Math.min(words.length, name.split("_", -1).length);
        return String.join(" ", List.of(words).subList(0, count));
    }
}
