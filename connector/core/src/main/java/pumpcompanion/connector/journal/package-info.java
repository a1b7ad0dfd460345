/**
 * The durable log: every record of every pump, kept as the bytes that came, in one SQLite file that a person can read
 * with any SQLite tool.
 *
 * <p>This package owns the file, its schema and every migration. It may import the messages of {@code pumpcompanion.proto},
 * JDBC with sqlite-jdbc, slf4j and the JDK; it knows no session, tracker or transport. It reads no clock: times come in as
 * arguments.
 *
 * <p>Threads: {@link pumpcompanion.connector.journal.Journal} may be used from any thread. One writer thread per open
 * journal does all writing; an in-memory journal writes in its caller's thread. A cursor belongs to one thread.
 */
@NullMarked
package pumpcompanion.connector.journal;

import org.jspecify.annotations.NullMarked;
