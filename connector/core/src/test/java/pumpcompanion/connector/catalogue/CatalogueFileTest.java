package pumpcompanion.connector.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whatever stands in the file is in the catalogue, and a file that is damaged is refused with what was found. */
class CatalogueFileTest {

    private final Catalogue catalogue = Catalogue.builtIn();

    private static JsonObject file() {
        try (InputStream file = Catalogue.class.getResourceAsStream("infusion-sets.json")) {
            return JsonParser.parseReader(new InputStreamReader(file, StandardCharsets.UTF_8))
                    .getAsJsonObject();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static List<JsonObject> list(String name) {
        List<JsonObject> entries = new ArrayList<>();
        file().getAsJsonArray(name).forEach(entry -> entries.add(entry.getAsJsonObject()));
        return entries;
    }

    @Test
    void everySetIsThereWithEveryFieldOfTheFile() {
        List<JsonObject> raw = list("sets");
        assertThat(catalogue.sets()).hasSameSizeAs(raw);
        for (JsonObject entry : raw) {
            InfusionSet set = catalogue.set(entry.get("id").getAsString()).orElseThrow();
            Raw.Fields is = new Raw.Fields(entry);
            is.text("id", set.id());
            is.text("manufacturer", set.manufacturer());
            is.text("name", set.name());
            is.text(
                    "cannulaMaterial",
                    set.material() == Material.UNKNOWN ? "" : set.material().word());
            is.text("cannulaMaterialDetail", set.materialDetail());
            is.text(
                    "insertion",
                    set.insertion() == Insertion.UNKNOWN ? "" : set.insertion().word());
            is.text(
                    "connector",
                    set.connector() == SetConnector.UNKNOWN
                            ? ""
                            : set.connector().word());
            is.text(
                    "quickDisconnect",
                    set.quickDisconnect() == DisconnectPlace.UNKNOWN
                            ? ""
                            : set.quickDisconnect().word());
            is.text("maxWearBasis", set.maxWearBasis());
            is.text("notes", set.notes());
            is.numbers("cannulaLengthsMm", set.cannulaLengthsMm());
            is.numbers("tubingLengthsCm", set.tubingLengthsCm());
            is.numbers("tubingLengthsInches", set.tubingLengthsInches());
            is.numbers(
                    "maxWearHours",
                    set.maxWear().map(wear -> List.of(wear.toHours())).orElse(List.of()));
            is.fills("cannulaFillUnits", set.cannulaFillMilliunits());
            is.fills("tubingFillUnits", set.tubingFillMilliunits());
            is.numbers(
                    "entryAngleDegrees",
                    set.entryAngle()
                            .map(angle -> List.of(angle.minDegrees(), angle.maxDegrees()))
                            .orElse(List.of()));
            is.numbers(
                    "variants",
                    set.variants().stream()
                            .flatMap(variant -> Stream.of(
                                    variant.cannulaMm(),
                                    variant.tubingInches().orElse(0),
                                    variant.tubingCm().orElse(0)))
                            .filter(number -> number.intValue() != 0)
                            .toList());
            is.sources("sources", set.sources());
            is.fieldSources(set.fieldSources());
            is.texts("inferredFields", set.inferred().stream().map(Field::key).toList());
            is.unverified(set.unverified());
            is.nothingElse();
        }
    }

    @Test
    void everyCartridgeIsThereWithEveryFieldOfTheFile() {
        List<JsonObject> raw = list("cartridges");
        assertThat(catalogue.cartridges()).hasSameSizeAs(raw);
        for (JsonObject entry : raw) {
            CartridgeModel cartridge =
                    catalogue.cartridge(entry.get("id").getAsString()).orElseThrow();
            Raw.Fields is = new Raw.Fields(entry);
            is.text("id", cartridge.id());
            is.text("manufacturer", cartridge.manufacturer());
            is.text("pump", cartridge.pump());
            is.numbers(
                    "capacityUnits",
                    cartridge.capacityMilliunits().stream()
                            .mapToObj(units -> units / 1_000.0)
                            .toList());
            is.text("capacityBasis", cartridge.capacityBasis());
            is.text(
                    "connector",
                    cartridge.connector() == SetConnector.UNKNOWN
                            ? ""
                            : cartridge.connector().word());
            is.text("notes", cartridge.notes());
            is.sources("sources", cartridge.sources());
            is.fieldSources(cartridge.fieldSources());
            is.unverified(cartridge.unverified());
            is.nothingElse();
        }
    }

    @Test
    void everyPlaceIsThereWithEveryFieldOfTheFile() {
        List<JsonObject> raw = list("bodySites");
        assertThat(catalogue.places()).hasSameSizeAs(raw);
        for (JsonObject entry : raw) {
            BodyPlace place = catalogue.place(entry.get("id").getAsString()).orElseThrow();
            Raw.Fields is = new Raw.Fields(entry);
            is.text("id", place.id());
            is.text("name", place.name());
            is.text("area", Raw.word(place.area(), "BODY_AREA_"));
            is.text("side", Raw.word(place.side(), "BODY_SIDE_"));
            is.text("note", place.note());
            is.sources("sources", place.sources());
            is.texts(
                    "androidApsLocations",
                    place.finer().stream().map(BodyPlace::androidAps).toList());
            is.nothingElse();
        }
    }

    @Test
    void everyRuleIsThereAndTheOnesWithoutASourceStandApart() {
        Set<String> ids = new HashSet<>();
        for (JsonObject entry : list("rules")) {
            String id = entry.get("id").getAsString();
            ids.add(id);
            if (entry.getAsJsonArray("sources").toString().equals("[\"unverified\"]")) {
                assertThat(catalogue.rule(id)).isEmpty();
                assertThat(catalogue.unverifiedRules())
                        .extracting(UnverifiedFigure::what)
                        .contains(id);
                continue;
            }
            Rule rule = catalogue.rule(id).orElseThrow();
            Raw.Fields is = new Raw.Fields(entry);
            is.text("id", rule.id());
            is.text("note", rule.note());
            is.sources("sources", rule.sources());
            is.value("value", Raw.json(rule.value()));
            is.nothingElse();
        }
        assertThat(catalogue.rules().size() + catalogue.unverifiedRules().size())
                .isEqualTo(ids.size());
    }

    @Test
    void everySourceIsThereWithEveryFieldOfTheFile() {
        List<JsonObject> raw = list("sources");
        assertThat(catalogue.sources()).hasSameSizeAs(raw);
        for (JsonObject entry : raw) {
            Source source = catalogue.source(entry.get("id").getAsString()).orElseThrow();
            Raw.Fields is = new Raw.Fields(entry);
            is.text("id", source.id());
            is.text("title", source.title());
            is.text("locator", source.locator());
            is.text("kind", source.kind().word());
            is.nothingElse();
        }
    }

    @Test
    void theWordsThatTheFileAllowsAreThoseOfTheEnums() {
        JsonObject meta = file().getAsJsonObject("meta");
        assertThat(words(meta.getAsJsonArray("insertionValues"))).isEqualTo(words(Insertion.values()));
        assertThat(words(meta.getAsJsonArray("quickDisconnectValues"))).isEqualTo(words(DisconnectPlace.values()));
        assertThat(words(meta.getAsJsonArray("connectorValues"))).isEqualTo(words(SetConnector.values()));
        assertThat(catalogue.warning()).isEqualTo(meta.get("warning").getAsString());
    }

    private static Set<String> words(JsonArray words) {
        Set<String> all = new HashSet<>(Set.of("unknown"));
        words.forEach(word -> all.add(word.getAsString()));
        return all;
    }

    private static Set<String> words(Word[] values) {
        Set<String> all = new HashSet<>();
        for (Word value : values) {
            all.add(value.word());
        }
        return all;
    }

    @Test
    void aDamagedFileIsRefusedWithWhatWasFoundAndWhereAndWhatWasExpected() {
        Map<String, Consumer<JsonObject>> damages = new TreeMap<>();
        damages.put(
                "sets[0].maxWearHours is \"long\" (expected a number)",
                f -> set(f).addProperty("maxWearHours", "long"));
        damages.put(
                "sets[0].maxWearHours is -72 (expected a number above 0", f -> set(f).addProperty("maxWearHours", -72));
        damages.put("sets[0].maxWearHours is 1.5 (expected a whole", f -> set(f).addProperty("maxWearHours", 1.5));
        damages.put("sets[0].name is null (expected a text)", f -> set(f).remove("name"));
        damages.put("sets[0].cannulaMaterial is \"wood\"", f -> set(f).addProperty("cannulaMaterial", "wood"));
        damages.put("sets[0].sources is [\"nobody\"]", f -> set(f).add("sources", JsonParser.parseString("[nobody]")));
        damages.put(
                "sets[0].maxWearHours is 72 (expected a source for it",
                f -> set(f).getAsJsonObject("fieldSources").remove("maxWearHours"));
        damages.put(
                "sets[0].cannulaFillUnits is {\"6\":0.3} (expected a source for it",
                f -> set(f).add("cannulaFillUnits", JsonParser.parseString("{6: 0.3}")));
        damages.put("sets[0] is 'colour': \"blue\" (expected only keys", f -> set(f).addProperty("colour", "blue"));
        damages.put(
                "sets is 'tandem-autosoft-90' twice",
                f -> f.getAsJsonArray("sets").add(set(f)));
        damages.put("sets[0].id is \"Auto Soft\"", f -> set(f).addProperty("id", "Auto Soft"));
        damages.put("(expected at most 32 bytes)", f -> set(f).addProperty("id", "a".repeat(33)));
        damages.put("the file.sets is null (expected a list)", f -> f.remove("sets"));
        damages.put(
                "bodySites[0].area is \"ear\"",
                f -> f.getAsJsonArray("bodySites").get(0).getAsJsonObject().addProperty("area", "ear"));
        damages.forEach((message, damage) -> {
            JsonObject file = file();
            damage.accept(file);
            assertThatThrownBy(() -> CatalogueReader.read(new StringReader(file.toString())))
                    .as(message)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("the catalogue of infusion sets is damaged: ")
                    .hasMessageContaining(message);
        });
    }

    @Test
    void aFileThatIsCutOffAnywhereIsRefused() {
        String text = file().toString();
        for (int end = 0; end < text.length(); end += 997) {
            String cut = text.substring(0, end);
            assertThatThrownBy(() -> CatalogueReader.read(new StringReader(cut)))
                    .as("cut at " + end)
                    .isInstanceOf(IllegalStateException.class);
        }
    }

    private static JsonObject set(JsonObject file) {
        JsonElement first = file.getAsJsonArray("sets").get(0);
        return first.getAsJsonObject();
    }
}
