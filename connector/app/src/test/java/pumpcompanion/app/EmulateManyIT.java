package pumpcompanion.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Many pumps in one process, pumps that are controlled, and pumps out of a journal. */
class EmulateManyIT {

    @TempDir
    Path directory;

    /** The first of so many ports in a row that are free. */
    private static int freePorts(int count) {
        for (int attempt = 0; attempt < 100; attempt++) {
            int first = ConnectIT.freePort();
            if (first + count < 65_535 && IntStream.range(first, first + count).allMatch(EmulateManyIT::isFree)) {
                return first;
            }
        }
        throw new AssertionError("no " + count + " free ports in a row");
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }

    @Test
    void twentyPumpsListenAtTwentyPortsAndAllAreClosedAtTheEnd() throws Exception {
        int first = freePorts(20);
        String[] addresses = IntStream.range(first, first + 20)
                .mapToObj(port -> "tcp://127.0.0.1:" + port)
                .toArray(String[]::new);
        try (Run pumps = Run.companion(
                directory, "emulate", "--pumps", "20", "--tcp", "" + first, "--speed", "600", "--quiet")) {
            pumps.await("pump EM-0020 at " + addresses[19]);
            String[] arguments = new String[21];
            arguments[0] = "connect";
            System.arraycopy(addresses, 0, arguments, 1, 20);
            try (Run connect = Run.companion(directory, arguments)) {
                for (int i = 0; i < 20; i++) {
                    connect.await(" live: ");
                }
                assertThat(connect.signal("INT").exitCode()).isZero();
            }
            assertThat(pumps.signal("TERM").exitCode()).isZero();
            assertThat(pumps.lines()).hasSize(20);
        }
        assertThat(IntStream.range(first, first + 20)).allMatch(EmulateManyIT::isFree);
        try (Run status = Run.companion(directory, "status", "--json")) {
            assertThat(status.lines()).hasSize(20);
        }
    }

    @Test
    void thePortThatIsTakenIsNamed() throws Exception {
        int first = freePorts(3);
        try (ServerSocket taken = new ServerSocket(first + 1, 1, InetAddress.getLoopbackAddress());
                Run pumps = Run.companion(directory, "emulate", "--pumps", "3", "--tcp", "" + first)) {
            assertThat(pumps.exitCode()).isEqualTo(ExitCode.COULD_NOT_RUN);
            assertThat(pumps.errors())
                    .singleElement()
                    .asString()
                    .contains("cannot listen at 127.0.0.1:" + taken.getLocalPort());
        }
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows has no pseudo-terminals")
    void threePumpsAreThreeSerialDevices() {
        Path device = directory.resolve("pump");
        try (Run pumps = Run.companion(directory, "emulate", "--pumps", "3", "--pty", device.toString(), "--quiet")) {
            for (int i = 0; i < 3; i++) {
                pumps.await("pump EM-000" + (i + 1) + " at serial:" + device + i);
            }
            try (Run connect = Run.companion(directory, "connect", "serial:" + device + "2")) {
                connect.await(" live: ");
                connect.signal("INT");
                assertThat(connect.exitCode()).isZero();
            }
            assertThat(pumps.signal("INT").exitCode()).isZero();
        }
        for (int i = 0; i < 3; i++) {
            assertThat(Files.exists(Path.of(device.toString() + i), LinkOption.NOFOLLOW_LINKS))
                    .isFalse();
        }
    }

    @Test
    void aControlledPumpDoesWhatItIsAsked() throws Exception {
        try (Run pump = Run.companion(directory, "emulate", "--tcp", "0", "--control", "0")) {
            String base = pump.await("control at ").substring("control at ".length());
            HttpResponse<String> answer = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create(base + "/pumps/EM-0001/do"))
                                    .POST(HttpRequest.BodyPublishers.ofString("{\"do\":\"unclip\"}"))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            pump.await("unclipped");
            assertThat(pump.signal("TERM").exitCode()).isZero();
            assertThat(pump.errors()).isEmpty();
        }
    }

    private List<String> history(String journal) {
        try (Run history = Run.companion(directory, "history", "--journal", journal, "--json")) {
            assertThat(history.exitCode()).isZero();
            return history.lines().stream()
                    .map(line -> JsonParser.parseString(line).getAsJsonObject())
                    .map(record -> record.get("log") + "/" + record.get("sequence") + " " + record.get("raw") + " "
                            + record.get("gap"))
                    .toList();
        }
    }

    @Test
    void aReplayedJournalMakesTheSameJournalAgain() {
        try (Run pump = Run.companion(directory, "emulate", "--tcp", "0", "--speed", "20000", "--quiet");
                Run connect = Run.companion(
                        directory,
                        "connect",
                        pump.await("tcp://").replaceFirst(".*(tcp://[^ ;]+).*", "$1"),
                        "--journal",
                        "first.db")) {
            for (int i = 0; i < 20; i++) {
                connect.await("insulin-delivered");
            }
            assertThat(connect.signal("INT").exitCode()).isZero();
        }
        try (Run replay = Run.companion(
                        directory, "emulate", "--tcp", "0", "--replay", "first.db", "--at-once", "--exit", "--quiet");
                Run connect = Run.companion(
                        directory,
                        "connect",
                        replay.await("pump EM-0001").replaceFirst(".*(tcp://[^ ;]+).*", "$1"),
                        "--once",
                        "--journal",
                        "second.db")) {
            assertThat(replay.exitCode()).as("%s", replay.lines()).isZero();
            assertThat(replay.lines()).contains("no deviation");
            connect.exitCode();
        }
        assertThat(history("second.db")).isEqualTo(history("first.db")).hasSizeGreaterThan(20);
    }
}
