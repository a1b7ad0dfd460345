package pumpcompanion.connector.journal;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import pumpcompanion.proto.v1.CannulaPrimed;
import pumpcompanion.proto.v1.Construction;
import pumpcompanion.proto.v1.Event;
import pumpcompanion.proto.v1.EventRecord;
import pumpcompanion.proto.v1.Identity;
import pumpcompanion.proto.v1.InsulinDelivered;
import pumpcompanion.proto.v1.MissingReason;
import pumpcompanion.proto.v1.QuickDisconnect;
import pumpcompanion.proto.v1.Withdrawal;

/** Pumps, events and batches for the tests of this package. */
final class Samples {

    static final PumpInfo PUMP = new PumpInfo(
            "PC-0001",
            Identity.newBuilder()
                    .setManufacturer("Maker")
                    .setModel("One")
                    .setSerial("PC-0001")
                    .setFirmware("1.2")
                    .setHardwareId("0badcafe")
                    .build(),
            Construction.CONSTRUCTION_TUBED);
    static final int EPOCH = 0x9ABCDEF0;
    static final long NOW = 1_790_000_000_000L;

    private Samples() {}

    /** Some event, another one for each number. */
    static ByteString event(long sequence) {
        Event.Builder event = Event.newBuilder()
                .setBootCount(3)
                .setUptimeMs(86_400_000 + sequence * 1000)
                .setPumpClockMs(NOW + sequence * 1000);
        return switch ((int) (sequence % 4)) {
            case 0 ->
                event.setCannulaPrimed(CannulaPrimed.newBuilder().setDeliveredMilliunits(300))
                        .build()
                        .toByteString();
            case 1 ->
                event.setQuickDisconnect(QuickDisconnect.getDefaultInstance())
                        .build()
                        .toByteString();
            default ->
                event.setInsulinDelivered(InsulinDelivered.newBuilder()
                                .setMilliunits(25)
                                .setTotalBasalMilliunits(1_000_000 + sequence * 25))
                        .build()
                        .toByteString();
        };
    }

    static ByteString otherEvent(long sequence) {
        return Event.newBuilder().setBootCount(99).setUptimeMs(sequence).build().toByteString();
    }

    static Entry record(long sequence) {
        return Entry.record(sequence, event(sequence), at(sequence));
    }

    static Entry other(long sequence) {
        return Entry.record(sequence, otherEvent(sequence), at(sequence));
    }

    static Entry missing(long from, long through) {
        return Entry.missing(from, through, MissingReason.MISSING_REASON_OVERWRITTEN, NOW);
    }

    /** When the event of this number happened. */
    static long at(long sequence) {
        return NOW + sequence * 1000;
    }

    static Batch batch(Entry... entries) {
        return new Batch(PUMP.name(), 1, false, NOW, List.of(entries));
    }

    static Batch batch(long stream, boolean verify, Entry... entries) {
        return new Batch(PUMP.name(), stream, verify, NOW, List.of(entries));
    }

    static Batch records(String pump, long from, long through) {
        return new Batch(
                pump,
                1,
                false,
                NOW,
                LongStream.rangeClosed(from, through).mapToObj(Samples::record).toList());
    }

    /** An entered record of {@link #PUMP} that lacks its content. */
    static EventRecord.Builder entry(long atMs) {
        return EventRecord.newBuilder().setPump(PUMP.name()).setAtMs(atMs);
    }

    static EventRecord.Builder remark(long atMs, String words) {
        return entry(atMs).setRemark(words);
    }

    static EventRecord.Builder withdrawal(long atMs, long sequence) {
        return entry(atMs).setWithdrawal(Withdrawal.newBuilder().setSequence(sequence));
    }

    static List<EventRecord> all(Journal journal, Query query) {
        List<EventRecord> all = new ArrayList<>();
        try (RecordCursor cursor = journal.records(query)) {
            cursor.forEachRemaining(all::add);
        }
        return all;
    }

    /** A journal's content, short: {@code 1:5} a record, {@code 1:5-9 OVERWRITTEN} a gap, {@code 1:5?} unreadable. */
    static List<String> content(Journal journal) {
        return brief(all(journal, Query.ALL));
    }

    static List<String> brief(List<EventRecord> records) {
        return records.stream().map(Samples::brief).toList();
    }

    private static String brief(EventRecord record) {
        String place = record.getLog() + ":" + record.getSequence();
        return switch (record.getContentCase()) {
            case GAP ->
                place + "-" + record.getGap().getThrough() + " "
                        + record.getGap().getReason().name().replace("GAP_REASON_", "");
            case UNREADABLE -> place + "?";
            default -> place;
        };
    }
}
