package pumpcompanion.connector.tracker;

/**
 * Which fill marks a new site. Tidepool and oref0 make it a setting of each wearer, because steel sets have no dead
 * space to fill after insertion and so leave only a tubing prime in the log.
 */
public enum CannulaMarker {
    /** Filling the cannula after insertion: soft sets, and where nothing is known. */
    CANNULA_PRIME,
    /** Filling the tubing: steel sets. */
    TUBING_PRIME
}
