package pumpcompanion.app.view;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import pumpcompanion.app.words.Amounts;
import pumpcompanion.connector.catalogue.BodyPlace;
import pumpcompanion.connector.catalogue.CartridgeModel;
import pumpcompanion.connector.catalogue.Catalogue;
import pumpcompanion.connector.catalogue.Field;
import pumpcompanion.connector.catalogue.InfusionSet;
import pumpcompanion.connector.catalogue.Rule;
import pumpcompanion.connector.catalogue.RuleValue;
import pumpcompanion.connector.catalogue.Source;
import pumpcompanion.connector.catalogue.UnverifiedFigure;
import pumpcompanion.connector.catalogue.Variant;

/**
 * The catalogue's entries as JSON in one line each: the names and units of its own file, each with its sources in full. What
 * is not known is left out; what is unverified is text, apart.
 */
public final class CatalogueJson {

    private CatalogueJson() {}

    /** An infusion set. */
    public static String line(Catalogue catalogue, InfusionSet set) {
        JsonObject json = new JsonObject();
        known(json, "id", set.id());
        known(json, "manufacturer", set.manufacturer());
        known(json, "name", set.name());
        known(json, Field.CANNULA_MATERIAL.key(), SetPage.known(set.material()));
        known(json, "cannulaMaterialDetail", set.materialDetail());
        known(json, Field.INSERTION.key(), SetPage.known(set.insertion()));
        set.entryAngle().ifPresent(angle -> {
            JsonObject degrees = new JsonObject();
            degrees.addProperty("min", angle.minDegrees());
            degrees.addProperty("max", angle.maxDegrees());
            json.add(Field.ENTRY_ANGLE.key(), degrees);
        });
        numbers(json, Field.CANNULA_LENGTHS.key(), set.cannulaLengthsMm());
        fills(json, Field.CANNULA_FILL.key(), set.cannulaFillMilliunits());
        numbers(json, Field.TUBING_LENGTHS_CM.key(), set.tubingLengthsCm());
        numbers(json, Field.TUBING_LENGTHS_INCHES.key(), set.tubingLengthsInches());
        fills(json, Field.TUBING_FILL.key(), set.tubingFillMilliunits());
        known(json, Field.CONNECTOR.key(), SetPage.known(set.connector()));
        known(json, Field.QUICK_DISCONNECT.key(), SetPage.known(set.quickDisconnect()));
        set.maxWear().ifPresent(wear -> json.addProperty(Field.MAX_WEAR.key(), wear.toHours()));
        known(json, "maxWearBasis", set.maxWearBasis());
        if (!set.variants().isEmpty()) {
            JsonArray variants = new JsonArray();
            set.variants().forEach(variant -> variants.add(variant(variant)));
            json.add("variants", variants);
        }
        fieldSources(json, set.fieldSources());
        texts(
                json,
                "inferredFields",
                set.inferred().stream().map(Field::key).sorted().toList());
        known(json, "notes", set.notes());
        unverified(json, set.unverified());
        known(json, "warning", catalogue.warning());
        sources(json, catalogue, all(set.sources(), set.fieldSources()));
        return json.toString();
    }

    private static JsonObject variant(Variant variant) {
        JsonObject json = new JsonObject();
        json.addProperty("cannulaMm", new BigDecimal(Amounts.number(variant.cannulaMm())));
        variant.tubingInches().ifPresent(inches -> json.addProperty("tubingIn", inches));
        variant.tubingCm().ifPresent(cm -> json.addProperty("tubingCm", cm));
        return json;
    }

    /** A place on the body, with the finer places within it. */
    public static String line(Catalogue catalogue, BodyPlace place) {
        JsonObject json = new JsonObject();
        known(json, "id", place.id());
        known(json, "name", place.name());
        known(json, "area", place.area().name());
        known(json, "side", place.side().name());
        known(json, "note", place.note());
        texts(json, "finer", place.finer().stream().map(BodyPlace::id).toList());
        sources(json, catalogue, place.sources());
        return json.toString();
    }

    /** A cartridge. */
    public static String line(Catalogue catalogue, CartridgeModel cartridge) {
        JsonObject json = new JsonObject();
        known(json, "id", cartridge.id());
        known(json, "manufacturer", cartridge.manufacturer());
        known(json, Field.PUMP.key(), cartridge.pump());
        cartridge.capacityMilliunits().ifPresent(capacity -> json.addProperty(Field.CAPACITY.key(), units(capacity)));
        known(json, "capacityBasis", cartridge.capacityBasis());
        known(json, Field.CONNECTOR.key(), SetPage.known(cartridge.connector()));
        fieldSources(json, cartridge.fieldSources());
        known(json, "notes", cartridge.notes());
        unverified(json, cartridge.unverified());
        sources(json, catalogue, all(cartridge.sources(), cartridge.fieldSources()));
        return json.toString();
    }

    /** All rules, and behind them those that are unverified. */
    public static List<String> rules(Catalogue catalogue) {
        List<String> lines = new ArrayList<>();
        for (Rule rule : catalogue.rules()) {
            JsonObject json = new JsonObject();
            known(json, "id", rule.id());
            known(json, "says", rule.value().text());
            if (rule.value() instanceof RuleValue.Numbers figures) {
                JsonObject byName = new JsonObject();
                figures.byName().forEach((name, numbers) -> numbers(byName, name, numbers));
                json.add("figures", byName);
            }
            known(json, "note", rule.note());
            sources(json, catalogue, rule.sources());
            lines.add(json.toString());
        }
        for (UnverifiedFigure rule : catalogue.unverifiedRules()) {
            JsonObject json = new JsonObject();
            known(json, "id", rule.what());
            known(json, "unverified", rule.text());
            lines.add(json.toString());
        }
        return lines;
    }

    private static Set<String> all(List<String> sources, Map<Field, List<String>> fieldSources) {
        Set<String> all = new LinkedHashSet<>(sources);
        fieldSources.values().forEach(all::addAll);
        return all;
    }

    private static void known(JsonObject json, String name, String value) {
        if (!value.isEmpty()) {
            json.addProperty(name, value);
        }
    }

    private static void numbers(JsonObject json, String name, Collection<? extends Number> numbers) {
        if (!numbers.isEmpty()) {
            JsonArray list = new JsonArray();
            numbers.forEach(number -> list.add(new BigDecimal(Amounts.number(number.doubleValue()))));
            json.add(name, list);
        }
    }

    private static void fills(JsonObject json, String name, Map<? extends Number, Integer> fills) {
        if (!fills.isEmpty()) {
            JsonObject byLength = new JsonObject();
            fills.forEach((length, milliunits) ->
                    byLength.addProperty(Amounts.number(length.doubleValue()), units(milliunits)));
            json.add(name, byLength);
        }
    }

    private static BigDecimal units(int milliunits) {
        return new BigDecimal(Amounts.number(milliunits / 1_000.0));
    }

    private static void texts(JsonObject json, String name, Collection<String> texts) {
        JsonArray list = new JsonArray();
        texts.forEach(list::add);
        json.add(name, list);
    }

    private static void fieldSources(JsonObject json, Map<Field, List<String>> sources) {
        JsonObject byField = new JsonObject();
        for (Field field : Field.values()) {
            if (sources.containsKey(field)) {
                texts(byField, field.key(), sources.getOrDefault(field, List.of()));
            }
        }
        json.add("fieldSources", byField);
    }

    private static void unverified(JsonObject json, List<UnverifiedFigure> figures) {
        JsonObject apart = new JsonObject();
        figures.forEach(figure -> apart.addProperty(figure.what(), figure.text()));
        json.add("unverified", apart);
    }

    private static void sources(JsonObject json, Catalogue catalogue, Collection<String> ids) {
        JsonArray list = new JsonArray();
        for (String id : ids) {
            Source source = catalogue.source(id).orElseThrow();
            JsonObject each = new JsonObject();
            each.addProperty("id", id);
            each.addProperty("title", source.title());
            each.addProperty("address", source.locator());
            each.addProperty("kind", source.kind().word());
            list.add(each);
        }
        json.add("sources", list);
    }
}
