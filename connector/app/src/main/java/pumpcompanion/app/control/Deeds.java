package pumpcompanion.app.control;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import pumpcompanion.emulator.EmulatedPump;
import pumpcompanion.emulator.SetChange;
import pumpcompanion.proto.v1.BodyArea;
import pumpcompanion.proto.v1.DeliveryPurpose;
import pumpcompanion.proto.v1.DeliveryState;
import pumpcompanion.proto.v1.Freshness;
import pumpcompanion.proto.v1.PrimeEnding;
import pumpcompanion.proto.v1.PrimeTarget;
import pumpcompanion.proto.v1.RemovalReason;
import pumpcompanion.proto.v1.Site;

/** What can be done to a pump in words: {@code unclip}, {@code prime cannula 0.3 U}. */
final class Deeds {

    private static final Pattern DOSED = Pattern.compile("(\\D+?) ([0-9]{1,3}(?:\\.[0-9]{1,3})?) ?U");

    private static final Map<String, Consumer<EmulatedPump>> PLAIN = new LinkedHashMap<>();
    private static final Map<String, BiConsumer<EmulatedPump, Integer>> OF_MILLIUNITS = new LinkedHashMap<>();

    static {
        PLAIN.put("unclip", EmulatedPump::quickDisconnect);
        PLAIN.put("clip on", EmulatedPump::quickReconnect);
        PLAIN.put("join connector", EmulatedPump::connectCartridge);
        PLAIN.put("take off connector", EmulatedPump::disconnectCartridge);
        PLAIN.put("rewind plunger", EmulatedPump::rewindPlunger);
        PLAIN.put("seat new cartridge", pump -> pump.seatCartridge(Freshness.FRESHNESS_NEW));
        PLAIN.put("take out cartridge", EmulatedPump::unseatCartridge);
        PLAIN.put("pull cartridge", EmulatedPump::pullCartridge);
        PLAIN.put("see drop", EmulatedPump::dropSeen);
        PLAIN.put("see air", EmulatedPump::airSeen);
        PLAIN.put("remove set", pump -> pump.removeSet(RemovalReason.REMOVAL_REASON_ROUTINE));
        PLAIN.put("change set", pump -> SetChange.routine(abdomen()).schedule(pump));
        PLAIN.put("stop delivery", pump -> pump.deliveryState(DeliveryState.DELIVERY_STATE_STOPPED, ""));
        PLAIN.put("pause delivery", pump -> pump.deliveryState(DeliveryState.DELIVERY_STATE_PAUSED, ""));
        PLAIN.put("run delivery", pump -> pump.deliveryState(DeliveryState.DELIVERY_STATE_RUNNING, ""));
        PLAIN.put("stop bolus", EmulatedPump::stopBolus);
        PLAIN.put("stop prime", EmulatedPump::stopPrime);
        PLAIN.put("write reservoir level", EmulatedPump::reservoirLevel);
        PLAIN.put("occlude", EmulatedPump::occlude);
        PLAIN.put("unblock", EmulatedPump::clearOcclusion);
        PLAIN.put("confirm everything", pump -> pump.annunciations().forEach(one -> pump.confirm(one.getInstance())));
        PLAIN.put("change battery", EmulatedPump::changeBattery);
        PLAIN.put("lose clock", EmulatedPump::loseClock);
        PLAIN.put("erase log", EmulatedPump::eraseLog);
        OF_MILLIUNITS.put("bolus", Deeds::bolus);
        OF_MILLIUNITS.put("fill cartridge", EmulatedPump::fillCartridge);
        OF_MILLIUNITS.put("prime tubing", (pump, dose) -> prime(pump, PrimeTarget.PRIME_TARGET_TUBING, dose));
        OF_MILLIUNITS.put("prime cannula", (pump, dose) -> prime(pump, PrimeTarget.PRIME_TARGET_CANNULA, dose));
    }

    private Deeds() {}

    /** Does it; everything that is written has been written then, but for what takes a pump's time. */
    static void run(EmulatedPump pump, String words) {
        Consumer<EmulatedPump> plain = PLAIN.get(words);
        Matcher dosed = DOSED.matcher(words);
        if (plain != null) {
            plain.accept(pump);
        } else if (dosed.matches() && OF_MILLIUNITS.containsKey(dosed.group(1))) {
            int milliunits = new BigDecimal(dosed.group(2)).movePointRight(3).intValueExact();
            OF_MILLIUNITS.get(dosed.group(1)).accept(pump, milliunits);
        } else {
            throw Problem.bad(
                    "nothing that can be done",
                    words,
                    String.join(", ", PLAIN.keySet()) + "; with an amount" + " such as 0.3 U: "
                            + String.join(", ", List.copyOf(OF_MILLIUNITS.keySet())));
        }
    }

    private static Site abdomen() {
        return Site.newBuilder().setArea(BodyArea.BODY_AREA_ABDOMEN).build();
    }

    private static void bolus(EmulatedPump pump, int milliunits) {
        if (pump.behaves()) {
            pump.bolus(milliunits);
        } else {
            pump.deliver(DeliveryPurpose.DELIVERY_PURPOSE_BOLUS, milliunits, java.time.Duration.ZERO);
        }
    }

    private static void prime(EmulatedPump pump, PrimeTarget target, int milliunits) {
        OptionalInt dose = OptionalInt.of(milliunits);
        if (pump.behaves()) {
            pump.prime(target, dose);
        } else if (target == PrimeTarget.PRIME_TARGET_TUBING) {
            pump.primeTubing(dose, dose, PrimeEnding.PRIME_ENDING_COMPLETED);
        } else {
            pump.primeCannula(milliunits);
        }
    }
}
