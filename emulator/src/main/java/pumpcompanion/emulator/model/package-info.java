/**
 * How a pump behaves: interlocks, basal and boluses, reservoir, occlusion, battery, alarms. Knows the messages, the JDK and
 * the pump's own time; no link, session, log, thread or chance: the same calls at the same times give the same records.
 * Objects belong to whoever owns the pump's monitor.
 */
@NullMarked
package pumpcompanion.emulator.model;

import org.jspecify.annotations.NullMarked;
