package pumpcompanion.emulator.fault.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pumpcompanion.proto.frame.BadFrame;
import pumpcompanion.proto.frame.FrameDecoder;
import pumpcompanion.proto.frame.FrameEncoder;
import pumpcompanion.proto.frame.FrameSink;

/** Each filter by itself, pure: bytes and times go in by hand. */
class LinkFilterTest {

    private static final long MS = 1_000_000;

    private final SplittableRandom random = new SplittableRandom(1);
    private final Tap tap = new Tap();

    /** What comes out of a filter. */
    private static final class Tap implements Onward, FrameSink {
        final List<byte[]> pieces = new ArrayList<>();
        final List<String> payloads = new ArrayList<>();
        final List<BadFrame> bad = new ArrayList<>();
        final FrameDecoder decoder = new FrameDecoder();
        int cuts;
        long acts;

        @Override
        public void pass(byte[] bytes) {
            pieces.add(bytes);
            decoder.feed(bytes, 0, bytes.length, this);
        }

        @Override
        public void cut() {
            cuts++;
        }

        @Override
        public void acted() {
            acts++;
        }

        @Override
        public void payload(byte[] bytes, int offset, int length) {
            payloads.add(new String(bytes, offset, length, StandardCharsets.US_ASCII));
        }

        @Override
        public void bad(BadFrame reason, byte[] bytes, int offset, int length) {
            bad.add(reason);
        }

        byte[] all() {
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            pieces.forEach(all::writeBytes);
            return all.toByteArray();
        }
    }

    private static byte[] frame(String payload) {
        return new FrameEncoder().encode(payload.getBytes(StandardCharsets.US_ASCII));
    }

    private static byte[] frames(int count) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int i = 0; i < count; i++) {
            all.writeBytes(frame(String.format("payload %04d", i)));
        }
        return all.toByteArray();
    }

    /** A thousand frames, cut anywhere. */
    private void run(LinkFilter filter) {
        byte[] all = frames(1_000);
        SplittableRandom cuts = new SplittableRandom(5);
        for (int start = 0; start < all.length; ) {
            int end = Math.min(all.length, start + 1 + cuts.nextInt(40));
            filter.take(Arrays.copyOfRange(all, start, end), 0, tap);
            start = end;
        }
        filter.release(tap);
    }

    @Test
    void dropLosesWholeFramesAtItsRate() {
        run(new Drop(0.1, random));
        assertThat(tap.acts).isBetween(70L, 130L);
        assertThat(tap.payloads).hasSize(1_000 - (int) tap.acts).isSorted().doesNotHaveDuplicates();
        assertThat(tap.bad).isEmpty();
    }

    @Test
    void aRateOfOneLosesAllAndOfZeroNothing() {
        run(new Drop(1, random));
        assertThat(tap.payloads).isEmpty();
        run(new Drop(0, random));
        assertThat(tap.all()).isEqualTo(frames(1_000));
    }

    @Test
    void truncateTakesTheEndOfFramesAndWithItTheDelimiter() {
        run(new Truncate(0.1, random));
        assertThat(tap.all().length).isLessThan(frames(1_000).length);
        assertThat(tap.payloads).hasSizeBetween(850, 1_000 - 70);
        assertThat(tap.bad).isNotEmpty();
    }

    @Test
    void duplicateSendsFramesTwice() {
        run(new Duplicate(0.1, random));
        assertThat(tap.payloads).hasSize(1_000 + (int) tap.acts).hasSizeGreaterThan(1_070);
        assertThat(tap.bad).isEmpty();
    }

    @Test
    void reorderLetsTheNextFrameOvertakeAndLosesNone() {
        run(new Reorder(0.1, random));
        assertThat(tap.acts).isBetween(60L, 130L);
        assertThat(tap.payloads).hasSize(1_000).doesNotHaveDuplicates();
        long late = 0;
        for (int i = 0; i < 1_000; i++) {
            late += tap.payloads.get(i).equals(String.format("payload %04d", i)) ? 0 : 1;
        }
        assertThat(late).isEqualTo(2 * tap.acts);
    }

    @Test
    void garbageBetweenFramesCostsFramesOnlyWhereItRunsIntoThem() {
        run(new Garbage(0.2, random));
        assertThat(tap.acts).isBetween(150L, 250L);
        assertThat(tap.payloads).as("each frame brings its own delimiter").hasSizeGreaterThanOrEqualTo(1_000);
        assertThat(tap.bad).hasSizeGreaterThanOrEqualTo((int) tap.acts * 3 / 4);
    }

    @Test
    void garbageInsideFramesCostsThoseFrames() {
        run(new GarbageInside(0.2, random));
        assertThat(tap.payloads.size()).isBetween(750, 1_000 - (int) tap.acts / 2);
        assertThat(tap.bad).isNotEmpty();
    }

    @Test
    void wrongCrcLeavesCobsRightAndTheCrcThatOfOtherBytes() {
        run(new WrongCrc(0.2, random));
        assertThat(tap.acts).isBetween(150L, 250L);
        assertThat(tap.bad).hasSize((int) tap.acts).containsOnly(BadFrame.CRC);
        assertThat(tap.payloads).hasSize(1_000 - (int) tap.acts);
    }

    @Test
    void flipTurnsBitsRoundAtItsRatePerBit() {
        run(new Flip(1e-3, random));
        byte[] before = frames(1_000);
        byte[] after = tap.all();
        long differing = 0;
        for (int i = 0; i < before.length; i++) {
            differing += Integer.bitCount((before[i] ^ after[i]) & 0xFF);
        }
        assertThat(after).hasSameSizeAs(before);
        assertThat(differing).isEqualTo(tap.acts);
        assertThat((double) differing / (8 * before.length)).isBetween(0.8e-3, 1.2e-3);
        new Flip(1, random).take(new byte[] {0x0F}, 0, tap);
        assertThat(tap.pieces.get(tap.pieces.size() - 1)).containsExactly(0xF0);
    }

    @Test
    void delayAndJitterHoldBytesForSoLongAndKeepTheirOrder() {
        Delay delay = new Delay(100 * MS, 50 * MS, random);
        for (int i = 0; i < 100; i++) {
            delay.take(new byte[] {(byte) i}, i * MS, tap);
        }
        delay.due(99 * MS, tap);
        assertThat(tap.pieces).isEmpty();
        assertThat(delay.dueNanos()).isBetween(100 * MS, 150 * MS);
        delay.due(249 * MS, tap);
        assertThat(tap.all()).hasSize(100).satisfies(all -> assertThat(all).isSorted());
        assertThat(delay.dueNanos()).isEqualTo(LinkFilter.NEVER);
    }

    @Test
    void aSlowLineTakesTenBitsAByte() {
        Slow slow = new Slow(9_600);
        slow.take(new byte[960], 0, tap);
        slow.due(500 * MS, tap);
        assertThat(tap.all().length).isBetween(464, 480);
        slow.due(1_000 * MS, tap);
        assertThat(tap.all()).hasSize(960);
    }

    @Test
    void aStallHoldsAllAndThenPassesItAtOnceAgainAndAgain() {
        Stall stall = new Stall(1_000 * MS, 200 * MS, 0);
        stall.take(new byte[] {1}, 0, tap);
        assertThat(stall.dueNanos()).isEqualTo(1_000 * MS);
        stall.due(1_000 * MS, tap);
        stall.take(new byte[] {2}, 1_100 * MS, tap);
        assertThat(tap.all()).containsExactly(1);
        assertThat(stall.dueNanos()).isEqualTo(1_200 * MS);
        stall.due(1_200 * MS, tap);
        assertThat(tap.all()).containsExactly(1, 2);
        assertThat(stall.dueNanos()).isEqualTo(2_000 * MS);
    }

    @Test
    void splitMakesPiecesAndMergeOnePiece() {
        new Split(3, random).take(frames(1), 0, tap);
        assertThat(tap.pieces).hasSizeGreaterThan(4).allMatch(piece -> piece.length <= 3);
        tap.pieces.clear();
        Merge merge = new Merge(50 * MS);
        merge.take(new byte[] {1}, 0, tap);
        merge.take(new byte[] {2}, 49 * MS, tap);
        assertThat(tap.pieces).isEmpty();
        assertThat(merge.dueNanos()).isEqualTo(50 * MS);
        merge.due(50 * MS, tap);
        assertThat(tap.pieces).containsExactly(new byte[] {1, 2});
    }

    @Test
    void cutCutsOnceOrEverySoOften() {
        Cut once = new Cut(LinkFilter.NEVER, 7);
        assertThat(once.dueNanos()).isEqualTo(7);
        once.due(7, tap);
        assertThat(once.dueNanos()).isEqualTo(LinkFilter.NEVER);
        Cut often = new Cut(100, 7);
        often.due(107, tap);
        assertThat(often.dueNanos()).isEqualTo(207);
        assertThat(tap.cuts).isEqualTo(2);
    }

    @Test
    void halfOpenIsDeadFromThenOn() {
        HalfOpen half = new HalfOpen(10);
        half.take(new byte[] {1}, 9, tap);
        half.take(new byte[] {2}, 10, tap);
        assertThat(tap.all()).containsExactly(1);
    }

    @Test
    void strayTextIsSeenAsSuchByTheDecoder() {
        StrayText text = new StrayText(1_000 * MS, 0, random);
        text.due(1_000 * MS, tap);
        text.take(frame("good"), 1_000 * MS, tap);
        assertThat(text.dueNanos()).isEqualTo(2_000 * MS);
        assertThat(tap.bad).containsExactly(BadFrame.STRAY_TEXT);
        assertThat(tap.payloads).containsExactly("good");
    }

    @ParameterizedTest
    @ValueSource(strings = {"delay", "slow", "stall", "merge", "drop", "reorder"})
    void whatIsHeldBackIsBounded(String which) {
        LinkFilter filter = switch (which) {
            case "delay" -> new Delay(1_000 * MS, 0, random);
            case "slow" -> new Slow(300);
            case "stall" -> {
                Stall stalled = new Stall(MS, 1_000 * MS, 0);
                stalled.due(MS, tap);
                yield stalled;
            }
            case "merge" -> new Merge(1_000 * MS);
            case "drop" -> new Drop(0, random);
            default -> new Reorder(1, random);
        };
        byte[] noZero = new byte[64 * 1024];
        Arrays.fill(noZero, (byte) 7);
        for (int i = 0; i < 64; i++) {
            filter.take(noZero.clone(), MS, tap);
        }
        int already = tap.all().length;
        filter.release(tap);
        assertThat(tap.all().length - already).as("bytes held").isLessThanOrEqualTo(HeldBytes.LIMIT);
    }

    @Test
    void theSameSeedGivesTheSameBytes() {
        List<Function<SplittableRandom, LinkFilter>> makers = List.of(
                r -> new Drop(0.1, r),
                r -> new Flip(1e-3, r),
                r -> new Truncate(0.1, r),
                r -> new Duplicate(0.1, r),
                r -> new Reorder(0.1, r),
                r -> new Garbage(0.1, r),
                r -> new GarbageInside(0.1, r),
                r -> new WrongCrc(0.1, r));
        for (Function<SplittableRandom, LinkFilter> maker : makers) {
            Supplier<byte[]> runs = () -> {
                tap.pieces.clear();
                run(maker.apply(new SplittableRandom(9)));
                return tap.all();
            };
            byte[] first = runs.get();
            assertThat(runs.get()).isEqualTo(first);
            tap.pieces.clear();
            run(maker.apply(new SplittableRandom(10)));
            assertThat(tap.all()).isNotEqualTo(first);
        }
    }
}
