package pumpcompanion.app.words;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import pumpcompanion.connector.catalogue.BodyPlace;
import pumpcompanion.connector.catalogue.Catalogue;
import pumpcompanion.proto.v1.BodyArea;
import pumpcompanion.proto.v1.BodySide;
import pumpcompanion.proto.v1.PlaceHistory;
import pumpcompanion.proto.v1.Site;

/** Places on the body, sets and amounts as people type them. */
public final class Typed {

    /** As event.proto says of places and set ids. */
    private static final int LONGEST_ID = 32;
    /** As event.proto and record.proto say of free text. */
    private static final int LONGEST_TEXT = 96;

    private static final Map<String, BodyArea> AREAS = areas();

    private Typed() {}

    /**
     * What was read, and what must be said about it.
     *
     * @param value what it is
     * @param doubt a sentence for the one who typed it; empty where the catalogue knows it
     */
    public record Read<T>(T value, String doubt) {}

    /**
     * A place on the body: a place of the catalogue by its id, area and side in any order, or anybody's own words, which
     * are kept.
     *
     * @throws IllegalArgumentException if the words are empty or too long, naming them and what is allowed
     */
    public static Read<Site> place(String words) {
        String text = words.strip();
        Site own = areaAndSide(text).setPlace(id("place", text)).build();
        Optional<BodyPlace> named =
                Catalogue.builtIn().place(Site.newBuilder().setPlace(text).build());
        if (named.isPresent()) {
            return new Read<>(site(named.get()), "");
        }
        if (isCoarse(text)) {
            return new Read<>(own.toBuilder().clearPlace().build(), "");
        }
        // Where area and side are understood, that place and those within it; else what looks alike.
        List<String> nearest = Catalogue.builtIn()
                .place(own.toBuilder().clearPlace().build())
                .map(place -> Stream.concat(Stream.of(place), place.finer().stream())
                        .map(BodyPlace::id)
                        .toList())
                .orElseGet(() -> Nearest.places(text, Catalogue.builtIn().places()));
        return new Read<>(own, unknown("place", text, nearest, "companion sites lists some"));
    }

    /** A catalogue's place as it is entered. A coarse one is its area and side alone, as pumps say it. */
    public static Site site(BodyPlace place) {
        return place.within().isEmpty() ? place.site().toBuilder().clearPlace().build() : place.site();
    }

    /** The places that anybody has: those of the catalogue, and those that were used. */
    public static List<Site> candidates(List<PlaceHistory> used) {
        List<Site> sites = new ArrayList<>();
        Catalogue.builtIn().places().forEach(place -> sites.add(site(place)));
        used.forEach(place -> sites.add(place.getSite()));
        return sites.stream().distinct().toList();
    }

    /**
     * A kind of set: an id of the catalogue, or anybody's own name for it, which is kept.
     *
     * @throws IllegalArgumentException if it is empty or too long, naming it and what is allowed
     */
    public static Read<String> set(String typed) {
        String text = id("set", typed.strip());
        String lower = text.toLowerCase(Locale.ROOT);
        if (Catalogue.builtIn().set(lower).isPresent()) {
            return new Read<>(lower, "");
        }
        List<String> nearest = Nearest.ids(text, Catalogue.builtIn().sets());
        return new Read<>(text, unknown("set", text, nearest, "companion sets lists them"));
    }

    /**
     * Units of insulin, such as {@code 6.7} or {@code 180U}, as milliunits.
     *
     * @param mostUnits the largest amount that is allowed
     * @throws IllegalArgumentException naming the text and what is allowed
     */
    public static int milliunits(String typed, int mostUnits) {
        String text = typed.strip();
        String number = text.endsWith("U") || text.endsWith("u")
                ? text.substring(0, text.length() - 1).strip()
                : text;
        if (number.matches("\\d{1,6}(\\.\\d{1,3})?")) {
            long milliunits = new BigDecimal(number).movePointRight(3).longValueExact();
            if (milliunits <= mostUnits * 1000L) {
                return (int) milliunits;
            }
        }
        throw new IllegalArgumentException(
                "'" + typed + "' is no amount of insulin here (expected units, 0 to " + mostUnits + ", such as 6.7)");
    }

    /**
     * Words to be kept.
     *
     * @throws IllegalArgumentException if they are empty or too long, saying how long they may be
     */
    public static String text(String words) {
        int bytes = words.strip().getBytes(StandardCharsets.UTF_8).length;
        if (bytes == 0 || bytes > LONGEST_TEXT) {
            throw new IllegalArgumentException(
                    "the text has " + bytes + " bytes of UTF-8 (expected 1 to " + LONGEST_TEXT + ")");
        }
        return words.strip();
    }

    private static String id(String what, String text) {
        int bytes = text.getBytes(StandardCharsets.UTF_8).length;
        if (bytes == 0 || bytes > LONGEST_ID) {
            throw new IllegalArgumentException(
                    what + " '" + text + "' has " + bytes + " bytes of UTF-8 (expected 1 to " + LONGEST_ID + ")");
        }
        return text;
    }

    private static String unknown(String what, String text, List<String> nearest, String none) {
        return "the catalogue does not know the " + what + " '" + Sentences.text(text) + "'; kept as typed ("
                + (nearest.isEmpty() ? none : "nearest: " + String.join(", ", nearest)) + ")";
    }

    private static boolean isCoarse(String text) {
        List<String> left = new ArrayList<>(tokens(text));
        boolean sided = left.remove("left") || left.remove("right");
        return sided && AREAS.containsKey(String.join(" ", left));
    }

    /** Area and side as far as the words say them, and only one of each. */
    private static Site.Builder areaAndSide(String text) {
        List<String> tokens = tokens(text);
        Site.Builder site = Site.newBuilder();
        boolean left = tokens.contains("left");
        if (left != tokens.contains("right")) {
            site.setSide(left ? BodySide.BODY_SIDE_LEFT : BodySide.BODY_SIDE_RIGHT);
        }
        String spaced = " " + String.join(" ", tokens) + " ";
        List<BodyArea> found = AREAS.entrySet().stream()
                .filter(area -> spaced.contains(" " + area.getKey() + " "))
                .map(Map.Entry::getValue)
                .distinct()
                .toList();
        return found.size() == 1 ? site.setArea(found.get(0)) : site;
    }

    private static List<String> tokens(String text) {
        return Arrays.stream(text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+"))
                .filter(token -> !token.isEmpty())
                .collect(Collectors.toList());
    }

    private static Map<String, BodyArea> areas() {
        Map<String, BodyArea> areas = new LinkedHashMap<>();
        for (BodyArea area : BodyArea.values()) {
            if (area != BodyArea.UNRECOGNIZED && area != BodyArea.BODY_AREA_UNSPECIFIED) {
                areas.put(Names.of(area, "BODY_AREA_"), area);
            }
        }
        // as people say it, too
        areas.put("belly", BodyArea.BODY_AREA_ABDOMEN);
        areas.put("thigh", BodyArea.BODY_AREA_UPPER_LEG);
        areas.put("buttock", BodyArea.BODY_AREA_UPPER_BUTTOCK);
        return areas;
    }
}
