package pumpcompanion.connector.catalogue;

/**
 * Where a figure was read.
 *
 * @param id its name in the catalogue, at most 32 bytes
 * @param title what it is
 * @param locator its address: a URL, or the best there is
 * @param kind who says it
 */
public record Source(String id, String title, String locator, Kind kind) {

    /** Who says it; the first are the weightier ones. */
    public enum Kind implements Word {
        /** The maker of the set or pump: instructions for use, support pages. */
        MANUFACTURER,
        /** An authority, or a clearance filed with one. */
        REGULATOR,
        /** A clinic. */
        CLINICAL,
        /** The documentation of a program. */
        DOCUMENTATION,
        /** The source code of a program. */
        CODE,
        /** An article, a shop, a directory. */
        SECONDARY,
        /** A user's own account. */
        ANECDOTAL
    }
}
