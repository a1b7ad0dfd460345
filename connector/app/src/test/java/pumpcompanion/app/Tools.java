package pumpcompanion.app;

import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Programs that a test needs but a machine may lack. Such a test is skipped with the reason, or fails where
 * {@code -Dcompanion.tools=required} says that the machine is meant to have them.
 */
public final class Tools {

    private Tools() {}

    /** The program's path, from {@code PATH}; otherwise the test ends here. */
    public static String need(String program) {
        String path = System.getenv().getOrDefault("PATH", "");
        for (String folder : path.split(File.pathSeparator)) {
            Path file = Path.of(folder, program);
            if (Files.isExecutable(file)) {
                return file.toString();
            }
        }
        String reason = "no program " + program + " in PATH (" + path + ")";
        if ("required".equals(System.getProperty("companion.tools"))) {
            return fail(reason + ", and -Dcompanion.tools=required");
        }
        return abort(reason);
    }
}
