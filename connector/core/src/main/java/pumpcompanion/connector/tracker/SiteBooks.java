package pumpcompanion.connector.tracker;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import pumpcompanion.proto.v1.CannulaStatus;
import pumpcompanion.proto.v1.EventRecord;
import pumpcompanion.proto.v1.PlaceHistory;
import pumpcompanion.proto.v1.SetStatus;
import pumpcompanion.proto.v1.Site;
import pumpcompanion.proto.v1.SiteBook;
import pumpcompanion.proto.v1.SiteSign;
import pumpcompanion.proto.v1.Wear;
import pumpcompanion.proto.v1.WearEnd;

/**
 * Where sets were worn: each wear that begins or ends, and each place or kind of set that becomes known later, moves the
 * book on by one step. Pure and stateless.
 *
 * <p>Wears are told apart by their count in the tracker's memory, never by their times, since a clock may be set back.
 */
final class SiteBooks {

    /** So many places are kept; the one unused longest gives way, those left out last. */
    static final int MOST_PLACES = 64;
    /** So many wears are kept of each place. */
    static final int MOST_WEARS = 8;

    private static final Comparator<PlaceHistory> LATEST_FIRST =
            Comparator.comparingLong(SiteBooks::lastUsedMs).reversed();

    private SiteBooks() {}

    /** The book after one more record, which led from one status to the next; the same instance where it says nothing. */
    static SiteBook next(SiteBook book, SetStatus before, SetStatus after, EventRecord record) {
        CannulaStatus was = before.getCannula();
        CannulaStatus is = after.getCannula();
        SiteBook next = book;
        if (Wears.takenBack(before, after)) {
            return takenBack(book, was, is);
        }
        boolean began = before.getMemory().getWears() != after.getMemory().getWears();
        Optional<Wear> ended = Wears.ended(before, after);
        if (ended.isPresent()) {
            next = replaced(next, ended.get());
        }
        if (Wears.worn(is) && began) {
            next = added(next, Wears.wear(is));
        } else if (Wears.worn(is) && Wears.worn(was) && !sameSaid(was, is)) {
            next = learnt(next, was, is);
            if (after.getMemory().getLumpSeen() && !PlaceKey.of(was.getSite()).equals(PlaceKey.of(is.getSite()))) {
                next = lump(next, is.getSite(), record.getAtMs());
            }
        }
        if (record.hasPlaceChoice()) {
            return record.getLog() == 0
                    ? chosen(
                            next,
                            record.getPlaceChoice().getSite(),
                            record.getPlaceChoice().getLeftOut())
                    : next;
        }
        boolean lump = record.hasEvent()
                && record.getEvent().hasSiteObserved()
                && record.getEvent().getSiteObserved().getSignsList().contains(SiteSign.SITE_SIGN_LUMP);
        return lump && Wears.worn(is) ? lump(next, is.getSite(), record.getAtMs()) : next;
    }

    /** The book with the numbers of the wear that goes on, which the status counts. */
    static SiteBook present(SiteBook book, SetStatus status) {
        int at = indexOf(book, status.getCannula().getSite());
        if (at < 0 || !inUse(book.getPlaces(at))) {
            return book;
        }
        PlaceHistory place = book.getPlaces(at);
        Wear.Builder wear = place.getLatest(0).toBuilder();
        Wears.count(wear, status);
        return book.toBuilder()
                .setPlaces(at, place.toBuilder().setLatest(0, wear))
                .build();
    }

    /** Whether a wear goes on at this place. */
    static boolean inUse(PlaceHistory place) {
        return place.getLatestCount() > 0 && place.getLatest(0).getEnd() == WearEnd.WEAR_END_UNSPECIFIED;
    }

    /** When the last wear there ended; the end of time where one goes on, its beginning where there was none. */
    static long lastUsedMs(PlaceHistory place) {
        if (place.getLatestCount() == 0) {
            return Long.MIN_VALUE;
        }
        return inUse(place) ? Long.MAX_VALUE : place.getLatest(0).getUntilMs();
    }

    /** Whether two statuses of one wear would be described alike. Nearly every record of a year is asked this. */
    private static boolean sameSaid(CannulaStatus was, CannulaStatus is) {
        return was.getClock().getStartedMs() == is.getClock().getStartedMs()
                && was.getClock().getBasisValue() == is.getClock().getBasisValue()
                && was.getMethodValue() == is.getMethodValue()
                && was.getSetId().equals(is.getSetId())
                && was.getSite().equals(is.getSite());
    }

    /** Puts another description in place of that of the wear which goes on at the same place. */
    private static SiteBook replaced(SiteBook book, Wear wear) {
        int at = indexOf(book, wear.getSite());
        if (at < 0 || !inUse(book.getPlaces(at))) {
            return book;
        }
        PlaceHistory.Builder place = book.getPlaces(at).toBuilder().setLatest(0, wear);
        if (wear.hasUntilMs()) {
            place.setWornMs(Times.plus(place.getWornMs(), Times.between(wear.getFromMs(), wear.getUntilMs())));
        }
        return sorted(book, at, place.build());
    }

    private static SiteBook added(SiteBook book, Wear wear) {
        if (!wear.hasSite()) {
            return book.toBuilder()
                    .setWearsWithoutPlace(book.getWearsWithoutPlace() + 1)
                    .build();
        }
        int at = indexOf(book, wear.getSite());
        PlaceHistory before =
                at < 0 ? PlaceHistory.newBuilder().setSite(wear.getSite()).build() : book.getPlaces(at);
        List<Wear> latest = new ArrayList<>(before.getLatestList());
        latest.add(0, wear);
        PlaceHistory.Builder place = before.toBuilder()
                .setWears(before.getWears() + 1)
                .clearLatest()
                .addAllLatest(latest.subList(0, Math.min(latest.size(), MOST_WEARS)));
        return sorted(book, at, place.build());
    }

    /** More is known of the wear that goes on: perhaps that it is at another place than was thought. */
    private static SiteBook learnt(SiteBook book, CannulaStatus was, CannulaStatus is) {
        if (PlaceKey.of(was.getSite()).equals(PlaceKey.of(is.getSite()))) {
            return replaced(book, Wears.wear(is));
        }
        return added(without(book, was), Wears.wear(is));
    }

    /** The book without the wear that goes on. */
    private static SiteBook without(SiteBook book, CannulaStatus was) {
        PlaceKey from = PlaceKey.of(was.getSite());
        int at = indexOf(book, was.getSite());
        if (!from.isKnown()) {
            return book.toBuilder()
                    .setWearsWithoutPlace(Math.max(0, book.getWearsWithoutPlace() - 1))
                    .build();
        }
        if (at < 0 || !inUse(book.getPlaces(at))) {
            return book;
        }
        PlaceHistory place = book.getPlaces(at);
        return sorted(
                book,
                at,
                place.toBuilder()
                        .setWears(Math.max(0, place.getWears() - 1))
                        .removeLatest(0)
                        .build());
    }

    /** The present wear is none: the one before it goes on. */
    private static SiteBook takenBack(SiteBook book, CannulaStatus was, CannulaStatus is) {
        SiteBook without = without(book, was);
        int at = indexOf(without, is.getSite());
        if (at < 0 || without.getPlaces(at).getLatestCount() == 0) {
            return without;
        }
        PlaceHistory place = without.getPlaces(at);
        Wear ended = place.getLatest(0);
        long worn = place.getWornMs() - Times.between(ended.getFromMs(), ended.getUntilMs());
        return sorted(
                without,
                at,
                place.toBuilder()
                        .setWornMs(Math.max(0, worn))
                        .setLatest(0, Wears.wear(is))
                        .build());
    }

    private static SiteBook chosen(SiteBook book, Site site, boolean leftOut) {
        if (!PlaceKey.of(site).isKnown()) {
            return book;
        }
        int at = indexOf(book, site);
        return sorted(book, at, place(book, at, site).setLeftOut(leftOut).build());
    }

    private static SiteBook lump(SiteBook book, Site site, long atMs) {
        int at = indexOf(book, site);
        return at < 0
                ? book
                : sorted(book, at, place(book, at, site).setLumpMs(atMs).build());
    }

    private static PlaceHistory.Builder place(SiteBook book, int at, Site site) {
        return at < 0 ? PlaceHistory.newBuilder().setSite(PlaceKey.of(site).site()) : book.getPlaces(at).toBuilder();
    }

    private static int indexOf(SiteBook book, Site site) {
        PlaceKey key = PlaceKey.of(site);
        if (key.isKnown()) {
            for (int i = 0; i < book.getPlacesCount(); i++) {
                if (key.equals(PlaceKey.of(book.getPlaces(i).getSite()))) {
                    return i;
                }
            }
        }
        return -1;
    }

    /** With this place instead of the one at the index, or besides all where that is below 0; in order, and not too many. */
    private static SiteBook sorted(SiteBook book, int at, PlaceHistory place) {
        List<PlaceHistory> places = new ArrayList<>(book.getPlacesList());
        if (at >= 0) {
            places.remove(at);
        }
        if (place.getWears() > 0 || place.getLeftOut() || place.hasLumpMs()) {
            places.add(0, place);
        }
        places.sort(LATEST_FIRST);
        if (places.size() > MOST_PLACES) {
            places.remove(longestUnused(places));
        }
        return book.toBuilder().clearPlaces().addAllPlaces(places).build();
    }

    private static int longestUnused(List<PlaceHistory> places) {
        for (int i = places.size() - 1; i > 0; i--) {
            if (!places.get(i).getLeftOut() && !inUse(places.get(i))) {
                return i;
            }
        }
        return places.size() - 1;
    }
}
