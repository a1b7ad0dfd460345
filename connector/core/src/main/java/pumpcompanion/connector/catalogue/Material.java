package pumpcompanion.connector.catalogue;

/** What a cannula is made of. */
public enum Material implements Word {
    /** A soft tube that stays behind when its needle is drawn. */
    SOFT,
    /** A steel needle that stays in the body. */
    STEEL,
    /** No source found. */
    UNKNOWN
}
