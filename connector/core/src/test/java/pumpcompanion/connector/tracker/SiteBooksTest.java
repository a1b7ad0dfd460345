package pumpcompanion.connector.tracker;

import static org.assertj.core.api.Assertions.assertThat;
import static pumpcompanion.proto.v1.BodyArea.BODY_AREA_ABDOMEN;
import static pumpcompanion.proto.v1.BodyArea.BODY_AREA_HIP;
import static pumpcompanion.proto.v1.BodySide.BODY_SIDE_LEFT;
import static pumpcompanion.proto.v1.BodySide.BODY_SIDE_RIGHT;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import pumpcompanion.proto.v1.*;
import pumpcompanion.proto.v1.Wear;

class SiteBooksTest {

    private static final long HOUR = 3_600_000;
    private static final Site BELLY = Entries.site(BODY_AREA_ABDOMEN, BODY_SIDE_LEFT, "");
    private static final Site HIP = Entries.site(BODY_AREA_HIP, BODY_SIDE_RIGHT, "low");

    private final SetTracker tracker = new SetTracker(TrackerSettings.defaults());
    private final Timeline timeline =
            new Timeline(tracker, Timeline.start(tracker.start("PUMP-1", Construction.CONSTRUCTION_TUBED)), List.of());
    private long now = PumpLog.START;
    private long sequence;
    private long entries;

    @Test
    void aWearThatBeginsAndEndsIsWrittenDownWithPlaceTimesReasonAndTimeUnclipped() {
        insert(BELLY);
        assertThat(brief()).containsExactly("ABDOMEN 1 wears, 0 h: on");
        pass(10).add(Event.newBuilder().setQuickDisconnect(QuickDisconnect.getDefaultInstance()));
        pass(1).add(Event.newBuilder().setQuickReconnect(QuickReconnect.getDefaultInstance()));
        pass(13).add(Event.newBuilder().setQuickDisconnect(QuickDisconnect.getDefaultInstance()));
        pass(1).remove(RemovalReason.REMOVAL_REASON_PAIN);
        assertThat(brief()).containsExactly("ABDOMEN 1 wears, 25 h: 25 h REMOVED");
        Wear wear = timeline.sites().getPlaces(0).getLatest(0);
        assertThat(wear.getReason()).isEqualTo(RemovalReason.REMOVAL_REASON_PAIN);
        assertThat(wear.getUnclippedMs()).as("the open span counts").isEqualTo(2 * HOUR);
        assertThat(wear.getBasis()).isEqualTo(Basis.BASIS_REPORTED);
        assertThat(wear.getInsulinMilliunits()).isZero();
    }

    @Test
    void aWearThatTheNextOneEndsIsReplacedAndThePlaceUsedLastStandsFirst() {
        insert(BELLY);
        pass(72).insert(HIP);
        assertThat(brief()).containsExactly("HIP 1 wears, 0 h: on", "ABDOMEN 1 wears, 72 h: 72 h REPLACED");
        pass(48).insert(BELLY);
        assertThat(brief())
                .containsExactly("ABDOMEN 2 wears, 72 h: on, 72 h REPLACED", "HIP 1 wears, 48 h: 48 h REPLACED");
    }

    @Test
    void aWearOfUnknownPlaceIsCountedAndMovesToThePlaceThatIsEnteredLater() {
        insert(Site.getDefaultInstance());
        assertThat(brief()).isEmpty();
        assertThat(timeline.sites().getWearsWithoutPlace()).isEqualTo(1);
        pass(1);
        entered(Event.newBuilder()
                .setCannulaInserted(CannulaInserted.newBuilder().setSite(HIP).setSetId("x")));
        assertThat(brief()).containsExactly("HIP 1 wears, 0 h: on");
        assertThat(timeline.sites().getWearsWithoutPlace()).isZero();
        assertThat(timeline.sites().getPlaces(0).getLatest(0).getSetId()).isEqualTo("x");
        assertThat(timeline.sites().getPlaces(0).getLatest(0).getFromMs()).isEqualTo(PumpLog.START);
    }

    @Test
    void aPlaceThatTurnsOutWrongLosesTheWearAgain() {
        insert(BELLY);
        pass(72).insert(HIP);
        pass(1);
        entered(Event.newBuilder()
                .setCannulaInserted(CannulaInserted.newBuilder().setSite(BELLY)));
        assertThat(brief()).containsExactly("ABDOMEN 2 wears, 72 h: on, 72 h REPLACED");
    }

    @Test
    void aLumpAndAChoiceStayWithThePlaceAndSayNothingWhereNoPlaceIsKnown() {
        Event.Builder lump =
                Event.newBuilder().setSiteObserved(SiteObserved.newBuilder().addSigns(SiteSign.SITE_SIGN_LUMP));
        add(lump.clone());
        assertThat(timeline.sites()).isEqualTo(SiteBook.getDefaultInstance());
        insert(BELLY);
        pass(5).add(lump.clone());
        long seen = now;
        pass(5).remove(RemovalReason.REMOVAL_REASON_ROUTINE);
        assertThat(timeline.sites().getPlaces(0).getLumpMs()).isEqualTo(seen);
        choose(HIP, true);
        assertThat(brief()).containsExactly("ABDOMEN 1 wears, 10 h: 10 h REMOVED", "HIP 0 wears, 0 h:  left out");
        choose(HIP, false);
        choose(Site.getDefaultInstance(), true);
        assertThat(brief()).containsExactly("ABDOMEN 1 wears, 10 h: 10 h REMOVED");
    }

    @Test
    void onlyTheLatestWearsAndPlacesAreKeptAndWhatIsLeftOutStays() {
        choose(HIP, true);
        for (int i = 0; i < 20; i++) {
            insert(BELLY);
            pass(24).remove(RemovalReason.REMOVAL_REASON_ROUTINE);
        }
        PlaceHistory belly = timeline.sites().getPlaces(0);
        assertThat(belly.getWears()).isEqualTo(20);
        assertThat(belly.getWornMs()).isEqualTo(20 * 24 * HOUR);
        assertThat(belly.getLatestCount()).isEqualTo(8);
        assertThat(belly.getLatest(0).getUntilMs()).isEqualTo(now);
        for (int i = 0; i < 200; i++) {
            pass(24).insert(Entries.site(BODY_AREA_HIP, BODY_SIDE_LEFT, "place " + i));
        }
        assertThat(timeline.sites().getPlacesCount()).isEqualTo(64);
        assertThat(timeline.sites().getPlaces(0).getSite().getPlace()).isEqualTo("place 199");
        assertThat(timeline.sites().getPlacesList()).anyMatch(place -> place.getLeftOut());
    }

    @Test
    void insulinOfTheWearThatGoesOnIsThatOfTheStatus() {
        insert(BELLY);
        add(Event.newBuilder().setInsulinDelivered(InsulinDelivered.newBuilder().setMilliunits(150)));
        assertThat(timeline.sites().getPlaces(0).getLatest(0).getInsulinMilliunits())
                .isEqualTo(timeline.status().getCannula().getInsulinMilliunits())
                .isPositive();
    }

    private List<String> brief() {
        List<String> brief = new ArrayList<>();
        for (PlaceHistory place : timeline.sites().getPlacesList()) {
            List<String> wears = place.getLatestList().stream()
                    .map(wear -> wear.hasUntilMs()
                            ? (wear.getUntilMs() - wear.getFromMs()) / HOUR + " h "
                                    + wear.getEnd().name().replace("WEAR_END_", "")
                            : "on")
                    .toList();
            brief.add(place.getSite().getArea().name().replace("BODY_AREA_", "") + " " + place.getWears() + " wears, "
                    + place.getWornMs() / HOUR + " h: " + String.join(", ", wears)
                    + (place.getLeftOut() ? " left out" : ""));
        }
        return brief;
    }

    private SiteBooksTest pass(long hours) {
        now += hours * HOUR;
        return this;
    }

    private void insert(Site site) {
        add(Event.newBuilder().setCannulaInserted(CannulaInserted.newBuilder().setSite(site)));
    }

    private void remove(RemovalReason reason) {
        add(Event.newBuilder().setSetRemoved(SetRemoved.newBuilder().setReason(reason)));
    }

    private void add(Event.Builder event) {
        assertThat(timeline.add(EventRecord.newBuilder()
                        .setPump("PUMP-1")
                        .setLog(1)
                        .setSequence(++sequence)
                        .setAtMs(now)
                        .setEvent(event.setBootCount(1).setUptimeMs(now))
                        .build()))
                .isTrue();
    }

    private void entered(Event.Builder event) {
        assertThat(timeline.enter(Entries.entry(++entries, now).setEvent(event).build()))
                .isTrue();
    }

    private void choose(Site site, boolean leftOut) {
        assertThat(timeline.enter(Entries.entry(++entries, now)
                        .setPlaceChoice(PlaceChoice.newBuilder().setSite(site).setLeftOut(leftOut))
                        .build()))
                .isTrue();
    }
}
