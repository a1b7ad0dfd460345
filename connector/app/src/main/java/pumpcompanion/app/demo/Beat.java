package pumpcompanion.app.demo;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import pumpcompanion.emulator.EmulatedPump;
import pumpcompanion.emulator.SetChange;
import pumpcompanion.proto.v1.BodyArea;
import pumpcompanion.proto.v1.BodySide;
import pumpcompanion.proto.v1.DeliveryState;
import pumpcompanion.proto.v1.Site;

/**
 * One beat of the story: a wait, then something that is done.
 *
 * @param after since the beat before, in the pump's time
 * @param slow whether the wait is to be watched
 * @param text what is done, for people; empty: nothing that is worth a word
 * @param delivers whether basal and boluses run from here on
 * @param action does it
 */
record Beat(Duration after, boolean slow, String text, boolean delivers, Consumer<EmulatedPump> action) {

    /** Wear within the usual three days, because the set is changed before its time is up. */
    private static final Duration TO_SHOWER = Duration.ofHours(25);

    private static final Duration SHOWER = Duration.ofMinutes(20);
    private static final Duration TO_CHANGE = Duration.ofHours(42);
    /** Slow for a moment before something happens, so that the companion's idea of the pump's time has slowed, too. */
    private static final Duration SETTLE = Duration.ofSeconds(90);

    private static final List<Site> SITES = List.of(
            site(BodyArea.BODY_AREA_ABDOMEN, BodySide.BODY_SIDE_LEFT),
            site(BodyArea.BODY_AREA_ABDOMEN, BodySide.BODY_SIDE_RIGHT),
            site(BodyArea.BODY_AREA_HIP, BodySide.BODY_SIDE_LEFT),
            site(BodyArea.BODY_AREA_HIP, BodySide.BODY_SIDE_RIGHT));

    /** A set change at one place after the other, as it really was on a Medtronic 722. */
    static List<Beat> change(int number) {
        List<Beat> beats = new ArrayList<>();
        Duration before = Duration.ZERO;
        List<SetChange.Step> steps =
                SetChange.routine(SITES.get(number % SITES.size())).steps();
        for (int i = 0; i < steps.size(); i++) {
            SetChange.Step step = steps.get(i);
            boolean last = i == steps.size() - 1;
            beats.add(new Beat(step.delay().minus(before), true, step.text(), last, step.action()));
            before = step.delay();
        }
        return beats;
    }

    /** Three days of wear, with a shower on the second. */
    static List<Beat> wear() {
        return List.of(
                new Beat(Duration.ofMinutes(1), true, "the set is worn", true, pump -> {}),
                new Beat(TO_SHOWER, false, "before the shower", true, pump -> {}),
                new Beat(
                        SETTLE,
                        true,
                        "delivery is paused for a shower",
                        false,
                        pump -> pump.deliveryState(DeliveryState.DELIVERY_STATE_PAUSED, "shower")),
                new Beat(
                        Duration.ofSeconds(30),
                        true,
                        "the tubing is unclipped: a shower",
                        false,
                        EmulatedPump::quickDisconnect),
                new Beat(SHOWER, true, "the tubing is clipped on again", false, EmulatedPump::quickReconnect),
                new Beat(
                        Duration.ofSeconds(30),
                        true,
                        "delivery runs again; the same site goes on",
                        true,
                        pump -> pump.deliveryState(DeliveryState.DELIVERY_STATE_RUNNING, "after the shower")),
                new Beat(Duration.ofMinutes(1), true, "the set is worn", true, pump -> {}),
                new Beat(TO_CHANGE, false, "time for the next set", true, pump -> {}),
                new Beat(SETTLE, true, "the set is changed", true, pump -> {}));
    }

    private static Site site(BodyArea area, BodySide side) {
        return Site.newBuilder().setArea(area).setSide(side).build();
    }
}
