package pumpcompanion.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static pumpcompanion.emulator.Bench.S;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import pumpcompanion.emulator.session.Dropped;
import pumpcompanion.emulator.session.SessionState;
import pumpcompanion.proto.v1.StartCause;

/** The table of five states on the wire page, cell by cell: start, what comes, what is said, where it ends. */
class StateTableTest {

    private static final int NEW = 99;

    static Stream<Arguments> cells() {
        return Stream.of(
                cell("no session", "Hello, new number", b -> b.companion.hello(NEW), "welcomed", "WELCOME"),
                cell("no session", "Resume", b -> b.resumed(5, 1), "no session", "Refusal NO_SESSION"),
                cell("no session", "Resume, bad", b -> b.resumed(5, 99), "no session", "Refusal NO_SESSION"),
                cell("no session", "Ack", b -> b.companion.ack(S, 1), "no session", "Refusal NO_SESSION"),
                cell("no session", "Heartbeat", b -> b.companion.heartbeat(S, 1), "no session", "Refusal NO_SESSION"),
                cell("no session", "record", b -> b.records(1), "no session"),
                cell("no session", "quiet", b -> b.time.advance(Duration.ofSeconds(6)), "no session"),
                cell("welcomed", "Hello, new number", b -> b.companion.hello(NEW), "welcomed", "WELCOME"),
                cell("welcomed", "Hello, its number", b -> b.companion.hello(S), "welcomed", "WELCOME"),
                cell("welcomed", "Resume, good", b -> b.resumed(5, 6), "streaming", "Resumed 6", "6"),
                cell("welcomed", "Resume, bad", b -> b.resumed(5, 99), "welcomed", "Refusal AHEAD"),
                cell("welcomed", "Ack", b -> b.companion.ack(S, 1), "welcomed"),
                cell("welcomed", "Heartbeat", b -> b.companion.heartbeat(S, 0), "welcomed"),
                cell("welcomed", "record", b -> b.records(1), "welcomed"),
                cell("welcomed", "quiet", b -> b.time.advance(Duration.ofSeconds(6)), "no session"),
                cell("streaming", "Hello, new number", b -> b.companion.hello(NEW), "welcomed", "WELCOME"),
                cell("streaming", "Hello, its number", b -> b.companion.hello(S), "streaming", "WELCOME"),
                cell("streaming", "Resume, good", b -> b.resumed(5, 6), "streaming", "Resumed 6", "6"),
                cell("streaming", "Resume, bad", b -> b.resumed(5, 99), "welcomed", "Refusal AHEAD"),
                cell("streaming", "Ack", b -> b.companion.ack(S, 6), "streaming"),
                cell("streaming", "record", b -> b.records(1), "streaming", "7"),
                cell("streaming", "records", b -> b.records(4), "window full", "7", "8", "9"),
                cell("streaming", "quiet", b -> b.time.advance(Duration.ofSeconds(6)), "no session"),
                cell("window full", "Hello, new number", b -> b.companion.hello(NEW), "welcomed", "WELCOME"),
                cell("window full", "Hello, its number", b -> b.companion.hello(S), "window full", "WELCOME"),
                cell("window full", "Resume, good", b -> b.resumed(5, 6), "streaming", "Resumed 6", "6"),
                cell("window full", "Resume, bad", b -> b.resumed(5, 99), "welcomed", "Refusal AHEAD"),
                cell("window full", "Ack", b -> b.companion.ack(S, 4), "streaming", "5", "6"),
                cell("window full", "Heartbeat", b -> b.companion.heartbeat(S, 4), "streaming", "5", "6"),
                cell("window full", "Ack of one", b -> b.companion.ack(S, 1), "window full", "5"),
                cell("window full", "record", b -> b.records(1), "window full"),
                cell("window full", "quiet", b -> b.time.advance(Duration.ofSeconds(6)), "no session"));
    }

    private static Arguments cell(String state, String what, Consumer<Bench> act, String after, String... said) {
        return Arguments.of(state, what, act, after, List.of(said));
    }

    @ParameterizedTest(name = "{0}: {1} -> {3} {4}")
    @MethodSource("cells")
    @DisplayName("a cell of the state table is not as written")
    void everyCellIsAsWritten(String state, String what, Consumer<Bench> act, String after, List<String> said) {
        Bench bench = in(state);
        act.accept(bench);
        bench.run();
        assertThat(bench.said()).isEqualTo(said);
        assertThat(bench.state()).isEqualTo(named(after));
    }

    @Test
    void afterTheEndAConnectionStillAnswers() {
        Bench bench = Bench.tcp().welcomed();
        bench.time.advance(Duration.ofSeconds(6));
        bench.companion.hello(NEW);
        bench.time.advance(Duration.ofSeconds(60));
        assertThat(bench.said()).isEmpty();
        assertThat(bench.companion.heartbeats()).isEmpty();
    }

    @Test
    @DisplayName("W-3, W-12: nonsense stops the session or is not counted by reason")
    void nonsenseIsCountedAndCostsNothing() {
        Bench bench = Bench.tcp().welcomed();
        bench.companion.payload(new byte[129]);
        bench.companion.payload(new byte[] {(byte) 0xFF, 1, 2});
        bench.companion.payload(new byte[] {0x0D, 0x4D, 0x3C, 0x2B, 0x1A, (byte) 0xF8, 0x07, 0x01}); // field 127
        bench.companion.hello(0);
        bench.resumed(0, 1);
        assertThat(bench.dropped(Dropped.TOO_LONG)).isEqualTo(1);
        assertThat(bench.dropped(Dropped.UNREADABLE)).isEqualTo(1);
        assertThat(bench.dropped(Dropped.UNKNOWN_MESSAGE)).isEqualTo(1);
        assertThat(bench.dropped(Dropped.ZERO_NUMBER)).isEqualTo(2);
        assertThat(bench.said()).isEmpty();
        bench.records(1).resumed(1, 1);
        assertThat(bench.said()).containsExactly("Resumed 1", "1");
    }

    @Test
    @DisplayName("W-20, W-26: a reboot keeps sessions, or a wire hears no first heartbeat")
    void aRebootEndsSessionsAndAWireHearsABootHeartbeat() {
        Bench serial = Bench.serial().welcomed().records(2).resumed(1, 1);
        serial.time.advance(Duration.ofSeconds(2));
        serial.companion.take();
        serial.pump.reboot(StartCause.START_CAUSE_WATCHDOG);
        serial.run();
        assertThat(serial.companion.heartbeats()).hasSize(1);
        assertThat(serial.companion.last().getSession()).isZero();
        assertThat(serial.companion.heartbeats().get(0).getBootCount()).isEqualTo(2);
        assertThat(serial.companion.heartbeats().get(0).getUptimeMs()).isZero();
        assertThat(serial.pump.newest()).as("PumpStarted is written").isEqualTo(3);
        serial.time.advance(Duration.ofSeconds(2));
        assertThat(serial.companion.heartbeats()).hasSize(3);

        Bench tcp = Bench.tcp().welcomed();
        tcp.pump.reboot();
        tcp.run();
        assertThat(tcp.companion.closed).isNotNull();
        assertThat(tcp.pump.links()).isEmpty();
    }

    @Test
    @DisplayName("W-53: a pump that goes back does not use its numbers again")
    void aRestoredPumpUsesItsNumbersAgain() {
        Bench bench = Bench.serial().welcomed().records(5);
        bench.pump.restore(3, 1);
        bench.pump.seatCartridge(pumpcompanion.proto.v1.Freshness.FRESHNESS_USED);
        bench.run();
        assertThat(bench.pump.newest()).isEqualTo(4);
        assertThat(bench.pump.bootCount()).isEqualTo(1);
        assertThat(bench.state()).isEqualTo(SessionState.NO_SESSION);
    }

    private static Bench in(String state) {
        Bench bench = Bench.serial().records(6);
        if (!state.equals("no session")) {
            bench.welcomed();
        }
        if (state.equals("streaming")) {
            bench.resumed(1, 6);
        } else if (state.equals("window full")) {
            bench.resumed(1, 1);
        }
        bench.said();
        assertThat(bench.state()).isEqualTo(named(state));
        return bench;
    }

    private static SessionState named(String state) {
        return SessionState.valueOf(state.toUpperCase(java.util.Locale.ROOT).replace(' ', '_'));
    }
}
