package pumpcompanion.connector.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import com.fazecast.jSerialComm.SerialPort;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import pumpcompanion.emulator.link.Pty;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "needs symbolic links")
class SerialPortsTest {

    @TempDir
    Path folder;

    private static SerialPort port(String path, int vendor, String maker) {
        SerialPort port = mock(SerialPort.class);
        when(port.getSystemPortPath()).thenReturn(path);
        when(port.getVendorID()).thenReturn(vendor);
        when(port.getProductID()).thenReturn(vendor < 0 ? -1 : 0x8036);
        when(port.getManufacturer()).thenReturn(maker);
        when(port.getPortDescription()).thenReturn(maker.equals("Unknown") ? "Unknown" : "Bench Pump");
        when(port.getSerialNumber()).thenReturn(maker.equals("Unknown") ? "Unknown" : "42");
        return port;
    }

    @Test
    void aPortIsListedWithMakerIdsStableNameAndWhoHoldsIt() throws Exception {
        Path device = Files.createFile(folder.resolve("ttyACM0"));
        String real = device.toRealPath().toString();
        Path byId = Files.createDirectory(folder.resolve("by-id"));
        Path stable = Files.createSymbolicLink(byId.resolve("usb-Maker_42-if00"), device);
        Files.createSymbolicLink(byId.resolve("usb-Gone-if00"), folder.resolve("ttyACM9"));
        SerialPort[] ports = {port("/dev/ttyS0", -1, "Unknown"), port(real, 0x2341, "Maker")};
        List<SerialPortInfo> found = SerialPorts.list(() -> ports, byId, folder.resolve("no-proc"));
        SerialPortInfo usb =
                found.stream().filter(p -> p.path().equals(real)).findFirst().orElseThrow();
        assertThat(usb.stableNames()).containsExactly(stable.toString());
        assertThat(usb.address()).isEqualTo("serial:" + stable);
        assertThat(usb.maker() + " " + usb.product() + " " + usb.serialNumber()).isEqualTo("Maker Bench Pump 42");
        assertThat(usb.vendorId()).hasValue(0x2341);
        assertThat(usb.productId()).hasValue(0x8036);
        assertThat(usb.permitted()).isTrue();
        assertThat(usb.advice()).isEmpty();
        SerialPortInfo plain = found.stream()
                .filter(p -> p.path().equals("/dev/ttyS0"))
                .findFirst()
                .orElseThrow();
        assertThat(plain.vendorId()).isEmpty();
        assertThat(plain.maker() + plain.product() + plain.serialNumber()).isEmpty();
        assertThat(plain.address()).isEqualTo("serial:/dev/ttyS0");
    }

    @Test
    void whoMayNotOpenAPortIsToldWhichGroupToJoin() {
        assertThat(PortTrouble.permissionAdvice("uucp"))
                .contains("group uucp", "usermod -aG uucp", "udev", "log in again");
        assertThat(PortTrouble.permissionAdvice("root")).contains("dialout", "uucp");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void whoHasADeviceOpenIsFoundInProc() throws Exception {
        try (Pty pty = Pty.open(null);
                var held = Files.newInputStream(pty.device())) {
            assertThat(held).isNotNull();
            assertThat(SerialPorts.holdersOf(pty.device().toString()))
                    .anyMatch(holder ->
                            holder.endsWith("(" + ProcessHandle.current().pid() + ")"));
        }
    }

    @Test
    void theSystemsOwnListCanBeAsked() {
        assertThat(SerialPorts.list())
                .allSatisfy(port -> assertThat(port.path()).isNotBlank());
    }
}
