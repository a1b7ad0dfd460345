/**
 * Links that a companion opens: from the text of an address to a {@link pumpcompanion.proto.transport.Transport}. Bytes
 * without meaning; knows no frame and no message.
 *
 * <p>May import Netty, jSerialComm and {@code pumpcompanion.proto.transport}. TCP runs on one shared daemon thread for
 * the whole JVM, each serial port on two of its own; receivers are called on the executor that each link is opened with.
 */
@NullMarked
package pumpcompanion.connector.transport;

import org.jspecify.annotations.NullMarked;
