package pumpcompanion.connector.tracker;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import pumpcompanion.connector.catalogue.BodyPlace;
import pumpcompanion.connector.catalogue.Catalogue;
import pumpcompanion.proto.v1.BodyArea;
import pumpcompanion.proto.v1.PlaceUse;
import pumpcompanion.proto.v1.Severity;
import pumpcompanion.proto.v1.Site;
import pumpcompanion.proto.v1.TrackerMemory;

/** Places on the body: each rests after a wear, longer where a lump was seen. */
final class PlaceRules {

    /** Beyond so many the oldest are forgotten: more than a change each two days within the longest rest of 60 days. */
    private static final int MOST = 32;

    private PlaceRules() {}

    /** The present wear is over: its place begins to rest. */
    static void worn(Draft draft) {
        boolean lump = draft.memory().getLumpSeen();
        if (lump) {
            draft.editMemory().clearLumpSeen();
        }
        if (!draft.cannula().getClock().hasStartedMs() || !draft.cannula().hasSite()) {
            return;
        }
        Site site = draft.cannula().getSite();
        List<PlaceUse> places = new ArrayList<>();
        for (PlaceUse use : draft.memory().getPlacesList()) {
            boolean rests = Times.between(use.getEndedMs(), draft.now) <= restMs(draft, use);
            if (rests && (!use.getSite().equals(site) || (use.getLump() && !lump))) {
                places.add(use);
            }
        }
        places.add(PlaceUse.newBuilder()
                .setSite(site)
                .setEndedMs(draft.now)
                .setLump(lump)
                .build());
        TrackerMemory.Builder memory = draft.editMemory();
        memory.clearPlaces().addAllPlaces(places.subList(Math.max(0, places.size() - MOST), places.size()));
    }

    /** The present wear is known to be there. */
    static void inserted(Draft draft, Site site) {
        draft.findings.end(FindingCode.PLACE_USED_TOO_SOON, "The place is another.");
        long begun = draft.cannula().getClock().getStartedMs();
        PlaceUse worst = null;
        for (PlaceUse use : draft.memory().getPlacesList()) {
            boolean before = use.getEndedMs() <= draft.now;
            if (before && same(use.getSite(), site) && Times.between(use.getEndedMs(), begun) < restMs(draft, use)) {
                worst = worst == null || !worst.getLump() ? use : worst;
            }
        }
        if (worst != null) {
            boolean exact = worst.getSite().equals(site) && !site.getPlace().isEmpty();
            String since = Words.span(Times.between(worst.getEndedMs(), begun));
            String seen = (exact ? "The same place was worn until " : "The same area was worn until ") + since
                    + " before" + (worst.getLump() ? ", and had a lump" : "");
            Severity severity = exact || worst.getLump() ? Severity.SEVERITY_WARNING : Severity.SEVERITY_NOTE;
            draft.findings.open(FindingCode.PLACE_USED_TOO_SOON, severity, seen);
        }
    }

    /**
     * As it is kept: a place of the catalogue always the same way, whether its id or its area and side were said; the
     * wearer's own words as they are, at most 32 bytes of them.
     */
    static Site said(Draft draft, Site site) {
        Catalogue catalogue = Catalogue.builtIn();
        boolean ownWords =
                !site.getPlace().isEmpty() && catalogue.place(site.getPlace()).isEmpty();
        Optional<BodyPlace> known = ownWords ? Optional.empty() : catalogue.place(site);
        if (known.isPresent()) {
            BodyPlace place = known.get();
            Site.Builder kept = Site.newBuilder().setArea(place.area()).setSide(place.side());
            return (place.within().isEmpty() ? kept : kept.setPlace(place.id())).build();
        }
        String words = Words.shortened(site.getPlace());
        if (!words.isEmpty() || site.getArea() == BodyArea.UNRECOGNIZED) {
            String seen = words.isEmpty() ? "area " + site.getAreaValue() : "'" + words + "'";
            draft.findings.open(FindingCode.PLACE_UNKNOWN, "The place " + seen + " is not in the catalogue");
        }
        return site.toBuilder().setPlace(words).build();
    }

    /** Pump and person may both say where, one of them more exactly: the finer word holds within the same area and side. */
    static Site finer(Site now, Site before) {
        boolean sameArea = now.getArea() == before.getArea() && now.getSide() == before.getSide();
        return sameArea && now.getPlace().isEmpty() ? before : now;
    }

    /** The wear that seemed to end then goes on: its place does not rest. */
    static void takeBack(Draft draft, long endedMs) {
        List<PlaceUse> places = draft.memory().getPlacesList().stream()
                .filter(use -> use.getEndedMs() != endedMs)
                .toList();
        draft.editMemory().clearPlaces().addAllPlaces(places);
    }

    private static long restMs(Draft draft, PlaceUse use) {
        return (use.getLump() ? draft.settings.lumpRest() : draft.settings.placeRest()).toMillis();
    }

    /** The same place, as far as both are said: one may be finer than the other. */
    private static boolean same(Site one, Site other) {
        if (one.getArea() != other.getArea() || one.getSide() != other.getSide()) {
            return false;
        }
        boolean bothFine = !one.getPlace().isEmpty() && !other.getPlace().isEmpty();
        return bothFine ? one.getPlace().equals(other.getPlace()) : one.getAreaValue() != 0;
    }
}
