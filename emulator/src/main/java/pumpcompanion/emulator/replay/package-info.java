/**
 * What was written down of a pump, and what a companion that talks to it may be expected to say. Pure: no I/O, clock or
 * thread. May import the messages and {@code link.Direction}.
 */
@NullMarked
package pumpcompanion.emulator.replay;

import org.jspecify.annotations.NullMarked;
