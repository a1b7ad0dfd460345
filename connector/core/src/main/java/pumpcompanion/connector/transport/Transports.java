package pumpcompanion.connector.transport;

import java.util.List;
import java.util.function.Supplier;
import pumpcompanion.proto.transport.Transport;

/** From the address of a link to the link. */
public final class Transports {

    private static final List<String> TCP_OPTIONS = List.of("name");

    private Transports() {}

    /**
     * Makes links to an address, a new one for each attempt.
     *
     * @param address {@code tcp://host:port}, IPv6 literals in brackets; or {@code serial:/dev/ttyACM0?baud=115200},
     *     {@code serial:COM3}, with the options of {@link SerialOptions}
     * @return gives an unopened transport each time
     * @throws IllegalArgumentException if scheme, target or an option is not understood; the message says what is
     */
    public static Supplier<Transport> to(LinkAddress address) {
        return switch (address.scheme()) {
            case "tcp" -> tcp(address);
            case "serial" -> serial(address);
            default ->
                throw new IllegalArgumentException("unknown scheme '" + address.scheme() + "' in " + address
                        + " (expected tcp://host:port or serial:/dev/ttyACM0)");
        };
    }

    private static Supplier<Transport> serial(LinkAddress address) {
        if (address.target().isBlank()) {
            throw new IllegalArgumentException(
                    address + " names no port (expected such as serial:/dev/ttyACM0?baud=115200 or serial:COM3)");
        }
        SerialOptions options = SerialOptions.of(address);
        return () -> new SerialTransport(address.linkName(), address.target(), options);
    }

    private static Supplier<Transport> tcp(LinkAddress address) {
        for (String option : address.options().keySet()) {
            if (!TCP_OPTIONS.contains(option)) {
                throw new IllegalArgumentException(
                        "unknown option '" + option + "' in " + address + " (expected one of " + TCP_OPTIONS + ")");
            }
        }
        String target = address.target();
        int colon = target.lastIndexOf(':');
        String portText = colon < 1 ? "" : target.substring(colon + 1);
        int port = port(portText);
        if (port < 0) {
            throw new IllegalArgumentException((portText.isEmpty()
                            ? address + " names no port"
                            : "'" + portText + "' in " + address + " is no port")
                    + " (expected tcp://host:port with a port of 1 to 65535)");
        }
        String host = target.substring(0, colon);
        String bare = host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
        return () -> new TcpTransport(address.linkName(), bare, port);
    }

    private static int port(String text) {
        try {
            int port = Integer.parseInt(text);
            return port >= 1 && port <= 65_535 ? port : -1;
        } catch (NumberFormatException notANumber) {
            return -1;
        }
    }
}
