package pumpcompanion.emulator.scenario;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import pumpcompanion.emulator.EmulatedPump;
import pumpcompanion.emulator.time.ModelTime;
import pumpcompanion.emulator.time.VirtualTime;

/** A scenario that a pump plays. Runs inside the pump's monitor, in its own time; methods may be called from any thread. */
public final class ScenarioRun {

    /** So many failures are kept; the others are counted. */
    private static final int KEPT = 100;

    private static final Duration FAR = Duration.ofDays(366);

    private final Scenario scenario;
    private final EmulatedPump pump;
    private final Consumer<String> lines;
    private final Player player;
    private final List<ScenarioFailure> failures = new ArrayList<>();
    private final CompletableFuture<ScenarioRun> done = new CompletableFuture<>();
    private long failed;
    private ModelTime.@Nullable Task waiting;

    private ScenarioRun(Scenario scenario, EmulatedPump pump, Consumer<String> lines) {
        this.scenario = scenario;
        this.pump = pump;
        this.lines = lines;
        this.player = new Player(scenario.steps(), new Sight(pump), this, new SplittableRandom(scenario.seed()));
    }

    static ScenarioRun begin(Scenario scenario, EmulatedPump pump, Consumer<String> lines) {
        synchronized (pump) {
            ScenarioRun run = new ScenarioRun(scenario, pump, lines);
            run.waiting = pump.after(Duration.ZERO, run::go);
            return run;
        }
    }

    private void go() {
        waiting = null;
        Duration wait = player.play();
        if (wait != null) {
            waiting = pump.after(wait, this::go);
        } else {
            say("end, " + (failed == 0 ? "all as expected" : failed + " not as expected"));
            done.complete(this);
        }
    }

    /** The scenario that is played. */
    public Scenario scenario() {
        return scenario;
    }

    /** The pump that plays it. */
    public EmulatedPump pump() {
        return pump;
    }

    /** Whether it has come to its end, or was stopped. */
    public boolean isDone() {
        return done.isDone();
    }

    /** Complete at its end, with this run. To be waited for in real time only. */
    public CompletableFuture<ScenarioRun> done() {
        return done.copy();
    }

    /** How far it is, in the pump's own time. */
    public Duration elapsed() {
        synchronized (pump) {
            return player.now();
        }
    }

    /** What was not as expected so far, the first hundred. */
    public List<ScenarioFailure> failures() {
        synchronized (pump) {
            return List.copyOf(failures);
        }
    }

    /**
     * Says so if anything was not as expected, or the end is not reached.
     *
     * @throws AssertionError with every failure: file and line, expected, found, state and last records
     */
    public void check() {
        synchronized (pump) {
            if (failed > 0) {
                StringBuilder text = new StringBuilder(title()).append(": ").append(failed);
                text.append(failed == 1 ? " expectation failed" : " expectations failed");
                failures.forEach(one -> text.append('\n').append(one));
                throw new AssertionError(text.toString());
            }
            if (!isDone()) {
                throw new AssertionError(
                        title() + " has come to +" + Words.time(player.now()) + " only: let time pass");
            }
        }
    }

    private String title() {
        return "scenario " + scenario.name() + " with seed " + scenario.seed();
    }

    /** Nothing more is done; it is done then. */
    public void stop() {
        synchronized (pump) {
            if (waiting != null) {
                waiting.cancel();
            }
            done.complete(this);
        }
    }

    /** Lets time pass or waits for it, until the end. */
    ScenarioRun toEnd() {
        ScheduledExecutorService time = pump.executor();
        if (time instanceof VirtualTime virtual) {
            while (!virtual.advanceUntil(this::isDone, FAR) && virtual.waiting() > 0) {
                // a slow pump may need longer
            }
        } else {
            try {
                done.get();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                stop();
            } catch (ExecutionException never) {
                throw new IllegalStateException(never);
            }
        }
        return this;
    }

    // ------------------------------------------------------------ for the player, with the monitor held

    void say(String text) {
        lines.accept("+" + Words.time(player.now()) + "  " + text);
    }

    void fail(Where where, String expected, String found, Sight sight) {
        failed++;
        ScenarioFailure failure = new ScenarioFailure(
                scenario.file(), where.line(), player.now(), expected, found, sight.state(), sight.lastRecords());
        if (failures.size() < KEPT) {
            failures.add(failure);
        }
        say("FAILED " + failure);
    }
}
