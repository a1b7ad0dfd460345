package pumpcompanion.emulator.fault.link;

import java.util.random.RandomGenerator;

/** Makes the filter of a fault for one direction of one link. */
@FunctionalInterface
public interface FilterMaker {

    /**
     * A fresh filter.
     *
     * @param nowNanos the link's time now
     * @param random the filter's own
     */
    LinkFilter make(long nowNanos, RandomGenerator random);
}
