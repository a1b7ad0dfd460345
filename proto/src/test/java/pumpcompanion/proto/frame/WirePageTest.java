package pumpcompanion.proto.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static pumpcompanion.proto.frame.GoldenFrames.bytes;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.StringWriter;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.CRC32C;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pumpcompanion.proto.v1.Resume;
import pumpcompanion.proto.v1.ToPump;

/** The examples of the wire page (section 1's worked frame, section 7's Java) are true. */
class WirePageTest {

    private String page = "";

    @BeforeEach
    void read() throws Exception {
        page = Files.readString(GoldenFrames.MODULE.resolve("README.md"));
    }

    @Test
    void theWorkedExampleIsWhatTheEncoderMakesAndWhatTheGoldenFileHolds() {
        String example = block("\npayload          ", "```");
        byte[] payload = hexColumns(example.substring(0, example.indexOf("CRC-32C")));
        byte[] frame = hexColumns(example.substring(example.indexOf("frame")));
        byte[] message = ToPump.newBuilder()
                .setSession(0x1A2B3C4D)
                .setResume(Resume.newBuilder()
                        .setResumeId(1)
                        .setLogEpoch(0x00C0FFEE)
                        .setFrom(1))
                .build()
                .toByteArray();
        CRC32C crc = new CRC32C();
        crc.update(payload);
        assertThat(payload).isEqualTo(message);
        assertThat(example).contains("CRC-32C          %08X,".formatted(crc.getValue()));
        assertThat(frame).isEqualTo(new FrameEncoder().encode(payload));
        GoldenFrames.Case golden = GoldenFrames.named("Resume, the worked example");
        assertThat(payload).isEqualTo(golden.payloads().get(0));
        assertThat(frame).isEqualTo(golden.wire());
    }

    @Test
    void theLimitsInJavaAreThoseOfThePage() {
        assertThat(page)
                .contains("It is 1 to **" + FrameLimits.MAX_PAYLOAD + "** bytes long.")
                .contains("at most **" + FrameLimits.MAX_PAYLOAD_TO_PUMP + "** bytes; a pump may drop longer ones")
                .contains("The block is at most **" + FrameLimits.MAX_BLOCK + "** bytes.")
                .contains("| block between delimiters | " + FrameLimits.MAX_BLOCK + " bytes | W-4 |");
    }

    @Test
    void theRulesAreNumberedWithoutAGapAndNoCitationPointsNowhere() {
        List<Integer> rules = numbers(page, "\\| \\*\\*W-(\\d+)\\*\\* \\|");
        assertThat(rules).isNotEmpty();
        for (int i = 0; i < rules.size(); i++) {
            assertThat(rules.get(i)).as("rule in place %d", i + 1).isEqualTo(i + 1);
        }
        assertThat(rules).containsAll(numbers(page, "W-(\\d+)"));
    }

    @Test
    void theJavaOfThePageCompilesRunsAndPrintsWhatItSays(@TempDir Path folder) throws Exception {
        compile(block("```java\n", "```"), folder);
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        PrintStream before = System.out;
        URL[] urls = {folder.toUri().toURL()};
        try (URLClassLoader loader = new URLClassLoader(urls, getClass().getClassLoader())) {
            System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
            loader.loadClass("Example").getMethod("run").invoke(null);
        } finally {
            System.setOut(before);
        }
        assertThat(printed.toString(StandardCharsets.UTF_8).strip()).isEqualTo("EM-0001");
    }

    /** Imports stay in front, the rest becomes a method's body. */
    private static void compile(String java, Path folder) throws Exception {
        String imports = java.lines().filter(line -> line.startsWith("import ")).collect(Collectors.joining("\n"));
        String body = java.lines().filter(line -> !line.startsWith("import ")).collect(Collectors.joining("\n"));
        String source = imports + "\npublic class Example { public static void run() throws Exception {" + body + "}}";
        JavaFileObject file =
                new SimpleJavaFileObject(URI.create("string:///Example.java"), JavaFileObject.Kind.SOURCE) {
                    @Override
                    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                        return source;
                    }
                };
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter messages = new StringWriter();
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        List<String> options =
                List.of("-d", folder.toString(), "-cp", classPath, "-proc:none", "-Xlint:all,-classfile,-path");
        boolean compiled = compiler.getTask(messages, null, null, options, null, List.of(file))
                .call();
        assertThat(compiled).as(messages.toString()).isTrue();
    }

    private String block(String start, String end) {
        int from = page.indexOf(start);
        assertThat(from).as("%s in README.md", start.strip()).isNotNegative();
        int contents = start.startsWith("```") ? from + start.length() : from;
        return page.substring(contents, page.indexOf(end, contents));
    }

    /** Bytes in the second column: two digits each, one space between; two spaces end them. */
    private static byte[] hexColumns(String text) {
        Matcher line = Pattern.compile("(?m)^(?:[a-z]+)? {3,}((?:[0-9A-F]{2} ?)+)(?= {2}|$)")
                .matcher(text);
        String hex = line.results().map(found -> found.group(1)).collect(Collectors.joining());
        return bytes(hex);
    }

    private static List<Integer> numbers(String text, String pattern) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(found -> Integer.valueOf(found.group(1)))
                .toList();
    }
}
