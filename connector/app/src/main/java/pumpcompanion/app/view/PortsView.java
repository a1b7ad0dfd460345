package pumpcompanion.app.view;

import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import pumpcompanion.connector.transport.SerialPortInfo;

/** Serial ports as text and as JSON. */
public final class PortsView {

    private PortsView() {}

    /**
     * All ports for a person, or what to plug in.
     *
     * @param program how the program is called, for commands to copy
     */
    public static List<String> lines(List<SerialPortInfo> ports, String program, Ink ink) {
        if (ports.isEmpty()) {
            return List.of(
                    "no serial port found: plug the pump, its board or a USB serial adapter into this computer,",
                    "switch it on, and look again. In a container or a virtual machine the device must be handed in.",
                    "Without hardware: " + program + " emulate --pty /tmp/pump");
        }
        List<String> lines = new ArrayList<>();
        for (SerialPortInfo port : ports) {
            String device = (port.maker() + " " + port.product()).strip();
            lines.add(ink.bold(port.path()) + (device.isEmpty() ? "" : "  " + device) + usb(port));
            for (String name : port.stableNames()) {
                lines.add("    also     " + name);
            }
            if (!port.holders().isEmpty()) {
                lines.add("    held by  " + String.join(", ", port.holders()));
            }
            if (!port.permitted()) {
                lines.add("    no permission; " + port.advice());
            }
            lines.add("    " + program + " connect " + port.address());
        }
        return lines;
    }

    private static String usb(SerialPortInfo port) {
        if (port.vendorId().isEmpty()) {
            return "";
        }
        String serial = port.serialNumber().isEmpty() ? "" : ", serial number " + port.serialNumber();
        return "  (USB " + hex(port.vendorId().getAsInt()) + ":"
                + hex(port.productId().orElse(0)) + serial + ")";
    }

    private static String hex(int id) {
        return String.format(Locale.ROOT, "%04x", id);
    }

    /** One port as a line of JSON; what is not known is left out. */
    public static String json(SerialPortInfo port) {
        StringWriter text = new StringWriter();
        try (JsonWriter json = new JsonWriter(text)) {
            json.beginObject();
            json.name("path").value(port.path());
            json.name("address").value(port.address());
            array(json, "stableNames", port.stableNames());
            known(json, "maker", port.maker());
            known(json, "product", port.product());
            if (port.vendorId().isPresent()) {
                json.name("vendorId").value(hex(port.vendorId().getAsInt()));
                json.name("productId").value(hex(port.productId().orElse(0)));
            }
            known(json, "serialNumber", port.serialNumber());
            array(json, "holders", port.holders());
            known(json, "group", port.group());
            json.name("permitted").value(port.permitted());
            known(json, "advice", port.advice());
            json.endObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return text.toString();
    }

    private static void known(JsonWriter json, String name, String value) throws IOException {
        if (!value.isEmpty()) {
            json.name(name).value(value);
        }
    }

    private static void array(JsonWriter json, String name, List<String> values) throws IOException {
        json.name(name).beginArray();
        for (String value : values) {
            json.value(value);
        }
        json.endArray();
    }
}
