package pumpcompanion.emulator.fault.pump;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** The pump hears nothing and says nothing for a while. Its log goes on. */
public final class Hang implements PumpFault {

    private final Duration duration;

    /**
     * Hangs.
     *
     * @param duration for so long
     */
    public Hang(Duration duration) {
        this.duration = duration;
    }

    @Override
    public boolean strike(FaultyPump pump, RandomGenerator random) {
        pump.hang(duration);
        return true;
    }
}
