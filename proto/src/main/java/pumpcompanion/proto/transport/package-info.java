/**
 * Bytes without meaning: what a link is to those who talk over it. Interfaces only, implemented by connector and
 * emulator; may import the JDK alone. The thread that calls a {@link pumpcompanion.proto.transport.Receiver} is the
 * executor handed to {@link pumpcompanion.proto.transport.Transport#open}.
 */
@NullMarked
package pumpcompanion.proto.transport;

import org.jspecify.annotations.NullMarked;
