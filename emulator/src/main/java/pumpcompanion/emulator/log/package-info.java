/**
 * The pump's numbered event log (W-14 to W-19). Knows no session, link, thread or clock; may import the messages and the
 * JDK. Objects belong to whoever owns the pump's monitor.
 */
@NullMarked
package pumpcompanion.emulator.log;

import org.jspecify.annotations.NullMarked;
