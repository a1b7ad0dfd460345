package pumpcompanion.emulator.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import pumpcompanion.emulator.time.VirtualTime;
import pumpcompanion.proto.frame.FrameEncoder;
import pumpcompanion.proto.transport.Receiver;
import pumpcompanion.proto.transport.Receiver.Closed.Kind;

class MemoryLinkTest {

    private final VirtualTime time = new VirtualTime();
    private final MemoryLink link = MemoryLink.on(time, "memory:test");
    private final Ear pump = new Ear();
    private final Ear companion = new Ear();

    private static final class Ear implements Receiver {
        final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        final List<Integer> cuts = new ArrayList<>();
        final List<Closed> closed = new ArrayList<>();
        int opened;

        @Override
        public void opened() {
            opened++;
        }

        @Override
        public void received(ByteBuffer more) {
            assertThat(closed).isEmpty();
            cuts.add(more.remaining());
            while (more.hasRemaining()) {
                bytes.write(more.get());
            }
        }

        @Override
        public void closed(Closed cause) {
            closed.add(cause);
        }
    }

    private void open() {
        link.pumpEnd().open(pump, time);
        link.companionEnd().open(companion, time);
        assertThat(pump.opened).as("never from inside open").isZero();
        time.runDue();
        assertThat(pump.opened + companion.opened).isEqualTo(2);
    }

    private static byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) (i % 7);
        }
        return bytes;
    }

    @Test
    void bytesArriveInOrderInAnyCutTheSameForTheSameSeed() {
        link.cuts(42);
        open();
        link.companionEnd().send(bytes(5000));
        link.pumpEnd().send(bytes(700));
        time.runDue();
        assertThat(pump.bytes.toByteArray()).isEqualTo(bytes(5000));
        assertThat(companion.bytes.toByteArray()).isEqualTo(bytes(700));
        assertThat(pump.cuts).hasSizeGreaterThan(50).allMatch(cut -> cut >= 1 && cut <= 64);
    }

    @Test
    void latencyDelaysAndNeverReorders() {
        open();
        link.latency(Duration.ofMillis(100));
        link.companionEnd().send(new byte[] {1});
        time.advance(Duration.ofMillis(50));
        link.latency(Duration.ZERO);
        link.companionEnd().send(new byte[] {2});
        time.advance(Duration.ofMillis(49));
        time.advance(Duration.ofMillis(1));
        assertThat(pump.bytes.toByteArray()).containsExactly(1, 2);
    }

    @Test
    void aFilterSeesWholeFramesAndCanLoseOrDamageOne() {
        open();
        byte[] one = new FrameEncoder().encode(new byte[] {1});
        byte[] two = new FrameEncoder().encode(new byte[] {2, 0, 2});
        List<byte[]> seen = new ArrayList<>();
        link.filter(Direction.FROM_PUMP, frame -> {
            seen.add(frame);
            return frame.length == one.length ? new byte[0] : frame;
        });
        ByteBuffer batch = ByteBuffer.allocate(2 * one.length + two.length);
        batch.put(one).put(two).put(one);
        link.pumpEnd().send(batch.array());
        link.noise(Direction.FROM_PUMP, new byte[] {9, 9});
        time.runDue();
        assertThat(seen).containsExactly(one, two, one);
        assertThat(companion.bytes.size()).isEqualTo(two.length + 2);
    }

    @Test
    void aCutClosesBothEndsAsByTheOtherSide() {
        open();
        link.cut();
        link.cut();
        link.companionEnd().send(new byte[] {1});
        time.runDue();
        assertThat(pump.closed).extracting(Receiver.Closed::kind).containsExactly(Kind.REMOTE);
        assertThat(companion.closed).extracting(Receiver.Closed::kind).containsExactly(Kind.REMOTE);
        assertThat(pump.bytes.size()).isZero();
    }

    @Test
    void whatWasSentBeforeACloseStillArrives() {
        open();
        link.companionEnd().send(new byte[] {1});
        link.companionEnd().close();
        link.companionEnd().close();
        assertThat(companion.closed).as("never from inside close").isEmpty();
        time.runDue();
        assertThat(pump.bytes.toByteArray()).containsExactly(1);
        assertThat(pump.closed).extracting(Receiver.Closed::kind).containsExactly(Kind.REMOTE);
        assertThat(companion.closed).extracting(Receiver.Closed::kind).containsExactly(Kind.LOCAL);
    }

    @Test
    void anEndOpensOnce() {
        open();
        assertThatThrownBy(() -> link.pumpEnd().open(pump, time)).isInstanceOf(IllegalStateException.class);
    }
}
