/**
 * Time for a pump made of software: a virtual one for tests, the system's for a bench, and the pump's own, which may run
 * faster than the link's. May import the JDK alone. {@link pumpcompanion.emulator.time.SystemTime} is the one class of
 * the emulator that reads the system's clock and timers.
 */
@NullMarked
package pumpcompanion.emulator.time;

import org.jspecify.annotations.NullMarked;
