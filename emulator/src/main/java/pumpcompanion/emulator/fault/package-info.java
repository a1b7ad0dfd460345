/**
 * Faults by name: what there is ({@link pumpcompanion.emulator.fault.FaultKind}), how it is written
 * ({@link pumpcompanion.emulator.fault.FaultSpec}), and what is switched on at a pump
 * ({@link pumpcompanion.emulator.fault.Faults}). The faults themselves stand in the packages below, one file each. May
 * import those, {@code emulator.link} and the JDK. {@code Faults} may be called from any thread.
 */
@NullMarked
package pumpcompanion.emulator.fault;

import org.jspecify.annotations.NullMarked;
