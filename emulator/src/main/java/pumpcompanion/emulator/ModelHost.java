package pumpcompanion.emulator;

import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import pumpcompanion.emulator.model.Behaviour;
import pumpcompanion.emulator.model.PumpHost;
import pumpcompanion.emulator.model.PumpModel;
import pumpcompanion.emulator.time.ModelTime;
import pumpcompanion.proto.v1.Construction;
import pumpcompanion.proto.v1.Event;

/** What a pump that behaves writes by itself, and the times it goes by. Guarded by the pump. */
record ModelHost(EmulatedPump pump, PumpClock clock) implements PumpHost {

    /** What makes a pump behave; null where it was not built so. */
    static @Nullable PumpModel bodyOf(EmulatedPump pump, PumpBuilder from, PumpClock clock, ModelTime time) {
        Behaviour behaviour = from.behaviour;
        if (behaviour == null) {
            return null;
        }
        boolean tubed = from.construction != Construction.CONSTRUCTION_PATCH;
        return new PumpModel(
                time, new ModelHost(pump, clock), behaviour, tubed, from.reports, pump.insulin, pump.annunciations);
    }

    @Override
    public long write(Event.Builder event) {
        return pump.writeIfSensed(event);
    }

    @Override
    public long uptimeMs() {
        return clock.uptimeMs();
    }

    @Override
    public OptionalLong shownMs() {
        return clock.shownMs();
    }
}
