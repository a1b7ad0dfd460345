package pumpcompanion.proto.frame;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The golden frames are for every language: an encoder and decoder that share nothing with ours agree with them. */
class GoldenFramesInPythonTest {

    private static final Path SCRIPT = GoldenFrames.MODULE.resolve("vectors/check_frames.py");

    @TempDir
    Path folder;

    @Test
    void pythonReadsEveryGoldenFrameAsWeDo() throws Exception {
        assertThat(check(GoldenFrames.FILE, 0))
                .contains(GoldenFrames.all().size() + " cases")
                .contains("nothing wrong");
    }

    @Test
    void pythonNamesTheGoldenFrameThatIsWrong() throws Exception {
        String text = Files.readString(GoldenFrames.FILE);
        Path spoiled = folder.resolve("frames.txt");
        Files.writeString(spoiled, text.replace("frame: 00 06 2A B7", "frame: 00 06 2A B6"));
        assertThat(check(spoiled, 1)).contains("shortest payload (W-2 W-6): decoded as ['crc']");
    }

    private String check(Path frames, int expectedExit) throws Exception {
        File output = folder.resolve("output.txt").toFile();
        Process python = new ProcessBuilder(Tools.need("python3"), "-B", SCRIPT.toString(), frames.toString())
                .redirectErrorStream(true)
                .redirectOutput(output)
                .start();
        try {
            assertThat(python.waitFor(60, TimeUnit.SECONDS))
                    .as("ends within a minute")
                    .isTrue();
        } finally {
            python.destroyForcibly();
        }
        String said = Files.readString(output.toPath(), StandardCharsets.UTF_8);
        assertThat(python.exitValue()).as(said).isEqualTo(expectedExit);
        return said;
    }
}
