package pumpcompanion.app.control;

import java.util.List;
import pumpcompanion.emulator.EmulatedPump;

/**
 * A pump that is reached over the control endpoint.
 *
 * @param pump the pump
 * @param addresses where companions reach it
 * @param transcript what passed on its links
 * @param replays whether it writes a recording again, so that nothing else may be written between
 */
public record ControlledPump(EmulatedPump pump, List<String> addresses, RecentTranscript transcript, boolean replays) {

    /** Copies the list. */
    public ControlledPump {
        addresses = List.copyOf(addresses);
    }

    /** A pump, watched from now on. */
    public static ControlledPump of(EmulatedPump pump, List<String> addresses, boolean replays) {
        RecentTranscript transcript = new RecentTranscript();
        pump.transcript(transcript);
        return new ControlledPump(pump, addresses, transcript, replays);
    }

    /** Its name in a path: the serial number, or {@code -} for a pump that states none. */
    String name() {
        return pump.serial().isEmpty() ? "-" : pump.serial();
    }
}
