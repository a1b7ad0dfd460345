package pumpcompanion.emulator.fault.pump;

import java.util.random.RandomGenerator;

/** A reset after which the newest records are gone and their numbers are used again. */
public final class SequenceReuse implements PumpFault {

    private final long records;

    /**
     * A reset.
     *
     * @param records how many are lost, 1 and up
     */
    public SequenceReuse(long records) {
        this.records = records;
    }

    @Override
    public boolean strike(FaultyPump pump, RandomGenerator random) {
        long[] newest = new long[2];
        pump.log(log -> {
            newest[0] = log.newest();
            newest[1] = Math.max(0, Math.max(log.oldest() - 1, log.newest() - records));
        });
        if (newest[1] >= newest[0]) {
            return false;
        }
        pump.restore(newest[1]);
        for (long i = newest[1]; i < newest[0]; i++) {
            pump.log(log -> log.appendRaw(pump.ownRecord()));
        }
        return true;
    }
}
