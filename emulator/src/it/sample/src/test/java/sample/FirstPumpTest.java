package sample;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static pumpcompanion.emulator.testkit.PumpAssertions.assertThat;

import java.net.Socket;
import java.net.URI;
import org.junit.jupiter.api.Test;
import pumpcompanion.emulator.EmulatedPump;
import pumpcompanion.emulator.junit5.WithPump;
import pumpcompanion.emulator.testkit.Wire;

@WithPump(wire = Wire.TCP)
class FirstPumpTest {

    @Test
    void aProgramThatOnlyListensIsSpokenTo(EmulatedPump pump, URI address) throws Exception {
        try (Socket program = new Socket(address.getHost(), address.getPort())) { // yours in its place
            assertEquals(0, program.getInputStream().read()); // every frame begins with a zero
            assertThat(pump).sentNothing();
        }
    }
}
