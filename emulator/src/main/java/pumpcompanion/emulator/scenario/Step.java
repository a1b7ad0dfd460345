package pumpcompanion.emulator.scenario;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One entry of a list of steps, as it was read. */
sealed interface Step {

    /** Where it stands. */
    Where where();

    /** When it comes; null: at once. */
    @Nullable
    When when();

    /**
     * A time.
     *
     * @param fromStart since the list of steps began, else since the step before
     * @param time how long
     */
    record When(boolean fromStart, Duration time) {}

    /**
     * Something is done, or expected, or both; none of it: only time passes.
     *
     * @param items in order
     */
    record Simple(Where where, @Nullable When when, List<Item> items) implements Step {}

    /**
     * A loop.
     *
     * @param times 1 and up
     */
    record Repeat(Where where, @Nullable When when, int times, List<Step> steps) implements Step {}

    /**
     * A random walk: again and again one of the choices, by weight, after a random time.
     *
     * @param times how often; 0: as often as fits into {@code length}
     * @param length how long it takes in all; zero: as long as {@code times} need
     * @param least shortest time before a choice
     * @param most longest
     */
    record Walk(
            Where where,
            @Nullable When when,
            int times,
            Duration length,
            Duration least,
            Duration most,
            List<Choice> choices)
            implements Step {}

    /**
     * What a walk may choose.
     *
     * @param weight 1 and up
     * @param steps may be none
     */
    record Choice(int weight, List<Step> steps) {}

    /** What a simple step is made of. */
    sealed interface Item {
        /** Where it stands. */
        Where where();

        /** As it was written. */
        String text();
    }

    /**
     * Something to do.
     *
     * @param mayBeRefused a pump that refuses it is right, too
     */
    record Doing(Where where, String text, ActionWord word, Given given, boolean mayBeRefused) implements Item {}

    /**
     * Something that is expected.
     *
     * @param within how long it may take to become so; zero: it is so now
     */
    record Expected(Where where, String text, ExpectationWord word, Given given, Duration within) implements Item {}
}
