package pumpcompanion.connector.tracker;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import pumpcompanion.proto.v1.PlaceHistory;
import pumpcompanion.proto.v1.Site;
import pumpcompanion.proto.v1.SiteBook;

/** In which order places on the body offer themselves for the next set. No medical advice. Pure; any thread. */
public final class Places {

    /** How a place stands, in the order of suggestion. */
    public enum State {
        /** No set was ever worn there, as far as is known. */
        NEVER_USED,
        /** It has rested long enough. */
        READY,
        /** It was used, or a lump was seen there, too short a time ago. */
        RESTING,
        /** A set is worn there. */
        IN_USE,
        /** The wearer does not want it used. */
        LEFT_OUT
    }

    /**
     * A place and why it stands where it stands.
     *
     * @param site the place: area, side and word
     * @param state how it stands
     * @param readyMs when it will have rested, milliseconds since 1970 UTC; only where {@link State#RESTING}
     * @param history what is known of it; the empty one where nothing is
     */
    public record Suggestion(Site site, State state, OptionalLong readyMs, PlaceHistory history) {}

    private static final Comparator<Suggestion> ORDER = Comparator.comparing(Suggestion::state)
            .thenComparingLong(place -> place.readyMs().orElse(Long.MIN_VALUE))
            .thenComparingLong(place -> SiteBooks.lastUsedMs(place.history()));

    private Places() {}

    /**
     * The candidates, the best one first: those never used, then those that have rested, the one unused longest first; then
     * those still resting, the one that is ready soonest first; last the one in use and those left out. Where nothing else
     * decides they keep the order in which they came.
     *
     * @param book where sets were worn
     * @param nowMs now, milliseconds since 1970 UTC, on the scale of the pump's records
     * @param restMs how long a place rests after a wear, ms, from 0
     * @param lumpRestMs how long a place rests after a lump was last seen there, ms, from 0
     * @param candidates places in any order; one that is named twice counts once
     */
    public static List<Suggestion> rank(
            SiteBook book, long nowMs, long restMs, long lumpRestMs, Collection<Site> candidates) {
        if (restMs < 0 || lumpRestMs < 0) {
            throw new IllegalArgumentException("a rest of " + Math.min(restMs, lumpRestMs) + " ms (expected 0 and up)");
        }
        Map<PlaceKey, PlaceHistory> known = new HashMap<>();
        book.getPlacesList().forEach(place -> known.put(PlaceKey.of(place.getSite()), place));
        Set<PlaceKey> seen = new HashSet<>();
        List<Suggestion> ranked = new ArrayList<>();
        for (Site candidate : candidates) {
            PlaceKey key = PlaceKey.of(candidate);
            if (key.isKnown() && seen.add(key)) {
                PlaceHistory history = known.getOrDefault(key, PlaceHistory.getDefaultInstance());
                long used = candidate.getPlace().isEmpty() ? usedWithinMs(book, candidate) : Long.MIN_VALUE;
                ranked.add(suggestion(candidate, history, used, nowMs, restMs, lumpRestMs));
            }
        }
        ranked.sort(ORDER);
        return List.copyOf(ranked);
    }

    /** When a finer place within this one was last used; the smallest number: never; the greatest: it is in use. */
    private static long usedWithinMs(SiteBook book, Site area) {
        long latest = Long.MIN_VALUE;
        for (PlaceHistory place : book.getPlacesList()) {
            Site site = place.getSite();
            if (site.getArea() == area.getArea() && site.getSide() == area.getSide() && place.getLatestCount() > 0) {
                latest = Math.max(latest, SiteBooks.lastUsedMs(place));
            }
        }
        return latest;
    }

    private static Suggestion suggestion(
            Site site, PlaceHistory history, long usedWithinMs, long nowMs, long restMs, long lumpRestMs) {
        if (SiteBooks.inUse(history) || usedWithinMs == Long.MAX_VALUE) {
            return new Suggestion(site, State.IN_USE, OptionalLong.empty(), history);
        }
        if (history.getLeftOut()) {
            return new Suggestion(site, State.LEFT_OUT, OptionalLong.empty(), history);
        }
        long ready = usedWithinMs == Long.MIN_VALUE ? Long.MIN_VALUE : Times.plus(usedWithinMs, restMs);
        if (history.getLatestCount() > 0) {
            ready = Math.max(ready, Times.plus(SiteBooks.lastUsedMs(history), restMs));
        }
        if (history.hasLumpMs()) {
            ready = Math.max(ready, Times.plus(history.getLumpMs(), lumpRestMs));
        }
        if (ready > nowMs) {
            return new Suggestion(site, State.RESTING, OptionalLong.of(ready), history);
        }
        State state = history.getWears() == 0 ? State.NEVER_USED : State.READY;
        return new Suggestion(site, state, OptionalLong.empty(), history);
    }
}
