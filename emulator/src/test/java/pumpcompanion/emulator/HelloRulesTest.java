package pumpcompanion.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static pumpcompanion.emulator.Bench.S;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import pumpcompanion.emulator.link.WireKind;
import pumpcompanion.emulator.session.Dropped;
import pumpcompanion.emulator.session.SessionState;
import pumpcompanion.proto.v1.EventKind;
import pumpcompanion.proto.v1.FromPump;
import pumpcompanion.proto.v1.PumpHeartbeat;
import pumpcompanion.proto.v1.Refusal;
import pumpcompanion.proto.v1.RefusalReason;
import pumpcompanion.proto.v1.Welcome;

/** Rules W-21 to W-30 and W-37 to W-39: who speaks with whom, and how long. */
class HelloRulesTest {

    @Test
    @DisplayName("W-23: heartbeats stop while records flow")
    void heartbeatsComeEachIntervalWhateverElseIsSent() {
        Bench bench = Bench.tcp().welcomed().resumed(1, 1);
        bench.companion.heard.clear();
        for (int i = 0; i < 10; i++) {
            bench.time.advance(Duration.ofMillis(500));
            bench.pump.quickDisconnect();
            bench.companion.ack(S, bench.pump.newest());
        }
        bench.run();
        assertThat(bench.companion.heartbeats()).hasSize(5);
        assertThat(bench.companion.all(FromPump::hasHeartbeat)).allMatch(m -> m.getSession() == S);
    }

    @Test
    @DisplayName("W-25: the highest common version is not taken")
    void helloIsAnsweredWithTheHighestCommonVersion() {
        Bench bench = new Bench(WireKind.CONNECTION, p -> p.versions(2, 5));
        bench.companion.hello(S, 1, 3);
        bench.run();
        assertThat(bench.companion.welcome().getVersion()).isEqualTo(3);
        assertThat(bench.companion.last().getSession()).isEqualTo(S);
    }

    @Test
    @DisplayName("W-25: a newer Hello does not replace the session")
    void theNewestHelloWins() {
        Bench bench = Bench.serial().welcomed().records(1).resumed(1, 1);
        bench.companion.hello(99);
        bench.run();
        assertThat(bench.status().session()).isEqualTo(99);
        assertThat(bench.state()).isEqualTo(SessionState.WELCOMED);
        bench.companion.take();
        bench.companion.ack(S, 1);
        bench.run();
        assertThat(bench.dropped(Dropped.FOREIGN_SESSION)).isEqualTo(1);
    }

    @Test
    @DisplayName("W-25: a Hello without a common version ends the session that stands")
    void withoutACommonVersionTheSessionThatStoodGoesOn() {
        Bench bench = Bench.serial().welcomed();
        for (int[] range : new int[][] {{2, 3}, {5, 9}}) {
            bench.companion.hello(99, range[0], range[1]);
            bench.run();
            Refusal refusal = bench.companion.refusal();
            assertThat(refusal.getReason()).isEqualTo(RefusalReason.REFUSAL_REASON_VERSION);
            assertThat(refusal.getMinVersion()).isEqualTo(1);
            assertThat(refusal.getMaxVersion()).isEqualTo(1);
            assertThat(bench.companion.last().getSession()).isEqualTo(99);
            bench.companion.take();
        }
        assertThat(bench.status().session()).isEqualTo(S);
        bench.records(1).resumed(1, 1);
        assertThat(bench.said()).containsExactly("Resumed 1", "1");
    }

    @Test
    @DisplayName("W-25: a Hello whose versions are none is answered")
    void aMalformedHelloIsDropped() {
        Bench bench = Bench.serial().welcomed();
        bench.companion.hello(99, 0, 1);
        bench.companion.hello(99, 3, 1);
        bench.run();
        assertThat(bench.dropped(Dropped.MALFORMED_HELLO)).isEqualTo(2);
        assertThat(bench.status().session()).isEqualTo(S);
    }

    @Test
    @DisplayName("W-26: a pump without a session is silent")
    void withoutASessionHeartbeatsCarrySessionZero() {
        Bench bench = new Bench(WireKind.SERIAL, p -> p.serial("EM-7"));
        Companion late = new Companion(bench.pump.connect(), bench.time);
        bench.run();
        assertThat(late.heartbeats()).as("when the link opens").hasSize(1);
        bench.time.advance(Duration.ofSeconds(3));
        assertThat(late.heartbeats()).hasSize(4);
        assertThat(late.heard).allMatch(m -> m.getSession() == 0 && m.getLogEpoch() == bench.pump.logEpoch());
        assertThat(late.heartbeats().get(0).getSerial()).isEqualTo("EM-7");
    }

    @Test
    @DisplayName("W-26: a message without a session gets no Refusal with its number")
    void withoutASessionEverythingButHelloIsRefused() {
        Bench bench = Bench.serial();
        bench.companion.ack(5, 1);
        bench.companion.heartbeat(6, 0);
        bench.companion.resume(7, 1, bench.pump.logEpoch(), 1);
        bench.run();
        assertThat(bench.companion.heard).extracting(FromPump::getSession).containsExactly(5, 6, 7);
        assertThat(bench.said()).containsOnly("Refusal NO_SESSION");
    }

    @Test
    @DisplayName("W-27: the same Hello again disturbs the stream")
    void theSameHelloIsAnsweredAndChangesNothing() {
        Bench bench = Bench.tcp().welcomed().records(6).resumed(1, 1);
        assertThat(bench.said()).containsExactly("Resumed 1", "1", "2", "3", "4");
        bench.companion.hello(S);
        bench.run();
        assertThat(bench.companion.welcome().getNewest()).isEqualTo(6);
        assertThat(bench.state()).isEqualTo(SessionState.WINDOW_FULL);
        bench.companion.take();
        bench.companion.ack(S, 2);
        bench.run();
        assertThat(bench.said()).containsExactly("5", "6");
    }

    @Test
    @DisplayName("W-28: Welcome lacks what the pump is")
    void welcomeSaysIntervalWindowAndReports() {
        Bench bench = new Bench(
                WireKind.CONNECTION,
                p -> p.serial("EM-9")
                        .window(64)
                        .heartbeatInterval(Duration.ofSeconds(2))
                        .bootCount(3)
                        .speed(60)
                        .reports(EventKind.EVENT_KIND_CANNULA_PRIMED, EventKind.EVENT_KIND_QUICK_DISCONNECT));
        bench.records(2).companion.hello(S);
        bench.run();
        Welcome welcome = bench.companion.welcome();
        assertThat(welcome.getIdentity().getSerial()).isEqualTo("EM-9");
        assertThat(welcome.getWindow()).isEqualTo(64);
        assertThat(welcome.getHeartbeatIntervalMs()).isEqualTo(2000);
        assertThat(welcome.getBootCount()).isEqualTo(3);
        assertThat(welcome.getOldest()).isEqualTo(1);
        assertThat(welcome.getNewest()).isEqualTo(2);
        assertThat(welcome.getSpeed()).isEqualTo(60);
        assertThat(welcome.getReportsList())
                .containsExactlyInAnyOrder(EventKind.EVENT_KIND_CANNULA_PRIMED, EventKind.EVENT_KIND_QUICK_DISCONNECT);
    }

    @Test
    @DisplayName("W-28: an interval or window out of range is accepted")
    void intervalsAndWindowsOutOfRangeAreRefusedAtOnce() {
        PumpBuilder builder = EmulatedPump.on(new Bench(WireKind.SERIAL, p -> p).time);
        assertThatThrownBy(() -> builder.window(1025).start()).hasMessage("window 1025 (expected 1 to 1024)");
        assertThatThrownBy(() -> builder.window(1)
                        .heartbeatInterval(Duration.ofMillis(499))
                        .start())
                .hasMessage("heartbeat interval in ms 499 (expected 500 to 60000)");
    }

    @Test
    @DisplayName("W-29: a pump without a session to spare does not refuse and close")
    void aBusyPumpRefusesAndClosesTheConnection() {
        Bench bench = new Bench(WireKind.CONNECTION, p -> p.sessions(1)).welcomed();
        Companion second = new Companion(bench.pump.connect(), bench.time);
        bench.run();
        second.hello(2);
        bench.run();
        assertThat(second.refusal().getReason()).isEqualTo(RefusalReason.REFUSAL_REASON_BUSY);
        assertThat(second.closed).isNotNull();
        assertThat(bench.pump.links()).hasSize(1);
        assertThat(bench.status().session()).as("the first keeps its session").isEqualTo(S);
        bench.companion.hello(3);
        bench.run();
        assertThat(bench.status().session())
                .as("a new Hello on a link with a session needs no other")
                .isEqualTo(3);
    }

    @Test
    @DisplayName("W-30: records are sent before the first Resume")
    void nothingFromTheLogIsSentBeforeAResume() {
        Bench bench = Bench.tcp().records(3).welcomed().records(3);
        bench.aliveFor(Duration.ofSeconds(10), S);
        assertThat(bench.said()).isEmpty();
        assertThat(bench.state()).isEqualTo(SessionState.WELCOMED);
    }

    @Test
    @DisplayName("W-37: the pump's heartbeat does not tell where it is")
    void heartbeatsCarryWhatWasSentAndHowThePumpIs() {
        Bench bench = Bench.tcp().welcomed().records(6);
        bench.time.advance(Duration.ofSeconds(1));
        assertThat(bench.companion.heartbeats())
                .extracting(PumpHeartbeat::getSentThrough)
                .containsExactly(0L);
        bench.resumed(1, 3);
        bench.time.advance(Duration.ofSeconds(1));
        PumpHeartbeat heartbeat = bench.companion.last().getHeartbeat();
        assertThat(heartbeat.getSentThrough()).isEqualTo(6);
        assertThat(heartbeat.getNewest()).isEqualTo(6);
        assertThat(heartbeat.getBootCount()).isEqualTo(1);
        assertThat(heartbeat.getUptimeMs()).isEqualTo(2000);
        assertThat(heartbeat.getPumpClockMs()).isEqualTo(bench.time.millis());
        bench.resumed(2, 7);
        bench.time.advance(Duration.ofSeconds(1));
        assertThat(bench.companion.last().getHeartbeat().getSentThrough()).isEqualTo(6);
    }

    @Test
    @DisplayName("W-39: a session outlives six quiet intervals")
    void sixQuietIntervalsEndTheSession() {
        Bench tcp = Bench.tcp().welcomed();
        tcp.time.advance(Duration.ofMillis(5999));
        assertThat(tcp.companion.closed).isNull();
        tcp.time.advance(Duration.ofMillis(1));
        assertThat(tcp.companion.closed).isNotNull();
        assertThat(tcp.pump.links()).isEmpty();

        Bench serial = Bench.serial().welcomed();
        serial.time.advance(Duration.ofSeconds(6));
        assertThat(serial.companion.closed).isNull();
        assertThat(serial.state()).isEqualTo(SessionState.NO_SESSION);
        serial.companion.hello(S);
        serial.run();
        assertThat(serial.companion.welcome()).as("every Hello is new again").isNotNull();
    }

    @Test
    @DisplayName("W-24: frames of another session keep this one alive")
    void onlyFramesOfTheSessionKeepItAlive() {
        Bench bench = Bench.serial().welcomed();
        bench.aliveFor(Duration.ofSeconds(20), S);
        assertThat(bench.state()).isEqualTo(SessionState.WELCOMED);
        bench.aliveFor(Duration.ofSeconds(5), 99);
        bench.companion.hello(98, 7, 9);
        bench.time.advance(Duration.ofSeconds(1));
        assertThat(bench.state()).isEqualTo(SessionState.NO_SESSION);
        assertThat(bench.companion.heartbeats().get(bench.companion.heartbeats().size() - 1))
                .isEqualTo(bench.companion.last().getHeartbeat());
        assertThat(List.of(bench.companion.last().getSession())).containsExactly(0);
    }
}
