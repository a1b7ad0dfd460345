package pumpcompanion.app.words;

import java.util.Locale;
import pumpcompanion.proto.v1.AnnunciationType;
import pumpcompanion.proto.v1.BodySide;
import pumpcompanion.proto.v1.InsertionMethod;
import pumpcompanion.proto.v1.PrimeEnding;
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
        return where.isEmpty() || place.isEmpty() ? where + place : where + ", " + place;
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
