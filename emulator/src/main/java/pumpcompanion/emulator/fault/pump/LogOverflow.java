package pumpcompanion.emulator.fault.pump;

import com.google.protobuf.ByteString;
import java.util.random.RandomGenerator;

/** More is written at once than the log holds: all that was in it is overwritten. */
public final class LogOverflow implements PumpFault {

    @Override
    public boolean strike(FaultyPump pump, RandomGenerator random) {
        pump.log(log -> {
            ByteString own = pump.ownRecord();
            for (int written = 0; written <= log.capacity(); written++) {
                log.appendRaw(own);
            }
        });
        return true;
    }
}
