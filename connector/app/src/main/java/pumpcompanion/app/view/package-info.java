/**
 * A set and a pump's news as text: the drawing from pump to skin, the table of its parts, and feeds of lines or JSON.
 *
 * <p>May import words, the connector and the messages. No clock of its own: the present comes in as an argument. Feeds are
 * called on a connector's thread, everything else is pure.
 */
@NullMarked
package pumpcompanion.app.view;

import org.jspecify.annotations.NullMarked;
