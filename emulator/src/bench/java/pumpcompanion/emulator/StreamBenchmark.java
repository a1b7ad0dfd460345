package pumpcompanion.emulator;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import pumpcompanion.emulator.time.SystemTime;
import pumpcompanion.proto.frame.FrameDecoder;
import pumpcompanion.proto.frame.FrameEncoder;
import pumpcompanion.proto.v1.Ack;
import pumpcompanion.proto.v1.DeliveryPurpose;
import pumpcompanion.proto.v1.Event;
import pumpcompanion.proto.v1.FromPump;
import pumpcompanion.proto.v1.Hello;
import pumpcompanion.proto.v1.InsulinDelivered;
import pumpcompanion.proto.v1.Resume;
import pumpcompanion.proto.v1.ToPump;

/**
 * A pump streams its whole log over loopback TCP to a reader that only finds frames and acknowledges each half window,
 * beside its floor: the same bytes written by one socket and read by another. Records a second: 200 000 at least.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 5, time = 3)
public class StreamBenchmark {

    private static final int RECORDS = 100_000;
    private static final int WINDOW = 1024;
    private static final int SESSION = 7;

    private final FrameEncoder encoder = new FrameEncoder();
    private SystemTime time = new SystemTime("pump");
    private EmulatedPump pump = EmulatedPump.on(time).start();
    private AutoCloseable listener = () -> {};
    private Socket companion = new Socket();

    @SuppressWarnings("NullAway.Init") // open() sets it
    private ServerSocket raw;

    private byte[] streamed = {};
    private int resumes;
    private final byte[] buffer = new byte[64 * 1024];

    /** Writes a log and connects. */
    @Setup(Level.Trial)
    public void open() throws IOException {
        pump = EmulatedPump.on(time).ringSize(RECORDS).window(WINDOW).start();
        for (int i = 0; i < RECORDS; i++) {
            pump.write(basal(i));
        }
        TcpListener tcp = TcpListener.open(pump, "127.0.0.1", 0);
        listener = tcp;
        companion = new Socket(InetAddress.getLoopbackAddress(), tcp.port());
        companion.setTcpNoDelay(true);
        say(ToPump.newBuilder().setHello(Hello.newBuilder().setMinVersion(1).setMaxVersion(1)));
        raw = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        byte[] frame = encoder.encode(FromPump.newBuilder()
                .setSession(SESSION)
                .setLogEpoch(pump.logEpoch())
                .setRecord(pumpcompanion.proto.v1.Record.newBuilder()
                        .setSequence(RECORDS)
                        .setEvent(basal(RECORDS).build().toByteString()))
                .build()
                .toByteArray());
        streamed = new byte[frame.length * RECORDS];
        for (int i = 0; i < RECORDS; i++) {
            System.arraycopy(frame, 0, streamed, i * frame.length, frame.length);
        }
    }

    static Event.Builder basal(int i) {
        return Event.newBuilder()
                .setInsulinDelivered(InsulinDelivered.newBuilder()
                        .setPurpose(DeliveryPurpose.DELIVERY_PURPOSE_BASAL)
                        .setFromUptimeMs(i * 300_000L)
                        .setToUptimeMs(i * 300_000L + 300_000L)
                        .setTotalBasalMilliunits(i * 70L));
    }

    /** Closes all of it. */
    @TearDown(Level.Trial)
    public void close() throws Exception {
        companion.close();
        raw.close();
        listener.close();
        pump.close();
        time.shutdownNow();
    }

    private void say(ToPump.Builder message) throws IOException {
        companion
                .getOutputStream()
                .write(encoder.encode(message.setSession(SESSION).build().toByteArray()));
    }

    private static final class Seen {
        long records;
    }

    /** The whole log. */
    @Benchmark
    @OperationsPerInvocation(RECORDS)
    public long pump() throws IOException {
        Seen seen = new Seen();
        FrameDecoder decoder = new FrameDecoder();
        say(ToPump.newBuilder()
                .setResume(Resume.newBuilder()
                        .setResumeId(++resumes)
                        .setLogEpoch(pump.logEpoch())
                        .setFrom(1)));
        InputStream in = companion.getInputStream();
        long acked = 0;
        while (seen.records < RECORDS) {
            int length = in.read(buffer);
            if (length < 0) {
                throw new EOFException();
            }
            decoder.feed(buffer, 0, length, (payload, offset, bytes) -> {
                if (payload[offset + 10] == RECORD_TAG) { // behind the two fixed numbers
                    seen.records++;
                }
            });
            if (seen.records - acked >= WINDOW / 2) {
                acked = seen.records;
                say(ToPump.newBuilder().setAck(Ack.newBuilder().setThrough(acked)));
            }
        }
        return seen.records;
    }

    private static final byte RECORD_TAG = (byte) (FromPump.RECORD_FIELD_NUMBER << 3 | 2);

    /** The same bytes, without a pump. */
    @Benchmark
    @OperationsPerInvocation(RECORDS)
    public long rawSocket() throws IOException, InterruptedException {
        Thread writer = new Thread(() -> {
            try (Socket out = new Socket(InetAddress.getLoopbackAddress(), raw.getLocalPort())) {
                OutputStream stream = out.getOutputStream();
                for (int at = 0; at < streamed.length; at += 16 * 1024) {
                    stream.write(streamed, at, Math.min(16 * 1024, streamed.length - at));
                }
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
        });
        writer.start();
        long bytes = 0;
        try (Socket in = raw.accept()) {
            InputStream stream = in.getInputStream();
            for (int length = stream.read(buffer); length >= 0; length = stream.read(buffer)) {
                bytes += length;
            }
        }
        writer.join();
        return bytes;
    }
}
