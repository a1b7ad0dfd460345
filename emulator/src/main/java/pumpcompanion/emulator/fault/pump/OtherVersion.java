package pumpcompanion.emulator.fault.pump;

import java.util.random.RandomGenerator;

/** Comes up with a firmware that speaks another protocol version, and none of its own. */
public final class OtherVersion implements PumpFault {

    private final int version;

    /**
     * Another version.
     *
     * @param version the only one it speaks, 1 and up
     */
    public OtherVersion(int version) {
        this.version = version;
    }

    @Override
    public boolean strike(FaultyPump pump, RandomGenerator random) {
        pump.speaks(version);
        return true;
    }

    @Override
    public void heal(FaultyPump pump) {
        pump.speaks(0);
    }
}
