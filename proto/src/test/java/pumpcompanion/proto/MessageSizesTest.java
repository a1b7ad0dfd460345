package pumpcompanion.proto;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import pumpcompanion.proto.frame.FrameLimits;
import pumpcompanion.proto.v1.Event;
import pumpcompanion.proto.v1.FromPump;
import pumpcompanion.proto.v1.ToPump;

/**
 * W-2, W-3, W-16: with every field at its limit each message still fits. Numbers are as long as their type allows, texts
 * as long as the message files say, in bytes.
 */
class MessageSizesTest {

    private static final int MAX_EVENT = 448;

    static List<FieldDescriptor> fromPump() {
        return FromPump.getDescriptor().getOneofs().get(0).getFields();
    }

    static List<FieldDescriptor> toPump() {
        return ToPump.getDescriptor().getOneofs().get(0).getFields();
    }

    static List<FieldDescriptor> kinds() {
        return Event.getDescriptor().getOneofs().get(0).getFields();
    }

    @ParameterizedTest
    @MethodSource("fromPump")
    void aMessageFromThePumpWithAllFieldsAtTheirLimitsFitsItsFrame(FieldDescriptor message) {
        assertThat(full(FromPump.newBuilder(), message).getSerializedSize())
                .isLessThanOrEqualTo(FrameLimits.MAX_PAYLOAD);
    }

    @ParameterizedTest
    @MethodSource("toPump")
    void aMessageToThePumpWithAllFieldsAtTheirLimitsFitsItsFrame(FieldDescriptor message) {
        assertThat(full(ToPump.newBuilder(), message).getSerializedSize())
                .isLessThanOrEqualTo(FrameLimits.MAX_PAYLOAD_TO_PUMP);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void anEventWithAllFieldsAtTheirLimitsFitsARecord(FieldDescriptor kind) {
        assertThat(full(Event.newBuilder(), kind).getSerializedSize()).isLessThanOrEqualTo(MAX_EVENT);
    }

    @Test
    void theLongestMessagesAreReallyFull() {
        FromPump welcome =
                (FromPump) full(FromPump.newBuilder(), FromPump.getDescriptor().findFieldByName("welcome"));
        assertThat(welcome.getWelcome().getReportsCount()).isEqualTo(64);
        assertThat(welcome.getWelcome().getIdentity().getSerial()).hasSize(32);
        assertThat(welcome.getWelcome().getNewest()).isEqualTo(-1);
        FromPump record =
                (FromPump) full(FromPump.newBuilder(), FromPump.getDescriptor().findFieldByName("record"));
        assertThat(record.getRecord().getEvent().size()).isEqualTo(MAX_EVENT);
    }

    private static Message full(Message.Builder builder, FieldDescriptor only) {
        for (FieldDescriptor field : builder.getDescriptorForType().getFields()) {
            boolean skipped = field.getRealContainingOneof() != null && !field.equals(only);
            if (skipped) {
                continue;
            }
            if (field.isRepeated()) {
                builder.setField(field, Collections.nCopies(entries(field), largest(builder, field)));
            } else {
                builder.setField(field, largest(builder, field));
            }
        }
        return builder.build();
    }

    private static int entries(FieldDescriptor field) {
        return switch (field.getFullName()) {
            case "pumpcompanion.v1.Welcome.reports" -> 64;
            case "pumpcompanion.v1.SiteObserved.signs" -> 8;
            default -> throw new AssertionError("no limit known for " + field.getFullName());
        };
    }

    private static Object largest(Message.Builder builder, FieldDescriptor field) {
        return switch (field.getJavaType()) {
            case INT -> -1;
            case LONG -> field.getType() == FieldDescriptor.Type.SINT64 ? Long.MIN_VALUE : -1L;
            case DOUBLE -> 1000.0;
            case STRING -> "x".repeat(textLimit(field));
            case BYTE_STRING -> ByteString.copyFrom(new byte[bytesLimit(field)]);
            case ENUM -> largestOf(field);
            case MESSAGE -> full(builder.newBuilderForField(field), field);
            default -> throw new AssertionError("no limit known for " + field.getFullName());
        };
    }

    /** Kinds that later versions add have room for numbers of two bytes (up to 16 383); other enums have none above. */
    private static Object largestOf(FieldDescriptor field) {
        return field.getEnumType().findValueByNumberCreatingIfUnknown(16_383);
    }

    /** Free texts are called text (W-16, W-40), everything else is a name. */
    private static int textLimit(FieldDescriptor field) {
        if (field.getFullName().equals("pumpcompanion.v1.LogLine.text")) {
            return 256;
        }
        return field.getName().equals("text") ? 96 : 32;
    }

    private static int bytesLimit(FieldDescriptor field) {
        return switch (field.getFullName()) {
            case "pumpcompanion.v1.Record.event" -> MAX_EVENT;
            case "pumpcompanion.v1.VendorRecord.data" -> 384;
            default -> throw new AssertionError("no limit known for " + field.getFullName());
        };
    }
}
