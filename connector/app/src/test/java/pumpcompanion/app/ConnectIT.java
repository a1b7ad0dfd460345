package pumpcompanion.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConnectIT {

    @TempDir
    Path directory;

    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** An emulated pump on any free port; returns once it can be reached. */
    private Run emulator(String... more) {
        String[] arguments = new String[more.length + 3];
        arguments[0] = "emulate";
        arguments[1] = "--tcp";
        arguments[2] = "0";
        System.arraycopy(more, 0, arguments, 3, more.length);
        return Run.companion(directory, arguments);
    }

    private static String address(Run emulator) {
        String line = emulator.await("tcp://");
        return line.replaceFirst(".*(tcp://[^ ;]+).*", "$1");
    }

    private List<String> history(String journal, String... more) {
        String[] arguments = new String[more.length + 3];
        arguments[0] = "history";
        arguments[1] = "--journal";
        arguments[2] = journal;
        System.arraycopy(more, 0, arguments, 3, more.length);
        try (Run history = Run.companion(directory, arguments)) {
            assertThat(history.exitCode()).as("%s", history.errors()).isZero();
            return history.lines();
        }
    }

    @Test
    void whatAnEmulatedPumpWritesIsPrintedAndKeptAndCtrlCEndsBothWell() {
        try (Run pump = emulator("--speed", "600");
                Run connect = Run.companion(directory, "connect", address(pump))) {
            pump.await("a companion reads");
            connect.await(" link ");
            connect.await("cannula filled with 0.3 U, completed");
            connect.await("in use: ");
            assertThat(connect.signal("INT").exitCode()).isZero();
            assertThat(connect.errors()).isEmpty();
            assertThat(connect.lines().get(connect.lines().size() - 1)).contains("closed");
            assertThat(pump.signal("TERM").exitCode()).isZero();
            assertThat(pump.errors()).isEmpty();
            assertThat(pump.lines()).anyMatch(line -> line.contains("the cannula begins to fill"));
        }
        assertThat(history("companion.db")).anyMatch(line -> line.contains("cannula-primed"));
        try (Run status = Run.companion(directory, Map.of("COMPANION_JOURNAL", "companion.db"), "status", "em-")) {
            assertThat(String.join("\n", status.lines())).contains("EM-0001", "in the body, filled");
        }
    }

    @Test
    void aPumpThatComesLaterIsTakenUpByItself() {
        int port = freePort();
        try (Run connect = Run.companion(directory, "connect", "tcp://127.0.0.1:" + port)) {
            connect.await("trying again");
            try (Run pump = Run.companion(directory, "emulate", "--tcp", "" + port, "--speed", "600", "--quiet")) {
                pump.await("tcp://");
                connect.await("the plunger was driven back");
                assertThat(connect.signal("TERM").exitCode()).isZero();
            }
        }
    }

    @Test
    void onceEndsWithTheLinkAndSaysNoWhereThereIsNoPump() {
        try (Run connect = Run.companion(directory, "connect", "--once", "tcp://127.0.0.1:" + freePort())) {
            assertThat(connect.exitCode()).isEqualTo(1);
            HelpIT.assertNoStackTrace(connect.errors());
        }
    }

    @Test
    void onceSaysYesWhereTheLinkWasLive() {
        try (Run pump = emulator("--speed", "600", "--quiet");
                Run connect = Run.companion(directory, "connect", "--once", "--json", address(pump))) {
            connect.await("\"state\":\"live\"");
            pump.signal("TERM").exitCode();
            assertThat(connect.exitCode()).isZero();
            assertThat(connect.lines())
                    .extracting(line -> JsonParser.parseString(line)
                            .getAsJsonObject()
                            .get("type")
                            .getAsString())
                    .contains("link", "record", "status");
        }
    }

    @Test
    void aKilledConnectLosesNothing() {
        try (Run pump = emulator("--speed", "20000", "--quiet")) {
            String address = address(pump);
            for (int i = 0; i < 3; i++) {
                try (Run killed = Run.companion(directory, "connect", address, "--journal", "killed.db")) {
                    killed.await("insulin-delivered");
                    killed.await("insulin-delivered");
                    assertThat(killed.signal("KILL").exitCode()).isNotZero();
                }
            }
            try (Run whole = Run.companion(directory, "connect", address, "--journal", "whole.db", "--json");
                    Run again = Run.companion(directory, "connect", address, "--journal", "killed.db", "--json")) {
                whole.await("\"state\":\"live\"");
                again.await("\"state\":\"live\"");
                whole.signal("INT").exitCode();
                again.signal("INT").exitCode();
            }
        }
        List<String> killed = raw("killed.db");
        List<String> whole = raw("whole.db");
        int common = Math.min(killed.size(), whole.size());
        assertThat(common).isGreaterThan(20);
        assertThat(killed.subList(0, common)).isEqualTo(whole.subList(0, common));
        assertThat(history("killed.db", "--kind", "gap")).isEmpty();
    }

    private List<String> raw(String journal) {
        return history(journal, "--json").stream()
                .map(line -> JsonParser.parseString(line).getAsJsonObject())
                .map(record -> record.get("log") + "/" + record.get("sequence") + " " + record.get("raw"))
                .toList();
    }

    @Test
    void statusAndHistoryWorkWhileTheJournalIsBeingWritten() {
        try (Run pump = emulator("--speed", "20000", "--quiet");
                Run connect = Run.companion(directory, "connect", address(pump))) {
            connect.await("insulin-delivered");
            for (int i = 0; i < 3; i++) {
                assertThat(history("companion.db", "--last", "5")).hasSize(5);
                try (Run status = Run.companion(directory, "status", "--json")) {
                    assertThat(status.exitCode()).isZero();
                    assertThat(JsonParser.parseString(status.lines().get(0))
                                    .getAsJsonObject()
                                    .get("pump")
                                    .getAsString())
                            .isEqualTo("EM-0001");
                }
            }
            assertThat(connect.signal("INT").exitCode()).isZero();
            assertThat(connect.errors()).isEmpty();
        }
    }

    @Test
    void aPortThatIsTakenIsOneClearLine() {
        try (Run pump = emulator("--quiet")) {
            String address = address(pump);
            try (Run second = Run.companion(directory, "emulate", "--tcp", address.substring("tcp://".length()))) {
                assertThat(second.exitCode()).isEqualTo(2);
                assertThat(second.errors()).singleElement().asString().contains("cannot listen at 127.0.0.1:");
            }
        }
    }

    @Test
    void severalPumpsShareAJournalAndAreToldApart() {
        try (Run left = emulator("--serial", "EM-LEFT", "--speed", "600", "--quiet");
                Run right = emulator("--serial", "EM-RIGHT", "--speed", "600", "--quiet");
                Run connect = Run.companion(directory, "connect", address(left), address(right))) {
            Set<String> met = new HashSet<>();
            connect.await(
                    line -> {
                        Stream.of("EM-LEFT", "EM-RIGHT")
                                .filter(serial -> line.contains("welcomed by " + serial))
                                .forEach(met::add);
                        return met.size() == 2;
                    },
                    "both pumps are met");
            assertThat(connect.signal("INT").exitCode()).isZero();
            assertThat(connect.lines()).allMatch(line -> line.startsWith("tcp://127.0.0.1:"));
        }
        try (Run status = Run.companion(directory, "status")) {
            assertThat(String.join("\n", status.lines())).contains("EM-LEFT", "EM-RIGHT");
        }
        try (Run status = Run.companion(directory, "status", "em-l")) {
            assertThat(String.join("\n", status.lines())).contains("EM-LEFT").doesNotContain("EM-RIGHT");
        }
        try (Run status = Run.companion(directory, "status", "EM-")) {
            assertThat(status.exitCode()).isEqualTo(2);
            assertThat(status.errors())
                    .singleElement()
                    .asString()
                    .contains("ambiguous (found: ", "EM-LEFT", "EM-RIGHT");
        }
    }

    @Test
    void aReaderThatGoesAwayEndsTheHistoryQuietly() {
        try (Run demo = Run.companion(directory, "demo", "--speed", "100000", "--journal", "demo.db")) {
            assertThat(demo.exitCode()).isZero();
        }
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String history = java + " -jar " + Run.JAR + " history --journal demo.db";
        try (Run run = Run.command(
                directory, "bash", "-c", "set -o pipefail; (" + history + "; echo code $? >&2) | head -1")) {
            run.exitCode();
            assertThat(run.errors()).containsExactly("code 0");
            assertThat(run.lines()).hasSize(1);
        }
    }
}
