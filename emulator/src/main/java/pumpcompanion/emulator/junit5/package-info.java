/**
 * The emulator in JUnit 5: an extension that injects pumps. JUnit is an optional dependency of the emulator; nothing else
 * of it imports this package. May import {@code testkit}, {@code time} and the emulator itself. Keeps no state but in
 * JUnit's own stores, so that tests may run in parallel.
 */
@NullMarked
package pumpcompanion.emulator.junit5;

import org.jspecify.annotations.NullMarked;
