package pumpcompanion.proto.frame;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pumpcompanion.proto.frame.GoldenFrames.Outcomes;

/** W-1, W-8 and W-10 on wires that no page foresees. Each failure names its seed. */
class DamagedWireTest {

    private static final int FRAMES = 400;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void aDamagedWireNeverThrowsNeverYieldsAWrongPayloadAndCountsAddUp(long seed) {
        Random random = new Random(seed);
        List<String> sent = new ArrayList<>();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        FrameEncoder encoder = new FrameEncoder();
        int untouched = 0;
        for (int i = 0; i < FRAMES; i++) {
            byte[] payload = payload(random, i);
            sent.add("payload " + GoldenFrames.hex(payload, 0, payload.length));
            byte[] frame = encoder.encode(payload);
            boolean damaged = random.nextInt(3) == 0;
            out.writeBytes(damaged ? damaged(frame, random) : frame);
            untouched += damaged ? 0 : 1;
        }
        byte[] wire = out.toByteArray();

        FrameDecoder decoder = new FrameDecoder();
        Outcomes outcomes = new Outcomes();
        feedInPieces(decoder, wire, random, outcomes);

        List<String> accepted =
                outcomes.seen.stream().filter(o -> o.startsWith("payload")).toList();
        assertThat(sent).as("seed %d: only what was sent, in order", seed).containsSubsequence(accepted);
        assertThat(accepted).as("seed %d: undamaged frames arrive", seed).hasSizeGreaterThanOrEqualTo(untouched);
        assertCountsAddUp(decoder.counts(), wire, outcomes, seed);
    }

    @ParameterizedTest
    @ValueSource(longs = {101, 102, 103, 104, 105, 106, 107, 108})
    void noiseAloneNeverThrowsNeverYieldsAPayloadAndCountsAddUp(long seed) {
        Random random = new Random(seed);
        byte[] noise = new byte[200_000];
        random.nextBytes(noise);
        for (int i = 0; i < noise.length / 2; i++) {
            noise[i] = noise[i] == 0 && random.nextInt(4) != 0 ? 1 : noise[i]; // half of it in longer blocks
        }
        FrameDecoder decoder = new FrameDecoder();
        Outcomes outcomes = new Outcomes();
        feedInPieces(decoder, noise, random, outcomes);
        assertThat(outcomes.seen).as("seed %d", seed).isNotEmpty().noneMatch(o -> o.startsWith("payload"));
        assertCountsAddUp(decoder.counts(), noise, outcomes, seed);
    }

    @Test
    void oneFlippedBitAnywhereCostsTheFrameItIsInAndNoOther() {
        byte[][] payloads = {GoldenFrames.bytes("2A"), payload(new Random(7), 1), GoldenFrames.bytes("00 11 00")};
        FrameEncoder encoder = new FrameEncoder();
        List<byte[]> frames =
                List.of(encoder.encode(payloads[0]), encoder.encode(payloads[1]), encoder.encode(payloads[2]));
        int middle = frames.get(0).length;
        byte[] wire = joined(frames);
        String first = "payload " + GoldenFrames.hex(payloads[0], 0, payloads[0].length);
        String last = "payload " + GoldenFrames.hex(payloads[2], 0, payloads[2].length);
        for (int bit = 0; bit < frames.get(1).length * 8; bit++) {
            byte[] flipped = wire.clone();
            flipped[middle + bit / 8] ^= (byte) (1 << bit % 8);
            Outcomes outcomes = new Outcomes();
            new FrameDecoder().feed(flipped, 0, flipped.length, outcomes);
            assertThat(outcomes.seen.stream().filter(o -> o.startsWith("payload")))
                    .as("bit %d of the middle frame", bit)
                    .containsExactly(first, last);
            assertThat(outcomes.seen)
                    .as("bit %d of the middle frame is counted", bit)
                    .hasSizeGreaterThan(2);
        }
    }

    @Test
    void whatCameBeforeALinkWasOpenedAnewSpoilsNothingAndIsCountedNowhere() {
        byte[] frame = new FrameEncoder().encode(new byte[] {42});
        FrameDecoder decoder = new FrameDecoder();
        Outcomes outcomes = new Outcomes();
        for (int left : new int[] {3, 2000}) {
            byte[] rest = new byte[left];
            Arrays.fill(rest, (byte) 0x55);
            decoder.feed(rest, 0, left, outcomes);
            decoder.reset();
            decoder.feed(frame, 1, frame.length - 1, outcomes); // without the delimiter that would end the rest
        }
        assertThat(outcomes.seen).containsExactly("payload 2A", "payload 2A");
        assertThat(decoder.counts().badTotal()).isZero();
    }

    private static byte[] payload(Random random, int number) {
        byte[] payload = new byte[8 + random.nextInt(random.nextInt(8) == 0 ? 500 : 60)];
        random.nextBytes(payload);
        for (int i = 0; i < 4; i++) {
            payload[i] = (byte) (number >>> (8 * i));
        }
        return payload;
    }

    private static byte[] damaged(byte[] frame, Random random) {
        int at = random.nextInt(frame.length);
        byte[] damaged = frame.clone();
        switch (random.nextInt(5)) {
            case 0 -> damaged[at] ^= (byte) (1 << random.nextInt(8));
            case 1 -> damaged[at] = (byte) random.nextInt(256);
            case 2 -> damaged = Arrays.copyOf(frame, at); // the rest was lost
            case 3 -> System.arraycopy(frame, at, damaged, at - at / 2, frame.length - at); // a piece came twice
            default -> {
                byte[] burst = new byte[random.nextInt(1200)];
                random.nextBytes(burst);
                damaged = joined(List.of(frame, burst));
            }
        }
        return damaged;
    }

    private static byte[] joined(List<byte[]> parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        parts.forEach(out::writeBytes);
        return out.toByteArray();
    }

    private static void feedInPieces(FrameDecoder decoder, byte[] wire, Random random, FrameSink sink) {
        for (int at = 0; at < wire.length; ) {
            int length = Math.min(random.nextInt(700), wire.length - at);
            decoder.feed(wire, at, length, sink);
            at += length;
        }
    }

    private static void assertCountsAddUp(FrameCounts counts, byte[] wire, Outcomes outcomes, long seed) {
        assertThat(counts.bytes()).as("seed %d: bytes", seed).isEqualTo(wire.length);
        assertThat(counts.good() + counts.badTotal())
                .as("seed %d: each block that is not empty is counted once", seed)
                .isEqualTo(blocks(wire))
                .isEqualTo(outcomes.seen.size());
        assertThat(counts.bad()).containsOnlyKeys(BadFrame.values());
        counts.bad()
                .forEach((reason, count) -> assertThat(count)
                        .as("seed %d: %s", seed, reason)
                        .isEqualTo(outcomes.seen.stream()
                                .filter(o -> o.equals("bad " + reason))
                                .count()));
    }

    private static long blocks(byte[] wire) {
        long blocks = 0;
        for (int i = 1; i < wire.length; i++) {
            blocks += wire[i] == 0 && wire[i - 1] != 0 ? 1 : 0;
        }
        return blocks;
    }
}
