package pumpcompanion.proto.frame;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Message;
import com.google.protobuf.TextFormat;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import pumpcompanion.proto.frame.GoldenFrames.Case;
import pumpcompanion.proto.frame.GoldenFrames.Outcomes;
import pumpcompanion.proto.v1.Event;
import pumpcompanion.proto.v1.FromPump;
import pumpcompanion.proto.v1.ToPump;

/** W-1 to W-12, case by case, as {@code vectors/frames.txt} states them for every language. */
class GoldenFramesTest {

    private static final long SEED = 41;
    private static final int CUTS = 100;

    static List<Case> cases() {
        return GoldenFrames.all();
    }

    static Stream<Case> encodedCases() {
        return cases().stream().filter(Case::encoded);
    }

    static Stream<Case> messageCases() {
        return cases().stream().filter(c -> !c.message().isEmpty());
    }

    @Test
    void theFileHoldsEachCaseOnceAndEachRuleOfFrames() {
        assertThat(cases()).hasSizeGreaterThan(60).extracting(Case::name).doesNotHaveDuplicates();
        assertThat(cases().stream().flatMap(c -> Stream.of(c.rules().split(" "))))
                .contains("W-1", "W-2", "W-3", "W-4", "W-5", "W-6", "W-7", "W-8", "W-9", "W-10", "W-11", "W-12");
        assertThat(cases().stream().flatMap(c -> c.expected().stream()).filter(e -> e.startsWith("bad ")))
                .as("every reason appears")
                .containsAll(Stream.of(BadFrame.values())
                        .map(reason -> "bad " + reason)
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void aGoldenFrameInOnePieceIsDecodedAsTheFileSays(Case golden) {
        FrameDecoder decoder = new FrameDecoder();
        Outcomes outcomes = new Outcomes();
        decoder.feed(golden.wire(), 0, golden.wire().length, outcomes);
        assertThat(outcomes.seen).isEqualTo(golden.expected());
        assertThat(decoder.counts().bytes()).isEqualTo(golden.wire().length);
        assertThat(decoder.counts().good() + decoder.counts().badTotal())
                .isEqualTo(golden.expected().size());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void aGoldenFrameByteByByteIsDecodedAsTheFileSays(Case golden) {
        FrameDecoder decoder = new FrameDecoder();
        Outcomes outcomes = new Outcomes();
        for (int i = 0; i < golden.wire().length; i++) {
            decoder.feed(golden.wire(), i, 1, outcomes);
        }
        assertThat(outcomes.seen).isEqualTo(golden.expected());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void aGoldenFrameInRandomPiecesIsDecodedAsTheFileSays(Case golden) {
        for (int cut = 0; cut < CUTS; cut++) {
            long seed = SEED + cut;
            Random random = new Random(seed);
            FrameDecoder decoder = new FrameDecoder();
            Outcomes outcomes = new Outcomes();
            int largest = 1 + random.nextInt(golden.wire().length);
            for (int at = 0; at < golden.wire().length; ) {
                int length = Math.min(1 + random.nextInt(largest), golden.wire().length - at);
                decoder.feed(golden.wire(), at, length, outcomes);
                at += length;
            }
            assertThat(outcomes.seen).as("seed %d", seed).isEqualTo(golden.expected());
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void aGoldenFrameFromAnyByteBufferIsDecodedAsTheFileSaysAndTheBufferIsReadToItsEnd(Case golden) {
        ByteBuffer direct = ByteBuffer.allocateDirect(golden.wire().length);
        direct.put(golden.wire()).flip();
        ByteBuffer shifted =
                ByteBuffer.allocate(golden.wire().length + 6).position(5).slice();
        shifted.put((byte) 0x55).put(golden.wire()).flip().position(1);
        for (ByteBuffer buffer :
                List.of(direct, shifted, ByteBuffer.wrap(golden.wire()).asReadOnlyBuffer())) {
            Outcomes outcomes = new Outcomes();
            new FrameDecoder().feed(buffer, outcomes);
            assertThat(outcomes.seen).isEqualTo(golden.expected());
            assertThat(buffer.remaining()).isZero();
        }
    }

    @ParameterizedTest
    @MethodSource("encodedCases")
    void theEncoderMakesExactlyTheGoldenFrame(Case golden) {
        FrameEncoder used = new FrameEncoder();
        used.encode(new byte[FrameLimits.MAX_PAYLOAD]); // what it made before must not matter
        assertThat(used.encode(golden.payloads().get(0))).isEqualTo(golden.wire());
    }

    @ParameterizedTest
    @MethodSource("messageCases")
    void aGoldenMessageIsItsPayloadAndIsReadAsTheTextSays(Case golden) throws Exception {
        boolean toPump = golden.message().startsWith("ToPump ");
        Message.Builder builder = toPump ? ToPump.newBuilder() : FromPump.newBuilder();
        TextFormat.merge(golden.message().substring(golden.message().indexOf(' ')), builder);
        Message message = builder.build();
        byte[] payload = golden.payloads().get(0);
        assertThat(GoldenFrames.hex(message.toByteArray(), 0, message.getSerializedSize()))
                .isEqualTo(GoldenFrames.hex(payload, 0, payload.length));
        assertThat(message.getParserForType().parseFrom(payload)).isEqualTo(message);
        if (!golden.event().isEmpty()) {
            assertThat(Event.parseFrom(((FromPump) message).getRecord().getEvent()))
                    .isEqualTo(TextFormat.parse(golden.event(), Event.class));
        }
        if (toPump) {
            assertThat(payload).as("W-3").hasSizeLessThanOrEqualTo(FrameLimits.MAX_PAYLOAD_TO_PUMP);
        }
    }
}
