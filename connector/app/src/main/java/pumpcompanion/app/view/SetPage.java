package pumpcompanion.app.view;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import pumpcompanion.app.words.Amounts;
import pumpcompanion.connector.catalogue.Catalogue;
import pumpcompanion.connector.catalogue.Field;
import pumpcompanion.connector.catalogue.InfusionSet;
import pumpcompanion.connector.catalogue.UnverifiedFigure;
import pumpcompanion.connector.catalogue.Variant;
import pumpcompanion.connector.catalogue.Word;

/** All that the catalogue knows of one infusion set. For one thread. */
public final class SetPage {

    private static final int LABEL = 18;

    private final InfusionSet set;
    private final Citations citations;
    private final List<String> lines = new ArrayList<>();

    private SetPage(Catalogue catalogue, InfusionSet set) {
        this.set = set;
        this.citations = new Citations(catalogue);
    }

    /** Each figure with the numbers of its sources, what has none apart, and the sources; 80 columns but for addresses. */
    public static List<String> lines(Catalogue catalogue, InfusionSet set, Ink ink) {
        SetPage page = new SetPage(catalogue, set);
        page.lines.add(ink.bold(set.name()) + "  " + set.id());
        page.figures();
        page.rest(catalogue.warning(), ink);
        page.lines.addAll(page.citations.lines(ink));
        return page.lines;
    }

    private void figures() {
        field(Field.MANUFACTURER, set.manufacturer());
        String detail = set.materialDetail().isEmpty() ? "" : ": " + set.materialDetail();
        String material = known(set.material());
        field(Field.CANNULA_MATERIAL, material.isEmpty() ? "" : material + detail);
        field(Field.INSERTION, known(set.insertion()));
        field(
                Field.ENTRY_ANGLE,
                set.entryAngle().map(angle -> angle.text() + " degrees").orElse(""));
        field(Field.CANNULA_LENGTHS, list(set.cannulaLengthsMm(), " mm"));
        field(Field.CANNULA_FILL, fills(set.cannulaFillMilliunits(), "mm"));
        field(Field.TUBING_LENGTHS_CM, tubing());
        field(Field.TUBING_FILL, fills(set.tubingFillMilliunits(), "cm"));
        field(Field.CONNECTOR, known(set.connector()));
        field(Field.QUICK_DISCONNECT, known(set.quickDisconnect()));
        field(
                Field.MAX_WEAR,
                set.maxWear()
                        .map(wear -> wear.toHours() + " h: " + set.maxWearBasis())
                        .orElse(""));
        row("sizes", set.variants().stream().map(SetPage::size).collect(Collectors.joining("; ")));
        row("note", set.notes());
        row("all sources", citations.of(set.sources()).strip());
    }

    /** In the source's own unit; the other one is rounded by custom, which no source says. */
    private String tubing() {
        String cm = list(set.tubingLengthsCm(), " cm");
        String inches = list(set.tubingLengthsInches(), " in");
        if (cm.isEmpty() || inches.isEmpty()) {
            return cm + inches;
        }
        return set.fieldSources().containsKey(Field.TUBING_LENGTHS_CM)
                ? cm + " (rounded: " + inches + ")"
                : inches + " (rounded: " + cm + ")";
    }

    private void rest(String warning, Ink ink) {
        List<String> missing = new ArrayList<>();
        if (set.sources().isEmpty()) {
            missing.add("No source found for this set.");
        }
        if (!set.inferred().isEmpty()) {
            missing.add("(inferred): its source does not say it in so many words.");
        }
        boolean volumes = !set.cannulaFillMilliunits().isEmpty()
                || !set.tubingFillMilliunits().isEmpty()
                || set.unverified().stream()
                        .anyMatch(figure -> figure.what().equals(Field.CANNULA_FILL.key())
                                || figure.what().equals(Field.TUBING_FILL.key()));
        if (volumes) {
            missing.add(warning);
        }
        missing.forEach(line -> lines.addAll(Citations.hanging("  ", line)));
        if (!set.unverified().isEmpty()) {
            lines.add("");
            lines.add(ink.doubt("Unverified: said, but no source found; no check uses it"));
            set.unverified().forEach(figure -> row(words(figure), figure.text()));
        }
    }

    /** What an unverified figure is about. */
    static String words(UnverifiedFigure figure) {
        return Field.of(figure.what()).map(Field::words).orElse(figure.what());
    }

    private void field(Field field, String value) {
        if (!value.isEmpty()) {
            boolean inferred = set.inferred().contains(field)
                    || (field == Field.TUBING_LENGTHS_CM && set.inferred().contains(Field.TUBING_LENGTHS_INCHES));
            row(field.words(), value + (inferred ? " (inferred)" : "") + citations.of(set.sourcesOf(field)));
        }
    }

    private void row(String label, String value) {
        if (!value.isEmpty()) {
            lines.addAll(Citations.hanging("  " + Text.column(label, LABEL), value));
        }
    }

    /** A value as a word; empty for what is not known. */
    static String known(Word word) {
        return word.name().equals("UNKNOWN") ? "" : word.word();
    }

    private static String list(Collection<? extends Number> numbers, String unit) {
        return numbers.isEmpty()
                ? ""
                : numbers.stream()
                                .map(number -> Amounts.number(number.doubleValue()))
                                .collect(Collectors.joining(", "))
                        + unit;
    }

    private static String fills(Map<? extends Number, Integer> fills, String unit) {
        return fills.entrySet().stream()
                .map(fill -> Amounts.number(fill.getKey().doubleValue()) + " " + unit + ": "
                        + Amounts.units(fill.getValue()))
                .collect(Collectors.joining(", "));
    }

    private static String size(Variant variant) {
        String inches = variant.tubingInches().isPresent()
                ? ", " + variant.tubingInches().getAsInt() + " in"
                : "";
        String cm = variant.tubingCm().isPresent() ? ", " + variant.tubingCm().getAsInt() + " cm" : "";
        return Amounts.number(variant.cannulaMm()) + " mm" + inches + cm;
    }
}
