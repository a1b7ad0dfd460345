package pumpcompanion.connector.catalogue;

import java.util.Locale;

/** A value of one of the catalogue's enums, which is written as a word. */
public interface Word {

    /** Its name in Java. */
    String name();

    /** As the catalogue writes it: {@code integrated-inserter}. */
    default String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
