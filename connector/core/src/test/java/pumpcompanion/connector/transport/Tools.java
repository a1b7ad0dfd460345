package pumpcompanion.connector.transport;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Assumptions;

/** Programs that some tests need beside Java. */
final class Tools {

    private Tools() {}

    /** Skips the test where a program is missing; fails it under {@code -Dcompanion.tools=required}. */
    static void require(String program) {
        boolean there = Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
        if (!there && "required".equals(System.getProperty("companion.tools"))) {
            throw new AssertionError(program + " is not installed, and -Dcompanion.tools=required was given");
        }
        Assumptions.assumeTrue(there, program + " is not installed");
    }
}
