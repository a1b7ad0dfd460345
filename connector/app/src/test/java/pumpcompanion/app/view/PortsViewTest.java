package pumpcompanion.app.view;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import pumpcompanion.connector.transport.SerialPortInfo;

class PortsViewTest {

    private static final SerialPortInfo USB = new SerialPortInfo(
            "/dev/ttyACM0",
            List.of("/dev/serial/by-id/usb-Maker_Pump_42-if00"),
            "Maker",
            "Bench Pump",
            OptionalInt.of(0x2341),
            OptionalInt.of(0x0036),
            "42",
            List.of("socat (1234)"),
            "dialout",
            false);

    @Test
    void aPortIsShownWithAllThatIsKnownAndTheCommandToUseIt() {
        assertThat(PortsView.lines(List.of(USB), "companion", Ink.NONE))
                .containsExactly(
                        "/dev/ttyACM0  Maker Bench Pump  (USB 2341:0036, serial number 42)",
                        "    also     /dev/serial/by-id/usb-Maker_Pump_42-if00",
                        "    held by  socat (1234)",
                        "    no permission; join the group dialout: sudo usermod -aG dialout $USER, then log in again;"
                                + " or a udev rule with MODE=\"0660\", TAG+=\"uaccess\"",
                        "    companion connect serial:/dev/serial/by-id/usb-Maker_Pump_42-if00");
    }

    @Test
    void anEmptyListSaysWhatToPlugIn() {
        assertThat(PortsView.lines(List.of(), "companion", Ink.NONE))
                .anyMatch(line -> line.contains("plug the pump"))
                .anyMatch(line -> line.contains("companion emulate --pty"))
                .allMatch(line -> line.length() <= 110);
    }

    @Test
    void jsonHoldsWhatIsKnownAndLeavesOutWhatIsNot() {
        JsonObject usb = JsonParser.parseString(PortsView.json(USB)).getAsJsonObject();
        assertThat(usb.get("vendorId").getAsString()).isEqualTo("2341");
        assertThat(usb.get("holders").getAsJsonArray()).hasSize(1);
        assertThat(usb.get("permitted").getAsBoolean()).isFalse();
        assertThat(usb.get("advice").getAsString()).contains("usermod");
        SerialPortInfo plain = new SerialPortInfo(
                "COM3", List.of(), "", "", OptionalInt.empty(), OptionalInt.empty(), "", List.of(), "", true);
        assertThat(PortsView.json(plain))
                .isEqualTo("{\"path\":\"COM3\",\"address\":\"serial:COM3\",\"stableNames\":[],\"holders\":[],"
                        + "\"permitted\":true}");
    }
}
