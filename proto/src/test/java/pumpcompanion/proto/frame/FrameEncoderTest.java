package pumpcompanion.proto.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;
import pumpcompanion.proto.frame.GoldenFrames.Outcomes;

class FrameEncoderTest {

    @Test
    void aPayloadOutsideOfW2IsTheCallersMistakeAndIsNamed() {
        FrameEncoder encoder = new FrameEncoder();
        assertThatThrownBy(() -> encoder.encode(new byte[0]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("payload of 0 bytes (expected 1 to 512)");
        assertThatThrownBy(() -> encoder.encode(new byte[513]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("payload of 513 bytes (expected 1 to 512)");
    }

    @Test
    void aPayloadOfAnyLengthComesBackAndItsFrameHoldsNoZeroInside() {
        Random random = new Random(17);
        FrameEncoder encoder = new FrameEncoder();
        for (int length = 1; length <= FrameLimits.MAX_PAYLOAD; length++) {
            for (int zeros : new int[] {1, 40, 1000}) {
                byte[] payload = new byte[length];
                for (int i = 0; i < length; i++) {
                    payload[i] = (byte) (random.nextInt(zeros) == 0 ? 0 : 1 + random.nextInt(255));
                }
                byte[] frame = encoder.encode(payload);
                assertThat(frame.length).isLessThanOrEqualTo(FrameLimits.MAX_FRAME);
                for (int i = 0; i < frame.length; i++) {
                    assertThat(frame[i] == 0)
                            .as("byte %d of %d", i, frame.length)
                            .isEqualTo(i == 0 || i == frame.length - 1);
                }
                Outcomes outcomes = new Outcomes();
                new FrameDecoder().feed(frame, 0, frame.length, outcomes);
                assertThat(outcomes.seen).containsExactly("payload " + GoldenFrames.hex(payload, 0, length));
            }
        }
    }
}
