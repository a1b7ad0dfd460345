package pumpcompanion.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Every command line and every Java block of the README does what it says, apart from the two that build it. */
class ReadmeIT {

    private static final Path README = Path.of("../../README.md");
    private static final String JAR = "java -jar connector/app/target/companion.jar ";
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```(sh|java)\\n(.*?)^```$");

    @TempDir
    Path directory;

    private static List<String> blocks(String language) throws IOException {
        List<String> blocks = new ArrayList<>();
        Matcher matcher = BLOCK.matcher(Files.readString(README));
        while (matcher.find()) {
            if (matcher.group(1).equals(language)) {
                blocks.add(matcher.group(2));
            }
        }
        assertThat(blocks).as(language + " blocks").isNotEmpty();
        return blocks;
    }

    /** All commands share a pump on a port of its own and a journal, as they do for somebody who follows the page. */
    @TestFactory
    Stream<DynamicTest> everyCommandRuns() throws IOException {
        String port = Integer.toString(ConnectIT.freePort());
        Run pump = Run.companion(directory, "emulate", "--tcp", port, "--speed", "600", "--quiet");
        pump.await("tcp://");
        List<String> lines = blocks("sh").stream()
                .flatMap(String::lines)
                .filter(line -> !line.isBlank())
                .toList();
        assertThat(lines).allMatch(line -> line.startsWith(JAR));
        return lines.stream()
                .map(line -> DynamicTest.dynamicTest(line, () -> run(line, port)))
                .onClose(pump::close);
    }

    private void run(String line, String port) {
        String[] arguments = line.substring(JAR.length()).strip().split(" +", -1);
        boolean emulates = arguments[0].equals("emulate");
        String[] here = Arrays.stream(arguments)
                .map(argument -> emulates ? argument.replace("7000", "0") : argument.replace(":7000", ":" + port))
                .toArray(String[]::new);
        try (Run run = Run.companion(directory, here)) {
            if (emulates) {
                run.await("tcp://");
                run.signal("TERM");
            } else if (arguments[0].equals("connect") && !line.contains("--help")) {
                run.await(line.contains("--json") ? "\"state\":\"live\"" : "cannula filled");
                run.signal("TERM");
            }
            assertThat(run.exitCode()).as("%s", run.errors()).isZero();
            assertThat(run.lines()).isNotEmpty();
            assertThat(run.errors()).isEmpty();
        }
    }

    @TestFactory
    Stream<DynamicTest> everyJavaBlockCompilesAndRuns() throws IOException {
        return blocks("java").stream().map(block -> {
            Matcher name = Pattern.compile("public class (\\w+)").matcher(block);
            assertThat(name.find()).as(block).isTrue();
            return DynamicTest.dynamicTest(name.group(1), () -> compileAndRun(name.group(1), block));
        });
    }

    private void compileAndRun(String name, String block) throws IOException {
        Path home = Files.createDirectory(directory.resolve(name));
        Path source = Files.writeString(home.resolve(name + ".java"), block);
        int compiled = ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "-cp", Run.JAR.toString(), "-d", home.toString(), source.toString());
        assertThat(compiled).as("compiles").isZero();
        String classPath = Run.JAR + System.getProperty("path.separator") + home;
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        try (Run run = Run.command(home, java, "-cp", classPath, name)) {
            assertThat(run.exitCode()).as("%s", run.errors()).isZero();
        }
    }

    @org.junit.jupiter.api.Test
    void thePageNamesOnlyWhatIsThere() throws IOException {
        Matcher link = Pattern.compile("\\]\\(([^)#:]+)\\)").matcher(Files.readString(README));
        while (link.find()) {
            assertThat(README.resolveSibling(link.group(1))).exists();
        }
    }
}
