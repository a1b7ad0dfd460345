package pumpcompanion.emulator.model;

import java.util.OptionalLong;
import pumpcompanion.proto.v1.Event;

/** What a {@link PumpModel} needs of the pump around it. Called with the pump's monitor held. */
public interface PumpHost {

    /**
     * Writes an event, if the pump senses its kind.
     *
     * @param event boot, uptime and clock are filled in
     * @return its number, or 0
     */
    long write(Event.Builder event);

    /** Time since this boot, in ms. */
    long uptimeMs();

    /** What the pump's clock shows, in ms since 1970-01-01T00:00 read as if it were UTC; empty: none. */
    OptionalLong shownMs();
}
