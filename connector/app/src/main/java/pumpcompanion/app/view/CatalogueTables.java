package pumpcompanion.app.view;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import pumpcompanion.app.words.Amounts;
import pumpcompanion.connector.catalogue.AngleRange;
import pumpcompanion.connector.catalogue.BodyPlace;
import pumpcompanion.connector.catalogue.CartridgeModel;
import pumpcompanion.connector.catalogue.Catalogue;
import pumpcompanion.connector.catalogue.Field;
import pumpcompanion.connector.catalogue.InfusionSet;
import pumpcompanion.connector.catalogue.Rule;
import pumpcompanion.connector.catalogue.UnverifiedFigure;

/** The catalogue's entries as tables; 80 columns but for the sources' addresses. */
public final class CatalogueTables {

    private static final String UNVERIFIED = "unverified, no check uses it: ";

    private CatalogueTables() {}

    /** A line for each set, those of one maker together; a dash stands for what no source says. */
    public static List<String> sets(Catalogue catalogue, List<InfusionSet> sets, Ink ink) {
        Map<String, List<InfusionSet>> byMaker = sets.stream()
                .collect(Collectors.groupingBy(CatalogueTables::maker, LinkedHashMap::new, Collectors.toList()));
        List<String> lines = new ArrayList<>();
        lines.add(ink.dim(row("id", "name", "kind", "mm", "angle", "wear")));
        byMaker.forEach((maker, own) -> {
            lines.add(ink.bold(maker));
            own.forEach(set -> lines.add(row(
                    set.id(),
                    set.name(),
                    SetPage.known(set.material()),
                    set.cannulaLengthsMm().stream().map(Amounts::number).collect(Collectors.joining(",")),
                    set.entryAngle().map(AngleRange::text).orElse(""),
                    set.maxWear().map(wear -> wear.toHours() + " h").orElse(""))));
        });
        lines.add("");
        lines.add(sets.size() + " of " + catalogue.sets().size()
                + " sets; kind and lengths of the cannula, -: no source says.");
        lines.add("What is inferred, and all sources: companion sets ID");
        return lines;
    }

    private static String row(String id, String name, String kind, String lengths, String angle, String wear) {
        return "  " + Text.column(id, 25) + Text.column(name, 25) + column(kind, 6) + column(lengths, 10)
                + column(angle, 6) + (wear.isEmpty() ? "-" : wear);
    }

    private static String column(String text, int width) {
        return Text.column(text.isEmpty() ? "-" : text, width);
    }

    /** Without who makes it for whom. */
    private static String maker(InfusionSet set) {
        return set.manufacturer().replaceFirst(" \\(.*", "");
    }

    /** The places on the body, with their notes, finer places and sources. */
    public static List<String> places(Catalogue catalogue, Ink ink) {
        Citations citations = new Citations(catalogue);
        List<String> lines = new ArrayList<>();
        for (BodyPlace place : catalogue.places()) {
            lines.add(
                    "  " + Text.column(ink.bold(place.id()), 22 + ink.bold("x").length() - 1) + place.name()
                            + citations.of(place.sources()));
            more(lines, place.note());
            String finer = place.finer().stream().map(BodyPlace::id).collect(Collectors.joining(", "));
            more(lines, finer.isEmpty() ? "" : "finer: " + finer);
        }
        lines.addAll(citations.lines(ink));
        return lines;
    }

    /** The cartridges, what they hold, and how a set is joined to them. */
    public static List<String> cartridges(Catalogue catalogue, Ink ink) {
        Citations citations = new Citations(catalogue);
        List<String> lines = new ArrayList<>();
        lines.add(ink.dim(cartridge("id", "pump", "holds", "connector")));
        for (CartridgeModel cartridge : catalogue.cartridges()) {
            boolean holds = cartridge.capacityMilliunits().isPresent();
            lines.add(cartridge(
                    cartridge.id(),
                    cartridge.pump(),
                    holds ? Amounts.units(cartridge.capacityMilliunits().getAsInt()) : "",
                    SetPage.known(cartridge.connector())));
            more(lines, holds ? cartridge.capacityBasis() + citations.of(cartridge.sourcesOf(Field.CAPACITY)) : "");
            String joint = citations.of(cartridge.sourcesOf(Field.CONNECTOR));
            more(lines, joint.isEmpty() ? "" : "connector" + joint);
            more(lines, cartridge.notes());
            for (UnverifiedFigure figure : cartridge.unverified()) {
                more(lines, UNVERIFIED + SetPage.words(figure) + " " + figure.text());
            }
        }
        lines.addAll(citations.lines(ink));
        return lines;
    }

    private static String cartridge(String id, String pump, String holds, String connector) {
        return "  " + Text.column(id, 28) + column(pump, 24) + column(holds, 8)
                + (connector.isEmpty() ? "-" : connector);
    }

    /** The rules of thumb; those that no source states stand apart. */
    public static List<String> rules(Catalogue catalogue, Ink ink) {
        Citations citations = new Citations(catalogue);
        List<String> lines = new ArrayList<>();
        for (Rule rule : catalogue.rules()) {
            String label = "  " + Text.column(rule.id(), 38);
            lines.addAll(Citations.hanging(label, rule.value().text() + citations.of(rule.sources())));
            more(lines, rule.note());
        }
        lines.addAll(Citations.hanging("  ", catalogue.warning()));
        lines.add("");
        lines.add(ink.doubt("Unverified: said, but no source found; no check uses it"));
        catalogue
                .unverifiedRules()
                .forEach(rule -> lines.addAll(Citations.hanging("  " + Text.column(rule.what(), 38), rule.text())));
        lines.addAll(citations.lines(ink));
        return lines;
    }

    private static void more(List<String> lines, String text) {
        if (!text.isEmpty()) {
            lines.addAll(Citations.hanging("      ", text));
        }
    }
}
