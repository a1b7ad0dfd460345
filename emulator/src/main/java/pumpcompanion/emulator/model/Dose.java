package pumpcompanion.emulator.model;

import java.util.OptionalInt;
import pumpcompanion.proto.v1.CannulaPrimed;
import pumpcompanion.proto.v1.Event;
import pumpcompanion.proto.v1.PrimeEnding;
import pumpcompanion.proto.v1.PrimeTarget;
import pumpcompanion.proto.v1.Primed;
import pumpcompanion.proto.v1.TubingPrimed;

/** A bolus or prime that runs. */
final class Dose {

    final Flow flow;
    final long fromMs;
    private final PrimeTarget target;
    private final OptionalInt programmed;

    /** In whole pulses, rounded down, at least one; nothing programmed: without end. */
    Dose(PrimeTarget target, OptionalInt programmed, int pulse, long fromMs) {
        this.target = target;
        this.programmed = programmed;
        this.fromMs = fromMs;
        flow = new Flow(pulse, programmed.isPresent() ? Math.max(1, programmed.getAsInt() / pulse) : Flow.NEVER);
    }

    Event.Builder primeEnded(int pulse, PrimeEnding ending) {
        int delivered = Math.toIntExact(flow.done() * pulse);
        return switch (target) {
            case PRIME_TARGET_TUBING -> {
                TubingPrimed.Builder end = TubingPrimed.newBuilder()
                        .setDeliveredMilliunits(delivered)
                        .setEnding(ending);
                programmed.ifPresent(end::setProgrammedMilliunits);
                yield Event.newBuilder().setTubingPrimed(end);
            }
            case PRIME_TARGET_CANNULA -> {
                CannulaPrimed.Builder end = CannulaPrimed.newBuilder()
                        .setDeliveredMilliunits(delivered)
                        .setEnding(ending);
                programmed.ifPresent(end::setProgrammedMilliunits);
                yield Event.newBuilder().setCannulaPrimed(end);
            }
            default -> {
                Primed.Builder end =
                        Primed.newBuilder().setDeliveredMilliunits(delivered).setEnding(ending);
                programmed.ifPresent(end::setProgrammedMilliunits);
                yield Event.newBuilder().setPrimed(end);
            }
        };
    }
}
