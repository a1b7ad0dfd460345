package pumpcompanion.emulator.model;

/** What the pump itself is busy with. Names: Bluetooth Insulin Delivery Service, Operational State; it stands in no record. */
public enum OperationalState {
    /** The battery is empty. */
    OFF,
    /** Cartridge, connector or a full tubing is missing. */
    PREPARING,
    /** Tubing or cannula is being filled. */
    PRIMING,
    /** Tubing was filled off the body and is not clipped on yet. */
    WAITING,
    /** All is in place. */
    READY
}
