package pumpcompanion.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import pumpcompanion.emulator.log.LogEntry;
import pumpcompanion.emulator.replay.Deviation;
import pumpcompanion.emulator.replay.Expectations;
import pumpcompanion.emulator.replay.Recording;
import pumpcompanion.emulator.time.VirtualTime;
import pumpcompanion.proto.v1.Construction;
import pumpcompanion.proto.v1.Event;
import pumpcompanion.proto.v1.Identity;
import pumpcompanion.proto.v1.MissingReason;
import pumpcompanion.proto.v1.QuickDisconnect;

class ReplayTest {

    private static final int EPOCH = 0x1234_5678;
    private static final int SESSION = 7;

    private final VirtualTime time = new VirtualTime();
    private final List<String> rules = new ArrayList<>();
    private final List<Deviation> deviations = new ArrayList<>();
    private EmulatedPump pump;
    private Companion companion;

    private static ByteString event(int boot, long uptimeMs) {
        return Event.newBuilder()
                .setBootCount(boot)
                .setUptimeMs(uptimeMs)
                .setPumpClockMs(1_000_000 + uptimeMs)
                .setQuickDisconnect(QuickDisconnect.getDefaultInstance())
                .build()
                .toByteString();
    }

    private static Recording recording(Recording.Entry... entries) {
        return new Recording(
                Identity.newBuilder().setSerial("R-1").setModel("real").build(),
                Construction.CONSTRUCTION_PATCH,
                List.of(),
                List.of(new Recording.Log(EPOCH, false, List.of(entries))));
    }

    @BeforeEach
    void aPumpOfThreeRecordsAMinuteApartWithAHoleBetween() {
        Recording recording = recording(
                Recording.Entry.record(0, 1, event(3, 50_000)),
                Recording.Entry.missing(30_000, 2, 4, MissingReason.MISSING_REASON_UNREADABLE),
                Recording.Entry.record(60_000, 6, event(3, 110_000)));
        pump = Replay.pump(EmulatedPump.on(time), recording).start();
        pump.transcript(new Expectations(this::deviates)::seen);
        Replay.start(pump, recording);
        companion = new Companion(pump.connect(), time);
        time.advance(Duration.ZERO);
    }

    private void deviates(Deviation deviation) {
        rules.add(deviation.rule());
        deviations.add(deviation);
    }

    private void pass() {
        time.advance(Duration.ofMillis(10));
    }

    private void stream(long from) {
        companion.hello(SESSION);
        pass();
        companion.resume(SESSION, 1, pump.logEpoch(), from);
        pass();
    }

    private void live(Duration duration) {
        for (long s = 0; s < duration.toSeconds(); s++) {
            time.advance(Duration.ofSeconds(1));
            companion.heartbeat(SESSION, 0);
        }
        pass();
    }

    @Test
    void recordsComeWithTheirBytesAtTheirTimesAndHolesAreStated() {
        assertThat(pump.identity().getModel()).isEqualTo("real");
        assertThat(pump.logEpoch()).isEqualTo(EPOCH);
        assertThat(pump.newest()).isEqualTo(1);
        assertThat(pump.bootCount()).isEqualTo(3);
        assertThat(pump.uptime()).isEqualTo(Duration.ofSeconds(50));
        time.advance(Duration.ofSeconds(31));
        assertThat(pump.newest()).isEqualTo(4);
        time.advance(Duration.ofSeconds(30));
        assertThat(pump.newest()).isEqualTo(6);
        pump.log(log -> {
            assertThat(log.read(1).bytes()).isEqualTo(event(3, 50_000));
            assertThat(log.read(2)).isEqualTo(new LogEntry(2, 4, null, MissingReason.MISSING_REASON_UNREADABLE));
            assertThat(log.read(3).through()).isEqualTo(4);
            assertThat(log.read(5)).isEqualTo(new LogEntry(5, 5, null, MissingReason.MISSING_REASON_UNSPECIFIED));
            assertThat(log.read(6).bytes()).isEqualTo(event(3, 110_000));
        });
        pump.close();
    }

    @Test
    void aCompanionThatKeepsTheRulesDeviatesNowhere() {
        stream(1);
        companion.ack(SESSION, 1);
        live(Duration.ofSeconds(31));
        companion.ack(SESSION, 4);
        live(Duration.ofSeconds(31));
        companion.ack(SESSION, 6);
        live(Duration.ofSeconds(5));
        companion.hello(SESSION + 1);
        pass();
        companion.resume(SESSION + 1, 1, EPOCH, 6);
        pass();
        assertThat(deviations).isEmpty();
    }

    @Test
    void aResumeBehindWhatWasAcknowledgedIsReportedWithBothNumbers() {
        time.advance(Duration.ofMinutes(2));
        stream(1);
        companion.ack(SESSION, 6);
        pass();
        companion.resume(SESSION, 2, EPOCH, 2);
        pass();
        assertThat(rules).containsExactly("W-43");
        assertThat(deviations.get(0).toString())
                .contains("expected Resume from 6", "seen from 2")
                .contains(deviations.get(0).at().toString());
    }

    @Test
    void everyOtherDeviationIsReportedWithItsRule() {
        companion.ack(SESSION, 1);
        pass();
        companion.hello(SESSION - 1, 0, 1);
        pass();
        stream(99);
        companion.ack(SESSION, 1);
        pass();
        companion.resume(SESSION, 2, 99, 1);
        pass();
        companion.resume(SESSION, 3, EPOCH, 1);
        pass();
        companion.resume(SESSION, 3, EPOCH, 1);
        pass();
        companion.ack(SESSION, 77);
        pass();
        companion.payload(new byte[] {(byte) 0xFF});
        pass();
        companion.heartbeat(SESSION + 5, 0);
        pass();
        time.advance(Duration.ofSeconds(4));
        companion.heartbeat(SESSION, 0);
        pass();
        assertThat(rules)
                .containsExactly("W-41", "W-25", "W-43", "W-47", "W-31", "W-32", "W-36", "W-12", "W-22", "W-23");
    }

    @Test
    void anAckThatGoesBackOrNeverComesIsReported() {
        time.advance(Duration.ofMinutes(2));
        stream(1);
        companion.ack(SESSION, 4);
        companion.ack(SESSION, 1);
        pass();
        assertThat(rules).containsExactly("W-47");
        live(Duration.ofSeconds(15));
        assertThat(rules).containsExactly("W-47", "W-47");
        assertThat(deviations.get(1).expected()).isEqualTo("Ack through 6 without delay");
    }

    @Test
    void aPumpThatBootsErasesAndGoesBackDoesSoAgain() {
        pump.close();
        Recording recording = new Recording(
                Identity.newBuilder().setSerial("R-2").build(),
                Construction.CONSTRUCTION_TUBED,
                List.of(),
                List.of(
                        new Recording.Log(
                                1,
                                false,
                                List.of(
                                        Recording.Entry.record(0, 1, event(1, 0)),
                                        Recording.Entry.record(1000, 2, event(2, 0)),
                                        Recording.Entry.record(2000, 3, event(2, 9)))),
                        new Recording.Log(1, true, List.of(Recording.Entry.record(3000, 3, event(3, 0)))),
                        new Recording.Log(2, false, List.of(Recording.Entry.record(4000, 1, event(3, 7))))));
        pump = Replay.pump(EmulatedPump.on(time), recording).start();
        Replay replay = Replay.start(pump, recording);
        time.advance(Duration.ofMillis(2500));
        assertThat(pump.newest()).isEqualTo(3);
        assertThat(pump.bootCount()).isEqualTo(2);
        time.advance(Duration.ofMillis(1000));
        pump.log(log -> assertThat(log.read(3).bytes()).isEqualTo(event(3, 0)));
        assertThat(pump.logEpoch()).isEqualTo(1);
        assertThat(replay.isOver()).isFalse();
        time.advance(Duration.ofMillis(1000));
        assertThat(pump.logEpoch()).isEqualTo(2);
        assertThat(pump.newest()).isEqualTo(1);
        assertThat(replay.isOver()).isTrue();
    }

    @Test
    void timeThatIsAdvancedRunsWhatFallsDueAtItsTimeAndGoesOn() {
        List<Duration> ran = new ArrayList<>();
        Duration start = pump.uptime();
        pump.after(Duration.ofHours(1), () -> ran.add(pump.uptime().minus(start)));
        pump.after(Duration.ofHours(3), () -> ran.add(pump.uptime().minus(start)));
        pump.advance(Duration.ofHours(2));
        assertThat(ran).containsExactly(Duration.ofHours(1));
        time.advance(Duration.ofMinutes(59));
        assertThat(ran).hasSize(1);
        time.advance(Duration.ofMinutes(1));
        assertThat(ran).containsExactly(Duration.ofHours(1), Duration.ofHours(3));
    }
}
