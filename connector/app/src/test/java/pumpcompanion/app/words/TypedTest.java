package pumpcompanion.app.words;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import pumpcompanion.connector.catalogue.Catalogue;
import pumpcompanion.proto.v1.AdhesiveState;
import pumpcompanion.proto.v1.BodyArea;
import pumpcompanion.proto.v1.BodySide;
import pumpcompanion.proto.v1.InsertionMethod;
import pumpcompanion.proto.v1.RemovalReason;
import pumpcompanion.proto.v1.Site;
import pumpcompanion.proto.v1.SiteSign;

class TypedTest {

    private static final Site LEFT_ABDOMEN = Site.newBuilder()
            .setArea(BodyArea.BODY_AREA_ABDOMEN)
            .setSide(BodySide.BODY_SIDE_LEFT)
            .build();

    @ParameterizedTest
    @ValueSource(strings = {"abdomen-left", "Abdomen left", "left abdomen", " LEFT  abdomen ", "left belly"})
    void aCoarsePlaceIsAreaAndSideAsPumpsSayIt(String typed) {
        assertThat(Typed.place(typed)).isEqualTo(new Typed.Read<>(LEFT_ABDOMEN, ""));
    }

    @Test
    void aFinerPlaceKeepsItsId() {
        Typed.Read<Site> read = Typed.place("FRONT_LEFT_UPPER_ABDOMEN");
        assertThat(read.doubt()).isEmpty();
        assertThat(read.value())
                .isEqualTo(LEFT_ABDOMEN.toBuilder()
                        .setPlace("front-left-upper-abdomen")
                        .build());
        assertThat(Names.place(read.value())).isEqualTo("front left upper abdomen");
    }

    @Test
    void everyPlaceOfTheCatalogueIsUnderstoodAndItsNameIsShort() {
        Catalogue.builtIn().places().forEach(place -> {
            assertThat(Typed.place(place.id()).doubt()).isEmpty();
            assertThat(Names.place(Typed.site(place))).hasSizeLessThan(24);
            place.finer()
                    .forEach(
                            finer -> assertThat(Typed.place(finer.id()).value()).isEqualTo(finer.site()));
        });
    }

    @Test
    void aWearersOwnWordsAreKeptAndTheNearestPlacesNamed() {
        Typed.Read<Site> read = Typed.place("left abdomen, by the scar");
        assertThat(read.value())
                .isEqualTo(LEFT_ABDOMEN.toBuilder()
                        .setPlace("left abdomen, by the scar")
                        .build());
        assertThat(read.doubt()).contains("does not know the place 'left abdomen, by the scar'", "abdomen-left");
        assertThat(Names.place(read.value())).isEqualTo("left abdomen, by the scar");
    }

    @Test
    void wordsThatNameBothSidesSayNone() {
        assertThat(Typed.place("abdomen left of right").value().getSide()).isEqualTo(BodySide.BODY_SIDE_UNSPECIFIED);
    }

    @Test
    void whatIsTooLongOrEmptyIsRefusedWithItsSizeInBytes() {
        assertThatThrownBy(() -> Typed.place("ü".repeat(17)))
                .hasMessageContaining("34 bytes of UTF-8 (expected 1 to 32)");
        assertThat(Typed.set("ü".repeat(16)).value()).isEqualTo("ü".repeat(16));
        assertThatThrownBy(() -> Typed.set(" ")).hasMessageContaining("0 bytes of UTF-8 (expected 1 to 32)");
        assertThatThrownBy(() -> Typed.text("x".repeat(97)))
                .hasMessageContaining("97 bytes of UTF-8 (expected 1 to 96)");
    }

    @Test
    void aSetIsKnownByItsIdInAnyCase() {
        assertThat(Typed.set("Tandem-VariSoft")).isEqualTo(new Typed.Read<>("tandem-varisoft", ""));
        assertThat(Typed.set("tandem-varisft").doubt()).contains("nearest: tandem-varisoft");
        assertThat(Names.set("tandem-varisoft")).isEqualTo("VariSoft");
    }

    @ParameterizedTest
    @CsvSource({"6.7,6700", "180U,180000", "0.3 u,300", "0,0", "500,500000"})
    void unitsAreReadAsMilliunits(String typed, int milliunits) {
        assertThat(Typed.milliunits(typed, 500)).isEqualTo(milliunits);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "500.001", "1e3", "0.0001", "many", "99999999999"})
    void whatIsNoAmountIsNamedWithWhatIsAllowed(String typed) {
        assertThatThrownBy(() -> Typed.milliunits(typed, 500))
                .hasMessage("'" + typed + "' is no amount of insulin here (expected units, 0 to 500, such as 6.7)");
    }

    @Test
    void valuesAreChosenByTheirWords() {
        assertThat(Chosen.adhesive("Peeling")).isEqualTo(AdhesiveState.ADHESIVE_STATE_PEELING);
        assertThat(Chosen.reason("pulled-out")).isEqualTo(RemovalReason.REMOVAL_REASON_PULLED_OUT);
        assertThat(Chosen.method("hand")).isEqualTo(InsertionMethod.INSERTION_METHOD_BY_HAND);
        assertThat(Chosen.signs(List.of("lump", "pain", "lump")))
                .containsExactly(SiteSign.SITE_SIGN_LUMP, SiteSign.SITE_SIGN_PAIN);
        assertThatThrownBy(() -> Chosen.signs(List.of("itch")))
                .hasMessage("no sign: 'itch' (expected redness, blood, leak, lump, pain)");
    }
}
