package pumpcompanion.connector.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import pumpcompanion.proto.v1.BodyArea;
import pumpcompanion.proto.v1.BodySide;
import pumpcompanion.proto.v1.Site;

class CatalogueTest {

    private final Catalogue catalogue = Catalogue.builtIn();

    @Test
    void theCatalogueIsReadOnceHoweverManyThreadsAskFirst() {
        Set<Catalogue> read = Collections.newSetFromMap(new java.util.IdentityHashMap<>());
        read.addAll(IntStream.range(0, 64)
                .parallel()
                .mapToObj(i -> Catalogue.builtIn())
                .toList());
        assertThat(read).containsExactly(catalogue);
    }

    @Test
    void idsAreUniqueAndThoseThatMessagesHoldFitIntoThem() {
        List<String> ids = new ArrayList<>();
        catalogue.sets().forEach(set -> ids.add(set.id()));
        catalogue.cartridges().forEach(cartridge -> ids.add(cartridge.id()));
        catalogue.places().forEach(place -> {
            ids.add(place.id());
            place.finer().forEach(finer -> ids.add(finer.id()));
        });
        assertThat(ids)
                .hasSize(33 + 11 + 12 + 22)
                .doesNotHaveDuplicates()
                .allSatisfy(id -> assertThat(id).matches("[a-z0-9-]{1,32}"));
    }

    @Test
    void everyCitedSourceIsThereAndHasATitleAndAnAddress() {
        Set<String> cited = new HashSet<>();
        catalogue.sets().forEach(set -> {
            cited.addAll(set.sources());
            set.fieldSources().values().forEach(cited::addAll);
        });
        catalogue.cartridges().forEach(cartridge -> {
            cited.addAll(cartridge.sources());
            cartridge.fieldSources().values().forEach(cited::addAll);
        });
        catalogue.places().forEach(place -> {
            assertThat(place.sources()).isNotEmpty();
            cited.addAll(place.sources());
            place.finer().forEach(finer -> cited.addAll(finer.sources()));
        });
        catalogue.rules().forEach(rule -> {
            assertThat(rule.sources()).isNotEmpty();
            cited.addAll(rule.sources());
        });
        assertThat(cited).hasSizeGreaterThan(60).allSatisfy(id -> {
            Source source = catalogue.source(id).orElseThrow();
            assertThat(source.title()).isNotBlank();
            assertThat(source.locator()).isNotBlank();
        });
    }

    @Test
    void everyFigureThatACheckCanUseHasASource() {
        for (InfusionSet set : catalogue.sets()) {
            cited(set, Field.CANNULA_MATERIAL, set.material() != Material.UNKNOWN);
            cited(set, Field.INSERTION, set.insertion() != Insertion.UNKNOWN);
            cited(set, Field.ENTRY_ANGLE, set.entryAngle().isPresent());
            cited(set, Field.CANNULA_LENGTHS, !set.cannulaLengthsMm().isEmpty());
            cited(set, Field.CANNULA_FILL, catalogue.cannulaFill(set.id()).isPresent());
            cited(set, Field.TUBING_LENGTHS_CM, !set.tubingLengthsCm().isEmpty());
            cited(set, Field.TUBING_FILL, catalogue.tubingFill(set.id()).isPresent());
            cited(set, Field.CONNECTOR, set.connector() != SetConnector.UNKNOWN);
            cited(set, Field.QUICK_DISCONNECT, set.quickDisconnect() != DisconnectPlace.UNKNOWN);
            cited(set, Field.MAX_WEAR, catalogue.wearLimit(set.id()).isPresent());
            Stream.of(catalogue.cannulaFill(set.id()), catalogue.tubingFill(set.id()))
                    .flatMap(Optional::stream)
                    .forEach(fill -> {
                        assertThat(fill.sources()).isNotEmpty();
                        assertThat(fill.sources())
                                .allSatisfy(id -> assertThat(fill.text())
                                        .contains(catalogue
                                                .source(id)
                                                .orElseThrow()
                                                .title()));
                    });
        }
        for (CartridgeModel cartridge : catalogue.cartridges()) {
            boolean cited = !cartridge.sourcesOf(Field.CAPACITY).isEmpty();
            assertThat(cited)
                    .as(cartridge.id())
                    .isEqualTo(cartridge.capacityMilliunits().isPresent());
        }
    }

    private static void cited(InfusionSet set, Field field, boolean there) {
        assertThat(!set.sourcesOf(field).isEmpty()).as(set.id() + " " + field).isEqualTo(there);
    }

    @Test
    void whatIsOnlyUnverifiedReachesNoLookup() {
        // Each of them has a figure among its unverified ones.
        for (String id : List.of("tandem-t90", "minimed-sure-t", "accu-chek-flexlink", "unomedical-inset-30")) {
            assertThat(catalogue.set(id).orElseThrow().unverified())
                    .extracting(UnverifiedFigure::what)
                    .contains("maxWearHours");
            assertThat(catalogue.wearLimit(id)).as(id).isEmpty();
        }
        for (String id : List.of("tandem-autosoft-90", "minimed-mio", "unomedical-inset-30", "accu-chek-tenderlink")) {
            assertThat(catalogue.set(id).orElseThrow().unverified())
                    .extracting(UnverifiedFigure::what)
                    .contains("cannulaFillUnits");
            assertThat(catalogue.cannulaFill(id)).as(id).isEmpty();
        }
        assertThat(catalogue.rule("distance-from-last-site-one-inch")).isEmpty();
        assertThat(catalogue.unverifiedRules())
                .containsExactly(new UnverifiedFigure("distance-from-last-site-one-inch", "at least 2.5 cm"));
        assertThat(catalogue.cartridge("animas-cartridge").orElseThrow().capacityMilliunits())
                .isEmpty();
    }

    @Test
    void aSourcedFigureWinsWhereAnUnverifiedOneStandsBesideIt() {
        InfusionSet silhouette = catalogue.set("minimed-silhouette").orElseThrow();
        assertThat(silhouette.unverified()).contains(new UnverifiedFigure("cannulaFillUnits", "13 mm: 0.7 U"));
        assertThat(silhouette.cannulaFillMilliunits()).containsExactly(Map.entry(17.0, 700));
    }

    @Test
    void aFillIsARangeOverTheLengthsAndSaysWhatItIsAndWhoSaysIt() {
        FillFigure cannula = catalogue.cannulaFill("mylife-orbit-micro").orElseThrow();
        assertThat(cannula)
                .isEqualTo(new FillFigure(
                        200,
                        300,
                        true,
                        true,
                        List.of("orbit-ifu"),
                        "0.2 to 0.3 U for 5.5, 8, 8.5 mm (inferred from: mylife Orbit infusion sets instruction manual"
                                + " (manualspro copy))"));
        FillFigure tubing = catalogue.tubingFill("mylife-orbit-micro").orElseThrow();
        assertThat(tubing.minMilliunits()).isEqualTo(11_000);
        assertThat(tubing.maxMilliunits()).isEqualTo(25_000);
        assertThat(tubing.inferred()).isFalse();
        assertThat(tubing.text()).startsWith("11 to 25 U for 45, 60, 75, 105 cm (mylife Orbit");
    }

    @Test
    void aFillThatLeavesOutALengthOfTheSetSaysSo() {
        FillFigure sofSet = catalogue.tubingFill("minimed-sof-set-qr").orElseThrow();
        assertThat(sofSet.minMilliunits()).isEqualTo(20_000);
        assertThat(sofSet.allLengths()).as("the 60 cm tubing has no figure").isFalse();
    }

    @Test
    void theWearLimitIsThatOfTheSetAndNotOfItsMaterial() {
        assertThat(catalogue.wearLimit("tandem-trusteel")).contains(Duration.ofHours(48));
        assertThat(catalogue.wearLimit("tandem-autosoft-90")).contains(Duration.ofHours(72));
        assertThat(catalogue.wearLimit("minimed-extended")).contains(Duration.ofHours(168));
        assertThat(catalogue.wearLimit("tandem-steadiset")).isEmpty();
        assertThat(catalogue.wearLimit("my own words")).isEmpty();
    }

    @Test
    void aSearchFindsWhatHoldsAllWordsInAnyCase() {
        assertThat(catalogue.search(List.of("TANDEM", "Steel")))
                .extracting(InfusionSet::id)
                .containsExactly("tandem-trusteel");
        assertThat(catalogue.search(List.of("steel")))
                .allSatisfy(set -> assertThat(
                                set.material() == Material.STEEL || set.id().contains("steel"))
                        .isTrue());
        assertThat(catalogue.search(List.of())).hasSize(33);
        assertThat(catalogue.search(List.of("tandem", "orbit"))).isEmpty();
    }

    @Test
    void everyAreaOfTheBodyHasPlacesOnBothSides() {
        Set<BodyArea> areas = EnumSet.allOf(BodyArea.class);
        areas.removeAll(Set.of(BodyArea.BODY_AREA_UNSPECIFIED, BodyArea.UNRECOGNIZED));
        for (BodyArea area : areas) {
            for (BodySide side : List.of(BodySide.BODY_SIDE_LEFT, BodySide.BODY_SIDE_RIGHT)) {
                Site site = Site.newBuilder().setArea(area).setSide(side).build();
                BodyPlace place = catalogue.place(site).orElseThrow();
                assertThat(place.area()).isEqualTo(area);
                assertThat(place.side()).isEqualTo(side);
                assertThat(place.within()).isEmpty();
            }
        }
        assertThat(catalogue.places()).hasSize(areas.size() * 2);
    }

    @Test
    void aPlaceGoesThroughAMessageAndComesBack() {
        List<BodyPlace> all = new ArrayList<>(catalogue.places());
        catalogue.places().forEach(place -> all.addAll(place.finer()));
        for (BodyPlace place : all) {
            assertThat(catalogue.place(place.site())).contains(place);
            assertThat(catalogue.place(place.id())).contains(place);
            assertThat(catalogue.place(place.coarse()).orElseThrow().site())
                    .isEqualTo(place.site().toBuilder().setPlace(place.coarse()).build());
        }
    }

    @Test
    void aSiteIsThePlaceThatItNamesElseItsAreaAndSideElseUnknown() {
        assertThat(place(BodyArea.BODY_AREA_ABDOMEN, BodySide.BODY_SIDE_LEFT, "Front Left Upper Abdomen"))
                .contains("front-left-upper-abdomen");
        assertThat(place(BodyArea.BODY_AREA_UNSPECIFIED, BodySide.BODY_SIDE_UNSPECIFIED, " BACK_LEFT_BUTTOCK "))
                .contains("back-left-buttock");
        assertThat(place(BodyArea.BODY_AREA_ABDOMEN, BodySide.BODY_SIDE_LEFT, "beside the navel"))
                .contains("abdomen-left");
        assertThat(place(BodyArea.BODY_AREA_ABDOMEN, BodySide.BODY_SIDE_UNSPECIFIED, ""))
                .isEmpty();
        assertThat(place(BodyArea.BODY_AREA_UNSPECIFIED, BodySide.BODY_SIDE_UNSPECIFIED, "beside the navel"))
                .isEmpty();
        assertThat(place(BodyArea.BODY_AREA_HIP, BodySide.BODY_SIDE_LEFT, "front-left-upper-abdomen"))
                .as("hip or abdomen: nobody knows which was meant")
                .isEmpty();
        assertThat(catalogue.place(
                        Site.newBuilder().setAreaValue(99).setSideValue(99).build()))
                .isEmpty();
    }

    private Optional<String> place(BodyArea area, BodySide side, String text) {
        return catalogue
                .place(Site.newBuilder()
                        .setArea(area)
                        .setSide(side)
                        .setPlace(text)
                        .build())
                .map(BodyPlace::id);
    }

    @Test
    void rulesReadAsPeopleSayThem() {
        Map<String, String> texts = catalogue.rules().stream()
                .collect(Collectors.toMap(Rule::id, rule -> rule.value().text()));
        assertThat(texts)
                .hasSize(31)
                .containsEntry("change-interval-steel", "24 to 48 h")
                .containsEntry("change-interval-extended", "at most 168 h")
                .containsEntry("distance-from-last-site-medtronic-us", "at least 7.5 cm")
                .containsEntry("disconnect-flow-check", "1, 2 U")
                .containsEntry("wear-reminders-nightscout", "info 44 h, warn 48 h, urgent 72 h")
                .containsEntry("cannula-fill-default-androidaps", "0.3 U, 0.05 to 20 U")
                .containsEntry("angle-by-length", "short sets 90 degrees, long sets 20, 45 degrees")
                .containsEntry("paradigm-prime-target", "fixed amount zero: tubing, fixed amount above zero: cannula")
                .containsEntry("never-fill-tubing-while-connected", "yes")
                .containsEntry("rotation-patterns", "clock or m-or-w")
                .containsEntry("rest-healthy-site", "no figure");
        RuleValue value = catalogue.rule("change-interval-steel").orElseThrow().value();
        assertThat(((RuleValue.Numbers) value).number("maxHours")).hasValue(48);
    }
}
