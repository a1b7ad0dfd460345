package pumpcompanion.connector.transport;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Which serial ports this JVM has open. The driver's own lock does not keep two links of one process apart, and its
 * library then blames a missing file.
 */
final class OpenPorts {

    private static final Map<String, String> OPEN = new ConcurrentHashMap<>();

    private OpenPorts() {}

    /**
     * Takes a port.
     *
     * @param port its real name, behind all links
     * @param link who takes it
     * @return null, or the link that has it
     */
    static @Nullable String take(String port, String link) {
        return OPEN.putIfAbsent(port, link);
    }

    /** Gives it back, once the driver has let go of it. */
    static void giveBack(String port) {
        OPEN.remove(port);
    }
}
