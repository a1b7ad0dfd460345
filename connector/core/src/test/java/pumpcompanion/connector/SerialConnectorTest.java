package pumpcompanion.connector;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import pumpcompanion.connector.LinkStatus.State;
import pumpcompanion.connector.journal.Journal;
import pumpcompanion.emulator.EmulatedPump;
import pumpcompanion.emulator.PtyListener;
import pumpcompanion.emulator.link.Pty;
import pumpcompanion.emulator.time.SystemTime;
import pumpcompanion.proto.v1.Event;

/** A pump on a serial device, real time: each device is a pseudo-terminal. */
@Timeout(120)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows has no pseudo-terminals")
class SerialConnectorTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    private final SystemTime time = new SystemTime("pump");

    @AfterEach
    void endTime() {
        time.shutdownNow();
    }

    /** A companion, and what it said about its link. */
    private static final class Companion implements AutoCloseable {
        final BlockingQueue<LinkStatus> links = new LinkedBlockingQueue<>();
        final BlockingQueue<String> texts = new LinkedBlockingQueue<>();
        final List<LinkStatus> seen = new ArrayList<>();
        final Journal journal = Journal.inMemory();
        final Connector connector;

        Companion(Path device) {
            connector = Connector.to("serial:" + device + "?baud=921600", journal)
                    .onLink(links::add)
                    .onText(texts::add)
                    .open();
        }

        LinkStatus waitFor(Predicate<LinkStatus> wanted) throws InterruptedException {
            while (true) {
                LinkStatus next = links.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
                assertThat(next).as("waited in vain, last %s", connector.link()).isNotNull();
                seen.add(next);
                if (wanted.test(next)) {
                    return next;
                }
            }
        }

        void waitFor(State state) throws InterruptedException {
            waitFor(link -> link.state() == state);
        }

        @Override
        public void close() {
            connector.close();
            journal.close();
        }
    }

    private EmulatedPump pump(String serial) {
        return EmulatedPump.on(time)
                .serial(serial)
                .heartbeatInterval(Duration.ofMillis(500))
                .start();
    }

    @Test
    void recordsComeThroughASerialDevice() throws Exception {
        try (EmulatedPump pump = pump("EM-1");
                PtyListener wire = PtyListener.open(pump);
                Companion companion = new Companion(wire.path())) {
            for (int i = 0; i < 500; i++) {
                pump.dropSeen();
            }
            companion.waitFor(State.LIVE);
            pump.primeCannula(300);
            assertThat(companion
                            .connector
                            .await(Event::hasCannulaPrimed, PATIENCE)
                            .getSequence())
                    .isEqualTo(501);
        }
    }

    @Test
    void aPumpThatComesBackUnderTheSameNameIsTakenUpAgain() throws Exception {
        Path name = folder.resolve("usb-Maker_Pump_42-if00");
        try (EmulatedPump pump = pump("EM-1");
                Companion companion = new Companion(name)) {
            LinkStatus waiting = companion.waitFor(link -> link.state() == State.WAITING);
            assertThat(waiting.text())
                    .contains("no serial port " + name, "waiting for it")
                    .doesNotContain("\n");
            for (int round = 1; round <= 3; round++) {
                try (PtyListener wire = PtyListener.open(pump, name)) {
                    companion.waitFor(State.LIVE);
                    pump.quickDisconnect();
                    assertThat(companion
                                    .connector
                                    .await(Event::hasQuickDisconnect, PATIENCE)
                                    .getSequence())
                            .isEqualTo(2L * round - 1);
                }
                companion.waitFor(link -> link.state() == State.WAITING);
                pump.quickReconnect(); // while the cable is out
            }
            assertThat(companion.seen.stream().filter(link -> link.text().contains("waiting for it")))
                    .as("said once each time it was away")
                    .hasSizeLessThanOrEqualTo(3);
        }
    }

    @Test
    void aCableThatIsPulledInTheMiddleOfAFrameCostsNothing() throws Exception {
        Path name = folder.resolve("pump");
        try (EmulatedPump pump = pump("EM-1");
                Pty other = Pty.open(name);
                Companion companion = new Companion(name)) {
            companion.waitFor(State.GREETING);
            other.in().read(new byte[1]); // Hello: the companion listens
            other.out().write(new byte[] {0, 9, 1, 2, 3});
            other.close();
            companion.waitFor(link -> link.state() == State.WAITING);
            pump.dropSeen();
            try (PtyListener wire = PtyListener.open(pump, name)) {
                assertThat(wire.path()).isEqualTo(name);
                companion.waitFor(State.LIVE);
                assertThat(companion
                                .connector
                                .await(Event::hasDropSeen, PATIENCE)
                                .getSequence())
                        .isEqualTo(1);
            }
        }
    }

    @Test
    void onePumpThatFailsDisturbsNoOther() throws Exception {
        List<AutoCloseable> open = new ArrayList<>();
        List<EmulatedPump> pumps = new ArrayList<>();
        List<Companion> companions = new ArrayList<>();
        List<PtyListener> wires = new ArrayList<>();
        try {
            for (int i = 0; i < 4; i++) {
                pumps.add(pump("EM-" + i));
                wires.add(PtyListener.open(pumps.get(i), folder.resolve("pump" + i)));
                companions.add(new Companion(folder.resolve("pump" + i)));
            }
            open.addAll(companions);
            open.addAll(wires);
            open.addAll(pumps);
            for (Companion companion : companions) {
                companion.waitFor(State.LIVE);
            }
            wires.get(0).close();
            companions.get(0).waitFor(State.WAITING);
            for (int i = 1; i < 4; i++) {
                pumps.get(i).dropSeen();
                assertThat(companions
                                .get(i)
                                .connector
                                .await(Event::hasDropSeen, PATIENCE)
                                .getPump())
                        .isEqualTo("EM-" + i);
                assertThat(companions.get(i).connector.link().state()).isEqualTo(State.LIVE);
                assertThat(companions.get(i).links).allMatch(link -> link.state() == State.LIVE);
            }
        } finally {
            for (AutoCloseable one : open) {
                one.close();
            }
        }
    }

    @Test
    void theWrongBaudRateIsSaidWithCountsAndASuggestion() throws Exception {
        Random random = new Random(11);
        try (Pty noisy = Pty.open(null);
                Companion companion = new Companion(noisy.path())) {
            companion.waitFor(State.GREETING);
            byte[] noise = new byte[4_711];
            random.nextBytes(noise);
            noisy.out().write(noise);
            LinkStatus gaveUp = companion.waitFor(link -> link.state() == State.WAITING);
            assertThat(gaveUp.text())
                    .contains("no answer to Hello", "no frame came at all in 4711 bytes", "is the baud rate right")
                    .doesNotContain("\n");
        }
    }

    @Test
    void floodsOfZeroesAndOnesAreSurvivedAndThePumpBehindThemIsRead() throws Exception {
        for (byte flood : new byte[] {0, (byte) 0xFF}) {
            Path name = folder.resolve("pump" + flood);
            try (EmulatedPump pump = pump("EM-1")) {
                pump.dropSeen();
                try (Pty noisy = Pty.open(name);
                        Companion companion = new Companion(name)) {
                    companion.waitFor(State.GREETING);
                    byte[] block = new byte[64 * 1024];
                    Arrays.fill(block, flood);
                    for (int i = 0; i < 100; i++) {
                        noisy.out().write(block);
                    }
                    noisy.close();
                    companion.waitFor(link -> link.state() == State.WAITING);
                    try (PtyListener wire = PtyListener.open(pump, name)) {
                        companion.waitFor(State.LIVE);
                        assertThat(companion
                                        .connector
                                        .await(Event::hasDropSeen, PATIENCE)
                                        .getSequence())
                                .isEqualTo(1);
                    }
                }
            }
        }
    }

    @Test
    void textOfABootLoaderBeforeTheFirstFrameIsShownAndCostsNothing() throws Exception {
        try (EmulatedPump pump = pump("EM-1");
                Pty board = Pty.open(null);
                Companion companion = new Companion(board.path())) {
            companion.waitFor(State.GREETING);
            board.in().read(new byte[1]); // Hello: the companion listens
            say(board.out(), "\r\nBootLoader 1.2, press any key\r\nloading...\r\n");
            pump.attach(
                    new pumpcompanion.emulator.link.StreamTransport("serial:board", board),
                    pumpcompanion.emulator.link.WireKind.SERIAL);
            companion.waitFor(State.LIVE);
            assertThat(companion.texts.poll(10, TimeUnit.SECONDS)).contains("BootLoader 1.2, press any key");
        }
    }

    private static void say(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void aFileIsRefusedInOneLine() throws Exception {
        Path file = Files.createFile(folder.resolve("not-a-port"));
        try (Companion companion = new Companion(file)) {
            assertThat(companion.waitFor(link -> link.state() == State.WAITING).text())
                    .contains("is a file, not a serial port", "trying again in")
                    .doesNotContain("\n");
        }
    }
}
