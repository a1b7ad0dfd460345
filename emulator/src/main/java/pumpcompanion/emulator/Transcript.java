package pumpcompanion.emulator;

import java.time.Instant;
import pumpcompanion.emulator.link.Direction;

/** Sees every payload that passes a pump, to be printed when a test fails. */
@FunctionalInterface
public interface Transcript {

    /**
     * A payload came in whole, or goes out. Called with the pump's monitor held: it must be quick.
     *
     * @param at time of the link
     * @param link name of the link
     * @param direction which way
     * @param payload a {@code FromPump} or {@code ToPump}, or nonsense with a right CRC; not to be changed
     */
    void payload(Instant at, String link, Direction direction, byte[] payload);
}
