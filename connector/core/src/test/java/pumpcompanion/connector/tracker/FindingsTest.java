package pumpcompanion.connector.tracker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import pumpcompanion.proto.v1.*;

class FindingsTest {

    @Test
    void fillingTubingOnTheBodyIsCriticalWhereTheConnectionIsReportedAndANoteWhereItIsAssumed() {
        PumpLog reported = PumpLog.tubed().setChange().clipped().minutes(10).tubingPrimed(5000);
        assertThat(reported.finding(FindingCode.TUBING_PRIMED_ON_BODY).getSeverity())
                .isEqualTo(Severity.SEVERITY_CRITICAL);
        assertThat(reported.unclipped().ended()).contains("tubing-primed-on-body");
        PumpLog assumed = PumpLog.tubed().setChange().minutes(10).tubingPrimed(5000);
        assertThat(assumed.finding(FindingCode.TUBING_PRIMED_ON_BODY).getSeverity())
                .isEqualTo(Severity.SEVERITY_NOTE);
    }

    @Test
    void changingACartridgeOnTheBodyIsCriticalWhereTheConnectionIsEntered() {
        PumpLog log = PumpLog.tubed().setChange();
        log.entered(Event.newBuilder().setQuickReconnect(QuickReconnect.getDefaultInstance()));
        log.hours(1).unseated();
        assertThat(log.finding(FindingCode.CARTRIDGE_CHANGED_ON_BODY).getSeverity())
                .isEqualTo(Severity.SEVERITY_CRITICAL);
        log.wait(Duration.ofHours(24));
        assertThat(log.ended()).contains("cartridge-changed-on-body");
    }

    @Test
    void aCannulaPrimedThroughDryTubingOrWithoutACartridgeIsFound() {
        PumpLog log = PumpLog.tubed(EventKind.EVENT_KIND_TUBING_PRIMED).setChange();
        log.hours(40).seated(Freshness.FRESHNESS_NEW).minutes(1).cannulaPrimed();
        assertThat(log.codes()).contains("cannula-primed-on-dry-tubing");
        log.minutes(1).tubingPrimed(5000);
        assertThat(log.ended()).contains("cannula-primed-on-dry-tubing");
        log.unseated().cannulaPrimed();
        assertThat(log.codes()).contains("cannula-primed-without-cartridge");
        log.seated(Freshness.FRESHNESS_USED);
        assertThat(log.ended()).contains("cannula-primed-without-cartridge");
    }

    @Test
    void aPrimeWithoutAnEndBeforeTheNextBootIsInterrupted() {
        PumpLog log = PumpLog.tubed();
        log.add(Event.newBuilder()
                .setPrimeStarted(PrimeStarted.newBuilder().setTarget(PrimeTarget.PRIME_TARGET_TUBING)));
        assertThat(log.status.getPhase()).isEqualTo(Phase.PHASE_FILLING_TUBING);
        log.minutes(1).restart().level(100_000);
        assertThat(log.codes()).containsExactly("prime-interrupted");
        assertThat(log.status.getTubing().getState()).isEqualTo(TubingState.TUBING_STATE_UNSPECIFIED);
        log.minutes(1).tubingPrimed(5000);
        assertThat(log.ended()).containsExactly("prime-interrupted");
    }

    @Test
    void theWearLimitEscalatesAndOneFindingIsOpenAtATime() {
        PumpLog log = PumpLog.tubed().setChange();
        long wear = log.wear();
        assertThat(log.status.getNextDeadlineMs())
                .isEqualTo(wear + Duration.ofHours(44).toMillis());
        assertThat(log.tracker.at(log.status, log.status.getNextDeadlineMs() - 1))
                .isSameAs(log.status);
        for (String code : List.of("wear-info", "wear-warning", "wear-limit")) {
            log.status = log.tracker.at(log.status, log.status.getNextDeadlineMs());
            assertThat(log.codes()).containsExactly(code);
        }
        assertThat(log.status.getFindings(0).getSinceMs())
                .isEqualTo(wear + Duration.ofHours(72).toMillis());
        assertThat(log.status.getPhase()).isEqualTo(Phase.PHASE_WORN_TOO_LONG);
    }

    @Test
    void anUnclippedSetRemindsAfterAQuarterHalfAndWholeHourAndAtThreeHoursForTheLastTime() {
        PumpLog log = PumpLog.tubed().setChange().hours(1).unclipped();
        long unclipped = log.now;
        Severity[] severities = {
            Severity.SEVERITY_INFO, Severity.SEVERITY_WARNING, Severity.SEVERITY_URGENT, Severity.SEVERITY_CRITICAL
        };
        long[] minutes = {15, 30, 60, 180};
        for (int i = 0; i < minutes.length; i++) {
            assertThat(log.status.getNextDeadlineMs()).isEqualTo(unclipped + minutes[i] * 60_000);
            log.status = log.tracker.at(log.status, log.status.getNextDeadlineMs());
            Finding finding = log.finding(FindingCode.RECONNECT_REMINDER);
            assertThat(finding.getSeverity()).isEqualTo(severities[i]);
            assertThat(finding.getSinceMs()).isEqualTo(unclipped + 15 * 60_000);
        }
        assertThat(log.status.getNextDeadlineMs()).isGreaterThan(unclipped + 180 * 60_000);
    }

    @Test
    void nobodyIsRemindedWhileRecordsAreStillBeingFetched() {
        PumpLog log = PumpLog.tubed().setChange().unclipped();
        SetStatus behind = log.status.toBuilder().setBehind(3).build();
        assertThat(log.tracker.at(behind, log.now + 99_000_000)).isSameAs(behind);
    }

    @Test
    void insulinThroughACannulaIsTheDifferenceOfTotalsPrimesApart() {
        PumpLog log = PumpLog.tubed().totals(100_000, 50_000, 9_000).setChange();
        log.minutes(5).totals(100_500, 50_000, 16_000).hours(1).totals(101_500, 54_000, 16_000);
        assertThat(log.status.getCannula().getInsulinMilliunits()).isEqualTo(5_500);
        assertThat(log.status.getCartridge().getUsedMilliunits()).isEqualTo(12_500);
        log.gap(GapReason.GAP_REASON_OVERWRITTEN).hours(3).totals(111_500, 54_000, 16_000);
        assertThat(log.status.getCannula().getInsulinMilliunits())
                .as("a gap costs detail only")
                .isEqualTo(15_500);
        log.hours(1).totals(-1, 0, 0).totals(5, 5, 5);
        assertThat(log.status.getCannula().getInsulinMilliunits()).isEqualTo(15_500);
    }

    @Test
    void insulinDeliveredWhileUnclippedIsNotCountedAndFound() {
        PumpLog log = PumpLog.tubed()
                .setChange()
                .minutes(5)
                .delivered(1000)
                .minutes(1)
                .unclipped()
                .minutes(5);
        long uptime = log.now - PumpLog.START + 10_000_000_000L;
        log.add(Event.newBuilder()
                .setInsulinDelivered(InsulinDelivered.newBuilder()
                        .setFromUptimeMs(uptime - 600_000)
                        .setMilliunits(1000)));
        assertThat(log.codes()).containsExactly("delivery-while-unclipped");
        assertThat(log.status.getCannula().getInsulinMilliunits())
                .as("half of it before")
                .isEqualTo(1500);
        log.clipped();
        assertThat(log.ended()).containsExactly("delivery-while-unclipped");
        log.minutes(5).delivered(200);
        assertThat(log.status.getCannula().getInsulinMilliunits()).isEqualTo(1700);
    }

    @Test
    void insulinOfAShowerThatComesToLightAfterwardsIsNotCountedAndToldOfAsOver() {
        PumpLog log = PumpLog.tubed().setChange().clipped().totals(0, 0, 0);
        log.minutes(20).unclipped().minutes(20).clipped().minutes(20);
        log.add(Event.newBuilder()
                .setInsulinDelivered(InsulinDelivered.newBuilder()
                        .setFromUptimeMs(log.now - PumpLog.START + 10_000_000_000L - 3_600_000)
                        .setTotalBasalMilliunits(900)
                        .setTotalBolusMilliunits(0)));
        assertThat(log.status.getCannula().getInsulinMilliunits()).isEqualTo(600);
        assertThat(log.codes()).isEmpty();
        assertThat(log.ended()).containsExactly("delivery-while-unclipped");
        Finding told = log.status.getMemory().getJustEnded(0);
        assertThat(told.getEndedMs() - told.getSinceMs()).isEqualTo(20 * 60_000);
    }

    @Test
    void aCannulaPrimeThatBeganSaysNothingOfACannulaThatNobodyPutIn() {
        PumpLog log = PumpLog.tubed().removed(RemovalReason.REMOVAL_REASON_ROUTINE);
        log.add(Event.newBuilder()
                .setPrimeStarted(PrimeStarted.newBuilder().setTarget(PrimeTarget.PRIME_TARGET_CANNULA)));
        log.delivered(100);
        assertThat(log.status.getCoupling().getState()).isEqualTo(JointState.JOINT_STATE_UNSPECIFIED);
    }

    @Test
    void insulinDeliveredWithNoCannulaInIsFound() {
        PumpLog log = PumpLog.tubed()
                .setChange()
                .removed(RemovalReason.REMOVAL_REASON_LEAK)
                .minutes(5)
                .delivered(50);
        assertThat(log.codes()).containsExactly("delivery-without-cannula");
        assertThat(log.status.getCannula().getRemoved()).isEqualTo(RemovalReason.REMOVAL_REASON_LEAK);
    }

    @Test
    void aGapKeepsTheOlderAgesAndEachPartBecomesCertainByItself() {
        PumpLog log = PumpLog.tubed().setChange().clipped().minutes(10);
        SetStatus before = log.status;
        assertThat(log.gap(GapReason.GAP_REASON_NEVER_WRITTEN).codes()).isEmpty();
        log.gap(GapReason.GAP_REASON_OVERWRITTEN);
        assertThat(log.codes()).containsExactly("records-missing");
        assertThat(log.wear()).isEqualTo(before.getCannula().getClock().getStartedMs());
        assertThat(log.status.getCannula().getClock().getCertain()).isFalse();
        assertThat(log.status.getCartridge().getClock().getCertain()).isFalse();
        assertThat(log.status.getTubing().getClock().getCertain()).isFalse();
        assertThat(log.status.getCoupling().getKnown().getCertain()).isFalse();
        log.minutes(1).unclipped();
        assertThat(log.status.getCoupling().getKnown().getCertain()).isTrue();
        log.minutes(1).seated(Freshness.FRESHNESS_NEW);
        assertThat(log.status.getCartridge().getClock().getCertain()).isTrue();
        log.minutes(1).tubingPrimed(5000);
        assertThat(log.status.getTubing().getClock().getCertain()).isTrue();
        assertThat(log.codes()).contains("records-missing");
        log.minutes(1).inserted();
        assertThat(log.status.getCannula().getClock().getCertain()).isTrue();
        assertThat(log.codes()).doesNotContain("records-missing");
    }

    @Test
    void aRecordThatCannotBeReadMakesUncertainToo() {
        PumpLog log = PumpLog.tubed().setChange();
        log.record(EventRecord.newBuilder().setLog(1).setSequence(99).setUnreadable("bad tag"));
        assertThat(log.codes()).containsExactly("record-unreadable");
        assertThat(log.status.getCannula().getClock().getCertain()).isFalse();
    }

    @Test
    void theReservoirBecomesLowThenEmptyAndANewCartridgeEndsBoth() {
        PumpLog log = PumpLog.tubed().setChange().level(20_001);
        assertThat(log.codes()).isEmpty();
        log.level(20_000);
        assertThat(log.codes()).containsExactly("reservoir-low");
        log.level(0);
        assertThat(log.codes()).containsExactly("reservoir-empty");
        log.seated(Freshness.FRESHNESS_NEW);
        assertThat(log.codes()).doesNotContain("reservoir-empty", "reservoir-low");
    }

    @Test
    void anOcclusionLastsUntilItIsClearedOrTheSetReplacedAndALateConfirmationDoesNotBlameTheNewSet() {
        PumpLog log = PumpLog.tubed().setChange().occlusion(AnnunciationStatus.ANNUNCIATION_STATUS_RAISED);
        assertThat(log.codes()).containsExactly("occlusion");
        assertThat(log.status.getCannula().getState()).isEqualTo(CannulaState.CANNULA_STATE_OCCLUDED);
        log.occlusion(AnnunciationStatus.ANNUNCIATION_STATUS_CONFIRMED);
        assertThat(log.codes()).containsExactly("occlusion");
        log.occlusion(AnnunciationStatus.ANNUNCIATION_STATUS_CLEARED);
        assertThat(log.ended()).containsExactly("occlusion");
        assertThat(log.status.getCannula().getState()).isEqualTo(CannulaState.CANNULA_STATE_PRIMED);
        log.occlusion(AnnunciationStatus.ANNUNCIATION_STATUS_RAISED).setChange();
        log.occlusion(AnnunciationStatus.ANNUNCIATION_STATUS_CONFIRMED);
        assertThat(log.codes()).isEmpty();
    }

    @Test
    void adhesiveInsertionUptimeAndClockAreFoundAndEnd() {
        PumpLog log = PumpLog.tubed().setChange();
        log.add(Event.newBuilder()
                .setAdhesiveChanged(AdhesiveChanged.newBuilder().setState(AdhesiveState.ADHESIVE_STATE_PEELING)));
        log.add(Event.newBuilder()
                .setClockChanged(ClockChanged.newBuilder().setOldClockMs(0).setNewClockMs(3_600_000)));
        log.minutes(-1).level(100_000);
        log.minutes(2).add(Event.newBuilder().setInsertionFailed(InsertionFailed.getDefaultInstance()));
        assertThat(log.codes())
                .containsExactlyInAnyOrder("adhesive", "insertion-failed", "uptime-went-back", "clock-changed");
        log.add(Event.newBuilder()
                .setAdhesiveChanged(AdhesiveChanged.newBuilder().setState(AdhesiveState.ADHESIVE_STATE_TAPED)));
        assertThat(log.ended()).containsExactly("adhesive");
        log.inserted();
        assertThat(log.ended()).containsExactly("insertion-failed");
        log.wait(Duration.ofHours(25));
        assertThat(log.codes()).isEmpty();
    }

    @Test
    void aPrimeOfAnUnknownPartMovesNoClockAndAsks() {
        PumpLog log = PumpLog.tubed().setChange();
        SetStatus before = log.status;
        log.minutes(600);
        log.add(Event.newBuilder()
                .setPrimed(
                        Primed.newBuilder().setDeliveredMilliunits(300).setEnding(PrimeEnding.PRIME_ENDING_COMPLETED)));
        assertThat(log.codes()).containsExactly("prime-target-unknown");
        assertThat(log.status.getCannula().getClock())
                .isEqualTo(before.getCannula().getClock());
        assertThat(log.status.getTubing()).isEqualTo(before.getTubing());
    }

    @Test
    void aStatusOfAnOrdinaryDayFitsInAKilobyte() {
        PumpLog log = PumpLog.tubed(EventKind.EVENT_KIND_QUICK_DISCONNECT, EventKind.EVENT_KIND_QUICK_RECONNECT)
                .setChange()
                .clipped();
        log.hours(73)
                .gap(GapReason.GAP_REASON_OVERWRITTEN)
                .level(5_000)
                .unclipped()
                .hours(1)
                .delivered(500);
        assertThat(log.codes()).hasSizeGreaterThanOrEqualTo(4);
        assertThat(log.status.getSerializedSize()).isLessThanOrEqualTo(1024);
    }

    @Test
    void aGapOnAPumpThatNeverTellsOfItsCartridgeIsOverWhenTheOtherPartsAreCertain() {
        PumpLog log = PumpLog.tubed().tubingPrimed(5000).cannulaPrimed().level(100_000);
        log.gap(GapReason.GAP_REASON_OVERWRITTEN).level(90_000);
        assertThat(log.status.getCartridge().getKnown().getCertain()).isTrue();
        assertThat(log.hours(48).tubingPrimed(5000).codes()).contains("records-missing");
        assertThat(log.minutes(1).cannulaPrimed().codes()).doesNotContain("records-missing");
    }

    @Test
    void everyPhaseHasASentenceOfItsOwn() {
        assertThat(java.util.Arrays.stream(Phase.values())
                        .filter(phase -> phase != Phase.UNRECOGNIZED)
                        .map(PhaseText::sentence))
                .doesNotHaveDuplicates()
                .allMatch(sentence -> sentence.endsWith("."));
    }

    @Test
    void aWrongSettingIsNamedWithItsValueAndTheRangeExpected() {
        assertThatThrownBy(() ->
                        TrackerSettings.builder().wearLimit(Duration.ofHours(1)).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("tracker.wear-limit is 1h (expected 24h to 240h)");
    }
}
