package pumpcompanion.emulator.model;

import java.time.Duration;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import pumpcompanion.emulator.time.ModelTime;
import pumpcompanion.proto.v1.AnnunciationType;
import pumpcompanion.proto.v1.CartridgeUnseated;
import pumpcompanion.proto.v1.DeliveryState;
import pumpcompanion.proto.v1.Event;
import pumpcompanion.proto.v1.EventKind;
import pumpcompanion.proto.v1.EventOrBuilder;
import pumpcompanion.proto.v1.PrimeEnding;
import pumpcompanion.proto.v1.PrimeStarted;
import pumpcompanion.proto.v1.PrimeTarget;

/**
 * The life of one pump that behaves: hears of every action before and after it is written, and does by itself what is due.
 * It waits with one task of the pump's own time, for the next thing that leaves a trace. Guarded by the pump.
 */
public final class PumpModel {

    /** Most that one bolus or prime moves, in milliunits (event.proto). */
    private static final int MOST = 100_000;

    private final ModelTime time;
    private final PumpHost host;
    private final Behaviour is;
    private final SetState set;
    private final BasalTime basalTime;
    private final Battery battery;
    private final Delivery delivery;
    private final Interlocks interlocks;
    private final Alarms alarms;
    private boolean closed;
    private long timerMs = Flow.NEVER;
    private ModelTime.@Nullable Task timer;

    /**
     * Begins stopped, with no cartridge, nothing primed and a full battery.
     *
     * @param time the pump's own
     * @param host the pump around it
     * @param behaviour copied
     * @param tubed whether there is tubing; else a patch pump
     * @param senses the kinds of event that it can sense
     * @param insulin its book-keeping
     * @param annunciations its alarms
     */
    public PumpModel(
            ModelTime time,
            PumpHost host,
            Behaviour behaviour,
            boolean tubed,
            Set<EventKind> senses,
            Insulin insulin,
            Annunciations annunciations) {
        this.time = time;
        this.host = host;
        is = behaviour.copy();
        insulin.levelStep(is.levelStep);
        long now = nowMs();
        alarms = new Alarms(annunciations, host);
        set = new SetState(tubed, senses);
        basalTime = new BasalTime(is.basal);
        basalTime.clock(host.shownMs(), now);
        battery = new Battery(is, host, alarms, now);
        delivery = new Delivery(is, insulin, host, alarms, set, basalTime, now);
        interlocks = new Interlocks(set, delivery, battery, alarms);
        arm();
    }

    // ------------------------------------------------------------ time

    private long nowMs() {
        return time.elapsed().toMillis();
    }

    private long nextMs() {
        return Math.min(delivery.nextMs(), battery.nextMs());
    }

    /** Lets the time that has passed have passed: what was due in it happens, in order. */
    public void settle() {
        long now = nowMs();
        for (long due = nextMs(); due <= now; due = nextMs()) {
            pass(due);
        }
        pass(now);
    }

    private void pass(long atMs) {
        delivery.passTo(atMs);
        if (battery.pass(atMs)) {
            batteryEmpty();
        }
    }

    private void batteryEmpty() {
        delivery.alarm(
                AnnunciationType.ANNUNCIATION_TYPE_BATTERY_EMPTY,
                "battery empty",
                PrimeEnding.PRIME_ENDING_STOPPED_BY_ALARM);
    }

    private void timerWentOff() {
        timer = null;
        timerMs = Flow.NEVER;
        settle();
        arm();
    }

    private void arm() {
        long next = closed ? Flow.NEVER : nextMs();
        if (next == timerMs) {
            return;
        }
        if (timer != null) {
            timer.cancel();
            timer = null;
        }
        timerMs = next;
        if (next != Flow.NEVER) {
            timer = time.at(Duration.ofMillis(next), this::timerWentOff);
        }
    }

    /** Nothing is due any more. */
    public void close() {
        closed = true;
        arm();
    }

    // ------------------------------------------------------------ what the pump around it does

    /**
     * Something is about to be written because somebody did it or told it. What is due comes before it.
     *
     * @throws ActionRefusedException if a real pump would not do that now; nothing has changed
     */
    public void before(EventOrBuilder event) {
        settle();
        if (is.interlocks) {
            interlocks.check(event);
        }
        if (event.getKindCase() == Event.KindCase.DELIVERY_STATE_CHANGED
                && event.getDeliveryStateChanged().getState() != DeliveryState.DELIVERY_STATE_RUNNING) {
            delivery.wind();
        }
    }

    /** It was done, and written if the pump senses it. */
    public void after(EventOrBuilder event) {
        set.happened(event);
        switch (event.getKindCase()) {
            case DELIVERY_STATE_CHANGED ->
                delivery.state(event.getDeliveryStateChanged().getState());
            case CARTRIDGE_DISCONNECT -> {
                if (is.interlocks && delivery.state() != DeliveryState.DELIVERY_STATE_STOPPED) {
                    delivery.alarm(
                            AnnunciationType.ANNUNCIATION_TYPE_INFUSION_SET_INCOMPLETE,
                            "connector off",
                            PrimeEnding.PRIME_ENDING_STOPPED_BY_ALARM);
                }
            }
            case CARTRIDGE_SEATED -> alarms.clear(AnnunciationType.ANNUNCIATION_TYPE_RESERVOIR_ISSUE);
            case CARTRIDGE_CONNECT -> alarms.clear(AnnunciationType.ANNUNCIATION_TYPE_INFUSION_SET_INCOMPLETE);
            case BATTERY_CHANGED -> batteryIs(100);
            case BATTERY_LEVEL -> {
                if (event.getBatteryLevel().hasPercent()) {
                    batteryIs(event.getBatteryLevel().getPercent());
                }
            }
            case CLOCK_CHANGED -> {
                basalTime.clock(host.shownMs(), nowMs());
                delivery.follow();
            }
            default -> {
                // the set's state is all that changes
            }
        }
        arm();
    }

    private void batteryIs(int percent) {
        if (battery.set(percent, nowMs())) {
            batteryEmpty();
        }
    }

    /** The reservoir's level was changed by what somebody did or told. */
    public void levelChanged() {
        delivery.levelChanged();
        arm();
    }

    /** The pump has started anew, after {@link #settle}: what runs is lost, all else stays. */
    public void rebooted() {
        delivery.rebooted();
        set.rebooted();
        arm();
    }

    // ------------------------------------------------------------ what it is asked

    /** Basal follows this programme from now on. */
    public void basal(BasalProgramme programme) {
        settle();
        basalTime.programme(programme);
        delivery.follow();
        arm();
    }

    /** The programme that basal follows. */
    public BasalProgramme basal() {
        return basalTime.programme();
    }

    /**
     * Begins a bolus.
     *
     * @param milliunits range [1, 100 000]; whole pulses of it, at least one, are delivered
     * @throws ActionRefusedException if delivery does not run, or another bolus does
     */
    public void bolus(int milliunits) {
        checkAmount("a bolus", milliunits);
        settle();
        interlocks.oneBolus();
        if (is.interlocks) {
            interlocks.running("bolus");
        }
        delivery.bolus(milliunits);
        arm();
    }

    /** The user stops the bolus. Returns the number of its record; 0: nothing was delivered, or no bolus runs. */
    public long stopBolus() {
        settle();
        long sequence = delivery.endBolus();
        arm();
        return sequence;
    }

    /**
     * Begins a prime.
     *
     * @param target what is filled
     * @param programmed milliunits, range [1, 100 000]; empty: until it is stopped
     * @return the number of the record of its begin
     * @throws ActionRefusedException if it may not begin now
     */
    public long prime(PrimeTarget target, OptionalInt programmed) {
        programmed.ifPresent(milliunits -> checkAmount("a prime", milliunits));
        PrimeStarted.Builder started = PrimeStarted.newBuilder().setTarget(target);
        programmed.ifPresent(started::setProgrammedMilliunits);
        Event.Builder event = Event.newBuilder().setPrimeStarted(started);
        before(event);
        interlocks.onePrime(Interlocks.asked(target));
        long sequence = host.write(event);
        delivery.prime(target, programmed);
        after(event);
        return sequence;
    }

    /** Ends the prime that runs. Returns the number of its record; 0: none runs. */
    public long endPrime(PrimeEnding ending) {
        settle();
        long sequence = delivery.endPrime(ending);
        arm();
        return sequence;
    }

    /** From now on, or no longer, nothing comes out at the end of the set. */
    public void occluded(boolean now) {
        settle();
        delivery.occluded(now);
        arm();
    }

    /**
     * Somebody pulls the cartridge out, which no interlock holds back; unless delivery is stopped and no prime runs, an
     * alarm ends everything. Returns the number of CartridgeUnseated; 0: not sensed.
     */
    public long pullCartridge() {
        settle();
        Event.Builder event = Event.newBuilder().setCartridgeUnseated(CartridgeUnseated.getDefaultInstance());
        boolean busy = delivery.state() != DeliveryState.DELIVERY_STATE_STOPPED || delivery.primes();
        long sequence = host.write(event);
        set.happened(event);
        if (busy) {
            delivery.alarm(
                    AnnunciationType.ANNUNCIATION_TYPE_RESERVOIR_ISSUE,
                    "cartridge out",
                    PrimeEnding.PRIME_ENDING_STOPPED_BY_ALARM);
        }
        arm();
        return sequence;
    }

    /** A part of the pump fails: everything ends, and delivery stops. Returns the alarm's instance. */
    public int fault(String text) {
        settle();
        int instance = delivery.alarm(
                AnnunciationType.ANNUNCIATION_TYPE_MECHANICAL_ISSUE, text, PrimeEnding.PRIME_ENDING_STOPPED_BY_FAULT);
        arm();
        return instance;
    }

    private static void checkAmount(String what, int milliunits) {
        if (milliunits < 1 || milliunits > MOST) {
            throw new IllegalArgumentException(what + " of " + milliunits + " milliunits (expected 1 to " + MOST + ")");
        }
    }

    // ------------------------------------------------------------ how it stands

    /** Whether it delivers. */
    public DeliveryState deliveryState() {
        return delivery.state();
    }

    /** What it is busy with. */
    public OperationalState operationalState() {
        if (battery.percent() == 0) {
            return OperationalState.OFF;
        }
        if (set.priming()) {
            return OperationalState.PRIMING;
        }
        if (!set.seated() || !set.joined() || !set.full()) {
            return OperationalState.PREPARING;
        }
        return set.waiting() ? OperationalState.WAITING : OperationalState.READY;
    }

    /** Whether a bolus runs. */
    public boolean bolusRuns() {
        return delivery.boluses();
    }

    /** Charge of the battery, range [0, 100]. */
    public int batteryPercent() {
        return battery.percent();
    }

    /** What an occlusion has held back since it began or since its last alarm, in milliunits. */
    public long missedMilliunits() {
        settle();
        return delivery.missed();
    }
}
