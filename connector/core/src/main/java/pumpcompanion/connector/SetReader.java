package pumpcompanion.connector;

import pumpcompanion.connector.journal.Journal;
import pumpcompanion.connector.journal.PumpInfo;
import pumpcompanion.connector.tracker.SetTracker;
import pumpcompanion.connector.tracker.Timeline;

/** Folds what a journal holds of a pump into the state of its set, also while it is being written by others. */
public final class SetReader {

    private SetReader() {}

    /**
     * Reads a pump's records and entries, beginning at the newest snapshot that a connector with the same settings has
     * left; so it takes about as long as a day's records do, however many there are. Writes nothing.
     *
     * @param journal open to read at least
     * @param tracker rules and settings
     * @param pump which pump, as the journal knows it ({@link Journal#pumps})
     * @return status and site book as of the last record; {@link Timeline#at} carries them on to the present
     * @throws pumpcompanion.connector.journal.JournalException if the file cannot be read
     */
    public static Timeline read(Journal journal, SetTracker tracker, PumpInfo pump) {
        return SetFold.read(journal, tracker, tracker.start(pump.name(), pump.construction(), pump.reports()))
                .timeline();
    }
}
