package pumpcompanion.connector.transport;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which processes have which devices open, read from Linux's {@code /proc} as far as permitted. */
final class PortHolders {

    private final Path proc;

    PortHolders(Path proc) {
        this.proc = proc;
    }

    /**
     * The holders of every device under {@code /dev}, in the order of process numbers; empty where the system does not
     * tell.
     *
     * @return real name of the device to holders such as {@code socat (1234)}
     */
    Map<String, List<String>> all() {
        Map<String, List<String>> holders = new LinkedHashMap<>();
        for (Path process : children(proc, "[0-9]*")) {
            for (Path descriptor : children(process.resolve("fd"), "*")) {
                String device = target(descriptor);
                if (device != null && device.startsWith("/dev/")) {
                    List<String> known = holders.computeIfAbsent(device, key -> new ArrayList<>());
                    String holder = nameOf(process);
                    if (!known.contains(holder)) {
                        known.add(holder);
                    }
                }
            }
        }
        return holders;
    }

    private static List<Path> children(Path folder, String pattern) {
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder, pattern)) {
            stream.forEach(found::add);
        } catch (IOException | DirectoryIteratorException notOurs) {
            return List.of();
        }
        return found;
    }

    private static @Nullable String target(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (IOException gone) {
            return null;
        }
    }

    private static String nameOf(Path process) {
        String number = String.valueOf(process.getFileName());
        try {
            return Files.readString(process.resolve("comm")).strip() + " (" + number + ")";
        } catch (IOException gone) {
            return "process " + number;
        }
    }
}
