package pumpcompanion.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import pumpcompanion.connector.journal.Journal;

/** Every command line and every Java block of the READMEs does what it says, apart from those that build. */
class ReadmeIT {

    private static final Path README = Path.of("../../README.md");
    private static final Path CORE = Path.of("../core/README.md");
    private static final Path EMULATOR = Path.of("../../emulator/README.md");
    private static final String JAR = "java -jar connector/app/target/companion.jar ";
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```(sh|java|sql)\\n(.*?)^```$");

    @TempDir
    Path directory;

    private static List<String> blocks(Path page, String language) throws IOException {
        List<String> blocks = new ArrayList<>();
        Matcher matcher = BLOCK.matcher(Files.readString(page));
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
        Run pump = Run.companion(directory, "emulate", "--tcp", port, "--pty", device(), "--speed", "600", "--quiet");
        pump.await("tcp://");
        List<String> lines = Stream.concat(blocks(README, "sh").stream(), blocks(EMULATOR, "sh").stream())
                .flatMap(String::lines)
                .filter(line -> !line.isBlank())
                .toList();
        assertThat(lines).allMatch(line -> line.startsWith(JAR));
        return lines.stream()
                .map(line -> DynamicTest.dynamicTest(line, () -> run(line, port)))
                .onClose(pump::close);
    }

    /** The serial device of the pump that all commands share. */
    private String device() {
        return directory.resolve("bench.tty").toAbsolutePath().toString();
    }

    private void run(String line, String port) {
        String[] arguments = line.substring(JAR.length()).strip().split(" +", -1);
        boolean emulates = arguments[0].equals("emulate");
        String[] here = Arrays.stream(arguments)
                .map(argument -> emulates
                        ? argument.replaceAll("70[08]0", "0").replace("/tmp/pump", device() + ".own")
                        : argument.replace(":7000", ":" + port)
                                .replace("/dev/ttyACM0", device())
                                .replace("/tmp/pump", device()))
                .toArray(String[]::new);
        try (Run run = Run.companion(directory, here)) {
            if (emulates) {
                run.await(text -> text.contains("tcp://") || text.contains("serial:"), "an address");
                run.signal("TERM");
            } else if (arguments[0].equals("connect") && !line.contains("--help")) {
                // The first one sees the set change that the history after it is asked for.
                String seen = line.contains("serial:") ? " live: " : "cannula filled";
                run.await(line.contains("--json") ? "\"state\":\"live\"" : seen);
                run.signal("TERM");
            }
            assertThat(run.exitCode()).as("%s", run.errors()).isZero();
            assertThat(run.lines()).isNotEmpty();
            assertThat(run.errors()).isEmpty();
        }
    }

    @TestFactory
    Stream<DynamicTest> everyJavaBlockCompilesAndRuns() throws IOException {
        List<String> all = new ArrayList<>(blocks(README, "java"));
        all.addAll(blocks(CORE, "java"));
        return all.stream().map(block -> {
            Matcher name = Pattern.compile("public class (\\w+)").matcher(block);
            assertThat(name.find()).as(block).isTrue();
            return DynamicTest.dynamicTest(name.group(1), () -> compileAndRun(name.group(1), block));
        });
    }

    private void compileAndRun(String name, String block) throws IOException {
        Path home = directory; // together, as for somebody who follows the page: one writes what the next one reads
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

    @Test
    void thePagesNameOnlyWhatIsThere() throws IOException {
        for (Path page : List.of(README, CORE, EMULATOR)) {
            Matcher link = Pattern.compile("\\]\\(([^)#:]+)\\)").matcher(Files.readString(page));
            while (link.find()) {
                assertThat(page.resolveSibling(link.group(1))).exists();
            }
        }
    }

    @Test
    void everyQueryOfTheCoresPageRuns() throws Exception {
        Path file = directory.resolve("queried.db");
        Journal.open(file).close();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement sql = connection.createStatement()) {
            for (String query : String.join("", blocks(CORE, "sql")).split(";", -1)) {
                if (!query.isBlank()) {
                    sql.executeQuery(query).close();
                }
            }
        }
    }
}
