package pumpcompanion.emulator;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import pumpcompanion.emulator.model.ActionRefusedException;
import pumpcompanion.emulator.model.BasalProgramme;
import pumpcompanion.proto.v1.Annunciation;
import pumpcompanion.proto.v1.AnnunciationStatus;
import pumpcompanion.proto.v1.BodyArea;
import pumpcompanion.proto.v1.BodySide;
import pumpcompanion.proto.v1.DeliveryPurpose;
import pumpcompanion.proto.v1.DeliveryState;
import pumpcompanion.proto.v1.Site;

/**
 * An endless, ordinary life of a pump, in the pump's own time: a set change at once and then every two to three days, at
 * one place after the other; basal every five minutes; three to six boluses a day; a shower on most days; the battery.
 * The same seed on the same pump gives the same events. On a pump that behaves, basal, boluses and battery are the pump's
 * own, and the wearer answers its alarms within five minutes: an occlusion or an empty cartridge with a set change.
 *
 * <p>Runs inside the pump's monitor; {@link #stop} may be called from any thread.
 */
public final class LifeScript {

    private static final Duration BASAL_EVERY = Duration.ofMinutes(5);
    private static final Duration CHANGE_TAKES = Duration.ofMinutes(17);
    private static final int HOUR = 3600;

    /** Basal over a day in milliunits an hour, one value for each of its hours. */
    private static final int[] BASAL = {
        700, 700, 750, 850, 950, 1050, 1100, 1050, 950, 850, 800, 800,
        800, 800, 750, 750, 800, 850, 900, 900, 850, 800, 750, 700
    };

    private static final List<Site> SITES = List.of(
            site(BodyArea.BODY_AREA_ABDOMEN, BodySide.BODY_SIDE_LEFT),
            site(BodyArea.BODY_AREA_ABDOMEN, BodySide.BODY_SIDE_RIGHT),
            site(BodyArea.BODY_AREA_HIP, BodySide.BODY_SIDE_LEFT),
            site(BodyArea.BODY_AREA_HIP, BodySide.BODY_SIDE_RIGHT),
            site(BodyArea.BODY_AREA_UPPER_BUTTOCK, BodySide.BODY_SIDE_LEFT),
            site(BodyArea.BODY_AREA_UPPER_BUTTOCK, BodySide.BODY_SIDE_RIGHT));

    private final EmulatedPump pump;
    private final Random random;
    private final boolean behaves;
    private boolean stopped;
    private boolean running;
    private boolean changing;
    private int nextSite;
    private int batteryPercent = 100;
    private long ticks;
    private Duration untilChange = Duration.ZERO;

    private LifeScript(EmulatedPump pump, long seed) {
        this.pump = pump;
        this.random = new Random(seed);
        this.behaves = pump.behaves();
    }

    /**
     * Begins, with a set change now.
     *
     * @param pump whose life it is
     * @param seed of all its choices
     */
    public static LifeScript start(EmulatedPump pump, long seed) {
        LifeScript life = new LifeScript(pump, seed);
        synchronized (pump) {
            if (life.behaves) {
                pump.basal(BasalProgramme.hourly(BASAL));
            }
            life.changeSet();
            life.day();
            life.later(BASAL_EVERY, life::tick);
        }
        return life;
    }

    /** Nothing more is begun; what runs, such as a set change, is finished. */
    public void stop() {
        synchronized (pump) {
            stopped = true;
        }
    }

    private void later(Duration delay, Runnable what) {
        pump.after(delay, () -> {
            if (!stopped) {
                what.run();
            }
        });
    }

    private void changeSet() {
        changing = true;
        running = false;
        for (SetChange.Step step : SetChange.routine(SITES.get(nextSite)).steps()) {
            pump.after(step.delay(), () -> attempt(() -> step.action().accept(pump)));
        }
        nextSite = (nextSite + 1) % SITES.size();
        pump.after(CHANGE_TAKES, () -> {
            changing = false;
            running = true;
        });
        untilChange = between(48 * HOUR, 72 * HOUR);
    }

    /** Every five minutes: basal, and what is due by then. */
    private void tick() {
        ticks++;
        untilChange = untilChange.minus(BASAL_EVERY);
        if (running && !behaves) {
            int hour = (int) (ticks * BASAL_EVERY.toMinutes() / 60 % 24);
            int milliunits = BASAL[hour] / 12 + random.nextInt(5) - 2;
            pump.deliver(DeliveryPurpose.DELIVERY_PURPOSE_BASAL, milliunits, BASAL_EVERY);
        }
        if (behaves) {
            attend();
        } else if (ticks % (12 * 6) == 0) {
            battery();
        }
        if (untilChange.isNegative() && running && !changing) {
            changeSet();
        }
        later(BASAL_EVERY, this::tick);
    }

    /** What a pump refuses is tried again when its alarms are answered. */
    private static void attempt(Runnable what) {
        try {
            what.run();
        } catch (ActionRefusedException refused) {
            // the pump stays stopped until then
        }
    }

    /** Looks at a pump that behaves, as its wearer does: answers its alarms, and lets it go on. */
    private void attend() {
        if (pump.batteryPercent() < 15) {
            pump.changeBattery();
        }
        boolean worn = true;
        for (Annunciation open : pump.annunciations()) {
            switch (open.getType()) {
                case ANNUNCIATION_TYPE_MECHANICAL_ISSUE -> pump.clear(open.getInstance());
                case ANNUNCIATION_TYPE_OCCLUSION, ANNUNCIATION_TYPE_RESERVOIR_EMPTY -> worn = false;
                default -> {
                    if (open.getStatus() == AnnunciationStatus.ANNUNCIATION_STATUS_RAISED) {
                        pump.confirm(open.getInstance());
                    }
                }
            }
        }
        if (changing || !running || pump.deliveryState() != DeliveryState.DELIVERY_STATE_STOPPED) {
            return;
        }
        if (worn) {
            attempt(() -> pump.deliveryState(DeliveryState.DELIVERY_STATE_RUNNING, "goes on"));
        } else {
            pump.clearOcclusion();
            changeSet();
        }
    }

    private void battery() {
        batteryPercent -= 1 + random.nextInt(2);
        if (batteryPercent < 15) {
            batteryPercent = 100;
            pump.changeBattery();
        }
        pump.battery(batteryPercent);
    }

    /** Draws what the next 24 hours bring. */
    private void day() {
        int boluses = 3 + random.nextInt(4);
        for (int i = 0; i < boluses; i++) {
            int milliunits = 500 + 50 * random.nextInt(140); // 0.5 to 7.45 U
            later(between(HOUR, 23 * HOUR), () -> bolus(milliunits));
        }
        if (random.nextInt(10) < 8) {
            Duration takes = between(15 * 60, 25 * 60);
            later(between(5 * HOUR, 22 * HOUR), () -> shower(takes));
        }
        later(Duration.ofDays(1), this::day);
    }

    private void bolus(int milliunits) {
        if (running && behaves) {
            if (!pump.bolusRuns() && pump.deliveryState() == DeliveryState.DELIVERY_STATE_RUNNING) {
                pump.bolus(milliunits);
            }
        } else if (running) {
            // about 1.5 U a minute, as usual pumps deliver a bolus
            pump.deliver(DeliveryPurpose.DELIVERY_PURPOSE_BOLUS, milliunits, Duration.ofMillis(milliunits * 40L));
        }
    }

    private void shower(Duration takes) {
        if (!running || (behaves && pump.deliveryState() != DeliveryState.DELIVERY_STATE_RUNNING)) {
            return;
        }
        running = false;
        pump.deliveryState(DeliveryState.DELIVERY_STATE_PAUSED, "shower");
        pump.quickDisconnect();
        pump.after(takes, () -> {
            pump.quickReconnect();
            attempt(() -> pump.deliveryState(DeliveryState.DELIVERY_STATE_RUNNING, "after the shower"));
            running = true;
        });
    }

    private Duration between(int fromSeconds, int toSeconds) {
        return Duration.ofSeconds(fromSeconds + random.nextInt(toSeconds - fromSeconds));
    }

    private static Site site(BodyArea area, BodySide side) {
        return Site.newBuilder().setArea(area).setSide(side).build();
    }
}
