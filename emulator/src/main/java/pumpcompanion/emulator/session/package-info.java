/**
 * The pump's side of the talk with one companion (W-21 to W-40): pure, without I/O, clock or thread; time is an argument.
 * Written from {@code proto/README.md} alone and knows nothing of the connector. May import the messages and
 * {@code log}. Objects belong to whoever owns the pump's monitor.
 */
@NullMarked
package pumpcompanion.emulator.session;

import org.jspecify.annotations.NullMarked;
