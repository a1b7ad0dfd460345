package pumpcompanion.connector;

import pumpcompanion.proto.v1.EventRecord;

/**
 * A record that is durable in the journal.
 *
 * @param record the record, or the gap
 * @param live false while older records are still being fetched
 */
public record KeptRecord(EventRecord record, boolean live) {}
