package pumpcompanion.connector.catalogue;

import java.util.OptionalInt;

/**
 * A size in which a set is sold.
 *
 * @param cannulaMm length of the cannula, mm
 * @param tubingInches length of the tubing, where the source gives inches
 * @param tubingCm length of the tubing, where the source gives cm
 */
public record Variant(double cannulaMm, OptionalInt tubingInches, OptionalInt tubingCm) {}
