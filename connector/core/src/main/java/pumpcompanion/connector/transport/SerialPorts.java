package pumpcompanion.connector.transport;

import com.fazecast.jSerialComm.SerialPort;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Supplier;

/** Lists the serial ports of this computer. Any thread; one enumeration at a time, as its library wants it. */
public final class SerialPorts {

    private static final Path BY_ID = Path.of("/dev/serial/by-id");
    private static final Path DEV = Path.of("/dev");
    private static final String USUAL_NAMES = "{ttyACM*,ttyUSB*,ttyAMA*,ttyTHS*,rfcomm*,cu.*}";
    private static final Path PROC = Path.of("/proc");
    private static final Object ONE_AT_A_TIME = new Object();

    private SerialPorts() {}

    /** All ports the system knows, by name. Pseudo-terminals are not among them; they can be opened all the same. */
    public static List<SerialPortInfo> list() {
        return list(SerialPort::getCommPorts, BY_ID, PROC);
    }

    static List<SerialPortInfo> list(Supplier<SerialPort[]> system, Path byId, Path proc) {
        Map<String, List<String>> stable = stableNames(byId);
        Map<String, List<String>> holders = new PortHolders(proc).all();
        return Arrays.stream(enumerate(system))
                .map(port -> describe(port, stable, holders))
                .sorted(Comparator.comparing(SerialPortInfo::path))
                .toList();
    }

    /** Paths alone, for messages; without asking the library, because a link that waits for its port asks often. */
    static List<String> paths() {
        if (PortTrouble.isWindows()) {
            return Arrays.stream(enumerate(SerialPort::getCommPorts))
                    .map(SerialPort::getSystemPortName)
                    .toList();
        }
        List<String> found = new ArrayList<>();
        try (DirectoryStream<Path> devices = Files.newDirectoryStream(DEV, USUAL_NAMES)) {
            devices.forEach(device -> found.add(device.toString()));
        } catch (IOException | DirectoryIteratorException notTold) {
            return List.of();
        }
        found.sort(null);
        return found;
    }

    /** Who has a device open, by its real name; empty where nobody does or the system does not tell. */
    static List<String> holdersOf(String device) {
        return new PortHolders(PROC).all().getOrDefault(device, List.of());
    }

    private static SerialPort[] enumerate(Supplier<SerialPort[]> system) {
        synchronized (ONE_AT_A_TIME) {
            return system.get();
        }
    }

    private static SerialPortInfo describe(
            SerialPort port, Map<String, List<String>> stable, Map<String, List<String>> holders) {
        String path = port.getSystemPortPath();
        boolean usb = port.getVendorID() > 0;
        Path file = Path.of(path);
        boolean exists = Files.exists(file);
        return new SerialPortInfo(
                path,
                stable.getOrDefault(path, List.of()),
                known(port.getManufacturer()),
                known(port.getPortDescription()),
                usb ? OptionalInt.of(port.getVendorID()) : OptionalInt.empty(),
                usb ? OptionalInt.of(port.getProductID()) : OptionalInt.empty(),
                known(port.getSerialNumber()),
                holders.getOrDefault(path, List.of()),
                groupOf(file),
                !exists || (Files.isReadable(file) && Files.isWritable(file)));
    }

    /** The library says Unknown where it knows nothing. */
    private static String known(String text) {
        return text == null || text.equalsIgnoreCase("unknown") ? "" : text.strip();
    }

    static String groupOf(Path file) {
        try {
            return Files.readAttributes(file, PosixFileAttributes.class).group().getName();
        } catch (IOException | UnsupportedOperationException none) {
            return "";
        }
    }

    private static Map<String, List<String>> stableNames(Path byId) {
        Map<String, List<String>> names = new LinkedHashMap<>();
        try (DirectoryStream<Path> links = Files.newDirectoryStream(byId)) {
            List<Path> sorted = new ArrayList<>();
            links.forEach(sorted::add);
            sorted.sort(null);
            for (Path link : sorted) {
                if (Files.exists(link)) {
                    names.computeIfAbsent(link.toRealPath().toString(), key -> new ArrayList<>())
                            .add(link.toString());
                }
            }
        } catch (IOException none) {
            return names; // no such folder where nothing is plugged in
        }
        return names;
    }
}
