package pumpcompanion.emulator.fault.pump;

import java.util.random.RandomGenerator;

/** The clock stands still, as that of a pump that is switched off. */
public final class ClockStop implements PumpFault {

    @Override
    public boolean strike(FaultyPump pump, RandomGenerator random) {
        pump.clockRuns(false);
        return true;
    }

    @Override
    public void heal(FaultyPump pump) {
        pump.clockRuns(true);
    }
}
