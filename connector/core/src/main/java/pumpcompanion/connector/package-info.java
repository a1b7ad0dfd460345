/**
 * The library for those who want to read a pump: {@link pumpcompanion.connector.Connector} opens a link, keeps every
 * record in the {@linkplain pumpcompanion.connector.journal.Journal journal}, tracks the infusion set, and tells
 * observers.
 *
 * <p>This package is the spine: it calls transport, session, journal and tracker in order; those never import each other.
 * Everything of one connector runs on one executor.
 */
@NullMarked
package pumpcompanion.connector;

import org.jspecify.annotations.NullMarked;
