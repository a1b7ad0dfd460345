package pumpcompanion.connector.catalogue;

/**
 * Something that is said and for which no source was found. For people's eyes.
 *
 * <p><b>Design note:</b> it is text only, a type of its own and in no lookup, so that no check can take it for a figure.
 *
 * @param what the field's name in the catalogue's file ({@link Field#key}), or the rule's id
 * @param text the figure with its unit, such as {@code 6 mm: 0.3 U, 9 mm: 0.5 U}
 */
public record UnverifiedFigure(String what, String text) {}
