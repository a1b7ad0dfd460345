package pumpcompanion.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import pumpcompanion.emulator.fault.FaultKind;
import pumpcompanion.emulator.junit5.WithPump;
import pumpcompanion.emulator.testkit.PumpAssert;
import pumpcompanion.emulator.testkit.PumpBench;
import pumpcompanion.emulator.testkit.Wire;

/** The README says what is so. */
class ReadmeTest {

    private final String readme;

    ReadmeTest() throws IOException {
        readme = Files.readString(Path.of("README.md"));
    }

    @Test
    void theExampleIsTheTestLineForLine() throws IOException {
        String test = Files.readString(Path.of("src/test/java/pumpcompanion/emulator/PumpInTenLinesTest.java"));
        Matcher block =
                Pattern.compile("```java\n(VirtualTime.*?)```", Pattern.DOTALL).matcher(readme);
        assertThat(block.find()).isTrue();
        assertThat(test.replaceAll("\\s+", "")).contains(block.group(1).replaceAll("\\s+", ""));
    }

    @Test
    void theExampleOfAPumpThatBehavesIsTheTestLineForLine() throws IOException {
        String test = Files.readString(Path.of("src/test/java/pumpcompanion/emulator/BehavingInTenLinesTest.java"));
        Matcher block = Pattern.compile("```java\n(EmulatedPump pump = [^`]*behaving\\(\\)[^`]*)```")
                .matcher(readme);
        assertThat(block.find()).isTrue();
        assertThat(test.replaceAll("\\s+", "")).contains(block.group(1).replaceAll("\\s+", ""));
    }

    /** The sample is built and run by the invoker, as a stranger would. */
    @Test
    void theFirstPomOrTestIsNotThatOfTheSample() throws IOException {
        Path sample = Path.of("src/it/sample");
        String pom = Files.readString(sample.resolve("pom.xml"));
        Matcher shown = Pattern.compile("(?s)```xml\n(.*?)```").matcher(readme);
        assertThat(shown.find()).isTrue();
        assertThat(shown.group(1).replaceAll("<version>(\\d[^<]*)</version>", "<version/>"))
                .isEqualTo(pom.replaceAll("<version>([@\\d][^<]*)</version>", "<version/>"));
        assertThat(shown.group(1))
                .contains("<version>" + versionIn(Path.of("pom.xml"), "<version>") + "</version>")
                .contains("<version>" + versionIn(Path.of("../pom.xml"), "<junit.version>") + "</version>");
        Path tests = sample.resolve("src/test/java/sample");
        assertThat(readme).contains("```java\n" + Files.readString(tests.resolve("FirstPumpTest.java")) + "```");
        Matcher checks = Pattern.compile("```java\n(assertThat\\(pump\\)\\.within.*)\n```")
                .matcher(readme);
        assertThat(checks.find()).isTrue();
        assertThat(Files.readString(tests.resolve("ReaderTest.java"))).contains(checks.group(1));
    }

    private static String versionIn(Path pom, String tag) throws IOException {
        String text = Files.readString(pom);
        int at = text.indexOf(tag) + tag.length();
        return text.substring(at, text.indexOf('<', at));
    }

    @Test
    void aCheckOrOptionThatItNamesIsNotThere() {
        List<String> methods = new ArrayList<>();
        for (Class<?> type : List.of(PumpAssert.class, WithPump.class)) {
            for (java.lang.reflect.Method method : type.getDeclaredMethods()) {
                methods.add(method.getName());
            }
        }
        String checks = readme.substring(readme.indexOf("| it says | check |"), readme.indexOf("## Without JUnit"));
        String options = readme.substring(readme.indexOf("Options:\n"), readme.indexOf("on a class, a nested"));
        Matcher names = Pattern.compile("`([a-z][A-Za-z]+)(?:`|\\()").matcher(checks + options);
        int found = 0;
        while (names.find()) {
            assertThat(methods).contains(names.group(1));
            found++;
        }
        assertThat(found).isGreaterThan(22);
    }

    @Test
    void theBenchWithoutJunitDoesNotWork() {
        Matcher block = Pattern.compile("(?s)```java\n(try \\(PumpBench.*?)```").matcher(readme);
        assertThat(block.find()).isTrue();
        String test = """
                try (PumpBench bench = PumpBench.on(Wire.TCP).seed(42).pump(pump -> pump.serial("A-1").behaving()).open()) {
                    System.out.println(bench.address());
                    assertThat(bench.pump()).sentNothing();
                }
                """;
        assertThat(block.group(1)).isEqualTo(test);
        try (PumpBench bench = PumpBench.on(Wire.TCP)
                .seed(42)
                .pump(pump -> pump.serial("A-1").behaving())
                .open()) {
            assertThat(bench.address().getPort()).isPositive();
            pumpcompanion.emulator.testkit.PumpAssertions.assertThat(bench.pump())
                    .sentNothing();
        }
    }

    @Test
    void everyActionItNamesIsThere() {
        List<String> methods = new ArrayList<>();
        for (java.lang.reflect.Method method : EmulatedPump.class.getMethods()) {
            methods.add(method.getName());
        }
        String table = readme.substring(readme.indexOf("## What it can be told"));
        Matcher names = Pattern.compile("`([a-z][A-Za-z]+)`").matcher(table.substring(table.indexOf("| | |")));
        int found = 0;
        while (names.find()) {
            assertThat(methods).contains(names.group(1));
            found++;
        }
        assertThat(found).isGreaterThan(25);
    }

    @Test
    void theFaultsExampleWorksAndTheTablesNameEveryFaultWithItsParameters() {
        try (EmulatedPump pump =
                EmulatedPump.on(new pumpcompanion.emulator.time.VirtualTime()).start()) {
            String list = "flip=1e-4,down:stall=30s/5s,reboot=10m";
            assertThat(readme).contains("pump.faults().seed(7).on(\"" + list + "\");");
            pump.faults().seed(7).on(list);
            assertThat(pump.faults().acted("flip")).isZero();
            pump.faults().off("flip");
            assertThat(pump.faults().list()).hasSize(2);
            pump.faults().clear();
        }
        for (FaultKind kind : FaultKind.values()) {
            assertThat(readme).contains("`" + kind.form() + "`");
        }
    }

    @Test
    void theTcpExampleWorks() {
        pumpcompanion.emulator.time.SystemTime time = new pumpcompanion.emulator.time.SystemTime("bench");
        EmulatedPump pump = EmulatedPump.on(time).seed(1).speed(60).start();
        try (TcpListener listener = TcpListener.open(pump, "127.0.0.1", 0)) {
            LifeScript.start(pump, 42);
            assertThat(listener.port()).isPositive();
            assertThat(pump.newest()).as("the set change begins by itself").isLessThan(20);
        } finally {
            pump.close();
            time.shutdownNow();
        }
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows has no pseudo-terminals")
    void theSerialExampleWorks(@TempDir Path folder) {
        assertThat(readme).contains("PtyListener.open(pump, Path.of(\"/tmp/pump\"))");
        pumpcompanion.emulator.time.SystemTime time = new pumpcompanion.emulator.time.SystemTime("bench");
        EmulatedPump pump = EmulatedPump.on(time).start();
        try (PtyListener wire = PtyListener.open(pump, folder.resolve("pump"))) {
            assertThat(wire.path()).isSymbolicLink();
        } finally {
            pump.close();
            time.shutdownNow();
        }
    }
}
