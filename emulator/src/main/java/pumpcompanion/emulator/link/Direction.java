package pumpcompanion.emulator.link;

/** Which way bytes go. */
public enum Direction {

    /** From the companion towards the pump. */
    TO_PUMP,

    /** From the pump towards the companion. */
    FROM_PUMP
}
