package pumpcompanion.connector.journal;

import java.util.List;
import pumpcompanion.proto.v1.EventRecord;

/**
 * What became of a batch. When a caller holds this, everything in it is durable.
 *
 * @param conflict a sequence was held with other bytes: neither that entry nor a later one of the batch was written, and
 *     no later batch of its stream will be
 * @param through as in {@link Position#through}, for the pump's current log after this batch: what may be acknowledged
 * @param fresh what was newly kept, in the order in which it came, gaps included; repeats are not in it
 */
public record Commit(boolean conflict, long through, List<EventRecord> fresh) {

    /** Copies the list. */
    public Commit {
        fresh = List.copyOf(fresh);
    }
}
