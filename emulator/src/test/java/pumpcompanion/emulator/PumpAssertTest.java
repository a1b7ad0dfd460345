package pumpcompanion.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static pumpcompanion.emulator.testkit.PumpAssertions.assertThat;

import java.net.Socket;
import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import pumpcompanion.emulator.link.WireKind;
import pumpcompanion.emulator.testkit.PumpAssert;
import pumpcompanion.emulator.testkit.PumpBench;
import pumpcompanion.emulator.testkit.Wire;

/** Every check of a companion holds where it should, and fails with what was expected, found and said where not. */
class PumpAssertTest {

    private static final Duration SOON = Duration.ofSeconds(5);

    private final Bench bench = Bench.tcp();
    private final EmulatedPump pump = bench.pump;
    private final Companion companion = bench.companion;

    private static void failsWith(ThrowingCallable check, String... texts) {
        assertThatThrownBy(check).isExactlyInstanceOf(AssertionError.class).hasMessageContainingAll(texts);
    }

    @Test
    void aHelloIsNotSeenOrNotByItsNameAndVersions() {
        failsWith(() -> assertThat(pump).saidHello(), "EM-0001", "expected a Hello", "no companion said anything");
        companion.hello(Bench.S, 1, 3);
        bench.run();
        assertThat(pump).saidHello().saidHello("test").saidHello(1, 3).isConnected();
        failsWith(
                () -> assertThat(pump).saidHello("other"),
                "expected a Hello named \"other\", found: \"test\" with versions 1 to 3",
                "+0.000 s memory: [1a2b3c4d] Hello versions 1 to 3 \"test\"");
        failsWith(() -> assertThat(pump).saidHello(1, 1), "versions 1 to 3");
    }

    @Test
    void whereItResumedIsTakenFromAnotherSessionOrAnotherResume() {
        bench.records(3).welcomed().resumed(1, 1).resumed(2, 3);
        assertThat(pump).resumedFrom(1).askedAgainFrom(3);
        failsWith(() -> assertThat(pump).resumedFrom(3), "expected a session that resumes from 3", "from [1, 3]");
        failsWith(() -> assertThat(pump).askedAgainFrom(1), "another Resume, from 1");

        companion.hello(99);
        bench.run();
        failsWith(() -> assertThat(pump).resumedFrom(1), "no Resume in the newest of 2 sessions");
        companion.resume(99, 1, pump.logEpoch(), 2);
        bench.run();
        assertThat(pump).resumedFrom(2).reconnected(1);
        failsWith(() -> assertThat(pump).reconnected(0), "2 sessions in all");
    }

    @Test
    void acknowledgementsAreMiscountedOrOneOfWhatWasNotSentPasses() {
        bench.records(3).welcomed().resumed(1, 1);
        failsWith(() -> assertThat(pump).ackedThrough(2), "expected acknowledgements through 2, found: through 0");
        companion.ack(Bench.S, 1);
        companion.heartbeat(Bench.S, 2);
        bench.run();
        assertThat(pump).ackedThrough(2).neverAckedBeyond(2).heartbeats(1).violatedNoRule();
        failsWith(() -> assertThat(pump).ackedEverything(), "found: through 2, newest record 3");
        failsWith(() -> assertThat(pump).heartbeats(2), "at least 2 heartbeats, found: 1");

        companion.ack(Bench.S, 40);
        bench.run();
        assertThat(pump).ackedThrough(2);
        failsWith(() -> assertThat(pump).neverAckedBeyond(39), "found: one of 40");
        failsWith(() -> assertThat(pump).violatedNoRule(), "{ACK_BEYOND_SENT=1}");

        pump.eraseLog();
        assertThat(pump).ackedThrough(0);
    }

    @Test
    void whatWasSaidOnALinkThatIsGoneIsForgotten() {
        bench.records(1).welcomed().resumed(1, 1);
        companion.payload(new byte[] {1, 2, 3});
        bench.run();
        pump.close();
        assertThat(pump).resumedFrom(1).saidHello();
        failsWith(() -> assertThat(pump).sentNothing(), " bytes");
        failsWith(() -> assertThat(pump).violatedNoRule(), "UNREADABLE=1");
        failsWith(() -> assertThat(pump).isConnected(), "links []");
    }

    @Test
    void aByteOfOneWhoShouldOnlyListenIsMissed() {
        assertThat(pump).sentNothing().throughout(Duration.ofMinutes(1)).sentNothing();
        companion.transport.send(new byte[] {5});
        failsWith(() -> assertThat(pump).throughout(SOON).sentNothing(), "throughout 5000 ms, found: 1 bytes");
    }

    @Test
    void waitingInVirtualTimeEndsLateOrWaits() {
        bench.welcomed().resumed(1, 1);
        pump.after(Duration.ofSeconds(3), () -> {
            pump.quickDisconnect();
            companion.ack(Bench.S, 1);
        });
        assertThat(pump).within(SOON).ackedThrough(1);
        assertThat(bench.time.elapsed()).isEqualTo(Duration.ofSeconds(3));
        failsWith(() -> assertThat(pump).within(SOON).ackedThrough(2), "within 5000 ms");
        assertThat(bench.time.elapsed()).isEqualTo(Duration.ofSeconds(8));
    }

    @Test
    void whatHasPassedLongAgoFillsTheMessageOrTheMemory() {
        bench.welcomed();
        for (int i = 0; i < 10_000; i++) {
            companion.resume(Bench.S, i + 2, pump.logEpoch(), 1);
            companion.heartbeat(Bench.S, 0);
            companion.heartbeat(Bench.S, 0);
            bench.run();
        }
        assertThat(pump.heard().recent()).hasSize(24).last().asString().endsWith("acked through 0 (the last of 2)");
        assertThat(pump.heard().resumes()).hasSize(33);
        assertThat(pump).heartbeats(20_000).resumedFrom(1);
    }

    @Test
    void overTcpTheWaitingThreadIsNotWoken() throws Exception {
        try (PumpBench tcp = PumpBench.on(Wire.TCP).open();
                Socket socket = new Socket("127.0.0.1", tcp.tcp().port())) {
            PumpAssert soon = assertThat(tcp.pump()).within(Duration.ofSeconds(30));
            tcp.pump().after(Duration.ofMillis(50), () -> sendQuietly(socket));
            soon.saidHello("tcp").isConnected();
            failsWith(() -> assertThat(tcp.pump()).within(Duration.ofMillis(50)).ackedThrough(1), "within 50 ms");
        }
    }

    private static void sendQuietly(Socket socket) {
        try {
            socket.getOutputStream().write(Companion.helloFrame(5, "tcp"));
        } catch (java.io.IOException broken) {
            throw new java.io.UncheckedIOException(broken);
        }
    }

    @Test
    void aSerialWireIsCountedOtherwise() {
        Bench serial = new Bench(WireKind.SERIAL, p -> p).records(1).welcomed().resumed(1, 1);
        serial.companion.ack(Bench.S, 1);
        serial.run();
        serial.pump.reboot();
        serial.run();
        assertThat(serial.pump).ackedThrough(1).reconnected(0);
        serial.companion.hello(8);
        serial.run();
        assertThat(serial.pump).reconnected(1);
    }
}
