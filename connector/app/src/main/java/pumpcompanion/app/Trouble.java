package pumpcompanion.app;

/** Local trouble that keeps a verb from running: one line for a person, naming what was found, expected and can be done. */
final class Trouble extends RuntimeException {

    private static final long serialVersionUID = 1L;

    Trouble(String message) {
        super(message);
    }
}
