package pumpcompanion.connector.journal;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.TextFormat;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import pumpcompanion.proto.v1.Event;
import pumpcompanion.proto.v1.EventRecord;

/** What a person may enter, and how it stands in the table {@code entries}. Stateless. */
final class Entered {

    // In place of a kind's number, as Query.GAP is.
    static final int WITHDRAWAL = -3;
    static final int SETTINGS = -4;
    static final int CANNULA_STAYED = -5;
    static final int PLACE_CHOICE = -6;
    static final int REMARK = -7;

    /** What {@link #read} reads, in its order. */
    static final String COLUMNS = "sequence, at_ms, entered_ms, content";

    /** As event.proto and record.proto say. */
    private static final int LARGEST_EVENT = 448;

    private static final int LONGEST_REMARK = 96;

    /** For contents that have no limit of their own: some hundred settings. */
    private static final int LARGEST_CONTENT = 4096;

    private Entered() {}

    /**
     * The record without anything that its enterer has no say in: its content alone.
     *
     * @throws IllegalArgumentException if this is nothing that can be entered
     */
    static EventRecord content(EventRecord entry) {
        EventRecord content = entry.toBuilder()
                .clearPump()
                .clearLog()
                .clearSequence()
                .clearAtMs()
                .clearReceivedMs()
                .clearRaw()
                .build();
        String wrong = wrong(content);
        if (!wrong.isEmpty()) {
            throw new IllegalArgumentException("cannot enter this for pump " + entry.getPump() + ": " + wrong);
        }
        return content;
    }

    /** What is found and what was expected; empty: nothing is wrong. */
    private static String wrong(EventRecord content) {
        int size = content.getSerializedSize();
        if (size > LARGEST_CONTENT) {
            return "it has " + size + " bytes, expected at most " + LARGEST_CONTENT;
        }
        return switch (content.getContentCase()) {
            case EVENT -> wrong(content.getEvent());
            case SETTINGS ->
                content.getSettings().getSettingsCount() == 0 ? "it names no setting, expected one or more" : "";
            case PLACE_CHOICE ->
                content.getPlaceChoice().hasSite() ? "" : "it names no place on the body, expected one";
            case REMARK -> wrong(content.getRemark());
            case WITHDRAWAL, CANNULA_STAYED -> "";
            case GAP, UNREADABLE, DESCRIBED, CONTENT_NOT_SET ->
                "it holds " + content.getContentCase()
                        + ", expected an event, a withdrawal, settings, cannula-stayed, a place choice or a remark";
        };
    }

    private static String wrong(Event event) {
        if (event.getSerializedSize() > LARGEST_EVENT) {
            return "the event has " + event.getSerializedSize() + " bytes, expected at most " + LARGEST_EVENT;
        }
        if (event.getKindCase() == Event.KindCase.KIND_NOT_SET) {
            return "the event is of no kind that is known here, expected one";
        }
        return event.getBootCount() != 0 || event.getUptimeMs() != 0 || event.hasPumpClockMs()
                ? "the event has a boot count, an uptime or a pump's clock, expected none: only a pump knows them"
                : "";
    }

    private static String wrong(String remark) {
        int size = remark.getBytes(StandardCharsets.UTF_8).length;
        return size > LONGEST_REMARK || remark.isBlank()
                ? "the remark has " + size + " bytes, expected 1 to " + LONGEST_REMARK
                : "";
    }

    /** The number for the column {@code kind}. */
    static int kind(EventRecord content) {
        return switch (content.getContentCase()) {
            case EVENT -> content.getEvent().getKindCase().getNumber();
            case WITHDRAWAL -> WITHDRAWAL;
            case SETTINGS -> SETTINGS;
            case CANNULA_STAYED -> CANNULA_STAYED;
            case PLACE_CHOICE -> PLACE_CHOICE;
            case REMARK -> REMARK;
            case GAP, UNREADABLE, DESCRIBED, CONTENT_NOT_SET -> 0;
        };
    }

    /** The content in words, for people who read the table: a remark as it is, the rest in protobuf's text format. */
    static String words(EventRecord content) {
        return content.hasRemark()
                ? content.getRemark()
                : TextFormat.printer().emittingSingleLine(true).printToString(content);
    }

    /** The whole record. */
    static EventRecord record(EventRecord content, String pump, long sequence, long atMs, long enteredMs) {
        return content.toBuilder()
                .setPump(pump)
                .setSequence(sequence)
                .setAtMs(atMs)
                .setReceivedMs(enteredMs)
                .build();
    }

    /** A record out of a row of {@link #COLUMNS}. */
    static EventRecord read(String pump, ResultSet row) throws SQLException {
        ByteString content = Rows.bytes(row.getBytes(4));
        EventRecord read;
        try {
            read = EventRecord.parseFrom(content);
        } catch (InvalidProtocolBufferException e) {
            String reason = e.getMessage();
            read = EventRecord.newBuilder()
                    .setRaw(content)
                    .setUnreadable(reason == null ? "not an EventRecord" : reason)
                    .build();
        }
        return record(read, pump, row.getLong(1), row.getLong(2), row.getLong(3));
    }
}
