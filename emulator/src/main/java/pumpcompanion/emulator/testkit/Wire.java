package pumpcompanion.emulator.testkit;

/** How the program under test reaches the pump. */
public enum Wire {

    /** A link in memory: the program is given a {@code Transport}. */
    MEMORY,

    /** TCP on the computer's own address 127.0.0.1, at a port that is free. */
    TCP,

    /** A serial device: a pseudo-terminal, on Linux and macOS. */
    PTY
}
