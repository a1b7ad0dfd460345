package pumpcompanion.connector.catalogue;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Reads the infusion sets of the catalogue's file. For one thread. */
final class SetReader {

    private final CatalogueReader catalogue;

    SetReader(CatalogueReader catalogue) {
        this.catalogue = catalogue;
    }

    InfusionSet set(Node node) {
        InfusionSet set = unchecked(node);
        Map<Field, List<String>> cited = set.fieldSources();
        sourced(node, cited, Field.CANNULA_MATERIAL, set.material() != Material.UNKNOWN);
        sourced(node, cited, Field.INSERTION, set.insertion() != Insertion.UNKNOWN);
        sourced(node, cited, Field.ENTRY_ANGLE, set.entryAngle().isPresent());
        sourced(node, cited, Field.CANNULA_LENGTHS, !set.cannulaLengthsMm().isEmpty());
        sourced(node, cited, Field.CANNULA_FILL, !set.cannulaFillMilliunits().isEmpty());
        sourced(node, cited, Field.TUBING_FILL, !set.tubingFillMilliunits().isEmpty());
        sourced(node, cited, Field.CONNECTOR, set.connector() != SetConnector.UNKNOWN);
        sourced(node, cited, Field.QUICK_DISCONNECT, set.quickDisconnect() != DisconnectPlace.UNKNOWN);
        sourced(node, cited, Field.MAX_WEAR, set.maxWear().isPresent());
        if (set.sourcesOf(Field.TUBING_LENGTHS_CM).isEmpty()
                != set.tubingLengthsCm().isEmpty()) {
            throw node.wrong(Field.TUBING_LENGTHS_CM.key(), "lengths and their source, or neither");
        }
        if (set.inferred().stream().anyMatch(field -> set.sourcesOf(field).isEmpty())) {
            throw node.wrong("inferredFields", "fields that have a source");
        }
        return set;
    }

    private static void sourced(Node node, Map<Field, List<String>> cited, Field field, boolean there) {
        CatalogueReader.sourced(node, cited, field, there);
    }

    private InfusionSet unchecked(Node node) {
        Optional<AngleRange> angle = node.object("entryAngleDegrees").map(SetReader::angle);
        Map<Integer, Integer> tubingFill = new LinkedHashMap<>();
        node.fills(Field.TUBING_FILL.key()).forEach((cm, milliunits) -> {
            if (cm != Math.rint(cm)) {
                throw node.wrong(Field.TUBING_FILL.key(), "lengths in whole cm");
            }
            tubingFill.put(cm.intValue(), milliunits);
        });
        Optional<Duration> maxWear = CatalogueReader.hours(node, Field.MAX_WEAR.key());
        Set<Field> inferred = CatalogueReader.inferred(node);
        List<Variant> variants =
                node.element("variants").isEmpty() ? List.of() : node.objects("variants", SetReader::variant);
        return new InfusionSet(
                CatalogueReader.shortId(node),
                node.text("manufacturer"),
                node.text("name"),
                node.word("cannulaMaterial", Material.values(), Material.UNKNOWN),
                node.textOrEmpty("cannulaMaterialDetail"),
                node.word("insertion", Insertion.values(), Insertion.UNKNOWN),
                angle,
                node.numbers(Field.CANNULA_LENGTHS.key()),
                node.fills(Field.CANNULA_FILL.key()),
                node.wholes(Field.TUBING_LENGTHS_CM.key()),
                node.wholes(Field.TUBING_LENGTHS_INCHES.key()),
                tubingFill,
                node.word("connector", SetConnector.values(), SetConnector.UNKNOWN),
                node.word("quickDisconnect", DisconnectPlace.values(), DisconnectPlace.UNKNOWN),
                maxWear,
                node.textOrEmpty("maxWearBasis"),
                variants,
                catalogue.cited(node, "sources"),
                catalogue.fieldSources(node),
                inferred,
                node.textOrEmpty("notes"),
                CatalogueReader.unverified(node));
    }

    static AngleRange angle(Node node) {
        AngleRange angle = new AngleRange(
                node.whole("min").orElseThrow(() -> node.wrong("min", "degrees")),
                node.whole("max").orElseThrow(() -> node.wrong("max", "degrees")));
        if (angle.minDegrees() > angle.maxDegrees() || angle.maxDegrees() > 90) {
            throw node.wrong("max", "min to 90 degrees");
        }
        node.done();
        return angle;
    }

    private static Variant variant(Node node) {
        OptionalInt inches = node.whole("tubingIn");
        OptionalInt cm = node.whole("tubingCm");
        List<Double> cannula = node.oneOrMore("cannulaMm");
        if (cannula.size() != 1) {
            throw node.wrong("cannulaMm", "one length");
        }
        return new Variant(cannula.get(0), inches, cm);
    }
}
