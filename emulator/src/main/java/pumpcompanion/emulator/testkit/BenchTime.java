package pumpcompanion.emulator.testkit;

/** Which time a pump and its links live in. */
public enum BenchTime {

    /** Virtual in memory, else the system's. */
    BY_WIRE,

    /** Passes only when the test says so; in memory alone. */
    VIRTUAL,

    /** Passes by itself. */
    SYSTEM
}
