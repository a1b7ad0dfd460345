package pumpcompanion.emulator.testkit;

import java.time.Duration;
import pumpcompanion.emulator.EmulatedPump;

/**
 * Where checks of a connected program begin: {@code assertThat(pump).ackedThrough(42)}. Fits beside AssertJ's method of the
 * same name.
 */
public final class PumpAssertions {

    private PumpAssertions() {}

    /**
     * Checks what companions did with a pump, all of them together, since it was made.
     *
     * @param pump may be closed already
     */
    public static PumpAssert assertThat(EmulatedPump pump) {
        return new PumpAssert(pump, Duration.ZERO, Duration.ZERO);
    }
}
