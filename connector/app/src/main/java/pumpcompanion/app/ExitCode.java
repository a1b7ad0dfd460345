package pumpcompanion.app;

/** What the program ends with. */
final class ExitCode {

    /** Done, also after Ctrl-C. */
    static final int DONE = 0;
    /** The answer is no. */
    static final int NO = 1;
    /** Could not run: wrong usage, or trouble on this computer. */
    static final int COULD_NOT_RUN = 2;

    private ExitCode() {}
}
