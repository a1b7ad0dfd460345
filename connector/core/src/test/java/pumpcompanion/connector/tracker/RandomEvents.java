package pumpcompanion.connector.tracker;

import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import java.util.List;
import java.util.Random;
import pumpcompanion.proto.v1.AnnunciationType;
import pumpcompanion.proto.v1.CannulaStayed;
import pumpcompanion.proto.v1.Event;
import pumpcompanion.proto.v1.EventRecord;
import pumpcompanion.proto.v1.Gap;
import pumpcompanion.proto.v1.Setting;
import pumpcompanion.proto.v1.SettingsInForce;

/** Events of every kind with any content, made from the descriptors, so that a new kind is tried without being named. */
final class RandomEvents {

    private static final List<FieldDescriptor> KINDS = Event.getDescriptor().getOneofs().stream()
            .filter(oneof -> oneof.getName().equals("kind"))
            .findFirst()
            .orElseThrow()
            .getFields();

    private static final String[] WORDS = {
        "", "word", "mylife-orbit-soft", "mylife-orbit-micro", "minimed-extended", "abdomen-left", "hip-right"
    };

    private static final List<AnnunciationType> ABOUT_THE_SET = List.of(
            AnnunciationType.ANNUNCIATION_TYPE_OCCLUSION,
            AnnunciationType.ANNUNCIATION_TYPE_RESERVOIR_LOW,
            AnnunciationType.ANNUNCIATION_TYPE_RESERVOIR_EMPTY,
            AnnunciationType.ANNUNCIATION_TYPE_INFUSION_SET_DETACHED);
    private static final String[] VALUES = {"", "0min", "24h", "48h", "20U", "tubing-prime", "7d", "nonsense"};

    private RandomEvents() {}

    /** A record of any content, of the pump or entered. */
    static EventRecord record(Random random, int i, long at) {
        EventRecord.Builder record = EventRecord.newBuilder()
                .setPump("PUMP-1")
                .setLog(random.nextInt(20) == 0 ? 0 : 1 + i / 30_000)
                .setSequence(i + 1)
                .setAtMs(at);
        return switch (random.nextInt(200)) {
            case 0 -> record.setUnreadable("cut").build();
            case 1 ->
                record.setGap(Gap.newBuilder()
                                .setFrom(random.nextInt(3))
                                .setThrough(9)
                                .setReasonValue(random.nextInt(20)))
                        .build();
            case 2 -> record.build();
            case 3 ->
                record.setLog(0)
                        .setSettings(SettingsInForce.newBuilder().addSettings(setting(random)))
                        .build();
            case 4 ->
                record.setLog(0)
                        .setCannulaStayed(CannulaStayed.getDefaultInstance())
                        .build();
            default -> record.setEvent(event(random, i, at)).build();
        };
    }

    private static Setting setting(Random random) {
        SettingKey key = SettingKey.values()[random.nextInt(SettingKey.values().length)];
        return Setting.newBuilder()
                .setKey(key.key())
                .setValue(VALUES[random.nextInt(VALUES.length)])
                .build();
    }

    static Event event(Random random, int i, long at) {
        Event.Builder event = Event.newBuilder()
                .setBootCount(1 + i / 997)
                .setUptimeMs(random.nextInt(300) == 0 ? random.nextInt(1000) : 1_000_000_000L + i * 1000L);
        if (random.nextInt(3) == 0) {
            event.setPumpClockMs(random.nextInt(100) == 0 ? random.nextLong() : at + random.nextInt(10_000_000));
        }
        if (random.nextInt(1000) == 0) {
            event.setBootCount(random.nextInt(4));
        }
        FieldDescriptor kind = KINDS.get(random.nextInt(KINDS.size()));
        event.setField(kind, fill(random, event.newBuilderForField(kind)).build());
        try {
            // Through bytes, as from the wire: enum numbers that are not known survive only so.
            return Event.parseFrom(event.build().toByteArray());
        } catch (InvalidProtocolBufferException e) {
            throw new AssertionError("at " + at, e);
        }
    }

    private static Message.Builder fill(Random random, Message.Builder message) {
        for (FieldDescriptor field : message.getDescriptorForType().getFields()) {
            if (random.nextInt(4) == 0) {
                continue;
            }
            int count = field.isRepeated() ? random.nextInt(4) : 1;
            for (int i = 0; i < count; i++) {
                Object value = field.getJavaType() == FieldDescriptor.JavaType.MESSAGE
                        ? fill(random, message.newBuilderForField(field)).build()
                        : value(random, field);
                if (field.isRepeated()) {
                    message.addRepeatedField(field, value);
                } else {
                    message.setField(field, value);
                }
            }
        }
        return message;
    }

    private static Object value(Random random, FieldDescriptor field) {
        boolean absurd = random.nextInt(30) == 0;
        return switch (field.getJavaType()) {
            case INT -> absurd ? random.nextInt() : random.nextInt(3) == 0 ? 0 : random.nextInt(20_000);
            case LONG -> absurd ? random.nextLong() : (long) random.nextInt(1_000_000_000);
            case BOOLEAN -> random.nextBoolean();
            case STRING -> WORDS[random.nextInt(WORDS.length)];
            case BYTE_STRING -> com.google.protobuf.ByteString.copyFromUtf8("raw");
            case ENUM -> enumValue(random, field, absurd);
            default -> throw new AssertionError(field);
        };
    }

    private static EnumValueDescriptor enumValue(Random random, FieldDescriptor field, boolean absurd) {
        if (field.getEnumType().getName().equals("AnnunciationType") && random.nextBoolean()) {
            // The few that are about the set, more often than by chance.
            return ABOUT_THE_SET.get(random.nextInt(ABOUT_THE_SET.size())).getValueDescriptor();
        }
        List<EnumValueDescriptor> values = field.getEnumType().getValues();
        return absurd
                ? field.getEnumType().findValueByNumberCreatingIfUnknown(1000 + random.nextInt(9))
                : values.get(random.nextInt(values.size()));
    }
}
