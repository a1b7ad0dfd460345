package pumpcompanion.emulator.fault.pump;

import java.util.random.RandomGenerator;

/** The log is erased, as by a reset to factory settings: another epoch, numbers from 1. */
public final class LogErase implements PumpFault {

    @Override
    public boolean strike(FaultyPump pump, RandomGenerator random) {
        pump.eraseLog();
        return true;
    }
}
