/**
 * What happened, in words for people: amounts, spans, sites, events, findings; and the few words that people type: times
 * and kinds. The only place where the program words anything of a pump; phases and part states come from the tracker.
 *
 * <p>May import the messages, the journal's queries and the tracker's words. No I/O, no clock; any thread.
 */
@NullMarked
package pumpcompanion.app.words;

import org.jspecify.annotations.NullMarked;
