package pumpcompanion.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import pumpcompanion.emulator.testkit.BenchTime;
import pumpcompanion.emulator.testkit.PumpBench;
import pumpcompanion.emulator.testkit.Wire;

class PumpBenchTest {

    @Test
    void theSameSeedInMemoryGivesAnotherTranscript() {
        assertThat(transcriptOf(5)).isEqualTo(transcriptOf(5)).isNotEqualTo(transcriptOf(6));
    }

    private static String transcriptOf(long seed) {
        try (PumpBench bench = PumpBench.on(Wire.MEMORY)
                .seed(seed)
                .pump(pump -> pump.serial("A-1"))
                .open()) {
            Companion companion = new Companion(bench.connect(), bench.time());
            bench.virtualTime().runDue();
            companion.hello(3);
            companion.resume(3, 1, bench.pump().logEpoch(), 1);
            LifeScript.start(bench.pump(), seed);
            bench.virtualTime().advance(Duration.ofHours(1));
            assertThat(bench.evidence())
                    .contains("pump A-1 on wire MEMORY, seed " + seed, "Welcome", "Record 1 ", "cartridge_connect")
                    .contains("the last ");
            return bench.evidence();
        }
    }

    @Test
    void theEvidenceOfAPumpThatRanForLongGrowsWithoutBound() {
        try (PumpBench bench = PumpBench.on(Wire.MEMORY).open()) {
            Companion companion = new Companion(bench.connect(), bench.time());
            bench.virtualTime().advance(Duration.ofHours(1));
            for (int i = 0; i < 300; i++) {
                bench.pump().quickDisconnect();
            }
            assertThat(companion.heartbeats()).hasSizeGreaterThan(3000);
            assertThat(bench.evidence())
                    .contains("the last 100 of 36", "records 251 to 300 (oldest 1)")
                    .hasLineCount(1 + 1 + 100 + 1 + 50);
        }
    }

    @Test
    void aThreadOrAPortIsLeftAfterClose() throws Exception {
        int port;
        try (PumpBench bench = PumpBench.on(Wire.TCP).open();
                Socket socket = new Socket("127.0.0.1", bench.tcp().port())) {
            port = bench.address().getPort();
            assertThat(socket.getInputStream().read()).isZero();
            bench.close(); // before the program went, and once more behind it
        }
        assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(thread -> thread.getName().equals("pump-accept " + port));
        assertThatThrownBy(() -> new Socket("127.0.0.1", port).close()).isInstanceOf(java.io.IOException.class);
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows has no pseudo-terminals")
    void theSerialDeviceIsNotThereOrStays() {
        Path device;
        try (PumpBench bench = PumpBench.on(Wire.PTY).open()) {
            device = bench.pty().path();
            assertThat(device).exists();
            assertThat(bench.address()).hasToString("serial:" + device);
        }
        assertThat(device).doesNotExist();
    }

    @Test
    void whatDoesNotGoTogetherIsNotNamed() {
        assertThatThrownBy(() -> PumpBench.on(Wire.TCP).time(BenchTime.VIRTUAL).open())
                .hasMessageContaining("virtual time over TCP (expected the system's)");
        assertThatThrownBy(() ->
                        PumpBench.on(Wire.TCP).pump(pump -> pump.window(0)).open())
                .isInstanceOf(IllegalArgumentException.class);
        try (PumpBench bench = PumpBench.on(Wire.MEMORY).time(BenchTime.SYSTEM).open()) {
            assertThatThrownBy(bench::virtualTime).hasMessageContaining("(expected virtual)");
            assertThatThrownBy(bench::address).hasMessageContaining("use connect()");
            assertThatThrownBy(bench::tcp).hasMessage("a TcpListener on wire MEMORY (expected TCP)");
        }
    }

    @Test
    void theWholeTranscriptIsCutOrWithoutTheLog(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("deep/one.txt");
        try (PumpBench bench = PumpBench.on(Wire.MEMORY).transcript(file).open()) {
            new Companion(bench.connect(), bench.time());
            bench.virtualTime().advance(Duration.ofMinutes(10));
            bench.pump().quickDisconnect();
        }
        List<String> lines = Files.readAllLines(file);
        assertThat(lines.get(0)).startsWith("+0.000 s memory: <-- pump  [0] Heartbeat");
        assertThat(lines).hasSizeGreaterThan(600).last().asString().contains("quick_disconnect");
    }
}
