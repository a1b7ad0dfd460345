package pumpcompanion.emulator.fault.pump;

import java.util.random.RandomGenerator;

/** Whoever says Hello is refused: busy. Sessions that stand are not touched. */
public final class Refuse implements PumpFault {

    @Override
    public boolean strike(FaultyPump pump, RandomGenerator random) {
        pump.refuses(true);
        return true;
    }

    @Override
    public void heal(FaultyPump pump) {
        pump.refuses(false);
    }
}
