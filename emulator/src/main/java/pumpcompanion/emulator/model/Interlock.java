package pumpcompanion.emulator.model;

/**
 * Why a pump that behaves refuses an action. After the interlocks of Tandem, Medtronic and the Bluetooth Insulin Delivery
 * Service (IDS), whose rule is: parts are changed and primed in "stopped", never in "running", and after a prime the pump
 * waits until it is connected to the body. A pump asks only for what it senses (its {@code reports}).
 */
public enum Interlock {
    /** Plunger and cartridge move, and a fill is entered, only while delivery is stopped. */
    CARTRIDGE_ONLY_WHILE_STOPPED("delivery is not stopped", "stop delivery"),
    /** Plunger and cartridge stay where they are while a prime runs. */
    CARTRIDGE_NOT_WHILE_PRIMING("a prime runs", "end the prime"),
    /** Primes only while delivery is stopped. */
    PRIME_ONLY_WHILE_STOPPED("delivery is not stopped", "stop delivery"),
    /** One prime at a time, interlocks or not. */
    ONE_PRIME_AT_A_TIME("another prime runs", "end that prime"),
    /** A prime needs a cartridge. */
    PRIME_NEEDS_CARTRIDGE("no cartridge is in", "seat a cartridge"),
    /** A prime needs insulin. */
    PRIME_NEEDS_INSULIN("the cartridge is empty", "fill a cartridge"),
    /** A patch pump has no tubing to fill. */
    NO_TUBING("this pump has no tubing", "fill the cannula"),
    /** A tubing fill needs the set's connector on the cartridge. */
    TUBING_FILL_NEEDS_CONNECTOR("the connector is not joined to the cartridge", "join the connector"),
    /** A cannula fill needs full tubing. */
    CANNULA_FILL_NEEDS_TUBING("the tubing is not full", "fill the tubing"),
    /** Delivery does not run without a cartridge. */
    RESUME_NEEDS_CARTRIDGE("no cartridge is in", "seat a cartridge"),
    /** Delivery does not run from an empty cartridge. */
    RESUME_NEEDS_INSULIN("the cartridge is empty", "fill a cartridge"),
    /** Delivery does not run with the set's connector off. */
    RESUME_NEEDS_CONNECTOR("the connector is not joined to the cartridge", "join the connector"),
    /** Delivery does not run into empty tubing. */
    RESUME_NEEDS_TUBING("the tubing is not full", "fill the tubing"),
    /** After a tubing fill off the body, delivery waits until the tubing is clipped on (IDS: waiting). */
    RESUME_WAITS_FOR_BODY("the tubing is not clipped on", "clip the tubing on"),
    /** Delivery does not run while a prime runs. */
    RESUME_NOT_WHILE_PRIMING("a prime runs", "end the prime"),
    /** Delivery does not run before somebody has confirmed the alarm that stopped it. */
    RESUME_NEEDS_CONFIRMATION("an alarm is not confirmed", "confirm the alarm"),
    /** Delivery does not run while a fault of the pump stands. */
    RESUME_NEEDS_WORKING_PUMP("the pump has a fault", "clear the fault"),
    /** Delivery does not run on an empty battery. */
    RESUME_NEEDS_BATTERY("the battery is empty", "change the battery"),
    /** Insulin is delivered only while delivery runs. */
    DELIVERY_ONLY_WHILE_RUNNING("delivery does not run", "let delivery run"),
    /** One bolus at a time, interlocks or not. */
    ONE_BOLUS_AT_A_TIME("another bolus runs", "stop that bolus");

    private final String why;
    private final String first;

    Interlock(String why, String first) {
        this.why = why;
        this.first = first;
    }

    /** What is in the way, for people. */
    public String why() {
        return why;
    }

    /** What must come first, for people. */
    public String first() {
        return first;
    }
}
