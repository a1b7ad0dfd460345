package pumpcompanion.app.words;

import java.util.Locale;
import pumpcompanion.connector.catalogue.Catalogue;
import pumpcompanion.connector.catalogue.InfusionSet;
import pumpcompanion.proto.v1.AnnunciationType;
import pumpcompanion.proto.v1.BodySide;
import pumpcompanion.proto.v1.InsertionMethod;
import pumpcompanion.proto.v1.PrimeEnding;
import pumpcompanion.proto.v1.RemovalReason;
import pumpcompanion.proto.v1.Severity;
import pumpcompanion.proto.v1.Site;

/** Values of the messages as words. What is not said, or not known to this version, is an empty text. */
public final class Names {

    private Names() {}

    /** A value of an enum without its prefix: {@code BODY_AREA_UPPER_LEG} of prefix {@code BODY_AREA_} is upper leg. */
    static String of(Enum<?> value, String prefix) {
        String name = value.name();
        if (name.equals("UNRECOGNIZED") || name.endsWith("_UNSPECIFIED")) {
            return "";
        }
        return name.substring(name.startsWith(prefix) ? prefix.length() : 0)
                .toLowerCase(Locale.ROOT)
                .replace('_', ' ');
    }

    /** A place on the body, such as {@code left abdomen, beside the navel}. */
    public static String site(Site site) {
        String side = site.getSide() == BodySide.BODY_SIDE_UNSPECIFIED ? "" : of(site.getSide(), "BODY_SIDE_") + " ";
        String area = of(site.getArea(), "BODY_AREA_");
        String where = (side + area).strip();
        String place = site.getPlace().strip();
        if (!where.isEmpty() && !place.isEmpty() && saysAll(place, side, area)) {
            return place;
        }
        return where.isEmpty() || place.isEmpty() ? where + place : where + ", " + place;
    }

    /** Whether the wearer's own words name area and side, too. */
    private static boolean saysAll(String place, String side, String area) {
        String words = place.toLowerCase(Locale.ROOT);
        return words.contains(side.strip()) && words.contains(area);
    }

    /** A place on the body in the catalogue's words where it knows it, else as {@link #site}; fit for one line. */
    public static String place(Site site) {
        String said = Sentences.text(site(site));
        return Catalogue.builtIn()
                .place(Site.newBuilder().setPlace(site.getPlace()).build())
                .filter(named -> site.getAreaValue() == 0 || site.getArea() == named.area())
                .map(named -> named.within().isEmpty() ? site(Typed.site(named)) : lowerFirst(named.name()))
                .orElse(said);
    }

    private static String lowerFirst(String name) {
        return name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
    }

    /** A kind of set by the name that the catalogue has for it, else its id; fit for one line. Empty: not said. */
    public static String set(String id) {
        return Sentences.text(Catalogue.builtIn().set(id).map(InfusionSet::name).orElse(id));
    }

    /** Why a set was taken out. */
    public static String removal(RemovalReason reason) {
        return of(reason, "REMOVAL_REASON_");
    }

    /** How a prime ended. */
    public static String ending(PrimeEnding ending) {
        return switch (ending) {
            case PRIME_ENDING_COMPLETED -> "completed";
            case PRIME_ENDING_STOPPED_BY_USER -> "ended by the user";
            case PRIME_ENDING_STOPPED_BY_FAULT -> "stopped by a fault";
            case PRIME_ENDING_STOPPED_BY_ALARM -> "stopped by an alarm";
            default -> "its ending is not known";
        };
    }

    /** How a cannula was put in. */
    public static String method(InsertionMethod method) {
        return switch (method) {
            case INSERTION_METHOD_BY_HAND -> "by hand";
            case INSERTION_METHOD_DEVICE -> "with an insertion device";
            default -> "";
        };
    }

    /** What an annunciation is about. */
    public static String annunciation(AnnunciationType type) {
        return of(type, "ANNUNCIATION_TYPE_");
    }

    /** How much a finding matters. */
    public static String severity(Severity severity) {
        return of(severity, "SEVERITY_");
    }
}
