package pumpcompanion.emulator.model;

import java.time.Duration;
import java.util.OptionalLong;

/** The basal programme by the clock that the pump shows. Where the clock is lost, the day goes on as it was. */
final class BasalTime {

    private static final long DAY_MS = Duration.ofDays(1).toMillis();

    private BasalProgramme programme;
    private long dayAtZeroMs;

    BasalTime(BasalProgramme programme) {
        this.programme = programme;
    }

    BasalProgramme programme() {
        return programme;
    }

    void programme(BasalProgramme other) {
        programme = other;
    }

    /** The clock shows this now. */
    void clock(OptionalLong shownMs, long atMs) {
        if (shownMs.isPresent()) {
            dayAtZeroMs = Math.floorMod(shownMs.getAsLong() - atMs, DAY_MS);
        }
    }

    int rateAt(long atMs) {
        return programme.rateAt(day(atMs));
    }

    long nextChange(long atMs) {
        return programme.segments().size() == 1 ? Flow.NEVER : atMs + programme.msUntilChange(day(atMs));
    }

    private long day(long atMs) {
        return Math.floorMod(atMs + dayAtZeroMs, DAY_MS);
    }
}
