package pumpcompanion.emulator;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import pumpcompanion.emulator.model.Behaviour;
import pumpcompanion.emulator.time.VirtualTime;
import pumpcompanion.proto.v1.DeliveryState;
import pumpcompanion.proto.v1.Event;
import pumpcompanion.proto.v1.Freshness;
import pumpcompanion.proto.v1.PrimeTarget;
import pumpcompanion.proto.v1.Site;

/** A pump that behaves, and time in the hand. */
final class BehavingBench {

    static final PrimeTarget TUBING = PrimeTarget.PRIME_TARGET_TUBING;
    static final PrimeTarget CANNULA = PrimeTarget.PRIME_TARGET_CANNULA;
    static final OptionalInt OPEN = OptionalInt.empty();

    final VirtualTime time = new VirtualTime();
    final EmulatedPump pump;

    BehavingBench(UnaryOperator<Behaviour> figures, UnaryOperator<PumpBuilder> more) {
        Behaviour behaviour = figures.apply(Behaviour.usual().batteryLasts(Duration.ZERO));
        pump = more.apply(EmulatedPump.on(time).ringSize(200_000).behaving(behaviour))
                .start();
    }

    /** As it comes out of its box; its battery lasts. */
    static BehavingBench fresh() {
        return new BehavingBench(b -> b, p -> p);
    }

    static BehavingBench fresh(UnaryOperator<Behaviour> figures) {
        return new BehavingBench(figures, p -> p);
    }

    /** In use: 180 U filled, primed and running. */
    BehavingBench inUse() {
        SetChange.routine(Site.getDefaultInstance()).doAtOnce(pump);
        return this;
    }

    /** With a cartridge and so much in it, joined, nothing primed, stopped. */
    BehavingBench loaded(int milliunits) {
        pump.seatCartridge(Freshness.FRESHNESS_NEW);
        pump.fillCartridge(milliunits);
        pump.connectCartridge();
        return this;
    }

    void run(String why) {
        pump.deliveryState(DeliveryState.DELIVERY_STATE_RUNNING, why);
    }

    void stop(String why) {
        pump.deliveryState(DeliveryState.DELIVERY_STATE_STOPPED, why);
    }

    List<Event> events() {
        return ActionsTest.events(pump);
    }

    List<Event> events(Predicate<Event> which) {
        return events().stream().filter(which).toList();
    }

    Event last() {
        List<Event> events = events();
        return events.get(events.size() - 1);
    }

    /** What was written since that record, in short: {@code InsulinDelivered BOLUS 4000}, {@code Annunciation 1 OCCLUSION RAISED}. */
    List<String> since(long sequence) {
        List<String> words = new ArrayList<>();
        List<Event> events = events();
        for (Event event : events.subList((int) sequence, events.size())) {
            words.add(words(event));
        }
        return words;
    }

    private static String words(Event event) {
        return switch (event.getKindCase()) {
            case INSULIN_DELIVERED ->
                tail(event.getInsulinDelivered().getPurpose()) + " "
                        + event.getInsulinDelivered().getMilliunits();
            case RESERVOIR_LEVEL -> "level " + event.getReservoirLevel().getMilliunits();
            case ANNUNCIATION -> {
                var a = event.getAnnunciation();
                yield a.getInstance() + " " + a.getType().name().replace("ANNUNCIATION_TYPE_", "") + " "
                        + tail(a.getStatus());
            }
            case DELIVERY_STATE_CHANGED ->
                tail(event.getDeliveryStateChanged().getState()) + " "
                        + event.getDeliveryStateChanged().getText();
            case PRIME_STARTED -> "prime " + tail(event.getPrimeStarted().getTarget());
            case TUBING_PRIMED ->
                "tubing " + event.getTubingPrimed().getDeliveredMilliunits() + " "
                        + event.getTubingPrimed().getEnding().name().replace("PRIME_ENDING_", "");
            case CANNULA_PRIMED ->
                "cannula " + event.getCannulaPrimed().getDeliveredMilliunits() + " "
                        + event.getCannulaPrimed().getEnding().name().replace("PRIME_ENDING_", "");
            case BATTERY_LEVEL -> "battery " + event.getBatteryLevel().getPercent();
            default -> event.getKindCase().name();
        };
    }

    private static String tail(Enum<?> value) {
        return value.name().substring(value.name().lastIndexOf('_') + 1);
    }
}
