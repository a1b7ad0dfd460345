package pumpcompanion.app.demo;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import pumpcompanion.emulator.EmulatedPump;
import pumpcompanion.emulator.scenario.Scenario;
import pumpcompanion.emulator.scenario.ScenarioRun;

/**
 * Tells what a scenario does. The pump hands lines over without waiting; {@link #look} prints them, so that a slow terminal
 * cannot hold up the pump. What waits is bounded by the length of a scenario.
 */
public final class Storyteller {

    private final Queue<String> told = new ConcurrentLinkedQueue<>();
    private final Consumer<String> out;
    private final boolean briefly;
    private @Nullable ScenarioRun run;

    /**
     * Lines go to {@code out}.
     *
     * @param briefly only what was not as expected, and the end
     */
    public Storyteller(Consumer<String> out, boolean briefly) {
        this.out = out;
        this.briefly = briefly;
    }

    /** Begins. */
    public ScenarioRun start(Scenario scenario, EmulatedPump pump) {
        ScenarioRun begun = scenario.start(pump, told::add);
        run = begun;
        return begun;
    }

    /** Prints what has happened since. */
    public synchronized void look() {
        for (String line = told.poll(); line != null; line = told.poll()) {
            if (!briefly || line.contains("  FAILED ") || line.contains("  end, ")) {
                out.accept(line);
            }
        }
    }

    /** Whether something was not as expected so far. */
    public boolean failed() {
        return run != null && !run.failures().isEmpty();
    }
}
