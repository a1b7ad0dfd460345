package pumpcompanion.app.words;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import org.junit.jupiter.api.Test;
import pumpcompanion.proto.v1.BodyArea;
import pumpcompanion.proto.v1.BodySide;
import pumpcompanion.proto.v1.CannulaInserted;
import pumpcompanion.proto.v1.CannulaPrimed;
import pumpcompanion.proto.v1.ClockChanged;
import pumpcompanion.proto.v1.Event;
import pumpcompanion.proto.v1.EventRecord;
import pumpcompanion.proto.v1.Gap;
import pumpcompanion.proto.v1.GapReason;
import pumpcompanion.proto.v1.InsertionMethod;
import pumpcompanion.proto.v1.PrimeEnding;
import pumpcompanion.proto.v1.Site;
import pumpcompanion.proto.v1.TubingPrimed;

class SentencesTest {

    @Test
    void aPrimeSaysAmountAndEnding() {
        assertThat(Sentences.of(Event.newBuilder()
                        .setTubingPrimed(TubingPrimed.newBuilder()
                                .setDeliveredMilliunits(6_700)
                                .setEnding(PrimeEnding.PRIME_ENDING_STOPPED_BY_USER))
                        .build()))
                .isEqualTo("tubing filled with 6.7 U, ended by the user");
    }

    @Test
    void aPrimeThatStoppedShortSaysWhatWasProgrammed() {
        assertThat(Sentences.of(Event.newBuilder()
                        .setCannulaPrimed(CannulaPrimed.newBuilder()
                                .setProgrammedMilliunits(300)
                                .setDeliveredMilliunits(100)
                                .setEnding(PrimeEnding.PRIME_ENDING_STOPPED_BY_ALARM))
                        .build()))
                .isEqualTo("cannula filled with 0.1 U of 0.3 U, stopped by an alarm");
    }

    @Test
    void zeroAndNotReportedDiffer() {
        assertThat(Sentences.of(Event.newBuilder()
                        .setCannulaPrimed(CannulaPrimed.newBuilder().setDeliveredMilliunits(0))
                        .build()))
                .isEqualTo("cannula filled with 0 U, its ending is not known");
        assertThat(Sentences.of(Event.newBuilder()
                        .setCannulaPrimed(CannulaPrimed.getDefaultInstance())
                        .build()))
                .isEqualTo("cannula filled, amount not reported, its ending is not known");
    }

    @Test
    void anInsertionSaysWhereAndHow() {
        assertThat(Sentences.of(Event.newBuilder()
                        .setCannulaInserted(CannulaInserted.newBuilder()
                                .setSite(Site.newBuilder()
                                        .setArea(BodyArea.BODY_AREA_UPPER_LEG)
                                        .setSide(BodySide.BODY_SIDE_LEFT)
                                        .setPlace("above the knee"))
                                .setMethod(InsertionMethod.INSERTION_METHOD_DEVICE)
                                .setSetId("soft-9"))
                        .build()))
                .isEqualTo(
                        "a cannula was put in at the left upper leg, above the knee, with an insertion device, set soft-9");
    }

    @Test
    void everyKindHasWords() {
        for (var field : Event.getDescriptor().getOneofs().get(0).getFields()) {
            Event.Builder event = Event.newBuilder();
            event.setField(field, event.newBuilderForField(field).build());
            assertThat(Sentences.of(event.build()))
                    .as(field.getName())
                    .isNotBlank()
                    .doesNotContain("this version does not know", "[", "UNSPEC");
        }
        assertThat(Sentences.of(Event.getDefaultInstance())).contains("does not know");
    }

    @Test
    void aGapSaysWhichNumbersAndWhy() {
        assertThat(Sentences.of(EventRecord.newBuilder()
                        .setGap(Gap.newBuilder().setFrom(5).setThrough(9).setReason(GapReason.GAP_REASON_OVERWRITTEN))
                        .build()))
                .isEqualTo("records 5 to 9 are missing: overwritten before they were read");
    }

    @Test
    void textOfAPumpCannotSteerATerminal() {
        assertThat(Sentences.of(EventRecord.newBuilder()
                        .setRaw(ByteString.copyFromUtf8("xx"))
                        .setUnreadable("bad\u001b[2J\nbytes")
                        .build()))
                .isEqualTo("2 bytes that cannot be read (bad [2J bytes)");
    }

    @Test
    void aClockSetBackSaysByHowMuch() {
        assertThat(Sentences.of(Event.newBuilder()
                        .setClockChanged(ClockChanged.newBuilder()
                                .setOldClockMs(7_200_000)
                                .setNewClockMs(0))
                        .build()))
                .isEqualTo("the pump's clock was set back by 2 h");
    }
}
