package pumpcompanion.app.view;

/**
 * Colours for a terminal, or none. Colour only underlines what the words say, so nothing is lost without it.
 *
 * @param colour whether to write ANSI sequences
 */
public record Ink(boolean colour) {

    /** No colour: for pipes, files, {@code NO_COLOR} and {@code TERM=dumb}. */
    public static final Ink NONE = new Ink(false);

    /** As it should be. */
    public String good(String text) {
        return paint("32", text);
    }

    /** Not known, due soon or doubtful. */
    public String doubt(String text) {
        return paint("33", text);
    }

    /** Wrong, or due now. */
    public String bad(String text) {
        return paint("1;31", text);
    }

    /** Of less importance. */
    public String dim(String text) {
        return paint("2", text);
    }

    /** Of more importance. */
    public String bold(String text) {
        return paint("1", text);
    }

    private String paint(String code, String text) {
        return colour && !text.isBlank() ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }
}
