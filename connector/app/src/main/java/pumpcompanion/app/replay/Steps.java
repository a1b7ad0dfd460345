package pumpcompanion.app.replay;

import pumpcompanion.proto.v1.EventRecord;
import pumpcompanion.proto.v1.SetStatus;

/** Takes each step of a replay. */
public interface Steps {

    /**
     * A record was folded.
     *
     * @param record the pump's, or one that was entered
     * @param before the set's state before it
     * @param after and after it, deadlines up to it included
     */
    void step(EventRecord record, SetStatus before, SetStatus after);
}
