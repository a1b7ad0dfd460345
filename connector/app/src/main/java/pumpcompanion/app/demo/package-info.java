/**
 * The demonstration: a story that an emulated pump lives through, and the screen that shows it.
 *
 * <p>May import view, words, emulator and connector. The story runs inside the pump's monitor; the screen is drawn on a
 * timer that is handed in.
 */
@NullMarked
package pumpcompanion.app.demo;

import org.jspecify.annotations.NullMarked;
