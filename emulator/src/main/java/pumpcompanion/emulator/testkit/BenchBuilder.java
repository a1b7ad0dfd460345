package pumpcompanion.emulator.testkit;

import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import pumpcompanion.emulator.PumpBuilder;

/** What a {@link PumpBench} is to be like. Everything has a default; {@link #open} makes it. One thread at a time. */
public final class BenchBuilder {

    final Wire wire;
    BenchTime time = BenchTime.BY_WIRE;
    long seed = 1;
    UnaryOperator<PumpBuilder> pump = UnaryOperator.identity();

    @Nullable
    Path transcript;

    BenchBuilder(Wire wire) {
        this.wire = wire;
    }

    /** Which time. Default virtual in memory, else the system's. */
    public BenchBuilder time(BenchTime which) {
        time = which;
        return this;
    }

    /** Seed of all chance in the pump. Default 1. */
    public BenchBuilder seed(long newSeed) {
        seed = newSeed;
        return this;
    }

    /**
     * Options of the pump itself, besides its seed. Called again, it adds to those before.
     *
     * @param options such as {@code pump -> pump.serial("A-1").behaving()}
     */
    public BenchBuilder pump(UnaryOperator<PumpBuilder> options) {
        UnaryOperator<PumpBuilder> before = pump;
        pump = builder -> options.apply(before.apply(builder));
        return this;
    }

    /** Writes the whole transcript to a file, which is made, or overwritten. Default none. */
    public BenchBuilder transcript(Path file) {
        transcript = file;
        return this;
    }

    /**
     * Makes the pump and its wire.
     *
     * @throws IllegalArgumentException if options do not go together, or one is out of range
     * @throws java.io.UncheckedIOException if there is no port, no pseudo-terminal or no file to be had
     * @throws UnsupportedOperationException if there are no pseudo-terminals on this system
     */
    public PumpBench open() {
        return new PumpBench(this);
    }

    /** The time that this comes to. */
    BenchTime resolvedTime() {
        if (time == BenchTime.BY_WIRE) {
            return wire == Wire.MEMORY ? BenchTime.VIRTUAL : BenchTime.SYSTEM;
        }
        if (time == BenchTime.VIRTUAL && wire != Wire.MEMORY) {
            throw new IllegalArgumentException("virtual time over " + wire
                    + " (expected the system's): bytes of the real world do not wait for it");
        }
        return time;
    }
}
