package pumpcompanion.connector.tracker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import pumpcompanion.proto.v1.*;

/** Clocks, boots and times that cannot be true: found, and no part's age moves by them. */
class OddTimesTest {

    @Test
    void aClockBackAt2008OrADayAwayIsFoundUntilItIsRightAgain() {
        PumpLog log = PumpLog.tubed().setChange();
        long wear = log.wear();
        log.minutes(1).clock(log.now).minutes(1).clock(1_199_145_600_000L - 1);
        assertThat(log.finding(FindingCode.CLOCK_WRONG).getSeen()).contains("2008");
        assertThat(log.codes()).contains("clock-went-back");
        log.minutes(1).clock(log.now + Duration.ofHours(14).toMillis());
        assertThat(log.codes()).doesNotContain("clock-wrong");
        log.minutes(1).clock(log.now + Duration.ofHours(50).toMillis());
        assertThat(log.finding(FindingCode.CLOCK_WRONG).getSeen()).contains("50 h ahead");
        log.minutes(1).clock(log.now - Duration.ofHours(30).toMillis());
        assertThat(log.codes()).contains("clock-wrong");
        assertThat(log.wear()).isEqualTo(wear);
    }

    @Test
    void aClockThatWasSetBackIsNotOneThatWentBackByItself() {
        PumpLog log = PumpLog.tubed().clock(PumpLog.START);
        log.minutes(1)
                .add(Event.newBuilder()
                        .setPumpClockMs(PumpLog.START - 3_600_000)
                        .setClockChanged(ClockChanged.newBuilder().setNewClockMs(PumpLog.START - 3_600_000)));
        log.minutes(1).clock(PumpLog.START - 3_540_000);
        assertThat(log.codes()).containsExactly("clock-changed");
    }

    @Test
    void aBootCountThatFallsIsARestartAndFound() {
        PumpLog log = PumpLog.tubed().restart().level(100_000);
        log.add(Event.newBuilder()
                .setPrimeStarted(PrimeStarted.newBuilder().setTarget(PrimeTarget.PRIME_TARGET_TUBING)));
        log.boot(1).level(100_000);
        assertThat(log.codes()).containsExactlyInAnyOrder("prime-interrupted", "boot-count-went-back");
        log.wait(Duration.ofHours(25));
        assertThat(log.codes()).doesNotContain("boot-count-went-back");
    }

    @Test
    void aTimeBefore2008OrBeforeTheRecordBeforeItIsFoundAndNothingIsOlderThanItsRecord() {
        PumpLog log = PumpLog.tubed().setChange().minutes(-30).level(90_000);
        assertThat(log.finding(FindingCode.TIME_DOUBTFUL).getSeen()).contains("30 min before");
        PumpLog early = PumpLog.tubed().at("2007-12-31T23:59:59").setChange();
        assertThat(early.codes()).containsExactly("time-doubtful");
        assertThat(early.status.getPhase()).isEqualTo(Phase.PHASE_IN_USE);
    }
}
