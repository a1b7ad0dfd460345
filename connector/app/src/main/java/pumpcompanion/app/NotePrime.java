package pumpcompanion.app;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import pumpcompanion.app.words.Typed;
import pumpcompanion.proto.v1.Event;
import pumpcompanion.proto.v1.EventRecord;
import pumpcompanion.proto.v1.PrimeEnding;

/** What was filled. A person notes only a fill that was completed. */
final class NotePrime {

    // As event.proto says.
    private static final int MOST_TUBING = 100;
    private static final int MOST_CANNULA = 10;
    private static final int MOST_CARTRIDGE = 500;

    private NotePrime() {}

    /** Off the body. */
    @Command(
            name = "tubing-primed",
            description = "The tubing was filled, to its end.",
            footer = {"  companion note EM-0001 tubing-primed", "  companion note EM-0001 tubing-primed 12.5"})
    static final class TubingPrimed extends Note {
        @Parameters(paramLabel = "UNITS", arity = "0..1", description = "How much was delivered, 0 to 100.")
        private @Nullable String units;

        @Override
        EventRecord.Builder content() {
            pumpcompanion.proto.v1.TubingPrimed.Builder primed =
                    pumpcompanion.proto.v1.TubingPrimed.newBuilder().setEnding(PrimeEnding.PRIME_ENDING_COMPLETED);
            if (units != null) {
                primed.setDeliveredMilliunits(Typed.milliunits(units, MOST_TUBING));
            }
            return event(Event.newBuilder().setTubingPrimed(primed));
        }
    }

    /** On the body. */
    @Command(
            name = "cannula-primed",
            description = "The cannula was filled.",
            footer = {"  companion note EM-0001 cannula-primed", "  companion note EM-0001 cannula-primed 0.3"})
    static final class CannulaPrimed extends Note {
        @Parameters(paramLabel = "UNITS", arity = "0..1", description = "How much was delivered, 0 to 10.")
        private @Nullable String units;

        @Override
        EventRecord.Builder content() {
            pumpcompanion.proto.v1.CannulaPrimed.Builder primed =
                    pumpcompanion.proto.v1.CannulaPrimed.newBuilder().setEnding(PrimeEnding.PRIME_ENDING_COMPLETED);
            if (units != null) {
                primed.setDeliveredMilliunits(Typed.milliunits(units, MOST_CANNULA));
            }
            return event(Event.newBuilder().setCannulaPrimed(primed));
        }
    }

    /** What it holds now. */
    @Command(
            name = "cartridge-filled",
            description = "The cartridge was filled.",
            footer = "  companion note EM-0001 cartridge-filled 180")
    static final class CartridgeFilled extends Note {
        @Parameters(paramLabel = "UNITS", description = "What it holds now, 0 to 500.")
        private String units = "";

        @Override
        EventRecord.Builder content() {
            return event(Event.newBuilder()
                    .setCartridgeFilled(pumpcompanion.proto.v1.CartridgeFilled.newBuilder()
                            .setEstimatedMilliunits(Typed.milliunits(units, MOST_CARTRIDGE))));
        }
    }
}
