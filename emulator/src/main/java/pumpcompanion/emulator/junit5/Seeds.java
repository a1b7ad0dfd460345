package pumpcompanion.emulator.junit5;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Where a test's seed comes from. */
final class Seeds {

    static final String PARAMETER = "pump.seed";

    private static final String JUPITER = "[engine:junit-jupiter]";

    private Seeds() {}

    /** The number that all seeds of a run are derived from. */
    static long ofRun(ExtensionContext context) {
        String given = context.getConfigurationParameter(PARAMETER).orElse("1");
        try {
            return Long.parseLong(given.strip());
        } catch (NumberFormatException nonsense) {
            throw new ExtensionConfigurationException(
                    PARAMETER + "=" + given + " (expected a whole number, such as 42)", nonsense);
        }
    }

    /** The same for the same test in the same kind of run, whatever else runs; never 0, which means "derived". */
    static long of(ExtensionContext context) {
        String id = context.getUniqueId();
        String name = id.substring(Math.max(0, id.lastIndexOf(JUPITER))); // a suite puts itself in front
        CRC32C crc = new CRC32C();
        crc.update(name.getBytes(StandardCharsets.UTF_8));
        long seed = (ofRun(context) * 0x9E3779B97F4A7C15L ^ crc.getValue()) & 0x7FFF_FFFFL; // short: people type it
        return seed == 0 ? 1 : seed;
    }
}
