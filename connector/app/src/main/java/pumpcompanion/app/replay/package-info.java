/**
 * Folds records that were written out as lines of JSON: reads the lines, puts each pump's in order, carries the set's state
 * through them.
 *
 * <p>May import the messages, the tracker and the words. Reads what it is handed; no clock; one thread.
 */
@NullMarked
package pumpcompanion.app.replay;

import org.jspecify.annotations.NullMarked;
