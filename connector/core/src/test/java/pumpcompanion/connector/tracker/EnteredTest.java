package pumpcompanion.connector.tracker;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import pumpcompanion.connector.catalogue.Catalogue;
import pumpcompanion.proto.v1.*;

/** What only a person knows: where, which set, and the answers to questions; and what the catalogue makes of it. */
class EnteredTest {

    private static final Site.Builder BELLY =
            Site.newBuilder().setArea(BodyArea.BODY_AREA_ABDOMEN).setSide(BodySide.BODY_SIDE_LEFT);
    private static final Site.Builder ARM =
            Site.newBuilder().setArea(BodyArea.BODY_AREA_UPPER_ARM).setSide(BodySide.BODY_SIDE_RIGHT);

    @Test
    void aPersonsWordThatTheSameCannulaStayedSettlesTheQuestionWithoutMovingTheAge() {
        PumpLog log = PumpLog.tubed().setChange();
        long wear = log.wear();
        log.hours(30).cannulaPrimed();
        assertThat(log.codes()).containsExactly("new-wear-assumed");
        assertThat(log.status.getCannula().getClock().getCertain()).isFalse();
        log.hours(1).stayed();
        assertThat(log.ended()).containsExactly("new-wear-assumed");
        assertThat(log.wear()).isEqualTo(wear);
        assertThat(log.status.getCannula().getClock().getCertain()).isTrue();
        assertThat(log.status.getCannula().getClock().hasPossibleStartMs()).isFalse();
        log.hours(10).cannulaPrimed();
        assertThat(log.codes()).as("another prime asks again").containsExactly("new-wear-assumed");
    }

    @Test
    void aWearThatOnlyPrimesSeemedToBeginIsTakenBackByAPersonsWordAndTheOlderAgeGoesOn() {
        PumpLog log = PumpLog.tubed().setChange().entered(insertion(BELLY, "minimed-extended"));
        long wear = log.wear();
        log.minutes(5).totals(0, 0, 0).hours(40).totals(40_000, 0, 0);
        log.unclipped()
                .seated(Freshness.FRESHNESS_NEW)
                .filled(200_000)
                .connected()
                .tubingPrimed(6000)
                .minutes(10);
        log.clipped().hours(20).totals(60_000, 0, 6000).cannulaPrimed();
        assertThat(log.wear()).as("tubing and cannula were primed").isEqualTo(log.now);
        log.hours(1).totals(61_000, 0, 6300).stayed();
        CannulaStatus cannula = log.status.getCannula();
        assertThat(log.wear()).isEqualTo(wear);
        assertThat(cannula.getClock().getLimitMs()).isEqualTo(wear + 168 * 3_600_000L);
        assertThat(cannula.getClock().getCertain()).isTrue();
        assertThat(cannula.getSetId()).isEqualTo("minimed-extended");
        assertThat(cannula.getSite()).isEqualTo(BELLY.build());
        assertThat(cannula.getInsulinMilliunits()).isEqualTo(61_000);
        assertThat(log.status.getCoupling().getUnclippedMs()).isEqualTo(10 * 60_000);
        assertThat(log.status.getMemory().getPlacesList()).isEmpty();
        log.stayed();
        assertThat(log.wear()).as("said twice").isEqualTo(wear);
    }

    @Test
    void aPersonsWordBetweenTubingAndCannulaPrimeKeepsTheAgeToo() {
        PumpLog log = PumpLog.tubed().setChange();
        long wear = log.wear();
        log.hours(40).tubingPrimed(6000).stayed().minutes(5).cannulaPrimed();
        assertThat(log.wear()).isEqualTo(wear);
        assertThat(log.codes()).contains("new-wear-assumed");
    }

    @Test
    void theFinerWordForAPlaceHoldsWhoeverSaidItLast() {
        PumpLog log = PumpLog.tubed().tubingPrimed(6000).cannulaPrimed();
        log.entered(insertion(fine("front-left-upper-abdomen"), "")).minutes(1).add(insertion(BELLY, ""));
        assertThat(log.status.getCannula().getSite().getPlace()).isEqualTo("front-left-upper-abdomen");
    }

    @Test
    void thatTheCannulaStayedMakesNoWearKnownThatNobodyKnew() {
        PumpLog log = PumpLog.tubed().stayed();
        assertThat(log.status.getCannula()).isEqualTo(CannulaStatus.getDefaultInstance());
        log.cannulaPrimed().stayed();
        assertThat(log.codes()).isEmpty();
        assertThat(log.status.getCannula().getClock().getCertain()).isFalse();
    }

    @Test
    void theCataloguesLimitHoldsForTheKindOfSetThatWasEntered() {
        PumpLog log = PumpLog.tubed().setChange();
        log.minutes(10).entered(insertion(BELLY, "minimed-extended"));
        assertThat(log.status.getCannula().getClock().getLimitMs()).isEqualTo(log.wear() + 168 * 3_600_000L);
        log.settings("wear-limit.minimed-extended=100h");
        assertThat(log.status.getCannula().getClock().getLimitMs()).isEqualTo(log.wear() + 100 * 3_600_000L);
        log.hours(90).setChange().minutes(5).entered(insertion(ARM, "unomedical-contact"));
        assertThat(log.status.getCannula().getClock().getLimitMs()).isEqualTo(log.wear() + 48 * 3_600_000L);
    }

    @Test
    void anUnknownSetOrPlaceIsKeptAsTextAndFound() {
        PumpLog log = PumpLog.tubed().setChange();
        log.minutes(1).entered(insertion(Site.newBuilder().setPlace("behind the tattoo"), "grandmother's set"));
        assertThat(log.codes()).containsExactlyInAnyOrder("place-unknown", "set-unknown");
        assertThat(log.status.getCannula().getSetId()).isEqualTo("grandmother's set");
        assertThat(log.status.getCannula().getSite().getPlace()).isEqualTo("behind the tattoo");
        assertThat(log.finding(FindingCode.SET_UNKNOWN).getSeen()).contains("grandmother's set");
        log.minutes(1).entered(insertion(BELLY.clone().setPlace("under the ribs"), ""));
        assertThat(log.status.getCannula().getSite())
                .as("area and side beside the wearer's own words")
                .isEqualTo(BELLY.clone().setPlace("under the ribs").build());
        log.setChange()
                .minutes(1)
                .entered(insertion(Site.newBuilder().setPlace("\u00e4".repeat(200)), "\ud83d\ude00".repeat(90)));
        assertThat(log.status.getCannula().getSite().getPlace()).isEqualTo("\u00e4".repeat(16));
        assertThat(log.status.getCannula().getSetId()).isEqualTo("\ud83d\ude00".repeat(8));
    }

    @Test
    void aPlaceOfTheCatalogueIsTheSamePlaceHoweverItWasSaid() {
        PumpLog byArea = PumpLog.tubed().setChange().minutes(1).entered(insertion(BELLY, ""));
        PumpLog byId = PumpLog.tubed()
                .setChange()
                .minutes(1)
                .entered(insertion(Site.newBuilder().setPlace("abdomen-left"), ""));
        assertThat(byId.status.getCannula().getSite())
                .isEqualTo(byArea.status.getCannula().getSite());
        assertThat(byArea.codes()).isEmpty();
    }

    @Test
    void aPlaceUsedAgainBeforeItHasRestedIsFoundAndOneThatHasRestedIsNot() {
        PumpLog log = PumpLog.tubed().setChange().entered(insertion(fine("front-left-upper-abdomen"), ""));
        log.hours(60).setChange().entered(insertion(ARM, ""));
        assertThat(log.codes()).isEmpty();
        log.hours(60).setChange().entered(insertion(fine("front-left-upper-abdomen"), ""));
        Finding exact = log.finding(FindingCode.PLACE_USED_TOO_SOON);
        assertThat(exact.getSeverity()).isEqualTo(Severity.SEVERITY_WARNING);
        assertThat(exact.getSeen()).contains("same place").contains("60 h");
        log.entered(insertion(fine("side-left-upper-abdomen"), ""));
        assertThat(log.codes()).as("corrected: a place that had rested").isEmpty();
        log.hours(60).setChange().entered(insertion(BELLY, ""));
        assertThat(log.finding(FindingCode.PLACE_USED_TOO_SOON).getSeverity())
                .as("only the area is known")
                .isEqualTo(Severity.SEVERITY_NOTE);
        log.hours(24 * 8).setChange().entered(insertion(fine("front-left-upper-abdomen"), ""));
        log.hours(24 * 8).setChange().entered(insertion(fine("side-left-upper-abdomen"), ""));
        assertThat(log.codes()).isEmpty();
    }

    @Test
    void aPlaceWithALumpRestsForAMonth() {
        PumpLog log = PumpLog.tubed().setChange().entered(insertion(ARM, ""));
        log.hours(50)
                .add(Event.newBuilder()
                        .setSiteObserved(SiteObserved.newBuilder().addSigns(SiteSign.SITE_SIGN_LUMP)));
        log.hours(1).setChange().entered(insertion(BELLY, ""));
        log.hours(24 * 20).setChange().entered(insertion(ARM, ""));
        assertThat(log.finding(FindingCode.PLACE_USED_TOO_SOON).getSeen()).contains("lump");
        log.setChange();
        assertThat(log.codes()).doesNotContain("place-used-too-soon");
    }

    @Test
    void aFillThatThisKindOfSetDoesNotHoldIsAWarningThatNamesFigureAndSource() {
        PumpLog log = PumpLog.tubed().setChange().minutes(5).entered(insertion(BELLY, "mylife-orbit-soft"));
        // 6.7 U by setChange; the shortest tube of this set holds 11 U: more than half, so no doubt.
        assertThat(log.codes()).isEmpty();
        log.hours(40)
                .removed(RemovalReason.REMOVAL_REASON_ROUTINE)
                .seated(Freshness.FRESHNESS_NEW)
                .connected();
        log.tubingPrimed(3000).minutes(3).cannulaPrimed().minutes(1).entered(insertion(ARM, "mylife-orbit-soft"));
        Finding finding = log.finding(FindingCode.FILL_IMPLAUSIBLE);
        assertThat(finding.getPart()).isEqualTo(Part.PART_TUBING);
        assertThat(finding.getSeverity()).isEqualTo(Severity.SEVERITY_WARNING);
        assertThat(finding.getSeen())
                .contains("3 U")
                .contains(Catalogue.builtIn()
                        .tubingFill("mylife-orbit-soft")
                        .orElseThrow()
                        .text());
        log.minutes(10).tubingPrimed(12_000);
        assertThat(log.codes()).doesNotContain("fill-implausible");
    }

    @Test
    void aFigureWithoutASourceIsNeverCompared() {
        // The catalogue's 0.3 and 0.5 U for this set have no source.
        assertThat(Catalogue.builtIn().cannulaFill("tandem-autosoft-90")).isEmpty();
        PumpLog log = PumpLog.tubed().setChange().minutes(5).entered(insertion(BELLY, "tandem-autosoft-90"));
        log.minutes(1).cannulaPrimed(9000, 9000, PrimeEnding.PRIME_ENDING_COMPLETED);
        assertThat(log.codes()).isEmpty();
    }

    @Test
    void aSetPutInBeforeItsTubingWasFilledIsFoundUntilTheCannulaIsFilled() {
        PumpLog log = PumpLog.tubed().setChange();
        log.hours(60).removed(RemovalReason.REMOVAL_REASON_ROUTINE).unseated().seated(Freshness.FRESHNESS_NEW);
        log.connected().inserted();
        assertThat(log.codes()).containsExactly("inserted-unprimed");
        log.minutes(5).tubingPrimed(6000);
        assertThat(log.codes()).contains("inserted-unprimed");
        log.minutes(1).cannulaPrimed();
        assertThat(log.codes()).doesNotContain("inserted-unprimed");
    }

    @Test
    void insulinThroughACannulaThatWasNotFilledIsFoundUnlessItIsSteelOrThePumpTellsNothing() {
        PumpLog soft = PumpLog.tubed()
                .removed(RemovalReason.REMOVAL_REASON_ROUTINE)
                .inserted()
                .minutes(5)
                .delivered(500);
        assertThat(soft.codes()).containsExactly("inserted-unprimed");
        PumpLog steel =
                PumpLog.tubed().inserted(BELLY, "unomedical-contact").minutes(5).delivered(500);
        assertThat(steel.codes()).isEmpty();
        assertThat(steel.status.getPhase()).isEqualTo(Phase.PHASE_IN_USE);
        PumpLog silent = PumpLog.tubed(EventKind.EVENT_KIND_CANNULA_INSERTED)
                .inserted()
                .minutes(5)
                .delivered(500);
        assertThat(silent.codes()).isEmpty();
    }

    @Test
    void anAlarmThatTheSetIsDetachedMakesTheClipUncertainUntilItIsClearedOrClippedOn() {
        PumpLog log = PumpLog.tubed().setChange().clipped();
        log.hours(1).detached(AnnunciationStatus.ANNUNCIATION_STATUS_RAISED);
        assertThat(log.codes()).containsExactly("set-detached");
        assertThat(log.status.getCoupling().getKnown().getCertain()).isFalse();
        log.minutes(1).detached(AnnunciationStatus.ANNUNCIATION_STATUS_CLEARED);
        assertThat(log.codes()).isEmpty();
        log.detached(AnnunciationStatus.ANNUNCIATION_STATUS_RAISED).minutes(1).clipped();
        assertThat(log.codes()).isEmpty();
        assertThat(log.status.getCoupling().getKnown().getCertain()).isTrue();
    }

    private static Site.Builder fine(String place) {
        return Site.newBuilder().setPlace(place);
    }

    private static Event.Builder insertion(Site.Builder site, String set) {
        return Event.newBuilder()
                .setCannulaInserted(CannulaInserted.newBuilder().setSite(site).setSetId(set));
    }
}
