package pumpcompanion.connector.tracker;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import pumpcompanion.proto.v1.*;

/** What others got wrong: records of real pumps, and the misreadings that were made of them (facts: pumps.md). */
class RealCasesTest {

    @Test
    void theSetChangeOfA722BeginsAWearAtTheFixedPrimeAndATubingAtTheManualOneAndNoCartridgeAtTheRewind() {
        PumpLog log = PumpLog.tubed();
        log.at("2021-09-24T20:00:00").tubingPrimed(5400).minutes(5).cannulaPrimed();
        long old = log.wear();
        log.at("2021-09-27T21:54:59").rewound();
        assertThat(log.wear()).isEqualTo(old);
        assertThat(log.status.getCoupling().getState()).isEqualTo(JointState.JOINT_STATE_UNSPECIFIED);
        log.at("2021-09-27T21:57:03").tubingPrimed(6700);
        long tubing = log.now;
        assertThat(log.wear()).as("a manual prime may not reset the site").isEqualTo(old);
        log.at("2021-09-27T22:10:34").cannulaPrimed(300, 300, PrimeEnding.PRIME_ENDING_COMPLETED);
        assertThat(log.wear()).isEqualTo(log.now);
        assertThat(log.tubing()).isEqualTo(tubing);
        assertThat(log.status.getCartridge().getClock().hasStartedMs()).isFalse();
        assertThat(log.status.getCannula().getClock().getBasis()).isEqualTo(Basis.BASIS_DERIVED);
        assertThat(log.status.getCannula().getClock().getCertain()).isTrue();
        assertThat(log.status.getPhase()).isEqualTo(Phase.PHASE_IN_USE);
        assertThat(log.status.getFindingsList())
                .noneMatch(finding -> finding.getSeverity().compareTo(Severity.SEVERITY_INFO) > 0);
    }

    @Test
    void fiveFurtherFixedPrimesInTheSameHourAreTheSameCannula() {
        PumpLog log = PumpLog.tubed();
        log.at("2006-07-07T16:48:52").tubingPrimed(1900);
        log.at("2006-07-07T16:49:12").cannulaPrimed();
        long wear = log.now;
        for (String time : new String[] {"17:10:38", "17:28:51", "17:41:14", "17:57:02", "18:02:05"}) {
            log.at("2006-07-07T" + time).cannulaPrimed();
            assertThat(log.wear()).as(time).isEqualTo(wear);
        }
        assertThat(log.codes())
                .as("the year 2006 is asked about, the cannula is not")
                .containsExactly("time-doubtful");
    }

    @Test
    void theZeroUnitCannulaFillThatAnInsightWritesAtEachReservoirChangeLeavesTheSiteAlone() {
        PumpLog log = PumpLog.tubed().setChange();
        long wear = log.wear();
        log.hours(30)
                .seated(Freshness.FRESHNESS_NEW)
                .minutes(1)
                .tubingPrimed(5000)
                .minutes(1);
        log.add(Event.newBuilder()
                .setCannulaPrimed(CannulaPrimed.newBuilder()
                        .setDeliveredMilliunits(0)
                        .setEnding(PrimeEnding.PRIME_ENDING_COMPLETED)));
        assertThat(log.wear()).isEqualTo(wear);
        assertThat(log.finding(FindingCode.PRIME_ZERO).getPart()).isEqualTo(Part.PART_CANNULA);
    }

    @Test
    void theSkippedFillOfA600SeriesIsNotAFill() {
        PumpLog log = PumpLog.tubed().tubingPrimed(7000).minutes(3);
        log.cannulaPrimed(300, 0, PrimeEnding.PRIME_ENDING_UNSPECIFIED);
        assertThat(log.status.getCannula().getClock().hasStartedMs()).isFalse();
        assertThat(log.codes()).containsExactly("prime-zero");
        log.minutes(2).cannulaPrimed();
        assertThat(log.wear()).isEqualTo(log.now);
        assertThat(log.ended()).containsExactly("prime-zero");
    }

    @Test
    void cartridgeAndTubingRecordsOfTheSameSecondAreTwoThingsAsATandemWritesThem() {
        PumpLog log = PumpLog.tubed(EventKind.EVENT_KIND_CARTRIDGE_FILLED, EventKind.EVENT_KIND_TUBING_PRIMED);
        log.filled(180_000).tubingPrimed(12_000);
        assertThat(log.cartridge()).isEqualTo(log.now);
        assertThat(log.tubing()).isEqualTo(log.now);
        assertThat(log.status.getCannula().getClock().hasStartedMs()).isFalse();
    }

    @Test
    void rewindingToTopUpMovesNoAgeAndTheChangeIsOverWhenInsulinFlowsAgain() {
        PumpLog log = PumpLog.tubed().setChange();
        long wear = log.wear();
        long cartridge = log.cartridge();
        long tubing = log.tubing();
        log.hours(20).delivered(1000).hours(1).rewound();
        assertThat(log.status.getPhase()).isEqualTo(Phase.PHASE_CARTRIDGE_CHANGE);
        log.minutes(10).delivered(100);
        assertThat(log.status.getPhase()).isEqualTo(Phase.PHASE_IN_USE);
        assertThat(log.wear()).isEqualTo(wear);
        assertThat(log.cartridge()).isEqualTo(cartridge);
        assertThat(log.tubing()).isEqualTo(tubing);
    }

    @Test
    void aSteelSetBeginsItsWearWithATubingPrimeAndAsksAfterACartridgeChange() {
        PumpLog log = PumpLog.steel().tubingPrimed(5000);
        long first = log.now;
        assertThat(log.wear()).isEqualTo(first);
        assertThat(log.status.getCannula().getClock().getLimitMs()).isEqualTo(first + TrackerSettings.STEEL.toMillis());
        log.hours(40).tubingPrimed(5000);
        long second = log.now;
        assertThat(log.wear()).isEqualTo(second);
        log.hours(20).seated(Freshness.FRESHNESS_NEW).minutes(2).tubingPrimed(5000);
        assertThat(log.wear()).as("the older age").isEqualTo(second);
        assertThat(log.status.getCannula().getClock().getPossibleStartMs()).isEqualTo(log.now);
        assertThat(log.codes()).contains("new-wear-assumed");
        log.minutes(10).entered(PumpLog.insertion());
        assertThat(log.wear()).isEqualTo(second + 20 * 3_600_000L + 120_000L);
        assertThat(log.codes()).doesNotContain("new-wear-assumed");
    }

    @Test
    void aSiteChangedAloneLeavesCartridgeAndTubingTheirAges() {
        PumpLog log = PumpLog.tubed().setChange();
        long cartridge = log.cartridge();
        long tubing = log.tubing();
        log.hours(48).removed(RemovalReason.REMOVAL_REASON_PAIN).minutes(5).cannulaPrimed();
        assertThat(log.wear()).isEqualTo(log.now);
        assertThat(log.cartridge()).isEqualTo(cartridge);
        assertThat(log.tubing()).isEqualTo(tubing);
    }

    @Test
    void aReservoirChangedAloneLeavesTheSiteItsAge() {
        PumpLog log = PumpLog.tubed().setChange();
        long wear = log.wear();
        log.hours(30).unclipped().minutes(1).unseated().minutes(1);
        log.seated(Freshness.FRESHNESS_NEW).filled(150_000).connected().minutes(2);
        log.tubingPrimed(8000).minutes(1).clipped();
        assertThat(log.wear()).isEqualTo(wear);
        assertThat(log.status.getPhase()).isEqualTo(Phase.PHASE_IN_USE);
        assertThat(log.codes()).isEmpty();
    }

    @Test
    void aPatchPumpHasNoTubingNoCouplingAndAllItsClocksFromTheInsertion() {
        PumpLog log = PumpLog.patch().filled(200_000).minutes(5);
        assertThat(log.status.getCartridge().getClock().hasStartedMs()).isFalse();
        log.inserted();
        long worn = log.now;
        log.minutes(1).cannulaPrimed().unclipped();
        assertThat(log.wear()).isEqualTo(worn);
        assertThat(log.cartridge()).isEqualTo(worn);
        assertThat(log.status.getTubing().getState()).isEqualTo(TubingState.TUBING_STATE_NONE);
        assertThat(log.status.getTubing().hasClock()).isFalse();
        assertThat(log.status.getCoupling().getState()).isEqualTo(JointState.JOINT_STATE_UNSPECIFIED);
        assertThat(log.status.getPhase()).isEqualTo(Phase.PHASE_IN_USE);
        log.hours(70).removed(RemovalReason.REMOVAL_REASON_ROUTINE);
        assertThat(log.status.getCannula().getClock().hasStartedMs()).isFalse();
        assertThat(log.status.getCartridge().getClock().hasStartedMs()).isFalse();
        assertThat(log.status.getPhase()).isEqualTo(Phase.PHASE_REMOVED);
    }

    @Test
    void aPumpThatReportsNoCouplingDoesNotCryCriticalAtAnOrdinaryChange() {
        PumpLog log = PumpLog.tubed()
                .tubingPrimed(5000)
                .minutes(1)
                .cannulaPrimed()
                .minutes(5)
                .delivered(100);
        for (int change = 0; change < 5; change++) {
            log.hours(60).rewound().minutes(2).tubingPrimed(6700).minutes(10);
            assertThat(log.status.getFindingsList())
                    .noneMatch(finding -> finding.getSeverity() == Severity.SEVERITY_CRITICAL)
                    .noneMatch(FindingCode.TUBING_PRIMED_ON_BODY::is);
            log.cannulaPrimed().minutes(5).delivered(100);
            assertThat(log.codes()).isEmpty();
        }
    }

    @Test
    void aManualPrimeEndedByHandIsDoneAndAProgrammedOneEndedByHandIsNot() {
        PumpLog log = PumpLog.tubed().tubingPrimed(4000);
        assertThat(log.tubing()).isEqualTo(log.now);
        log.minutes(1).cannulaPrimed(300, 100, PrimeEnding.PRIME_ENDING_STOPPED_BY_USER);
        assertThat(log.status.getCannula().getClock().hasStartedMs()).isFalse();
        assertThat(log.finding(FindingCode.PRIME_INCOMPLETE).getSeen()).contains("0.1 U of 0.3 U");
    }

    @Test
    void aShowerTakesNothingFromAnyAge() {
        PumpLog log = PumpLog.tubed().setChange();
        SetStatus before = log.status;
        log.hours(10).unclipped();
        assertThat(log.status.getPhase()).isEqualTo(Phase.PHASE_UNCLIPPED);
        log.minutes(20).clipped();
        assertThat(log.status.getCannula()).isEqualTo(before.getCannula());
        assertThat(log.status.getTubing()).isEqualTo(before.getTubing());
        assertThat(log.status.getCartridge()).isEqualTo(before.getCartridge());
        assertThat(log.status.getCoupling().getUnclippedMs()).isEqualTo(20 * 60_000);
        assertThat(log.status.getPhase()).isEqualTo(Phase.PHASE_IN_USE);
        assertThat(log.ended()).containsExactly("reconnect-reminder");
    }

    @Test
    void aCannulaPrimeAloneAfterTwoDaysAsksAndTheOlderAgeGoesOn() {
        PumpLog log = PumpLog.tubed().setChange();
        long wear = log.wear();
        log.hours(47).cannulaPrimed();
        assertThat(log.wear()).isEqualTo(wear);
        assertThat(log.status.getCannula().getClock().getCertain()).isFalse();
        assertThat(log.status.getCannula().getClock().getPossibleStartMs()).isEqualTo(log.now);
        log.hours(25).delivered(10);
        assertThat(log.codes()).contains("wear-limit", "new-wear-assumed");
        log.removed(RemovalReason.REMOVAL_REASON_ROUTINE);
        assertThat(log.ended()).contains("wear-limit", "new-wear-assumed");
        assertThat(log.codes()).isEmpty();
    }

    @Test
    void insertionAndPrimeWithinTwoHoursAreOneWearFromTheEarlier() {
        PumpLog log = PumpLog.tubed().tubingPrimed(5000).minutes(1).cannulaPrimed();
        long primed = log.now;
        log.minutes(90)
                .entered(Event.newBuilder()
                        .setCannulaInserted(CannulaInserted.newBuilder()
                                .setSetId("set-x")
                                .setSite(Site.newBuilder().setArea(BodyArea.BODY_AREA_HIP))));
        assertThat(log.wear()).isEqualTo(primed);
        assertThat(log.status.getCannula().getSetId()).isEqualTo("set-x");
        assertThat(log.status.getCannula().getSite().getArea()).isEqualTo(BodyArea.BODY_AREA_HIP);
        assertThat(log.status.getCannula().getState()).isEqualTo(CannulaState.CANNULA_STATE_PRIMED);
    }

    @Test
    void connectingTheCartridgeStartsItsClockOnlyWhereThePumpReportsNothingBetter() {
        PumpLog blind = PumpLog.tubed(EventKind.EVENT_KIND_CARTRIDGE_CONNECT).connected();
        assertThat(blind.cartridge()).isEqualTo(blind.now);
        PumpLog seeing = PumpLog.tubed(EventKind.EVENT_KIND_CARTRIDGE_FILLED).connected();
        assertThat(seeing.status.getCartridge().getClock().hasStartedMs()).isFalse();
        PumpLog used = PumpLog.tubed().seated(Freshness.FRESHNESS_NEW);
        long cartridge = used.now;
        used.hours(10).unseated().seated(Freshness.FRESHNESS_USED).connected();
        assertThat(used.cartridge()).isEqualTo(cartridge);
    }
}
