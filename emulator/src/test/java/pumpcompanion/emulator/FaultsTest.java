package pumpcompanion.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import pumpcompanion.emulator.fault.FaultStatus;
import pumpcompanion.emulator.fault.link.FaultyTransport;
import pumpcompanion.emulator.link.WireKind;
import pumpcompanion.emulator.log.LogEntry;
import pumpcompanion.emulator.session.SessionState;
import pumpcompanion.emulator.time.VirtualTime;
import pumpcompanion.proto.transport.Receiver;
import pumpcompanion.proto.transport.Transport;
import pumpcompanion.proto.v1.RefusalReason;

/** Faults at a whole pump, switched by name while it runs. */
class FaultsTest {

    private static final int S = Bench.S;

    @Test
    void aFaultIsSwitchedOnAndOffInMidRunAndCountsWhatItDid() {
        Bench bench = Bench.tcp().welcomed().records(2).resumed(1, 1);
        assertThat(bench.said()).containsExactly("Resumed 1", "1", "2");
        bench.pump.faults().on("down:drop=1");
        bench.records(1);
        assertThat(bench.said()).isEmpty();
        assertThat(bench.pump.faults().acted("drop")).isEqualTo(1);
        assertThat(bench.pump.faults().list()).extracting(FaultStatus::fault).hasToString("[down:drop=1]");
        bench.pump.faults().off("drop");
        bench.records(1);
        assertThat(bench.said()).containsExactly("4");
        assertThat(bench.pump.faults().list()).isEmpty();
    }

    @Test
    void theSameFaultWithOtherValuesTakesItsPlaceAndOneOfTheOtherDirectionStandsBesideIt() {
        Bench bench = Bench.tcp();
        bench.pump.faults().on("drop=0.5").on("drop=0.1").on("up:drop=0.2");
        assertThat(bench.pump.faults().list()).extracting(FaultStatus::fault).hasToString("[drop=0.1, up:drop=0.2]");
        assertThatThrownBy(() -> bench.pump.faults().on("flip,x")).hasMessageContaining("fault 'x'");
        assertThat(bench.pump.faults().list())
                .as("a wrong list switches nothing")
                .hasSize(2);
        assertThatThrownBy(() -> bench.pump.faults().off("x")).hasMessageContaining("expected one of: drop");
    }

    @Test
    void whatADelayHeldBackGoesOnWhenItIsSwitchedOff() {
        Bench bench = Bench.tcp().welcomed().resumed(1, 1);
        bench.said();
        bench.pump.faults().on("down:delay=1h");
        bench.records(2);
        assertThat(bench.said()).isEmpty();
        bench.pump.faults().clear();
        bench.run();
        assertThat(bench.said()).containsExactly("1", "2");
    }

    @Test
    void linksThatAreOpenedLaterHaveTheFaultToo() {
        Bench bench = Bench.tcp();
        bench.pump.faults().on("down:half-open");
        Companion other = new Companion(bench.pump.connect(), bench.time);
        bench.run();
        other.hello(7);
        bench.run();
        assertThat(other.take()).isEmpty();
        assertThat(bench.pump.links().get(1).state())
                .as("only one direction is dead")
                .isEqualTo(SessionState.WELCOMED);
    }

    @Test
    void aCutClosesAConnectionAndSilencesASerialWireForASecond() {
        Bench tcp = Bench.tcp().welcomed();
        tcp.pump.faults().on("cut");
        tcp.run();
        assertThat(tcp.companion.closed).isNotNull();
        assertThat(tcp.pump.links()).isEmpty();

        Bench serial = Bench.serial().welcomed();
        serial.resumed(1, 1);
        serial.said();
        serial.pump.faults().on("cut=10s");
        serial.aliveFor(Duration.ofSeconds(10), S);
        serial.time.advance(Duration.ofMillis(100));
        serial.records(1);
        assertThat(serial.said()).isEmpty();
        serial.time.advance(FaultyTransport.UNPLUGGED);
        serial.records(1);
        assertThat(serial.said()).containsExactly("2");
        assertThat(serial.companion.closed).isNull();
        assertThat(serial.pump.faults().acted("cut")).isEqualTo(1);
    }

    @Test
    void theSameSeedGivesTheSameBytesAndAnotherOneOthers() {
        byte[] first = bytesOf(1);
        assertThat(bytesOf(1)).isEqualTo(first);
        assertThat(bytesOf(2)).isNotEqualTo(first);
    }

    private static byte[] bytesOf(long seed) {
        VirtualTime time = new VirtualTime();
        ByteArrayOutputStream heard = new ByteArrayOutputStream();
        try (EmulatedPump pump = EmulatedPump.on(time).start()) {
            pump.faults().seed(seed).on("flip=1e-3,jitter=30ms,split=5,garbage=0.1,text=700ms,unreadable=3s,slow=9600");
            Transport end = pump.connect();
            end.open(
                    new Receiver() {
                        @Override
                        public void opened() {}

                        @Override
                        public void received(ByteBuffer bytes) {
                            while (bytes.hasRemaining()) {
                                heard.write(bytes.get());
                            }
                        }

                        @Override
                        public void closed(Closed cause) {}
                    },
                    time);
            time.advance(Duration.ofSeconds(60));
        }
        return heard.toByteArray();
    }

    // ------------------------------------------------------------ of the pump

    @Test
    void aRebootComesAgainAndAgainUntilItIsSwitchedOff() {
        Bench bench = Bench.serial();
        bench.pump.faults().on("reboot=10s");
        bench.time.advance(Duration.ofSeconds(35));
        assertThat(bench.pump.bootCount()).isEqualTo(4);
        assertThat(bench.pump.faults().acted("reboot")).isEqualTo(3);
        bench.pump.faults().off("reboot");
        bench.time.advance(Duration.ofSeconds(35));
        assertThat(bench.pump.bootCount()).isEqualTo(4);
    }

    @Test
    void theClockJumpsStopsAndStartsAt2008() {
        Bench bench = Bench.serial();
        PumpClock clock = bench.pump.clock();
        long shown = clock.shownMs().orElseThrow();
        bench.pump.faults().on("clock-jump=/-90m");
        assertThat(clock.shownMs()).hasValue(shown - 5_400_000);
        bench.pump.faults().on("clock-stop");
        bench.time.advance(Duration.ofSeconds(9));
        assertThat(clock.shownMs()).hasValue(shown - 5_400_000);
        bench.pump.faults().off("clock-stop");
        bench.time.advance(Duration.ofSeconds(1));
        assertThat(clock.shownMs()).hasValue(shown - 5_399_000);
        bench.pump.faults().on("clock-2008");
        assertThat(clock.shownMs())
                .hasValue(Instant.parse("2008-01-01T00:00:00Z").toEpochMilli());
        assertThat(bench.pump.bootCount()).isEqualTo(2);
        assertThat(bench.pump.newest())
                .as("PumpStarted alone: no record says that the clock was set")
                .isEqualTo(1);
    }

    @Test
    void theLogOverflowsIsErasedAndUsesNumbersAgain() {
        Bench bench = new Bench(WireKind.SERIAL, p -> p.ringSize(20));
        bench.records(5);
        bench.pump.faults().on("log-overflow");
        assertThat(bench.pump.oldest()).isEqualTo(7);
        assertThat(bench.pump.newest()).isEqualTo(26);
        List<LogEntry> before = entries(bench);
        bench.pump.faults().on("sequence-reuse=/2");
        assertThat(bench.pump.bootCount()).isEqualTo(2);
        assertThat(bench.pump.newest()).isEqualTo(26);
        assertThat(entries(bench).subList(0, 18)).isEqualTo(before.subList(0, 18));
        assertThat(entries(bench).get(19)).isNotEqualTo(before.get(19));
        int epoch = bench.pump.logEpoch();
        bench.pump.faults().on("log-erase");
        assertThat(bench.pump.logEpoch()).isNotEqualTo(epoch);
        assertThat(bench.pump.newest()).isZero();
    }

    private static List<LogEntry> entries(Bench bench) {
        List<List<LogEntry>> all = new ArrayList<>();
        bench.pump.log(log -> all.add(LongStream.rangeClosed(log.oldest(), log.newest())
                .mapToObj(log::read)
                .toList()));
        return all.get(0);
    }

    @Test
    void recordsAreOverwrittenAndDamagedBeforeTheyAreAcknowledged() {
        Bench bench = Bench.tcp().welcomed().records(10).resumed(1, 1);
        bench.companion.ack(S, 2);
        bench.run();
        bench.said();
        bench.pump.faults().on("log-overwrite");
        assertThat(bench.pump.oldest()).as("half of 3 to 10 is gone").isEqualTo(7);
        bench.pump.faults().on("unreadable");
        assertThat(entries(bench)).filteredOn(entry -> entry.bytes() == null).hasSize(1);
        assertThat(bench.pump.faults().acted("unreadable")).isEqualTo(1);
    }

    @Test
    void aPumpThatHangsHearsAndSaysNothingForAWhileOnNewLinksToo() {
        Bench bench = Bench.tcp().welcomed();
        bench.companion.heard.clear();
        bench.pump.faults().on("hang=/5s");
        Companion late = new Companion(bench.pump.connect(), bench.time);
        bench.time.advance(Duration.ofMillis(4_900));
        assertThat(bench.companion.heard).isEmpty();
        assertThat(late.heard).isEmpty();
        bench.time.advance(Duration.ofSeconds(1));
        assertThat(bench.companion.heard).isNotEmpty();
    }

    @Test
    void itRefusesAsBusyAndSpeaksAnotherVersionForAsLongAsItIsTold() {
        Bench bench = Bench.serial();
        bench.pump.faults().on("refuse=1s/2s");
        bench.time.advance(Duration.ofMillis(1_500));
        bench.companion.take();
        bench.companion.hello(5);
        bench.run();
        assertThat(bench.said()).containsExactly("Refusal BUSY");
        bench.pump.faults().off("refuse");
        bench.companion.hello(6);
        bench.run();
        assertThat(bench.said()).containsExactly("WELCOME");
        bench.pump.faults().on("other-version=//9");
        bench.companion.hello(7);
        bench.run();
        assertThat(bench.companion.refusal().getReason()).isEqualTo(RefusalReason.REFUSAL_REASON_VERSION);
        assertThat(bench.companion.refusal().getMaxVersion()).isEqualTo(9);
        bench.said();
        bench.pump.faults().clear();
        bench.companion.hello(8);
        bench.run();
        assertThat(bench.said()).containsExactly("WELCOME");
    }

    @Test
    void aClosedPumpLeavesNothingThatWaits() {
        Bench bench = Bench.tcp().welcomed();
        bench.pump.faults().on("reboot=10s,stall,text,refuse=5s/1s");
        bench.time.advance(Duration.ofSeconds(6));
        bench.pump.close();
        bench.run();
        assertThat(bench.time.waiting()).isZero();
    }
}
