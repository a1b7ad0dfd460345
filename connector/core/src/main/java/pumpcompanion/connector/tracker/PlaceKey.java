package pumpcompanion.connector.tracker;

import pumpcompanion.proto.v1.Site;

/**
 * What makes a place on the body the same place: area, side and the wearer's word for it. Where no word was said, area and
 * side alone are a place of their own.
 *
 * @param area number of the area
 * @param side number of the side
 * @param place the word, or empty
 */
record PlaceKey(int area, int side, String place) {

    static PlaceKey of(Site site) {
        return new PlaceKey(site.getAreaValue(), site.getSideValue(), site.getPlace());
    }

    /** Whether it says anything at all. */
    boolean isKnown() {
        return area != 0 || side != 0 || !place.isEmpty();
    }

    /** As a message, with nothing else in it. */
    Site site() {
        return Site.newBuilder()
                .setAreaValue(area)
                .setSideValue(side)
                .setPlace(place)
                .build();
    }
}
