package pumpcompanion.emulator.fault.pump;

import java.util.random.RandomGenerator;

/** One fault of a pump. Called with the pump's monitor held. */
public interface PumpFault {

    /**
     * It happens.
     *
     * @param random the fault's own, seeded
     * @return whether there was anything to do
     */
    boolean strike(FaultyPump pump, RandomGenerator random);

    /** It is over; for those that last. */
    default void heal(FaultyPump pump) {}
}
