package pumpcompanion.connector;

import pumpcompanion.proto.v1.EventRecord;

/**
 * A record that is durable in the journal.
 *
 * @param record the record, the gap, or what a person entered (log 0)
 * @param live false while older records are still being fetched; true of what was entered
 */
public record KeptRecord(EventRecord record, boolean live) {}
