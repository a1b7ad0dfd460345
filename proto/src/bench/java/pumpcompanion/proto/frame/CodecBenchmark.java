package pumpcompanion.proto.frame;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;
import pumpcompanion.proto.v1.AmountBasis;
import pumpcompanion.proto.v1.CannulaPrimed;
import pumpcompanion.proto.v1.DeliveryPurpose;
import pumpcompanion.proto.v1.Event;
import pumpcompanion.proto.v1.FromPump;
import pumpcompanion.proto.v1.InsulinDelivered;
import pumpcompanion.proto.v1.PrimeEnding;
import pumpcompanion.proto.v1.QuickDisconnect;
import pumpcompanion.proto.v1.QuickReconnect;
import pumpcompanion.proto.v1.Record;
import pumpcompanion.proto.v1.ReservoirLevel;

/**
 * What framing costs on top of protobuf: the same 10 000 records once as bare payloads and once as bytes of the wire.
 * Framing is to leave at least 0.7 of the bare speed.
 *
 * <p>A pump's usual day: mostly basal deliveries, reservoir levels, disconnects, now and then a prime; about 36 bytes of
 * payload each. The wire comes in pieces of 4096 bytes, as from a socket. The data are the same in each run.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class CodecBenchmark {

    private static final int FRAMES = 10_000;
    private static final int PIECE = 4096;
    private static final long SEED = 20_261_101;

    private final List<byte[]> payloads = new ArrayList<>(FRAMES);
    private byte[] wire = {};

    /** Records the frames. */
    @Setup
    public void record() {
        Random random = new Random(SEED);
        FrameEncoder encoder = new FrameEncoder();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        long payloadBytes = 0;
        for (int sequence = 1; sequence <= FRAMES; sequence++) {
            byte[] payload = payload(random, sequence);
            payloads.add(payload);
            payloadBytes += payload.length;
            out.writeBytes(encoder.encode(payload));
        }
        wire = out.toByteArray();
        System.out.printf(
                "%d frames, payload %.1f bytes on average, wire %d bytes%n",
                FRAMES, (double) payloadBytes / FRAMES, wire.length);
    }

    /** Bare protobuf over the payloads. */
    @Benchmark
    @OperationsPerInvocation(FRAMES)
    public void bareProtobuf(Blackhole hole) throws InvalidProtocolBufferException {
        for (byte[] payload : payloads) {
            hole.consume(FromPump.parseFrom(payload));
        }
    }

    /** Bytes of the wire to messages. */
    @Benchmark
    @OperationsPerInvocation(FRAMES)
    public void fromTheWire(Blackhole hole) {
        FrameDecoder decoder = new FrameDecoder();
        FrameSink sink = (bytes, offset, length) -> {
            try {
                hole.consume(FromPump.parser().parseFrom(bytes, offset, length));
            } catch (InvalidProtocolBufferException wrong) {
                throw new AssertionError(wrong);
            }
        };
        for (int at = 0; at < wire.length; at += PIECE) {
            decoder.feed(wire, at, Math.min(PIECE, wire.length - at), sink);
        }
        if (decoder.counts().good() != FRAMES) {
            throw new AssertionError("decoded " + decoder.counts() + " (expected " + FRAMES + " good)");
        }
    }

    private static byte[] payload(Random random, int sequence) {
        return FromPump.newBuilder()
                .setSession(0x1A2B3C4D)
                .setLogEpoch(0x7FC0FFEE)
                .setRecord(Record.newBuilder().setSequence(sequence).setEvent(event(random, sequence)))
                .build()
                .toByteArray();
    }

    private static ByteString event(Random random, int sequence) {
        long uptime = sequence * 300_000L + random.nextInt(1000);
        Event.Builder event = Event.newBuilder().setBootCount(3).setUptimeMs(uptime);
        int kind = random.nextInt(100);
        if (kind < 70) {
            event.setInsulinDelivered(InsulinDelivered.newBuilder()
                    .setPurpose(
                            kind < 60 ? DeliveryPurpose.DELIVERY_PURPOSE_BASAL : DeliveryPurpose.DELIVERY_PURPOSE_BOLUS)
                    .setBasis(AmountBasis.AMOUNT_BASIS_COMMANDED)
                    .setMilliunits(25 + random.nextInt(200))
                    .setTotalBasalMilliunits(100_000 + sequence * 60L));
        } else if (kind < 85) {
            event.setPumpClockMs(1_793_836_800_000L + uptime)
                    .setReservoirLevel(ReservoirLevel.newBuilder()
                            .setMilliunits(random.nextInt(300_000))
                            .setBasis(AmountBasis.AMOUNT_BASIS_MEASURED));
        } else if (kind < 90) {
            event.setPumpClockMs(1_793_836_800_000L + uptime).setQuickDisconnect(QuickDisconnect.getDefaultInstance());
        } else if (kind < 95) {
            event.setPumpClockMs(1_793_836_800_000L + uptime).setQuickReconnect(QuickReconnect.getDefaultInstance());
        } else {
            event.setPumpClockMs(1_793_836_800_000L + uptime)
                    .setCannulaPrimed(CannulaPrimed.newBuilder()
                            .setProgrammedMilliunits(300)
                            .setDeliveredMilliunits(300)
                            .setEnding(PrimeEnding.PRIME_ENDING_COMPLETED));
        }
        return event.build().toByteString();
    }
}
