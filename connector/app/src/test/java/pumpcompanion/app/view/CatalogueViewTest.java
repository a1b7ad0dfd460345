package pumpcompanion.app.view;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import pumpcompanion.app.words.Nearest;
import pumpcompanion.connector.catalogue.Catalogue;
import pumpcompanion.connector.catalogue.InfusionSet;

class CatalogueViewTest {

    private final Catalogue catalogue = Catalogue.builtIn();

    @Test
    void everyPageAndTableFitsATerminalButForAddresses() {
        List<String> lines = new ArrayList<>();
        catalogue.sets().forEach(set -> lines.addAll(SetPage.lines(catalogue, set, Ink.NONE)));
        lines.addAll(CatalogueTables.sets(catalogue, List.copyOf(catalogue.sets()), Ink.NONE));
        lines.addAll(CatalogueTables.places(catalogue, Ink.NONE));
        lines.addAll(CatalogueTables.cartridges(catalogue, Ink.NONE));
        lines.addAll(CatalogueTables.rules(catalogue, Ink.NONE));
        assertThat(lines)
                .filteredOn(line -> !line.strip().startsWith("http"))
                .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(Text.WIDTH));
    }

    @Test
    void theTableHasALineForEachSetWithNothingCutOff() {
        List<String> lines = CatalogueTables.sets(catalogue, List.copyOf(catalogue.sets()), Ink.NONE);
        for (InfusionSet set : catalogue.sets()) {
            assertThat(lines)
                    .filteredOn(line -> line.startsWith("  " + set.id() + " "))
                    .singleElement()
                    .satisfies(line ->
                            assertThat(line).contains(" " + set.name() + " ").doesNotContain("~"));
        }
        assertThat(lines)
                .contains("  mylife-orbit-micro       Orbit micro              steel 5.5,8,8.5 -     48 h")
                .contains("33 of 33 sets; kind and lengths of the cannula, -: no source says.");
    }

    @Test
    void aPageShowsEachFigureWithItsSourceWhatIsInferredAndTheUnverifiedApart() {
        List<String> page = page("mylife-orbit-micro");
        assertThat(page)
                .contains(
                        "Orbit micro  mylife-orbit-micro",
                        "  cannula fill      5.5 mm: 0.2 U, 8 mm: 0.3 U, 8.5 mm: 0.2 U (inferred) [2]",
                        "  tubing fill       45 cm: 11 U, 60 cm: 14 U, 75 cm: 17 U, 105 cm: 25 U [2]",
                        "  (inferred): its source does not say it in so many words.",
                        "  [2]  mylife Orbit infusion sets instruction manual (manualspro copy)",
                        "       https://manualspro.net/148606-orbit-mylife-infusion-sets-instruction-manual");
        assertThat(page).contains("  tubing length     45, 60, 75, 105 cm (rounded: 18, 24, 30, 42 in) [2]");
        assertThat(page("tandem-autosoft-90")).contains("  tubing length     23, 43 in (rounded: 60, 110 cm) [4]");
        int apart = page.indexOf("Unverified: said, but no source found; no check uses it");
        assertThat(page.subList(apart, page.size()))
                .contains("  insertion         manual", "  entry angle       90 degrees");
        assertThat(page.subList(0, apart))
                .noneMatch(line -> line.startsWith("  insertion") || line.startsWith("  entry angle"));
    }

    @Test
    void notForDosingIsSaidOnceWherePrimeVolumesShowAndNowhereElse() {
        assertThat(page("mylife-orbit-micro"))
                .filteredOn(line -> line.contains("Not for dosing"))
                .hasSize(1);
        assertThat(page("tandem-autosoft-90"))
                .as("its unverified ones")
                .filteredOn(line -> line.contains("Not for dosing"))
                .hasSize(1);
        assertThat(page("tandem-steadiset")).noneMatch(line -> line.contains("Not for dosing"));
        assertThat(CatalogueTables.rules(catalogue, Ink.NONE))
                .filteredOn(line -> line.contains("Not for dosing"))
                .hasSize(1);
    }

    @Test
    void aSetThatNobodyDescribesSaysSo() {
        assertThat(page("accu-chek-flexlink"))
                .contains("  No source found for this set.")
                .doesNotContain("Sources")
                .contains("  wear limit        72 h");
    }

    private List<String> page(String id) {
        return SetPage.lines(catalogue, catalogue.set(id).orElseThrow(), Ink.NONE);
    }

    @Test
    void placesShowNotesFinerPlacesAndSources() {
        assertThat(CatalogueTables.places(catalogue, Ink.NONE))
                .contains("  upper-buttock-left    Upper buttock, left [1] [3] [4]", "      finer: back-left-buttock")
                .contains("      Named by one secondary source; not in Tandem's list.")
                .contains("Sources");
    }

    @Test
    void cartridgesAndRulesKeepTheUnverifiedApart() {
        assertThat(CatalogueTables.cartridges(catalogue, Ink.NONE))
                .contains("  animas-cartridge            2020, Ping, Vibe        -       -")
                .contains("      unverified, no check uses it: capacity 200 U");
        List<String> rules = CatalogueTables.rules(catalogue, Ink.NONE);
        assertThat(rules).contains("  change-interval-steel                 24 to 48 h [3] [5]");
        assertThat(rules.indexOf("  distance-from-last-site-one-inch      at least 2.5 cm"))
                .isGreaterThan(rules.indexOf("Unverified: said, but no source found; no check uses it"));
    }

    @Test
    void jsonIsOneLineAnEntryWithItsSourcesInFull() {
        for (InfusionSet set : catalogue.sets()) {
            String line = CatalogueJson.line(catalogue, set);
            assertThat(line).doesNotContain("\n");
            JsonObject json = JsonParser.parseString(line).getAsJsonObject();
            assertThat(json.getAsJsonArray("sources")).hasSize(set.sources().size());
            assertThat(json.has("maxWearHours")).isEqualTo(set.maxWear().isPresent());
            assertThat(json.getAsJsonObject("unverified").size())
                    .isEqualTo(set.unverified().size());
        }
        assertThat(CatalogueJson.line(
                        catalogue, catalogue.set("mylife-orbit-micro").orElseThrow()))
                .contains("\"cannulaFillUnits\":{\"5.5\":0.2,\"8\":0.3,\"8.5\":0.2}")
                .contains("\"tubingFillUnits\":{\"45\":11,\"60\":14,\"75\":17,\"105\":25}")
                .contains("\"unverified\":{\"insertion\":\"manual\",\"entryAngleDegrees\":\"90 degrees\"}")
                .contains("\"address\":\"https://manualspro.net/148606-");
        assertThat(CatalogueJson.rules(catalogue))
                .hasSize(32)
                .contains("{\"id\":\"distance-from-last-site-one-inch\",\"unverified\":\"at least 2.5 cm\"}")
                .anyMatch(line -> line.contains("\"figures\":{\"minHours\":[24],\"maxHours\":[48]}"));
        catalogue
                .places()
                .forEach(place -> assertThat(CatalogueJson.line(catalogue, place))
                        .contains("\"area\":\"BODY_AREA_", "\"sources\":[{"));
        catalogue
                .cartridges()
                .forEach(cartridge ->
                        assertThat(CatalogueJson.line(catalogue, cartridge)).contains("\"fieldSources\":{"));
    }

    @Test
    void aMisspeltSetIsGuessedAndNonsenseIsNot() {
        assertThat(Nearest.ids("quickset", catalogue.sets())).startsWith("minimed-quick-set");
        assertThat(Nearest.ids("Orbit Mirco", catalogue.sets())).startsWith("mylife-orbit-micro");
        assertThat(Nearest.ids("autosft", catalogue.sets())).isNotEmpty().allMatch(id -> id.contains("autosoft"));
        assertThat(Nearest.ids("xyzzy", catalogue.sets())).isEmpty();
        assertThat(Nearest.ids("?", catalogue.sets())).isEmpty();
    }
}
