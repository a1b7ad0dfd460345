package pumpcompanion.connector.catalogue;

import java.util.List;
import java.util.Locale;
import pumpcompanion.proto.v1.BodyArea;
import pumpcompanion.proto.v1.BodySide;
import pumpcompanion.proto.v1.Site;

/**
 * A place on the body where sets are worn: an area on one side, or a finer place within one.
 *
 * @param id its name, lower-case with dashes, at most 32 bytes, such as {@code abdomen-left} or
 *     {@code front-left-upper-abdomen}: what {@code Site.place} holds
 * @param name for people, such as {@code Abdomen, left}
 * @param area never UNSPECIFIED
 * @param side never UNSPECIFIED
 * @param within the coarse place's id; empty for a coarse place
 * @param note what is to be known; empty where nothing
 * @param sources ids of its sources, at least one
 * @param finer the finer places within it: AndroidAPS' locations; a finer place has none
 */
public record BodyPlace(
        String id,
        String name,
        BodyArea area,
        BodySide side,
        String within,
        String note,
        List<String> sources,
        List<BodyPlace> finer) {

    /** Keeps copies of the lists. */
    public BodyPlace {
        sources = List.copyOf(sources);
        finer = List.copyOf(finer);
    }

    /** The coarse place's id: its own, or that of the one that it lies in. */
    public String coarse() {
        return within.isEmpty() ? id : within;
    }

    /** It as the messages write it: area, side and this place's id. */
    public Site site() {
        return Site.newBuilder().setArea(area).setSide(side).setPlace(id).build();
    }

    /** AndroidAPS' name of a finer place, such as {@code FRONT_LEFT_UPPER_ABDOMEN}; empty for a coarse one. */
    public String androidAps() {
        return within.isEmpty() ? "" : id.toUpperCase(Locale.ROOT).replace('-', '_');
    }
}
