/**
 * A pump made of software: its log, its part of the protocol, its time, and the actions of a person who wears it. May
 * import {@code companion-proto}, the JDK and the packages below this one; never the connector, so that it cannot share
 * the client's mistakes. {@link pumpcompanion.emulator.EmulatedPump} may be called from any thread.
 */
@NullMarked
package pumpcompanion.emulator;

import org.jspecify.annotations.NullMarked;
