package pumpcompanion.connector.transport;

import com.fazecast.jSerialComm.SerialPort;
import com.fazecast.jSerialComm.SerialPortInvalidPortException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;
import java.util.regex.Pattern;

/** From a port's name and options to an open port, or one line that says why not. */
final class SerialOpening {

    /** Reads come back empty after this, so that a thread that reads sees that its link was closed. */
    static final int READ_MS = 200;

    private static final int FILE_TYPE = 0170000;
    private static final int CHARACTER_DEVICE = 0020000;
    /** The library hands the name to a shell where DTR or RTS is to be low from the start. */
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9/._:+-]{1,80}");

    private final String link;
    private final SerialOptions options;
    private final Function<String, SerialPort> library;

    SerialOpening(String link, SerialOptions options, Function<String, SerialPort> library) {
        this.link = link;
        this.options = options;
        this.library = library;
    }

    /**
     * The port behind all symbolic links.
     *
     * @throws PortTrouble if there is none, or it is something else
     */
    String realName(String port) throws PortTrouble {
        if (PortTrouble.isWindows()) {
            return port;
        }
        Path path = Path.of(port.contains("/") ? port : "/dev/" + port);
        Path real;
        try {
            real = path.toRealPath();
        } catch (IOException missing) {
            throw PortTrouble.missing(link, path.toString(), SerialPorts.paths());
        }
        if (Files.isRegularFile(real)) {
            throw PortTrouble.noPort(link, path.toString(), "a file");
        }
        if (Files.isDirectory(real)) {
            throw PortTrouble.noPort(link, path.toString(), "a folder");
        }
        if (!isCharacterDevice(real)) {
            throw PortTrouble.noPort(link, path.toString(), "something else");
        }
        return real.toString();
    }

    private static boolean isCharacterDevice(Path real) {
        try {
            Object mode = Files.getAttribute(real, "unix:mode");
            return !(mode instanceof Integer bits) || (bits & FILE_TYPE) == CHARACTER_DEVICE;
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException notTold) {
            return true; // the driver will say
        }
    }

    /**
     * Opens a port.
     *
     * @param real from {@link #realName}
     */
    SerialPort open(String real) throws PortTrouble {
        if (!(options.dtr() && options.rts()) && !PLAIN.matcher(real).matches()) {
            throw PortTrouble.strangeName(link, real);
        }
        SerialPort port;
        try {
            port = library.apply(real);
        } catch (SerialPortInvalidPortException missing) {
            throw PortTrouble.missing(link, real, SerialPorts.paths());
        }
        set(port);
        if (!port.openPort()) { // its error code may be set after a success, too
            throw PortTrouble.refused(link, real, port.getLastErrorCode(), options);
        }
        return port;
    }

    private void set(SerialPort port) {
        port.setComPortParameters(options.baud(), options.dataBits(), stopBits(), parity());
        port.setFlowControl(
                switch (options.flow()) {
                    case NONE -> SerialPort.FLOW_CONTROL_DISABLED;
                    case RTSCTS -> SerialPort.FLOW_CONTROL_RTS_ENABLED | SerialPort.FLOW_CONTROL_CTS_ENABLED;
                    case DSRDTR -> SerialPort.FLOW_CONTROL_DSR_ENABLED | SerialPort.FLOW_CONTROL_DTR_ENABLED;
                });
        // Blocking writes wait until the bytes have left: closing throws away what the driver still holds.
        port.setComPortTimeouts(SerialPort.TIMEOUT_READ_SEMI_BLOCKING | SerialPort.TIMEOUT_WRITE_BLOCKING, READ_MS, 0);
        if (!options.dtr()) {
            port.clearDTR();
        }
        if (!options.rts()) {
            port.clearRTS();
        }
    }

    private int stopBits() {
        return switch (options.stopBits()) {
            case ONE -> SerialPort.ONE_STOP_BIT;
            case ONE_AND_A_HALF -> SerialPort.ONE_POINT_FIVE_STOP_BITS;
            case TWO -> SerialPort.TWO_STOP_BITS;
        };
    }

    private int parity() {
        return switch (options.parity()) {
            case NONE -> SerialPort.NO_PARITY;
            case ODD -> SerialPort.ODD_PARITY;
            case EVEN -> SerialPort.EVEN_PARITY;
            case MARK -> SerialPort.MARK_PARITY;
            case SPACE -> SerialPort.SPACE_PARITY;
        };
    }
}
