package pumpcompanion.emulator.fault.pump;

import java.util.random.RandomGenerator;

/** The oldest records are overwritten while they are being sent: half of those that were not acknowledged yet. */
public final class LogOverwrite implements PumpFault {

    @Override
    public boolean strike(FaultyPump pump, RandomGenerator random) {
        boolean[] did = {false};
        pump.log(log -> {
            long from = Math.max(log.oldest(), pump.acknowledged() + 1);
            long left = log.newest() - from + 1;
            if (left > 0) {
                log.overwriteThrough(from + (left - 1) / 2);
                did[0] = true;
            }
        });
        return did[0];
    }
}
