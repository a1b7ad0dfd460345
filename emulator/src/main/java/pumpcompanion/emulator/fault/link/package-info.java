/**
 * Faults of a link, one file each: small filters in a chain, one chain for each direction, and
 * {@link pumpcompanion.emulator.fault.link.FaultyTransport}, which puts them between any link and its pump. A filter is
 * pure: bytes, times and randomness are handed in. May import {@code proto} and {@code emulator.link}. The pump's monitor
 * guards all of it.
 */
@NullMarked
package pumpcompanion.emulator.fault.link;

import org.jspecify.annotations.NullMarked;
