package pumpcompanion.connector;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import pumpcompanion.connector.journal.Journal;
import pumpcompanion.connector.journal.Query;
import pumpcompanion.connector.journal.RecordCursor;
import pumpcompanion.emulator.EmulatedPump;
import pumpcompanion.emulator.link.StreamPair;
import pumpcompanion.emulator.link.StreamTransport;
import pumpcompanion.emulator.link.WireKind;
import pumpcompanion.emulator.time.SystemTime;

/** A serial wire made by socat, cut and joined again wherever it hurts. */
@Timeout(180)
class SocatConnectorTest {

    private static final long SEED = 20260921;
    private static final int ROUNDS = 12;

    @TempDir
    Path folder;

    private final SystemTime time = new SystemTime("pump");
    private final Object monitor = new Object();
    private long kept;

    @AfterEach
    void endTime() {
        time.shutdownNow();
    }

    @Test
    void aWireThatIsCutAtRandomMomentsLosesAndDoublesNothing() throws Exception {
        String socat = Tools.need("socat");
        System.out.println("seed " + SEED);
        Random random = new Random(SEED);
        Path near = folder.resolve("near");
        try (EmulatedPump pump = EmulatedPump.on(time)
                        .serial("EM-1")
                        .heartbeatInterval(Duration.ofMillis(500))
                        .start();
                Journal journal = Journal.open(folder.resolve("j.db"));
                Connector connector = Connector.to("serial:" + near, journal)
                        .onRecord(record -> count())
                        .open()) {
            for (int round = 0; round < ROUNDS; round++) {
                Process wire = join(socat, pump, near);
                long before = pump.newest();
                int more = 1 + random.nextInt(400);
                for (int i = 0; i < more; i++) {
                    pump.dropSeen();
                }
                awaitKept(round == ROUNDS - 1 ? pump.newest() : before + random.nextInt(more));
                wire.destroyForcibly().waitFor();
            }
            long expected = 1;
            try (RecordCursor records = journal.records(Query.ALL.of("EM-1"))) {
                while (records.hasNext()) {
                    assertThat(records.next().getSequence()).isEqualTo(expected++);
                }
            }
            assertThat(expected - 1).isEqualTo(pump.newest());
        }
    }

    @Test
    void aPumpInAnotherLanguageIsReadThroughAPseudoTerminal() throws Exception {
        String socat = Tools.need("socat");
        Path device = folder.resolve("device");
        try (PythonPump pump = PythonPump.start(folder.resolve("python.log"), 0, "--records 500 --window 32")) {
            Process wire = new ProcessBuilder(
                            socat, "pty,raw,echo=0,wait-slave,link=" + device, "tcp:127.0.0.1:" + pump.port)
                    .redirectErrorStream(true)
                    .redirectOutput(Redirect.to(new File(folder.toFile(), "socat.log")))
                    .start();
            try (Journal journal = Journal.open(folder.resolve("j.db"));
                    Connector connector = Connector.to("serial:" + device, journal)
                            .onRecord(record -> count())
                            .open()) {
                awaitKept(500);
                assertThat(connector.link().counts().frames().badTotal()).isZero();
                assertThat(pump.violations()).isEmpty();
            } finally {
                wire.destroyForcibly().waitFor();
            }
        }
    }

    private void count() {
        synchronized (monitor) {
            kept++;
            monitor.notifyAll();
        }
    }

    private void awaitKept(long wanted) throws InterruptedException {
        synchronized (monitor) {
            while (kept < wanted) {
                monitor.wait();
            }
        }
    }

    /** Joins two pseudo-terminals; the pump speaks on the far one. */
    private Process join(String socat, EmulatedPump pump, Path near) throws Exception {
        Path far = folder.resolve("far");
        Files.deleteIfExists(near); // a socat that was killed leaves its links behind
        Files.deleteIfExists(far);
        Process wire = new ProcessBuilder(socat, "pty,raw,echo=0,link=" + far, "pty,raw,echo=0,link=" + near)
                .redirectErrorStream(true)
                .redirectOutput(Redirect.appendTo(new File(folder.toFile(), "socat.log")))
                .start();
        while (!Files.exists(near) || !Files.exists(far)) {
            Thread.onSpinWait();
        }
        InputStream in = Files.newInputStream(far);
        OutputStream out = Files.newOutputStream(far);
        pump.attach(new StreamTransport("serial:" + far, new Streams(in, out)), WireKind.SERIAL);
        return wire;
    }

    private record Streams(InputStream in, OutputStream out) implements StreamPair {
        @Override
        public void finishOutput() {
            // a wire cannot say that it is done
        }

        @Override
        public void close() throws IOException {
            in.close();
            out.close();
        }
    }
}
