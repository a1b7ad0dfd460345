package pumpcompanion.app.demo;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import pumpcompanion.emulator.EmulatedPump;
import pumpcompanion.proto.v1.DeliveryPurpose;

/**
 * What the demonstration shows: a set change, three days of wear with basal, boluses and a shower, and the next change at
 * another place. Lives in the pump's own time; {@link #progress} may be asked from any thread.
 */
public final class Story {

    private static final Duration BASAL_EVERY = Duration.ofMinutes(5);
    /** 0.8 U an hour, a usual rate, is 67 milliunits in five minutes. */
    private static final int BASAL_MILLIUNITS = 67;
    /** Meals: hours of a day of wear, and what is given for them. */
    private static final int[][] BOLUSES = {{2, 3_200}, {7, 4_500}, {12, 5_100}};

    private static final int DAYS = 3;
    private static final Duration AFTERWARDS = Duration.ofMinutes(2);

    private final EmulatedPump pump;
    private final Pace pace;
    private final boolean endless;
    private final Runnable over;
    private final List<Beat> beats = new ArrayList<>();

    private int next;
    private int firstWear;
    private int changes;
    private String text = "";
    private boolean delivers;
    private boolean ended;
    private Duration beatBegan = Duration.ZERO;
    private Duration wearBegan = Duration.ZERO;

    /**
     * A story that has not begun.
     *
     * @param pump whose story it is
     * @param pace how fast
     * @param endless whether it goes on with the next wear, or ends with the second change
     * @param over told when it has ended; runs inside the pump's monitor
     */
    public Story(EmulatedPump pump, Pace pace, boolean endless, Runnable over) {
        this.pump = pump;
        this.pace = pace;
        this.endless = endless;
        this.over = over;
        beats.addAll(Beat.change(0));
        firstWear = beats.size();
        beats.addAll(Beat.wear());
        beats.addAll(Beat.change(1));
        changes = 2;
    }

    /**
     * Where a story stands.
     *
     * @param text what was done last
     * @param day day of the present wear, 1 and up
     * @param days how many days a wear has here
     * @param fraction how much of the story has been on the screen, range [0, 1]
     */
    public record Progress(String text, int day, int days, double fraction) {}

    /** Begins. */
    public void start() {
        synchronized (pump) {
            pump.after(BASAL_EVERY, this::basal);
            await();
        }
    }

    private void await() {
        Beat beat = beats.get(next);
        beatBegan = pump.uptime();
        pump.speed(pace.factor(beat.slow()));
        pump.after(beat.after(), () -> play(beat));
    }

    private void play(Beat beat) {
        next++;
        text = beat.text();
        delivers = beat.delivers();
        beat.action().accept(pump);
        if (next == firstWear) {
            firstWear = -1;
            wearBegins();
        }
        if (next < beats.size()) {
            await();
        } else if (endless) {
            goOn();
        } else {
            delivers = false;
            pump.after(AFTERWARDS, () -> {
                ended = true;
                over.run();
            });
        }
    }

    private void goOn() {
        beats.clear();
        beats.addAll(Beat.wear());
        beats.addAll(Beat.change(changes++));
        next = 0;
        wearBegins();
        await();
    }

    private void wearBegins() {
        wearBegan = pump.uptime();
        for (int day = 0; day < DAYS; day++) {
            for (int[] bolus : BOLUSES) {
                pump.after(Duration.ofHours(24L * day + bolus[0]), () -> bolus(bolus[1]));
            }
        }
    }

    private void basal() {
        if (delivers) {
            pump.deliver(DeliveryPurpose.DELIVERY_PURPOSE_BASAL, BASAL_MILLIUNITS, BASAL_EVERY);
        }
        if (!ended) {
            pump.after(BASAL_EVERY, this::basal);
        }
    }

    private void bolus(int milliunits) {
        if (delivers) {
            // about 1.5 U a minute, as usual pumps deliver a bolus
            pump.deliver(DeliveryPurpose.DELIVERY_PURPOSE_BOLUS, milliunits, Duration.ofMillis(milliunits * 40L));
        }
    }

    /** Where it stands now. */
    public Progress progress() {
        synchronized (pump) {
            double whole = 0;
            double done = 0;
            for (int i = 0; i < beats.size(); i++) {
                Beat beat = beats.get(i);
                double seconds = pace.seconds(beat.after(), beat.slow());
                whole += seconds;
                if (i < next) {
                    done += seconds;
                } else if (i == next) {
                    done += Math.min(seconds, pace.seconds(pump.uptime().minus(beatBegan), beat.slow()));
                }
            }
            long day = pump.uptime().minus(wearBegan).toDays() + 1;
            return new Progress(text, (int) Math.min(DAYS, day), DAYS, done / whole);
        }
    }
}
