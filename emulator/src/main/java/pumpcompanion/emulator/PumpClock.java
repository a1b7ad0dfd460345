package pumpcompanion.emulator;

import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import pumpcompanion.emulator.time.ModelTime;
import pumpcompanion.proto.v1.ClockChanged;
import pumpcompanion.proto.v1.ClockKind;
import pumpcompanion.proto.v1.Event;

/** What a pump knows of time: boot count, uptime, and the clock it shows (W-20). Guarded by the pump. */
final class PumpClock {

    private final ModelTime model;
    private int bootCount;
    private Duration bootedAt = Duration.ZERO;
    private boolean shows = true;
    private long shownAtZeroMs;
    private OptionalLong standsAtMs = OptionalLong.empty();
    private ClockKind kind;

    PumpClock(ModelTime model, int bootCount, Instant shown, ClockKind kind) {
        this.model = model;
        this.bootCount = bootCount;
        this.shownAtZeroMs = shown.toEpochMilli();
        this.kind = kind;
    }

    int bootCount() {
        return bootCount;
    }

    long uptimeMs() {
        return model.elapsed().minus(bootedAt).toMillis();
    }

    OptionalLong shownMs() {
        if (!shows) {
            return OptionalLong.empty();
        }
        return standsAtMs.isPresent() ? standsAtMs : OptionalLong.of(runningMs());
    }

    private long runningMs() {
        return shownAtZeroMs + model.elapsed().toMillis();
    }

    ClockKind kind() {
        return shows ? kind : ClockKind.CLOCK_KIND_UNSPECIFIED;
    }

    /** A new boot: uptime from zero. The clock goes on, as with a battery of its own. */
    void boot(int newBootCount) {
        bootCount = newBootCount;
        bootedAt = model.elapsed();
    }

    /** Sets the clock, and says what is to be written about it. */
    ClockChanged.Builder set(Instant time, ClockKind newKind) {
        ClockChanged.Builder changed = ClockChanged.newBuilder().setKind(newKind);
        shownMs().ifPresent(changed::setOldClockMs);
        shows = true;
        kind = newKind;
        show(time.toEpochMilli());
        return changed.setNewClockMs(time.toEpochMilli());
    }

    /** Shows another time from now on, as no pump should: nothing is to be written about it. */
    void show(long ms) {
        shownAtZeroMs = ms - model.elapsed().toMillis();
        standsAtMs = standsAtMs.isPresent() ? OptionalLong.of(ms) : OptionalLong.empty();
    }

    /** Stands still, or goes on from where it stood. */
    void runs(boolean goesOn) {
        if (goesOn) {
            long stood = standsAtMs.orElse(runningMs());
            standsAtMs = OptionalLong.empty();
            show(stood);
        } else if (standsAtMs.isEmpty()) {
            standsAtMs = OptionalLong.of(runningMs());
        }
    }

    /** Loses the clock, and says what is to be written about it. */
    ClockChanged.Builder lose() {
        ClockChanged.Builder changed = ClockChanged.newBuilder();
        shownMs().ifPresent(changed::setOldClockMs);
        shows = false;
        return changed;
    }

    /** Stamps an event with boot, uptime and clock; one that names a boot already is left as it is. */
    Event stamp(Event.Builder event) {
        if (event.getBootCount() == 0) {
            event.setBootCount(bootCount).setUptimeMs(uptimeMs());
            shownMs().ifPresent(event::setPumpClockMs);
        }
        return event.build();
    }
}
