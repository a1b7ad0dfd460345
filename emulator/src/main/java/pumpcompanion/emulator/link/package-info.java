/**
 * Byte links for a pump made of software: in memory, and over anything with two streams. Bytes without meaning, but for
 * {@link pumpcompanion.emulator.link.MemoryLink}, which cuts what passes into frames so that a test can lose a chosen
 * one. May import {@code proto.transport} and {@code time}. Receivers are called on the executor given to
 * {@code Transport.open}.
 */
@NullMarked
package pumpcompanion.emulator.link;

import org.jspecify.annotations.NullMarked;
