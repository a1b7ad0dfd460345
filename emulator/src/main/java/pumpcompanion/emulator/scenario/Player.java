package pumpcompanion.emulator.scenario;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import pumpcompanion.emulator.SetChange;
import pumpcompanion.emulator.model.ActionRefusedException;

/**
 * Goes through the steps of a scenario, as far as it can without time passing. Loops, walks and long actions are frames of
 * a stack. Guarded by the pump.
 */
final class Player {

    /** How often at most something that is expected within a time is looked for. */
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

    /** So many looks at most for one expectation. */
    private static final int MOST_LOOKS = 100_000;

    private final Sight sight;
    private final ScenarioRun run;
    private final SplittableRandom random;
    private final Deque<Frame> frames = new ArrayDeque<>();
    private Duration now = Duration.ZERO;
    private Step.@Nullable Doing refused;

    /** A piece of the scenario that is under way. */
    private interface Frame {
        /** Does the next thing. Returns the time before the one after it; null: there is none. */
        @Nullable
        Duration next();
    }

    Player(List<Step> steps, Sight sight, ScenarioRun run, SplittableRandom random) {
        this.sight = sight;
        this.run = run;
        this.random = random;
        frames.push(new Steps(steps, 1));
    }

    /** Time that was let pass. */
    Duration now() {
        return now;
    }

    /** Does what is due. Returns the time until there is more to do; null: the end. */
    @Nullable
    Duration play() {
        while (!frames.isEmpty()) {
            Frame top = frames.element();
            Duration wait = top.next();
            if (wait == null) {
                frames.remove(top);
            } else if (!wait.isZero()) {
                now = now.plus(wait);
                return wait;
            }
        }
        settleRefusal();
        return null;
    }

    /** A list of steps, some times over. */
    private final class Steps implements Frame {
        private final List<Step> steps;
        private int times;
        private int index;
        private boolean waited;
        private Duration began = now;

        Steps(List<Step> steps, int times) {
            this.steps = steps;
            this.times = times;
        }

        @Override
        public @Nullable Duration next() {
            if (index == steps.size()) {
                if (--times < 1) {
                    return null;
                }
                index = 0;
                began = now;
            }
            Step step = steps.get(index);
            if (!waited) {
                waited = true;
                return wait(step);
            }
            waited = false;
            index++;
            begin(step);
            return Duration.ZERO;
        }

        private Duration wait(Step step) {
            Step.When when = step.when();
            if (when == null || !when.fromStart()) {
                return when == null ? Duration.ZERO : when.time();
            }
            Duration wait = began.plus(when.time()).minus(now);
            if (wait.isNegative()) {
                String found = "what came before took until +" + Words.time(now.minus(began));
                run.fail(step.where(), "at +" + Words.time(when.time()), found, sight);
                return Duration.ZERO;
            }
            return wait;
        }
    }

    private void begin(Step step) {
        if (step instanceof Step.Repeat repeat) {
            frames.push(new Steps(repeat.steps(), repeat.times()));
        } else if (step instanceof Step.Walk walk) {
            frames.push(new Wandering(walk));
        } else {
            frames.push(new Items(((Step.Simple) step).items()));
        }
    }

    /** A random walk. */
    private final class Wandering implements Frame {
        private final Step.Walk walk;
        private final Duration end;
        private final int weights;
        private int left;
        private boolean waited;

        Wandering(Step.Walk walk) {
            this.walk = walk;
            this.left = walk.times() == 0 ? Integer.MAX_VALUE : walk.times();
            this.end = walk.length().isZero() ? Duration.ofDays(1_000_000) : now.plus(walk.length());
            this.weights = walk.choices().stream().mapToInt(Step.Choice::weight).sum();
        }

        @Override
        public @Nullable Duration next() {
            if (waited) {
                waited = false;
                frames.push(new Steps(chosen().steps(), 1));
                return Duration.ZERO;
            }
            long spread = walk.most().minus(walk.least()).toMillis();
            Duration wait = walk.least().plusMillis(spread == 0 ? 0 : random.nextLong(spread + 1));
            if (left == 0 || now.plus(wait).compareTo(end) > 0) {
                left = 0;
                boolean over = walk.length().isZero() || now.compareTo(end) >= 0;
                return over ? null : end.minus(now);
            }
            left--;
            waited = true;
            return wait;
        }

        private Step.Choice chosen() {
            int at = random.nextInt(weights);
            for (Step.Choice choice : walk.choices()) {
                at -= choice.weight();
                if (at < 0) {
                    return choice;
                }
            }
            throw new IllegalStateException("weights of " + weights);
        }
    }

    /** What one step does and expects. */
    private final class Items implements Frame {
        private final List<Step.Item> items;
        private int index;
        private Duration waited = Duration.ZERO;

        Items(List<Step.Item> items) {
            this.items = items;
        }

        @Override
        public @Nullable Duration next() {
            if (index == items.size()) {
                return null;
            }
            Step.Item item = items.get(index);
            if (item instanceof Step.Expected expected) {
                return look(expected);
            }
            Step.Doing doing = (Step.Doing) item;
            settleRefusal();
            sight.acts(index == 0);
            index++;
            run.say((doing.mayBeRefused() ? "try " : "do ") + doing.text());
            frames.push(new Acting(doing, this));
            return Duration.ZERO;
        }

        private Duration look(Step.Expected expected) {
            if (expected.word() == ExpectationWord.REFUSED) {
                refused = null;
            } else {
                settleRefusal();
            }
            String found = expected.word().look(sight, expected.given());
            if (found != null && waited.compareTo(expected.within()) < 0) {
                Duration every = expected.within().dividedBy(MOST_LOOKS);
                Duration look = every.compareTo(LOOK_EVERY) > 0 ? every : LOOK_EVERY;
                Duration left = expected.within().minus(waited);
                Duration wait = look.compareTo(left) < 0 ? look : left;
                waited = waited.plus(wait);
                return wait;
            }
            index++;
            waited = Duration.ZERO;
            if (found == null) {
                run.say("as expected: " + expected.text());
            } else {
                run.fail(expected.where(), expected.text(), found, sight);
            }
            return Duration.ZERO;
        }

        /** What else was to be tried is left out. */
        void giveUp() {
            while (index < items.size() && items.get(index) instanceof Step.Doing) {
                index++;
            }
        }
    }

    /** One action; a long one takes its time. */
    private final class Acting implements Frame {
        private final Step.Doing doing;
        private final Items from;
        private final List<SetChange.Step> steps;
        private final Duration began = now;
        private int index;

        Acting(Step.Doing doing, Items from) {
            this.doing = doing;
            this.from = from;
            this.steps = doing.word().steps(doing.given());
        }

        @Override
        public @Nullable Duration next() {
            if (index == steps.size()) {
                return null;
            }
            SetChange.Step step = steps.get(index);
            Duration due = began.plus(step.delay());
            if (due.compareTo(now) > 0) {
                return due.minus(now);
            }
            index++;
            if (!act(step)) {
                index = steps.size();
            }
            return Duration.ZERO;
        }

        private boolean act(SetChange.Step step) {
            try {
                step.action().accept(sight.pump());
                return true;
            } catch (ActionRefusedException no) {
                sight.refused(no);
                run.say("refused: " + no.getMessage());
                if (doing.mayBeRefused()) {
                    from.giveUp();
                } else {
                    refused = doing;
                }
            } catch (IllegalArgumentException | IllegalStateException cannot) {
                run.fail(doing.where(), doing.text(), String.valueOf(cannot.getMessage()), sight);
            }
            return false;
        }
    }

    /** An action was refused, and nobody has expected that. */
    private void settleRefusal() {
        Step.Doing one = refused;
        refused = null;
        ActionRefusedException why = sight.refusal();
        if (one != null && why != null) {
            run.fail(one.where(), one.text(), String.valueOf(why.getMessage()), sight);
        }
    }
}
