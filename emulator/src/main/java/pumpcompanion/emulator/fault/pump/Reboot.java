package pumpcompanion.emulator.fault.pump;

import java.util.random.RandomGenerator;

/** Power goes and comes back. */
public final class Reboot implements PumpFault {

    @Override
    public boolean strike(FaultyPump pump, RandomGenerator random) {
        pump.reboot();
        return true;
    }
}
