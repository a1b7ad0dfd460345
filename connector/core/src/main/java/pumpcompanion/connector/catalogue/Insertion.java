package pumpcompanion.connector.catalogue;

/** How a set's cannula is put in. */
public enum Insertion implements Word {
    /** With an inserter that is part of the set. */
    INTEGRATED_INSERTER,
    /** With an inserter that is bought apart. */
    SEPARATE_DEVICE,
    /** By hand. */
    MANUAL,
    /** By hand, or with an inserter that is bought apart. */
    MANUAL_OR_SEPARATE_DEVICE,
    /** No source found. */
    UNKNOWN
}
