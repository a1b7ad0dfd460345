package pumpcompanion.app.view;

import java.util.ArrayList;
import java.util.List;

/** Text of a given width. Widths count characters; the words of this program have none that are wider than one column. */
public final class Text {

    /** Columns of every terminal. */
    public static final int WIDTH = 80;

    private Text() {}

    /** A column of a table: filled up with blanks, or cut, to just this width with a blank at its end. */
    public static String column(String text, int width) {
        String cut = cut(text, width - 1);
        return cut + " ".repeat(width - cut.length());
    }

    /** Cut to at most this width, the last column showing that something is missing. */
    public static String cut(String text, int width) {
        return text.length() <= width ? text : text.substring(0, Math.max(0, width - 1)) + "~";
    }

    /** Filled up with empty lines to this many. */
    public static List<String> fill(List<String> lines, int count) {
        List<String> filled = new ArrayList<>(lines);
        while (filled.size() < count) {
            filled.add("");
        }
        return filled;
    }

    /** Broken between words into lines of a terminal's width, all of them indented, further ones by two columns more. */
    public static List<String> block(String text, int indent) {
        String blanks = " ".repeat(indent);
        return wrap(text, WIDTH - indent, "  ").stream()
                .map(line -> blanks + line)
                .toList();
    }

    /** Broken between words into lines of at most this width; further lines are indented. */
    public static List<String> wrap(String text, int width, String indent) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" ", -1)) {
            if (!line.isEmpty() && line.length() + 1 + word.length() > width) {
                lines.add(line.toString());
                line = new StringBuilder(indent);
            } else if (!line.isEmpty()) {
                line.append(' ');
            }
            line.append(word);
        }
        lines.add(line.toString());
        return lines;
    }
}
