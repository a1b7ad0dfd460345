package pumpcompanion.emulator.fault.pump;

import java.util.random.RandomGenerator;

/** The storage cannot give a record back: one of those that were not acknowledged yet, or the newest. */
public final class Unreadable implements PumpFault {

    @Override
    public boolean strike(FaultyPump pump, RandomGenerator random) {
        boolean[] did = {false};
        pump.log(log -> {
            long from = Math.max(log.oldest(), pump.acknowledged() + 1);
            long newest = log.newest();
            long hit = from < newest ? from + random.nextLong(newest - from + 1) : newest;
            if (hit >= log.oldest() && log.read(hit).bytes() != null) {
                log.makeUnreadable(hit);
                did[0] = true;
            }
        });
        return did[0];
    }
}
