package pumpcompanion.emulator.model;

/** A pump that behaves does not do what it was asked, as a real one would not. Nothing has changed. */
public final class ActionRefusedException extends IllegalStateException {

    private static final long serialVersionUID = 1;

    private final Interlock interlock;
    private final String asked;
    private final String state;

    ActionRefusedException(Interlock interlock, String asked, String state) {
        super(asked + " refused: " + interlock.why() + " (found: " + state + "); " + interlock.first() + " first");
        this.interlock = interlock;
        this.asked = asked;
        this.state = state;
    }

    /** Which rule refused it. */
    public Interlock interlock() {
        return interlock;
    }

    /** What was asked, for people, such as {@code cannula fill}. */
    public String asked() {
        return asked;
    }

    /** What state the pump is in, for people. */
    public String state() {
        return state;
    }
}
