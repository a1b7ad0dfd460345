package pumpcompanion.emulator.model;

import pumpcompanion.proto.v1.AnnunciationType;
import pumpcompanion.proto.v1.BatteryLevel;
import pumpcompanion.proto.v1.Event;

/** The battery's charge, which falls evenly. Survives a reboot. */
final class Battery {

    private final Behaviour is;
    private final PumpHost host;
    private final Alarms alarms;
    private int percent = 100;
    private long nextMs;

    Battery(Behaviour is, PumpHost host, Alarms alarms, long atMs) {
        this.is = is;
        this.host = host;
        this.alarms = alarms;
        nextMs = nextAfter(atMs);
    }

    private long nextAfter(long atMs) {
        return is.batteryMs == 0 || percent == 0 ? Flow.NEVER : atMs + Math.max(1, is.batteryMs / 100);
    }

    int percent() {
        return percent;
    }

    long nextMs() {
        return nextMs;
    }

    /** Lets time come to here. Returns whether the battery has just become empty. */
    boolean pass(long atMs) {
        if (atMs < nextMs) {
            return false;
        }
        percent--;
        nextMs = nextAfter(nextMs);
        if (percent % is.batteryStep == 0) {
            host.write(
                    Event.newBuilder().setBatteryLevel(BatteryLevel.newBuilder().setPercent(percent)));
        }
        if (percent == is.batteryLow && percent > 0) {
            alarms.raise(AnnunciationType.ANNUNCIATION_TYPE_BATTERY_LOW, percent + " %");
        }
        return percent == 0;
    }

    /** Somebody changed or charged it. Returns whether it is empty. */
    boolean set(int newPercent, long atMs) {
        boolean wasAbove = percent > is.batteryLow;
        percent = Math.max(0, Math.min(100, newPercent));
        nextMs = nextAfter(atMs);
        if (percent > is.batteryLow) {
            alarms.clear(AnnunciationType.ANNUNCIATION_TYPE_BATTERY_LOW);
        } else if (wasAbove && percent > 0) {
            alarms.raise(AnnunciationType.ANNUNCIATION_TYPE_BATTERY_LOW, percent + " %");
        }
        if (percent > 0) {
            alarms.clear(AnnunciationType.ANNUNCIATION_TYPE_BATTERY_EMPTY);
        }
        return percent == 0;
    }
}
