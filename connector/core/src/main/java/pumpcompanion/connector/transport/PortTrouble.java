package pumpcompanion.connector.transport;

import java.nio.file.Path;
import java.util.List;
import pumpcompanion.proto.transport.Receiver.Closed;
import pumpcompanion.proto.transport.Receiver.Closed.Kind;

/** Why a serial port could not be opened, in one line for a person. */
final class PortTrouble extends Exception {

    private final transient Kind kind;

    private PortTrouble(Kind kind, String text) {
        super(text);
        this.kind = kind;
    }

    private PortTrouble(String text) {
        this(Kind.UNREACHABLE, text);
    }

    /** How the link ends for this. */
    Closed closed() {
        return new Closed(kind, String.valueOf(getMessage()));
    }

    static PortTrouble missing(String link, String path, List<String> found) {
        return new PortTrouble(
                Kind.ABSENT,
                link + ": no serial port " + path + " ("
                        + (found.isEmpty()
                                ? "found none: plug the pump in and switch it on"
                                : "found: " + String.join(", ", found))
                        + ")");
    }

    static PortTrouble noPort(String link, String path, String what) {
        return new PortTrouble(
                link + ": " + path + " is " + what + ", not a serial port (expected such as /dev/ttyACM0)");
    }

    static PortTrouble takenHere(String link, String path, String holder) {
        String by = holder.equals(link) ? "a link before this one" : holder;
        return new PortTrouble(link + ": " + path + " is open in this program already, by " + by);
    }

    static PortTrouble strangeName(String link, String path) {
        return new PortTrouble(link + ": dtr=off and rts=off need a port with a plain name (found: " + path + ")");
    }

    /**
     * From what the driver said.
     *
     * @param error errno on Linux and macOS, GetLastError on Windows
     */
    static PortTrouble refused(String link, String path, int error, SerialOptions options) {
        return new PortTrouble(link + ": " + (isWindows() ? windows(path, error) : posix(path, error, options)));
    }

    private static String posix(String path, int error, SerialOptions options) {
        return switch (error) {
            case 1, 13 -> "no permission to open " + path + "; " + permissionAdvice(SerialPorts.groupOf(Path.of(path)));
            case 2 -> path + " vanished while it was opened (is the cable loose?)";
            case 5, 6, 19 -> path + " is there, but no device answers behind it (plug it in again)";
            case 11, 16 -> path + " is in use" + by(SerialPorts.holdersOf(path)) + ": close the other program";
            case 22 -> "the driver of " + path + " refuses these settings: " + options;
            case 25 -> path + " is a device, but not a serial port";
            default -> "cannot open " + path + " (the system says error " + error + ")";
        };
    }

    private static String windows(String path, int error) {
        return switch (error) {
            case 2, 3 -> path + " is not there any more (plug the pump in)";
            case 5, 32 -> path + " is in use by another program: close that one";
            case 31, 121 -> path + " is there, but no device answers behind it (plug it in again)";
            default -> "cannot open " + path + " (the system says error " + error + ")";
        };
    }

    private static String by(List<String> holders) {
        return holders.isEmpty() ? " by another program" : " by " + String.join(", ", holders);
    }

    /** What to do about a missing permission: the group of the device, or a rule for it. */
    static String permissionAdvice(String group) {
        String owner = group.isEmpty() || group.equals("root") ? "dialout (Debian, Fedora) or uucp (Arch)" : group;
        String name = group.isEmpty() || group.equals("root") ? "dialout" : group;
        return "join the group " + owner + ": sudo usermod -aG " + name
                + " $USER, then log in again; or a udev rule with MODE=\"0660\", TAG+=\"uaccess\"";
    }

    static boolean isWindows() {
        return System.getProperty("os.name", "").startsWith("Windows");
    }
}
