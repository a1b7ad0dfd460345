package pumpcompanion.emulator;

import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Consumer;
import pumpcompanion.proto.v1.DeliveryState;
import pumpcompanion.proto.v1.Freshness;
import pumpcompanion.proto.v1.InsertionMethod;
import pumpcompanion.proto.v1.PrimeTarget;
import pumpcompanion.proto.v1.RemovalReason;
import pumpcompanion.proto.v1.Site;

/**
 * A change of cartridge and infusion set, as people do it: to be run step by step, or at the real pace.
 *
 * <p>Amounts and the times of rewind, tubing prime (2 min 4 s after it) and cannula prime (15 min 35 s after it) are those
 * of a real change on a Medtronic 722, openaps/oref0 pull request 1409; the times between them are chosen to fit.
 *
 * @param site where the new cannula goes
 * @param setId which kind of set, at most 32 bytes; empty: not said
 * @param method how it is put in
 * @param removal why the old one goes
 * @param fillMilliunits what is put into the new cartridge
 * @param tubingMilliunits what it takes until a drop shows
 * @param cannulaMilliunits what fills the cannula
 */
public record SetChange(
        Site site,
        String setId,
        InsertionMethod method,
        RemovalReason removal,
        int fillMilliunits,
        int tubingMilliunits,
        int cannulaMilliunits) {

    /** Between the begin of the change and the rewind. */
    private static final Duration REWIND = Duration.ofSeconds(45);

    /**
     * One thing that is done.
     *
     * @param delay since the change began, in the pump's own time
     * @param text what, for people
     * @param action does it
     */
    public record Step(Duration delay, String text, Consumer<EmulatedPump> action) {}

    /** The usual change: its time is up, 180 U, 6.7 U into the tubing, 0.3 U into the cannula. */
    public static SetChange routine(Site site) {
        return new SetChange(
                site,
                "",
                InsertionMethod.INSERTION_METHOD_DEVICE,
                RemovalReason.REMOVAL_REASON_ROUTINE,
                180_000,
                6_700,
                300);
    }

    /** All steps in order. The tubing is off the body while cartridge and tubing are filled. */
    public List<Step> steps() {
        return List.of(
                new Step(
                        Duration.ZERO,
                        "delivery is stopped",
                        pump -> pump.deliveryState(DeliveryState.DELIVERY_STATE_STOPPED, "set change")),
                new Step(Duration.ofSeconds(20), "the tubing is unclipped from the body", SetActions::quickDisconnect),
                step(0, "the plunger is driven back", SetActions::rewindPlunger),
                step(20, "the old set's connector is taken off", SetActions::disconnectCartridge),
                step(25, "the old cartridge is taken out", SetActions::unseatCartridge),
                step(50, "the new cartridge is put in", pump -> pump.seatCartridge(Freshness.FRESHNESS_NEW)),
                step(55, "its content is entered", pump -> pump.fillCartridge(fillMilliunits)),
                step(70, "the new set's connector is joined to it", SetActions::connectCartridge),
                step(
                        80,
                        "the tubing begins to fill",
                        pump -> pump.startPrime(PrimeTarget.PRIME_TARGET_TUBING, OptionalInt.empty())),
                step(124, "the tubing is full", pump -> pump.primeTubing(tubingMilliunits)),
                step(126, "a drop is seen", SetActions::dropSeen),
                step(600, "the old cannula is taken out", pump -> pump.removeSet(removal)),
                step(780, "the new cannula is put in", pump -> pump.insertCannula(site, method, setId)),
                step(840, "the tubing is clipped on", SetActions::quickReconnect),
                step(
                        930,
                        "the cannula begins to fill",
                        pump -> pump.startPrime(PrimeTarget.PRIME_TARGET_CANNULA, OptionalInt.of(cannulaMilliunits))),
                step(935, "the cannula is full", pump -> pump.primeCannula(cannulaMilliunits)),
                step(
                        960,
                        "delivery runs",
                        pump -> pump.deliveryState(DeliveryState.DELIVERY_STATE_RUNNING, "set change done")));
    }

    private static Step step(long secondsAfterRewind, String text, Consumer<EmulatedPump> action) {
        return new Step(REWIND.plusSeconds(secondsAfterRewind), text, action);
    }

    /** All steps at once, for a test that needs a pump in use. */
    public void doAtOnce(EmulatedPump pump) {
        steps().forEach(step -> step.action().accept(pump));
    }

    /** All steps at their time, beginning now, in the pump's own time. */
    public void schedule(EmulatedPump pump) {
        for (Step step : steps()) {
            pump.after(step.delay(), () -> step.action().accept(pump));
        }
    }
}
