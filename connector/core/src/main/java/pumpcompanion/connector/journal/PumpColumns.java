package pumpcompanion.connector.journal;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import pumpcompanion.proto.v1.Construction;
import pumpcompanion.proto.v1.EventKind;

/** What a pump is and senses, as words in columns: {@code tubed}; {@code cartridge-connect cannula-primed …}. */
final class PumpColumns {

    private static final String CONSTRUCTION = "CONSTRUCTION_";
    private static final String KIND = "EVENT_KIND_";

    private PumpColumns() {}

    static String write(Construction construction) {
        return switch (construction) {
            case CONSTRUCTION_UNSPECIFIED, UNRECOGNIZED -> "";
            default -> word(construction.name(), CONSTRUCTION);
        };
    }

    static Construction construction(String column) {
        for (Construction construction : Construction.values()) {
            if (word(construction.name(), CONSTRUCTION).equals(column)) {
                return construction;
            }
        }
        return Construction.CONSTRUCTION_UNSPECIFIED;
    }

    static String write(List<EventKind> reports) {
        return reports.stream()
                .filter(kind -> kind != EventKind.UNRECOGNIZED)
                .map(kind -> word(kind.name(), KIND))
                .collect(Collectors.joining(" "));
    }

    static List<EventKind> reports(String column) {
        List<EventKind> kinds = new ArrayList<>();
        for (String written : column.split(" ", -1)) {
            for (EventKind kind : EventKind.values()) {
                if (word(kind.name(), KIND).equals(written)) {
                    kinds.add(kind);
                }
            }
        }
        return kinds;
    }

    private static String word(String name, String prefix) {
        return name.replace(prefix, "").toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
