package pumpcompanion.connector;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import pumpcompanion.emulator.EmulatedPump;
import pumpcompanion.emulator.link.Direction;
import pumpcompanion.proto.v1.EventRecord;
import pumpcompanion.proto.v1.FromPump;

/** All that a pump ever sent from its log, as it left the pump: nothing else may be in a journal. Any thread. */
final class Written {

    private final Set<ByteString> records = new HashSet<>();

    static Written by(EmulatedPump pump) {
        Written written = new Written();
        pump.transcript((at, link, direction, payload) -> {
            if (direction == Direction.FROM_PUMP) {
                written.said(payload);
            }
        });
        return written;
    }

    private synchronized void said(byte[] payload) {
        try {
            FromPump message = FromPump.parseFrom(payload);
            if (message.hasRecord()) {
                records.add(key(
                        message.getRecord().getSequence(), message.getRecord().getEvent()));
            }
        } catch (InvalidProtocolBufferException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static ByteString key(long sequence, ByteString event) {
        return ByteString.copyFromUtf8(sequence + ":").concat(event);
    }

    synchronized void assertNothingIsMadeUpOrDoubled(List<EventRecord> journaled) {
        Set<String> seen = new HashSet<>();
        for (EventRecord record : journaled) {
            assertThat(seen.add(record.getLog() + "/" + record.getSequence()))
                    .as("%s/%s is there once", record.getLog(), record.getSequence())
                    .isTrue();
            if (!record.hasGap()) {
                assertThat(records.contains(key(record.getSequence(), record.getRaw())))
                        .as("the pump sent record %s as it is in the journal", record.getSequence())
                        .isTrue();
            }
        }
    }
}
