/**
 * Faults of a pump, one file each: what it does wrong to itself, whatever the link. They act on a
 * {@link pumpcompanion.emulator.fault.pump.FaultyPump}, which the emulated pump implements. May import {@code proto} and
 * {@code emulator.log}. The pump's monitor guards all of it.
 */
@NullMarked
package pumpcompanion.emulator.fault.pump;

import org.jspecify.annotations.NullMarked;
