/**
 * Journals and their JSON Lines as recordings that the emulator can play. May import the journal and the emulator, never
 * the verbs. One thread.
 */
@NullMarked
package pumpcompanion.app.recording;

import org.jspecify.annotations.NullMarked;
