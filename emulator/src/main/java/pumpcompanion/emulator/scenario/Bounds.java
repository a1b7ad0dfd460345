package pumpcompanion.emulator.scenario;

import java.time.Duration;
import java.util.List;

/**
 * How much a scenario can come to at most: a few lines of loops inside each other could keep a computer busy for ever.
 *
 * @param steps how many items are done or expected
 * @param seconds of the pump's time
 */
record Bounds(double steps, double seconds) {

    /** Most items that one scenario may do and expect. */
    static final int MOST_STEPS = 1_000_000;

    /** Longest scenario. */
    static final Duration LONGEST = Duration.ofDays(36_500);

    private static final Bounds NONE = new Bounds(0, 0);

    /** Of steps one after another. */
    static Bounds of(List<Step> steps) {
        Bounds sum = NONE;
        for (Step step : steps) {
            sum = sum.plus(of(step));
            Step.When when = step.when();
            sum = new Bounds(
                    sum.steps, sum.seconds + (when == null ? 0 : when.time().toSeconds()));
        }
        return sum;
    }

    private static Bounds of(Step step) {
        if (step instanceof Step.Repeat repeat) {
            Bounds once = of(repeat.steps());
            return new Bounds((once.steps + 1) * repeat.times(), once.seconds * repeat.times());
        }
        if (step instanceof Step.Walk walk) {
            return of(walk);
        }
        Bounds sum = new Bounds(1, 0);
        for (Step.Item item : ((Step.Simple) step).items()) {
            sum = sum.plus(of(item));
        }
        return sum;
    }

    private static Bounds of(Step.Item item) {
        if (item instanceof Step.Expected expected) {
            return new Bounds(1, expected.within().toSeconds());
        }
        Step.Doing doing = (Step.Doing) item;
        var steps = doing.word().steps(doing.given());
        return new Bounds(steps.size(), steps.get(steps.size() - 1).delay().toSeconds());
    }

    private static Bounds of(Step.Walk walk) {
        Bounds most = NONE;
        for (Step.Choice choice : walk.choices()) {
            Bounds one = of(choice.steps());
            most = new Bounds(Math.max(most.steps, one.steps), Math.max(most.seconds, one.seconds));
        }
        double times = walk.times();
        if (!walk.length().isZero()) {
            double fit =
                    walk.length().toMillis() / (double) Math.max(1, walk.least().toMillis()) + 1;
            times = times == 0 ? fit : Math.min(times, fit);
        }
        double between = walk.most().toSeconds();
        double seconds = Math.max(walk.length().toSeconds() + most.seconds, times * (between + most.seconds));
        return new Bounds((most.steps + 1) * times, seconds);
    }

    private Bounds plus(Bounds other) {
        return new Bounds(steps + other.steps, seconds + other.seconds);
    }
}
