package pumpcompanion.emulator.model;

import pumpcompanion.proto.v1.AnnunciationType;
import pumpcompanion.proto.v1.DeliveryState;
import pumpcompanion.proto.v1.EventOrBuilder;
import pumpcompanion.proto.v1.PrimeTarget;

/** All of {@link Interlock} in one place: looks, and changes nothing. */
final class Interlocks {

    private final SetState set;
    private final Delivery delivery;
    private final Battery battery;
    private final Alarms alarms;

    Interlocks(SetState set, Delivery delivery, Battery battery, Alarms alarms) {
        this.set = set;
        this.delivery = delivery;
        this.battery = battery;
        this.alarms = alarms;
    }

    /** Looks whether what is about to be written could have happened. */
    void check(EventOrBuilder event) {
        switch (event.getKindCase()) {
            case PLUNGER_REWOUND -> cartridge("rewind");
            case CARTRIDGE_SEATED -> cartridge("cartridge in");
            case CARTRIDGE_UNSEATED -> cartridge("cartridge out");
            case CARTRIDGE_FILLED -> cartridge("cartridge fill");
            case PRIME_STARTED -> startPrime(event.getPrimeStarted().getTarget());
            case TUBING_PRIMED -> prime(PrimeTarget.PRIME_TARGET_TUBING);
            case CANNULA_PRIMED -> prime(PrimeTarget.PRIME_TARGET_CANNULA);
            case PRIMED -> prime(PrimeTarget.PRIME_TARGET_UNSPECIFIED);
            case DELIVERY_STATE_CHANGED -> {
                if (event.getDeliveryStateChanged().getState() == DeliveryState.DELIVERY_STATE_RUNNING) {
                    resume();
                }
            }
            case INSULIN_DELIVERED -> running("delivery");
            default -> {
                // can happen at any time
            }
        }
    }

    private void cartridge(String asked) {
        refuseIf(!stopped(), Interlock.CARTRIDGE_ONLY_WHILE_STOPPED, asked);
        refuseIf(set.priming(), Interlock.CARTRIDGE_NOT_WHILE_PRIMING, asked);
    }

    private void startPrime(PrimeTarget target) {
        prime(target);
        refuseIf(set.priming(), Interlock.ONE_PRIME_AT_A_TIME, asked(target));
        refuseIf(delivery.empty(), Interlock.PRIME_NEEDS_INSULIN, asked(target));
    }

    /** For the begin of a prime and for an end that somebody tells. */
    private void prime(PrimeTarget target) {
        String asked = asked(target);
        onePrime(asked);
        refuseIf(!stopped(), Interlock.PRIME_ONLY_WHILE_STOPPED, asked);
        refuseIf(!set.seated(), Interlock.PRIME_NEEDS_CARTRIDGE, asked);
        if (target == PrimeTarget.PRIME_TARGET_TUBING) {
            refuseIf(!set.tubed(), Interlock.NO_TUBING, asked);
            refuseIf(!set.joined(), Interlock.TUBING_FILL_NEEDS_CONNECTOR, asked);
        } else if (target == PrimeTarget.PRIME_TARGET_CANNULA) {
            refuseIf(!set.full(), Interlock.CANNULA_FILL_NEEDS_TUBING, asked);
        }
    }

    private void resume() {
        String asked = "resume";
        refuseIf(battery.percent() == 0, Interlock.RESUME_NEEDS_BATTERY, asked);
        refuseIf(
                alarms.open(AnnunciationType.ANNUNCIATION_TYPE_MECHANICAL_ISSUE),
                Interlock.RESUME_NEEDS_WORKING_PUMP,
                asked);
        refuseIf(!set.seated(), Interlock.RESUME_NEEDS_CARTRIDGE, asked);
        refuseIf(delivery.empty(), Interlock.RESUME_NEEDS_INSULIN, asked);
        refuseIf(!set.joined(), Interlock.RESUME_NEEDS_CONNECTOR, asked);
        refuseIf(set.priming(), Interlock.RESUME_NOT_WHILE_PRIMING, asked);
        refuseIf(!set.full(), Interlock.RESUME_NEEDS_TUBING, asked);
        refuseIf(set.waiting(), Interlock.RESUME_WAITS_FOR_BODY, asked);
        refuseIf(
                alarms.unconfirmed(AnnunciationType.ANNUNCIATION_TYPE_OCCLUSION),
                Interlock.RESUME_NEEDS_CONFIRMATION,
                asked);
    }

    void running(String asked) {
        refuseIf(
                delivery.state() != DeliveryState.DELIVERY_STATE_RUNNING, Interlock.DELIVERY_ONLY_WHILE_RUNNING, asked);
    }

    /** Holds without interlocks, too: the pump has one motor. */
    void onePrime(String asked) {
        refuseIf(delivery.primes(), Interlock.ONE_PRIME_AT_A_TIME, asked);
    }

    /** Likewise. */
    void oneBolus() {
        refuseIf(delivery.boluses(), Interlock.ONE_BOLUS_AT_A_TIME, "bolus");
    }

    static String asked(PrimeTarget target) {
        return switch (target) {
            case PRIME_TARGET_TUBING -> "tubing fill";
            case PRIME_TARGET_CANNULA -> "cannula fill";
            default -> "prime";
        };
    }

    private boolean stopped() {
        return delivery.state() == DeliveryState.DELIVERY_STATE_STOPPED;
    }

    private void refuseIf(boolean so, Interlock interlock, String asked) {
        if (so) {
            throw new ActionRefusedException(interlock, asked, "delivery " + delivery.words() + ", " + set);
        }
    }
}
