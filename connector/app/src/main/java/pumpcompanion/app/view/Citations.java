package pumpcompanion.app.view;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import pumpcompanion.connector.catalogue.Catalogue;
import pumpcompanion.connector.catalogue.Source;

/** Numbers for the sources that a page cites, in the order in which it does, and the list of them at its end. For one thread. */
final class Citations {

    private final Catalogue catalogue;
    private final List<String> cited = new ArrayList<>();

    Citations(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /** A blank and the sources' numbers, such as {@code  [1] [4]}; empty for none. */
    String of(Collection<String> sources) {
        return sources.stream().map(id -> " [" + number(id) + "]").collect(Collectors.joining());
    }

    private int number(String id) {
        if (!cited.contains(id)) {
            cited.add(id);
        }
        return cited.indexOf(id) + 1;
    }

    /** All that were cited, with title and address. An address is never broken or cut, so that it can be copied. */
    List<String> lines(Ink ink) {
        List<String> lines = new ArrayList<>();
        if (!cited.isEmpty()) {
            lines.add("");
            lines.add(ink.bold("Sources"));
        }
        for (String id : cited) {
            Source source = catalogue.source(id).orElseThrow();
            String label = "  " + Text.column("[" + number(id) + "]", 5);
            lines.addAll(hanging(label, source.title() + " (" + source.kind().word() + ")"));
            lines.add(" ".repeat(label.length()) + source.locator());
        }
        return lines;
    }

    /** A label and a text beside it, in as many lines as it takes. */
    static List<String> hanging(String label, String text) {
        List<String> lines = new ArrayList<>();
        for (String line : Text.wrap(text, Text.WIDTH - label.length(), "")) {
            lines.add((lines.isEmpty() ? label : " ".repeat(label.length())) + line);
        }
        return lines;
    }
}
