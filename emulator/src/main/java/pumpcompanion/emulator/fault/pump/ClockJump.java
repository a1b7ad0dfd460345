package pumpcompanion.emulator.fault.pump;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** The clock shows something else at once, and no record says so. */
public final class ClockJump implements PumpFault {

    private final Duration by;

    /**
     * A jump.
     *
     * @param by forward, or back where negative
     */
    public ClockJump(Duration by) {
        this.by = by;
    }

    @Override
    public boolean strike(FaultyPump pump, RandomGenerator random) {
        pump.showClock(pump.shownClock().plus(by));
        return true;
    }
}
