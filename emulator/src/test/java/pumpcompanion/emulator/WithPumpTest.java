package pumpcompanion.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;

/** The classes of {@link WithPumpCases} run as a stranger's tests would, and what became of them is looked at. */
@Isolated("standard error is looked at")
class WithPumpTest {

    private String errors = "";

    @BeforeEach
    void forget() {
        WithPumpCases.SEEN.clear();
    }

    private EngineExecutionResults run(Map<String, String> parameters, Class<?>... classes) {
        PrintStream before = System.err;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setErr(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            return EngineTestKit.engine("junit-jupiter")
                    .selectors(Stream.of(classes).map(type -> selectClass(type)).toArray(DiscoverySelector[]::new))
                    .configurationParameters(parameters)
                    .execute();
        } finally {
            System.setErr(before);
            errors = printed.toString(StandardCharsets.UTF_8);
        }
    }

    private void allPass(int tests, Map<String, String> parameters, Class<?>... classes) {
        EngineExecutionResults results = run(parameters, classes);
        results.allEvents().failed().assertThatEvents().isEmpty();
        results.testEvents().assertStatistics(all -> all.succeeded(tests));
        assertThat(errors).isEmpty();
    }

    private static String failureOf(EngineExecutionResults results) {
        List<Event> failed = results.allEvents().failed().list();
        assertThat(failed).hasSize(1);
        return ""
                + failed.get(0)
                        .getRequiredPayload(TestExecutionResult.class)
                        .getThrowable()
                        .orElseThrow()
                        .getMessage();
    }

    private static List<EmulatedPump> pumps() {
        return List.copyOf(WithPumpCases.SEEN);
    }

    @Test
    void twoTestsGetOnePumpOrItIsNotClosed() {
        allPass(3, Map.of(), WithPumpCases.Fresh.class);
        assertThat(pumps()).hasSize(3).doesNotHaveDuplicates().allSatisfy(WithPumpTest::isClosed);
    }

    private static void isClosed(EmulatedPump pump) {
        assertThatThrownBy(pump::connect).hasMessageContaining("was closed");
    }

    @Test
    void aStaticFieldIsNotOneForTheClassAndThoseNestedInIt() {
        allPass(3, Map.of(), WithPumpCases.StaticField.class);
        assertThat(pumps()).hasSize(3).containsOnly(pumps().get(0)).allSatisfy(WithPumpTest::isClosed);
    }

    @Test
    void aSharedPumpIsNotGivenToTheConstructorAndBeforeAll() {
        allPass(2, Map.of(), WithPumpCases.Shared.class);
        assertThat(pumps()).hasSize(3).containsOnly(pumps().get(0)).allSatisfy(WithPumpTest::isClosed);
    }

    @Test
    void optionsOfAMethodOrANestedClassAreNotTaken() {
        allPass(4, Map.of(), WithPumpCases.Options.class);
    }

    @Test
    void aTestThatFailsDoesNotPrintItsSeedTranscriptAndLog() {
        run(Map.of("pump.seed", "42"), WithPumpCases.Failing.class)
                .testEvents()
                .assertStatistics(all -> all.failed(1).succeeded(1).aborted(1));
        long seed = WithPumpCases.seedOfTheFailing;
        assertThat(errors)
                .containsOnlyOnce("failed;")
                .contains("Failing > fails(EmulatedPump, PumpBench) failed; again with -Dpump.seed=42, or "
                        + "@WithPump(seed = " + seed + ")")
                .contains("seed " + seed, "[0] Heartbeat, sent through 0", "1 boot_count: 1", "quick_disconnect");
        assertThat(pumps()).hasSize(3).allSatisfy(WithPumpTest::isClosed);
    }

    @Test
    void aSeedIsNotTheSameAgainOrNotAnotherForAnotherRunOrTest() {
        Map<String, String> one = Map.of("pump.seed", "1");
        List<Integer> first = epochs(Map.of());
        assertThat(first).hasSize(3).doesNotHaveDuplicates();
        assertThat(epochs(one)).isEqualTo(first);
        assertThat(epochs(Map.of("pump.seed", "2"))).doesNotContainAnyElementsOf(first);
        assertThat(failureOf(run(Map.of("pump.seed", "many"), WithPumpCases.NoTest.class)))
                .isEqualTo("pump.seed=many (expected a whole number, such as 42)");
    }

    private List<Integer> epochs(Map<String, String> parameters) {
        WithPumpCases.SEEN.clear();
        allPass(3, parameters, WithPumpCases.Fresh.class);
        return pumps().stream().map(EmulatedPump::logEpoch).sorted().toList();
    }

    @Test
    void theWholeTranscriptIsNotLeftWhereAskedForOrAlsoOfTestsThatPass(@TempDir Path folder) throws Exception {
        run(Map.of("pump.transcripts", folder.toString()), WithPumpCases.Failing.class);
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> left = files.toList();
            assertThat(left).hasSize(1);
            assertThat(left.get(0).getFileName().toString()).contains("Failing.fails-");
            assertThat(left.get(0)).content().contains("Heartbeat", "quick_disconnect");
        }
    }

    @Test
    void twoClassesInParallelGetInEachOthersWayOrLeaveThreads() {
        Map<String, String> parallel = Map.of(
                "junit.jupiter.execution.parallel.enabled", "true",
                "junit.jupiter.execution.parallel.mode.default", "concurrent",
                "junit.jupiter.execution.parallel.config.strategy", "fixed",
                "junit.jupiter.execution.parallel.config.fixed.parallelism", "4");
        allPass(8, parallel, WithPumpCases.OneOverTcp.class, WithPumpCases.OtherOverTcp.class);
        assertThat(pumps()).hasSize(8).doesNotHaveDuplicates().allSatisfy(WithPumpTest::isClosed);
        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .noneMatch(name -> name.startsWith("pump"));
    }

    @Test
    void whatCannotBeIsNotNamed() {
        Map<Class<?>, String> wrong = Map.of(
                WithPumpCases.WrongField.class, "@Pump on java.lang.String",
                WithPumpCases.NoWire.class, "a TcpListener on wire MEMORY (expected TCP)",
                WithPumpCases.EarlyParameter.class, "share one with @WithPump(shared = true)",
                WithPumpCases.TwoMinds.class, "whose class shares one pump");
        Consumer<Map.Entry<Class<?>, String>> named =
                entry -> assertThat(failureOf(run(Map.of(), entry.getKey()))).contains(entry.getValue());
        assertThat(wrong.entrySet()).allSatisfy(named);
    }
}
