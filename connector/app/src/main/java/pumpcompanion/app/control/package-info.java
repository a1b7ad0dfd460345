/**
 * The control endpoint of {@code emulate}: emulated pumps over HTTP, for tests in other languages. On the JDK's own HTTP
 * server. May import the emulator, never the verbs. Requests run on a few threads of its own.
 */
@NullMarked
package pumpcompanion.app.control;

import org.jspecify.annotations.NullMarked;
