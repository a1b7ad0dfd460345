package pumpcompanion.connector.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import pumpcompanion.connector.transport.SerialOptions.Flow;
import pumpcompanion.connector.transport.SerialOptions.Parity;
import pumpcompanion.connector.transport.SerialOptions.StopBits;

class SerialAddressTest {

    @ParameterizedTest
    @CsvSource({
        "serial:/dev/ttyACM0?baud=9600,   /dev/ttyACM0, serial:/dev/ttyACM0",
        "serial:///dev/ttyACM0?baud=9600, /dev/ttyACM0, serial:///dev/ttyACM0",
        "serial:COM3?baud=9600,           COM3,         serial:COM3",
        "SERIAL:/dev/x?baud=9600,         /dev/x,       SERIAL:/dev/x",
        "serial:/dev/serial/by-id/usb-Maker_Pump_42-if00?baud=9600, /dev/serial/by-id/usb-Maker_Pump_42-if00, "
                + "serial:/dev/serial/by-id/usb-Maker_Pump_42-if00"
    })
    void everyWayToWriteAnAddressIsUnderstood(String text, String target, String name) {
        LinkAddress address = LinkAddress.parse(text);
        assertThat(address.target()).isEqualTo(target);
        assertThat(SerialOptions.of(address).baud()).isEqualTo(9600);
        assertThat(Transports.to(address).get().name()).isEqualTo(name);
    }

    @Test
    void withoutOptionsItIs115200Baud8N1WithoutFlowControl() {
        assertThat(SerialOptions.of(LinkAddress.parse("serial:COM3")))
                .isEqualTo(SerialOptions.defaults())
                .isEqualTo(new SerialOptions(115_200, 8, Parity.NONE, StopBits.ONE, Flow.NONE, true, true));
    }

    @Test
    void everyOptionCanBeSet() {
        assertThat(
                        SerialOptions.of(
                                LinkAddress.parse(
                                        "serial:COM3?baud=921600&databits=7&parity=even&stopbits=1.5&flow=rtscts&dtr=off&rts=off&name=A")))
                .isEqualTo(
                        new SerialOptions(921_600, 7, Parity.EVEN, StopBits.ONE_AND_A_HALF, Flow.RTSCTS, false, false));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "baud=0           | baud=0 | a whole number from 50 to 12000000",
                "baud=fast        | baud=fast | a whole number from 50 to 12000000",
                "databits=9       | databits=9 | a whole number from 5 to 8",
                "parity=maybe     | parity=maybe | one of none, odd, even, mark, space",
                "stopbits=3       | stopbits=3 | one of 1, 1.5, 2",
                "flow=xonxoff     | flow=xonxoff | one of none, rtscts, dsrdtr",
                "dtr=1            | dtr=1 | one of on, off",
                "speed=9600       | speed | baud, databits, parity, stopbits, flow, dtr, rts, name"
            })
    void aWrongOptionIsNamedWithItsValueAndWhatIsAllowed(String option, String named, String allowed) {
        assertThatThrownBy(() -> Transports.to(LinkAddress.parse("serial:/dev/ttyACM0?" + option)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(named)
                .hasMessageContaining(allowed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"serial:", "serial://", "serial:?baud=9600"})
    void anAddressWithoutAPortSaysWhatIsMissing(String text) {
        assertThatThrownBy(() -> Transports.to(LinkAddress.parse(text)))
                .hasMessageContaining("names no port")
                .hasMessageContaining("serial:COM3");
    }

    @Test
    void theLinesRateCountsEveryBitOfACharacter() {
        assertThat(SerialOptions.defaults().bytesPerSecond()).isEqualTo(11_520);
        assertThat(SerialOptions.of(LinkAddress.parse("serial:COM3?baud=9600&parity=even&stopbits=2"))
                        .bytesPerSecond())
                .isEqualTo(800);
    }
}
