package pumpcompanion.connector.transport;

import java.util.List;
import java.util.OptionalInt;

/**
 * A serial port of this computer. Texts that nobody knows are empty.
 *
 * @param path what to open, such as {@code /dev/ttyACM0} or {@code COM3}
 * @param stableNames names that stay when it is plugged in elsewhere ({@code /dev/serial/by-id/…}); best used in addresses
 * @param maker who made the USB device
 * @param product what it calls itself
 * @param vendorId USB vendor id; empty where it is no USB device
 * @param productId USB product id
 * @param serialNumber of the USB device
 * @param holders programs that have it open now, as far as the system tells, such as {@code socat (1234)}
 * @param group the group that may open it, where the system has groups
 * @param permitted whether this user may open it
 */
public record SerialPortInfo(
        String path,
        List<String> stableNames,
        String maker,
        String product,
        OptionalInt vendorId,
        OptionalInt productId,
        String serialNumber,
        List<String> holders,
        String group,
        boolean permitted) {

    /** The address to give to a connector: by its stable name where it has one. */
    public String address() {
        return "serial:" + (stableNames.isEmpty() ? path : stableNames.get(0));
    }

    /** What to do so that this user may open it; empty where nothing needs to be done. */
    public String advice() {
        return permitted ? "" : PortTrouble.permissionAdvice(group);
    }
}
