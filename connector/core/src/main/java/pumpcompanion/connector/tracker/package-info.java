/**
 * Which part of an infusion set is in which state, since when, how firmly that is known, and what is doubtful or wrong.
 *
 * <p>Pure: status and record in, status out. May import the messages of {@code pumpcompanion.proto.v1} and the JDK's
 * language, collections and {@code java.time.Duration}; no clock, thread, file, socket or other room of the project.
 * Everything here is immutable or lives for one call, so it may be used on any thread.
 */
@NullMarked
package pumpcompanion.connector.tracker;

import org.jspecify.annotations.NullMarked;
