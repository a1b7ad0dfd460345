package pumpcompanion.emulator.scenario;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Reads lists of steps, with their loops and random walks. */
final class StepReader {

    /** Loops and walks inside each other. */
    static final int DEEPEST = 8;

    private static final int MOST_TIMES = 100_000;
    private static final Pattern RANGE = Pattern.compile("(" + Words.TIME + ") to (" + Words.TIME + ")");

    private final Problems problems;
    private final PhraseReader phrases;
    private int depth;

    StepReader(Problems problems) {
        this.problems = problems;
        this.phrases = new PhraseReader(problems);
    }

    List<Step> steps(Node node) {
        if (!(node instanceof SequenceNode sequence) || sequence.getValue().isEmpty()) {
            problems.add(node, Fields.shape(node), "a list of steps, each with a hyphen in front");
            return List.of();
        }
        if (++depth > DEEPEST) {
            problems.add(node, depth + " lists of steps inside each other", "at most " + DEEPEST);
            depth--;
            return List.of();
        }
        List<Step> steps = new ArrayList<>();
        for (Node entry : sequence.getValue()) {
            step(entry).ifPresent(steps::add);
        }
        depth--;
        return steps;
    }

    private Optional<Step> step(Node node) {
        Fields fields = Fields.of(node, Section.STEP, problems);
        Step.When when = when(node, fields);
        Where where = Problems.where(node);
        boolean plain = fields.has("do") || fields.has("try") || fields.has("expect");
        boolean loop = fields.has("repeat") || fields.has("steps");
        int kinds = (plain ? 1 : 0) + (loop ? 1 : 0) + (fields.has("random") ? 1 : 0);
        if (kinds > 1) {
            problems.add(node, "more than one of do/try/expect, repeat and random", "one of them a step");
        } else if (kinds == 0 && when == null) {
            problems.add(node, "a step without any of its keys", "one of " + String.join(", ", Section.STEP.words()));
        }
        if (loop) {
            fields.must("repeat");
            int times = fields.number("repeat", 1, MOST_TIMES).orElse(1);
            List<Step> steps = fields.must("steps").map(this::steps).orElse(List.of());
            return Optional.of(new Step.Repeat(where, when, times, steps));
        }
        if (fields.has("random")) {
            return fields.node("random").flatMap(walk -> walk(where, when, walk));
        }
        return Optional.of(new Step.Simple(where, when, items(fields)));
    }

    private Step.@Nullable When when(Node node, Fields fields) {
        if (fields.has("at") && fields.has("after")) {
            problems.add(node, "both at and after", "one of them");
        }
        Optional<Node> at = fields.node("at");
        if (at.isPresent()) {
            Optional<String> text = Fields.text(at.get(), problems);
            String time = text.orElse("").replaceFirst("^\\+", "");
            boolean right = time.matches(Words.TIME)
                    && Slot.TIME.inRange(time)
                    && text.orElse("").startsWith("+");
            if (text.isPresent() && !right) {
                problems.add(at.get(), Problems.quote(text.get()), "a plus and a time, such as +15m35s");
            }
            return right ? new Step.When(true, Words.time(time)) : null;
        }
        return fields.slot("after", Slot.TIME)
                .map(given -> new Step.When(false, given.time()))
                .orElse(null);
    }

    private List<Step.Item> items(Fields fields) {
        List<Step.Item> items = new ArrayList<>();
        for (String key : List.of("do", "try")) {
            for (Node entry : fields.node(key).map(Fields::entries).orElse(List.of())) {
                phrases.doing(entry, key.equals("try")).ifPresent(items::add);
            }
        }
        for (Node entry : fields.node("expect").map(Fields::entries).orElse(List.of())) {
            phrases.expected(entry).ifPresent(items::add);
        }
        return items;
    }

    private Optional<Step> walk(Where where, Step.@Nullable When when, Node node) {
        Fields fields = Fields.of(node, Section.WALK, problems);
        int times = fields.number("times", 1, MOST_TIMES).orElse(0);
        Duration length = fields.slot("for", Slot.TIME).map(Given::time).orElse(Duration.ZERO);
        if (!fields.has("times") && !fields.has("for")) {
            problems.add(node, "neither times nor for", "one of them");
        }
        Duration[] every = fields.must("every").map(this::range).orElse(new Duration[] {Duration.ZERO, Duration.ZERO});
        if (times == 0 && every[0].compareTo(Duration.ofSeconds(1)) < 0 && problems.none()) {
            problems.add(node, "a walk without times, every " + Words.time(every[0]), "at least every 1s");
        }
        List<Step.Choice> choices = new ArrayList<>();
        Optional<Node> list = fields.must("choices");
        if (list.isPresent()) {
            if (!(list.get() instanceof SequenceNode)) {
                problems.add(list.get(), Fields.shape(list.get()), "a list of choices");
            } else {
                Fields.entries(list.get()).forEach(entry -> choices.add(choice(entry)));
            }
            if (choices.isEmpty()) {
                problems.add(list.get(), "no choice", "at least one");
            }
        }
        return Optional.of(new Step.Walk(where, when, times, length, every[0], every[1], choices));
    }

    private Duration[] range(Node node) {
        String text = Fields.text(node, problems).orElse("");
        Matcher range = RANGE.matcher(text);
        if (range.matches() && inRange(range.group(1)) && inRange(range.group(2))) {
            Duration least = Words.time(range.group(1));
            Duration most = Words.time(range.group(2));
            if (most.compareTo(least) >= 0) {
                return new Duration[] {least, most};
            }
        } else if (text.matches(Words.TIME) && inRange(text)) {
            return new Duration[] {Words.time(text), Words.time(text)};
        }
        if (!text.isEmpty()) {
            problems.add(node, Problems.quote(text), "a time such as 5h, or two such as 2h to 8h, the shorter first");
        }
        return new Duration[] {Duration.ofHours(1), Duration.ofHours(1)};
    }

    private static boolean inRange(String time) {
        return Slot.TIME.inRange(time);
    }

    private Step.Choice choice(Node node) {
        Fields fields = Fields.of(node, Section.CHOICE, problems);
        int weight = fields.number("weight", 1, 1_000_000).orElse(1);
        List<Step.Item> items = items(fields);
        if (!items.isEmpty() && fields.has("steps")) {
            problems.add(node, "both steps and do, try or expect", "one of them");
        }
        Optional<Node> steps = fields.node("steps");
        if (steps.isPresent()) {
            return new Step.Choice(weight, steps(steps.get()));
        }
        Step simple = new Step.Simple(Problems.where(node), null, items);
        return new Step.Choice(weight, items.isEmpty() ? List.of() : List.of(simple));
    }
}
