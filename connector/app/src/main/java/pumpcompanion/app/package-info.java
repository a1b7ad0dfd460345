/**
 * The program: one class a verb, and what verbs share. Verbs hold options only and start nothing before they are called.
 *
 * <p>May import everything of the connector and the emulator. A verb runs on the main thread and waits there until it is
 * done or told to stop; {@code SystemTime} is the only class that reads the system's clock or makes timers.
 */
@NullMarked
package pumpcompanion.app;

import org.jspecify.annotations.NullMarked;
