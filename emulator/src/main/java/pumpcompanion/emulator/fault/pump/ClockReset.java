package pumpcompanion.emulator.fault.pump;

import java.time.Instant;
import java.util.random.RandomGenerator;

/** A reset that the clock did not survive: it begins again at the start of 2008, from where real pumps count. */
public final class ClockReset implements PumpFault {

    /** Zero of the clocks of Tandem pumps, which tconnectsync (raw_event.py) and the Tidepool uploader count from. */
    private static final Instant ZERO = Instant.parse("2008-01-01T00:00:00Z");

    @Override
    public boolean strike(FaultyPump pump, RandomGenerator random) {
        pump.showClock(ZERO);
        pump.reboot();
        return true;
    }
}
