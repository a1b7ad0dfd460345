package pumpcompanion.emulator.scenario;

import java.util.Arrays;
import java.util.List;

/** The mappings of a scenario file, and what may stand in each. Part of the grammar. */
@SuppressWarnings("ImmutableEnumChecker") // lists that do not change
enum Section {
    /** The file as a whole. */
    FILE(
            new Key("name", "What it is called: small letters, digits and hyphens."),
            new Key("summary", "One line for people."),
            new Key("seed", "Of all that is random, the pump's faults included; 1 if not said."),
            new Key("pump", "What the pump is like; a usual pump that behaves if not said."),
            new Key("steps", "What happens, in order.")),
    /** The pump section: {@link PumpKey}. */
    PUMP(Arrays.stream(PumpKey.values())
            .map(key -> new Key(key.word(), key.meaning()))
            .toArray(Key[]::new)),
    /** One step. */
    STEP(
            new Key("at", "When, since the list of steps that it stands in began: +15m35s."),
            new Key("after", "When, since the step before was done: 10m. Neither: at once."),
            new Key("do", "What is done, one or a list; a failure if the pump refuses and no expect: refused follows."),
            new Key("try", "The same; where the pump refuses, the rest of the list is left out."),
            new Key("expect", "What is so then, one or a list."),
            new Key("repeat", "How often the steps are done, 1 to 100000."),
            new Key("steps", "The steps that are repeated."),
            new Key("random", "A random walk.")),
    /** A random walk. */
    WALK(
            new Key("times", "How often something is chosen, 1 to 100000."),
            new Key("for", "How long it takes, in place of times or beside it."),
            new Key("every", "The time before each choice: 5h, or 2h to 8h."),
            new Key("choices", "One of these is chosen each time.")),
    /** One choice of a walk. */
    CHOICE(
            new Key("weight", "How likely it is beside the others, 1 to 1000000; 1 if not said."),
            new Key("do", "What is done, one or a list."),
            new Key("try", "The same, and the pump may refuse it."),
            new Key("expect", "What is so then, one or a list."),
            new Key("steps", "Steps of its own. Neither: nothing happens."));

    /**
     * What may stand in a mapping.
     *
     * @param word as in a file
     * @param meaning for people
     */
    record Key(String word, String meaning) {}

    private final List<Key> keys;

    Section(Key... keys) {
        this.keys = List.of(keys);
    }

    /** In the order in which people write them. */
    List<Key> keys() {
        return keys;
    }

    List<String> words() {
        return keys.stream().map(Key::word).toList();
    }
}
