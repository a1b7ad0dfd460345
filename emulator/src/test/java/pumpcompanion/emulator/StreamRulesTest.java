package pumpcompanion.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static pumpcompanion.emulator.Bench.S;

import com.google.protobuf.ByteString;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import pumpcompanion.emulator.link.WireKind;
import pumpcompanion.emulator.session.Dropped;
import pumpcompanion.emulator.session.SessionState;
import pumpcompanion.proto.v1.FromPump;
import pumpcompanion.proto.v1.LogLevel;
import pumpcompanion.proto.v1.RefusalReason;

/** Rules W-31 to W-36, W-38 and W-40: the stream of records. */
class StreamRulesTest {

    @Test
    @DisplayName("W-31: a Resume is not answered with Resumed and the records from there on")
    void resumeStartsTheStreamWhereItAsks() {
        Bench bench = Bench.tcp().welcomed().records(3).resumed(1, 2);
        assertThat(bench.companion.heard.get(0).getResumed().getNewest()).isEqualTo(3);
        assertThat(bench.said()).containsExactly("Resumed 2", "2", "3");
        bench.records(1);
        assertThat(bench.said()).containsExactly("4");
    }

    @Test
    @DisplayName("W-31: from 0 does not mean 1, or newest + 1 is refused")
    void resumeFromZeroAndFromTheNextOneAreGood() {
        Bench bench = Bench.tcp().welcomed().records(2).resumed(1, 0);
        assertThat(bench.said()).containsExactly("Resumed 1", "1", "2");
        bench.resumed(2, 3).records(1);
        assertThat(bench.said()).containsExactly("Resumed 3", "3");
    }

    @Test
    @DisplayName("W-31: the stream goes on after a refused Resume")
    void aRefusedResumeStopsTheStream() {
        Bench bench = Bench.tcp().welcomed().records(2).resumed(1, 1);
        bench.said();
        bench.companion.resume(S, 2, bench.pump.logEpoch() + 1, 1);
        bench.run();
        assertThat(bench.companion.refusal().getReason()).isEqualTo(RefusalReason.REFUSAL_REASON_OTHER_EPOCH);
        assertThat(bench.companion.refusal().getResumeId()).isEqualTo(2);
        bench.said();
        bench.records(1);
        assertThat(bench.said()).isEmpty();
        for (long from : new long[] {5, Long.MAX_VALUE, -1}) {
            bench.resumed(3, from);
            assertThat(bench.companion.refusal().getResumeId()).isEqualTo(3);
            assertThat(bench.said()).containsExactly("Refusal AHEAD");
        }
        assertThat(bench.state()).isEqualTo(SessionState.WELCOMED);
        bench.resumed(4, 3);
        assertThat(bench.said()).containsExactly("Resumed 3", "3");
    }

    @Test
    @DisplayName("W-32: a repeated Resume starts the stream again, or a new one does not")
    void onlyAnotherResumeIdStartsTheStreamAgain() {
        Bench bench = Bench.tcp().welcomed().records(3).resumed(1, 1);
        bench.said();
        bench.resumed(1, 1);
        assertThat(bench.said()).isEmpty();
        assertThat(bench.dropped(Dropped.REPEATED_RESUME)).isEqualTo(1);
        bench.resumed(2, 2);
        assertThat(bench.said()).containsExactly("Resumed 2", "2", "3");
        assertThat(bench.status().ackedThrough()).isEqualTo(1);
        assertThat(bench.status().sentThrough()).isEqualTo(3);
    }

    @Test
    @DisplayName("W-33: more is sent than the window allows, or less")
    void theWindowIsUsedWholeAndNeverPassed() {
        Bench bench = Bench.tcp().welcomed().records(10).resumed(1, 1);
        assertThat(bench.said()).containsExactly("Resumed 1", "1", "2", "3", "4");
        assertThat(bench.state()).isEqualTo(SessionState.WINDOW_FULL);
        bench.companion.ack(S, 1);
        bench.run();
        assertThat(bench.said()).containsExactly("5");
        bench.companion.ack(S, 5);
        bench.run();
        assertThat(bench.said()).containsExactly("6", "7", "8", "9");
        bench.companion.heartbeat(S, 9);
        bench.run();
        assertThat(bench.said()).containsExactly("10");
        assertThat(bench.state()).isEqualTo(SessionState.STREAMING);
    }

    @Test
    @DisplayName("W-33: a Missing over many numbers leaves the window open")
    void aLongMissingClosesTheWindowUntilItIsAcknowledged() {
        Bench bench = Bench.tcp().welcomed().records(20);
        bench.pump.log(log -> log.overwriteThrough(12));
        bench.resumed(1, 2);
        assertThat(bench.said()).containsExactly("Resumed 2", "Missing 2-12 OVERWRITTEN");
        assertThat(bench.state()).isEqualTo(SessionState.WINDOW_FULL);
        bench.companion.ack(S, 8);
        bench.run();
        assertThat(bench.said()).as("12 - 8 is no room in a window of 4").isEmpty();
        bench.companion.ack(S, 12);
        bench.run();
        assertThat(bench.said()).containsExactly("13", "14", "15", "16");
    }

    @Test
    @DisplayName("W-34: a number is skipped without a statement")
    void whatCannotBeSentIsStatedInPlace() {
        Bench bench =
                new Bench(WireKind.CONNECTION, p -> p.window(100)).welcomed().records(9);
        bench.pump.log(log -> {
            log.overwriteThrough(2);
            log.makeUnreadable(4);
            log.makeUnreadable(5);
            log.makeUnreadable(7);
            log.skip(3);
        });
        bench.resumed(1, 1);
        assertThat(bench.said())
                .containsExactly(
                        "Resumed 1",
                        "Missing 1-2 OVERWRITTEN",
                        "3",
                        "Missing 4-5 UNREADABLE",
                        "6",
                        "Missing 7-7 UNREADABLE",
                        "8",
                        "9");
        bench.records(1);
        assertThat(bench.said()).containsExactly("Missing 10-12 NEVER_WRITTEN", "13");
    }

    @Test
    @DisplayName("W-34: what the ring overwrote while the window was full is not stated")
    void recordsOverwrittenUnderTheStreamAreStatedMissing() {
        Bench bench =
                new Bench(WireKind.CONNECTION, p -> p.ringSize(3)).welcomed().resumed(1, 1);
        bench.records(10);
        assertThat(bench.said()).containsExactly("Resumed 1", "1", "2", "3", "4");
        bench.companion.ack(S, 4);
        bench.run();
        assertThat(bench.said()).containsExactly("Missing 5-7 OVERWRITTEN", "8");
    }

    @Test
    @DisplayName("W-35: the pump repeats a record by itself")
    void withoutAnAckNothingIsRepeated() {
        Bench bench = Bench.tcp().welcomed().records(2).resumed(1, 1);
        bench.said();
        bench.aliveFor(Duration.ofMinutes(10), S);
        assertThat(bench.said()).isEmpty();
    }

    @Test
    @DisplayName("W-36: an old or too high Ack moves the window")
    void acksOnlyRaiseAndNeverPassWhatWasSent() {
        Bench bench = Bench.tcp().welcomed().records(10).resumed(1, 1);
        bench.said();
        bench.companion.ack(S, 5);
        bench.companion.ack(S, -1);
        bench.companion.heartbeat(S, 6);
        bench.run();
        assertThat(bench.dropped(Dropped.ACK_BEYOND_SENT)).isEqualTo(3);
        bench.companion.ack(S, 3);
        bench.companion.ack(S, 2);
        bench.companion.heartbeat(S, 0);
        bench.run();
        assertThat(bench.status().ackedThrough()).isEqualTo(3);
        assertThat(bench.said()).containsExactly("5", "6", "7");
    }

    @Test
    @DisplayName("W-38: a stream survives the erasing of the log, or the session does not")
    void erasingTheLogEndsTheStreamAndKeepsTheSession() {
        Bench bench = Bench.tcp().welcomed().records(3).resumed(1, 1);
        bench.said();
        int old = bench.pump.logEpoch();
        bench.pump.eraseLog();
        bench.records(2);
        assertThat(bench.pump.logEpoch()).isNotEqualTo(old).isNotZero();
        assertThat(bench.said()).isEmpty();
        assertThat(bench.state()).isEqualTo(SessionState.WELCOMED);
        bench.time.advance(Duration.ofSeconds(1));
        FromPump heartbeat = bench.companion.last();
        assertThat(heartbeat.getLogEpoch()).isEqualTo(bench.pump.logEpoch());
        assertThat(heartbeat.getSession()).isEqualTo(S);
        assertThat(heartbeat.getHeartbeat().getSentThrough()).isZero();
        bench.resumed(1, 1);
        assertThat(bench.said()).containsExactly("Resumed 1", "1", "2");
    }

    @Test
    @DisplayName("W-40: log lines are numbered, or delay records")
    void logLinesPassAsideAndAreDroppedWhereThereIsNoRoom() {
        Bench bench = Bench.tcp().welcomed().resumed(1, 1);
        bench.said();
        bench.pump.logLine(LogLevel.LOG_LEVEL_INFO, "motor warm");
        bench.records(1);
        assertThat(bench.said()).containsExactly("LOG_LINE", "1");
        for (int i = 0; i < 50; i++) {
            bench.pump.logLine(LogLevel.LOG_LEVEL_DEBUG, "noise " + i);
        }
        bench.records(1);
        assertThat(bench.said()).hasSizeLessThan(20).endsWith("2");
        assertThat(bench.dropped(Dropped.LOG_LINE)).isPositive();
        assertThatThrownBy(() -> bench.pump.logLine(LogLevel.LOG_LEVEL_INFO, "x".repeat(257)))
                .hasMessage("a log line of 257 bytes (expected at most 256)");
    }

    @Test
    @DisplayName("W-15: a record is not sent as the same bytes each time")
    void aRecordIsSentAsTheSameBytesEachTime() {
        Bench bench = Bench.tcp().welcomed();
        ByteString nonsense = ByteString.copyFromUtf8("\u0000no event");
        bench.pump.log(log -> log.appendRaw(nonsense));
        bench.records(1).resumed(1, 1);
        ByteString first = bench.companion.last().getRecord().getEvent();
        assertThat(bench.companion.heard.get(1).getRecord().getEvent()).isEqualTo(nonsense);
        bench.time.advance(Duration.ofSeconds(3));
        bench.resumed(2, 2);
        assertThat(bench.companion.last().getRecord().getEvent()).isEqualTo(first);
    }
}
