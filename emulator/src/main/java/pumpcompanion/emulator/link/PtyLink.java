package pumpcompanion.emulator.link;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The symbolic link under which a pseudo-terminal is found, where its user asked for one. */
final class PtyLink {

    private PtyLink() {}

    /**
     * Points a path at a device.
     *
     * @throws IOException if something stands there that is not a link left over by a pseudo-terminal; nothing is
     *     overwritten
     */
    static void make(Path path, Path device) throws IOException {
        if (isLeftOver(path, device)) {
            Files.delete(path);
        }
        try {
            Files.createSymbolicLink(path, device);
        } catch (FileAlreadyExistsException taken) {
            throw new IOException(
                    path + " exists already (" + kindOf(path) + "): choose another path or remove it", taken);
        } catch (IOException refused) {
            throw new IOException(
                    "cannot make the link " + path + " (" + refused.getClass().getSimpleName()
                            + "): choose a path in a folder that exists and is yours",
                    refused);
        }
    }

    /** Takes the link away, unless it is somebody else's by now. */
    static void remove(Path path, Path device) {
        try {
            if (device.equals(target(path))) {
                Files.delete(path);
            }
        } catch (IOException gone) {
            // which is all that was wanted
        }
    }

    /**
     * Whether a link was left by a process that was killed: it points at a pseudo-terminal that is no more, or at the very
     * one just made, because the system gives the same numbers again.
     */
    private static boolean isLeftOver(Path path, Path device) throws IOException {
        Path target = target(path);
        return target != null
                && (target.equals(device)
                        || (Objects.equals(device.getParent(), target.getParent()) && !Files.exists(target)));
    }

    private static String kindOf(Path path) throws IOException {
        Path target = target(path);
        if (target != null) {
            return "a link to " + target + "; another pump may be there";
        }
        return Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS) ? "a folder" : "a file";
    }

    private static @Nullable Path target(Path path) throws IOException {
        return Files.isSymbolicLink(path) ? Files.readSymbolicLink(path) : null;
    }
}
