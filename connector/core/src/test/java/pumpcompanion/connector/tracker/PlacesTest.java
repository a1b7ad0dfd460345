package pumpcompanion.connector.tracker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static pumpcompanion.proto.v1.BodyArea.BODY_AREA_HIP;
import static pumpcompanion.proto.v1.BodySide.BODY_SIDE_LEFT;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import pumpcompanion.proto.v1.PlaceHistory;
import pumpcompanion.proto.v1.Site;
import pumpcompanion.proto.v1.SiteBook;
import pumpcompanion.proto.v1.Wear;
import pumpcompanion.proto.v1.WearEnd;

class PlacesTest {

    private static final long DAY = 86_400_000;
    private static final long NOW = 1_700_000_000_000L;

    private static final SiteBook BOOK = SiteBook.newBuilder()
            .addPlaces(used("on", 0).setLatest(0, Wear.newBuilder().setFromMs(NOW - DAY)))
            .addPlaces(used("yesterday", 1))
            .addPlaces(used("resting", 5))
            .addPlaces(used("ready", 10))
            .addPlaces(used("lumpy", 20).setLumpMs(NOW - 21 * DAY))
            .addPlaces(used("long ago", 30).setLumpMs(NOW - 31 * DAY))
            .addPlaces(used("not that one", 40).setLeftOut(true))
            .build();

    @Test
    void placesNeverUsedComeFirstThenTheOneUnusedLongestAndThoseThatMayNotBeUsedLastEachWithItsReason() {
        assertThat(rank("not that one", "on", "yesterday", "resting", "ready", "lumpy", "long ago", "new", "newer"))
                .containsExactly(
                        "new NEVER_USED",
                        "newer NEVER_USED",
                        "long ago READY",
                        "ready READY",
                        "resting RESTING 2 d",
                        "yesterday RESTING 6 d",
                        "lumpy RESTING 9 d",
                        "on IN_USE",
                        "not that one LEFT_OUT");
    }

    @Test
    void anAreaIsUsedWhereAFinerPlaceWithinItIsAndOneNamedTwiceCountsOnce() {
        assertThat(rank("", "ready", "ready")).containsExactly("ready READY", " IN_USE");
        SiteBook without = SiteBook.newBuilder()
                .addAllPlaces(BOOK.getPlacesList().stream()
                        .filter(place -> !SiteBooks.inUse(place))
                        .toList())
                .build();
        assertThat(Places.rank(without, NOW, 7 * DAY, 30 * DAY, List.of(site("")))
                        .get(0)
                        .state())
                .isEqualTo(Places.State.RESTING);
    }

    @Test
    void aPlaceInUseSaysSoThoughItIsLeftOut() {
        SiteBook book = SiteBook.newBuilder()
                .addPlaces(BOOK.getPlaces(0).toBuilder().setLeftOut(true))
                .build();
        assertThat(Places.rank(book, NOW, DAY, DAY, List.of(site("on"))).get(0).state())
                .isEqualTo(Places.State.IN_USE);
    }

    @Test
    void absurdTimesAndRestsDoNotOverflowAndANegativeRestIsNamed() {
        SiteBook book = SiteBook.newBuilder()
                .addPlaces(
                        PlaceHistory.newBuilder().setSite(site("a")).setWears(1).addLatest(ended(Long.MAX_VALUE)))
                .build();
        Places.Suggestion only =
                Places.rank(book, 0, Long.MAX_VALUE, 0, List.of(site("a"))).get(0);
        assertThat(only.readyMs()).hasValue(Long.MAX_VALUE);
        assertThatThrownBy(() -> Places.rank(book, 0, -5, 0, List.of())).hasMessageContaining("-5 ms (expected 0");
    }

    private static List<String> rank(String... places) {
        return Places.rank(
                        BOOK,
                        NOW,
                        7 * DAY,
                        30 * DAY,
                        Stream.of(places).map(PlacesTest::site).toList())
                .stream()
                .map(place -> place.site().getPlace() + " " + place.state()
                        + (place.readyMs().isPresent() ? " " + (place.readyMs().getAsLong() - NOW) / DAY + " d" : ""))
                .toList();
    }

    private static Site site(String place) {
        return Entries.site(BODY_AREA_HIP, BODY_SIDE_LEFT, place);
    }

    private static PlaceHistory.Builder used(String place, int daysAgo) {
        return PlaceHistory.newBuilder().setSite(site(place)).setWears(1).addLatest(ended(NOW - daysAgo * DAY));
    }

    private static Wear ended(long ms) {
        return Wear.newBuilder().setUntilMs(ms).setEnd(WearEnd.WEAR_END_REMOVED).build();
    }
}
