/**
 * One protocol's talk with one pump over one opened link. Pure: no I/O, no thread, no clock; bytes and times come in as
 * arguments, and what is to be done goes out through {@link pumpcompanion.connector.session.SessionOut}. The native
 * protocol's rules are those of {@code proto/README.md}, cited by number.
 *
 * <p>May import the messages and frames of {@code pumpcompanion.proto} and nothing else of the connector. A session
 * belongs to one thread at a time.
 */
@NullMarked
package pumpcompanion.connector.session;

import org.jspecify.annotations.NullMarked;
