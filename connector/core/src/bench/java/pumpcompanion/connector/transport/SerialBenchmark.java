package pumpcompanion.connector.transport;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.NullUnmarked;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import pumpcompanion.connector.Connector;
import pumpcompanion.connector.journal.Journal;
import pumpcompanion.emulator.EmulatedPump;
import pumpcompanion.emulator.PtyListener;
import pumpcompanion.emulator.TcpListener;
import pumpcompanion.emulator.link.Pty;
import pumpcompanion.emulator.time.SystemTime;
import pumpcompanion.proto.transport.Receiver;

/**
 * Serial beside TCP: megabytes of raw bytes a second through a pseudo-terminal into a {@link SerialTransport}, and records
 * a second from an emulated pump into a connector with a journal in memory, over both.
 */
@NullUnmarked // its fields are filled by @Setup
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class SerialBenchmark {

    private static final int MEGABYTE = 1024 * 1024;
    private static final int MEGABYTES = 64;
    private static final int RECORDS = 100_000;

    /** A pseudo-terminal with a serial transport on its device. */
    @State(Scope.Benchmark)
    public static class Raw implements Receiver {
        private final ExecutorService executor = Executors.newSingleThreadExecutor();
        private final byte[] block = new byte[16 * 1024];
        private final CountDownLatch open = new CountDownLatch(1);
        private volatile CountDownLatch all = new CountDownLatch(1);
        private long left;
        private Pty pty;
        private SerialTransport transport;

        /** Opens it. */
        @Setup
        public void connect() throws Exception {
            pty = Pty.open(null);
            transport = new SerialTransport("serial:bench", pty.path().toString(), SerialOptions.defaults());
            transport.open(this, executor);
            open.await();
        }

        void pass(int bytes) throws IOException, InterruptedException {
            left = bytes;
            all = new CountDownLatch(1);
            for (int sent = 0; sent < bytes; sent += block.length) {
                pty.out().write(block, 0, block.length);
            }
            all.await();
        }

        @Override
        public void opened() {
            open.countDown();
        }

        @Override
        public void received(ByteBuffer bytes) {
            left -= bytes.remaining();
            if (left == 0) {
                all.countDown();
            }
        }

        @Override
        public void closed(Closed cause) {
            all.countDown();
        }

        /** Closes it. */
        @TearDown
        public void disconnect() {
            transport.close();
            pty.close();
            executor.shutdown();
        }
    }

    /** A pump with a log of many records, to be reached in one of two ways. */
    @State(Scope.Benchmark)
    public static class Pump {
        /** How. */
        @Param({"tcp", "pty"})
        public String link = "tcp";

        private final SystemTime time = new SystemTime("pump");
        private EmulatedPump pump;
        private AutoCloseable listener;
        private String address = "";

        /** Writes its log. */
        @Setup
        public void start() {
            pump = EmulatedPump.on(time).window(1024).ringSize(RECORDS).start();
            for (int i = 0; i < RECORDS; i++) {
                pump.dropSeen();
            }
            if (link.equals("tcp")) {
                TcpListener tcp = TcpListener.open(pump, "127.0.0.1", 0);
                address = "tcp://127.0.0.1:" + tcp.port();
                listener = tcp;
            } else {
                PtyListener wire = PtyListener.open(pump);
                address = wire.address();
                listener = wire;
            }
        }

        /** Ends it. */
        @TearDown
        public void stop() throws Exception {
            listener.close();
            pump.close();
            time.shutdownNow();
        }
    }

    /** Operations are megabytes. */
    @Benchmark
    @OperationsPerInvocation(MEGABYTES)
    public void rawMegabytes(Raw link) throws Exception {
        link.pass(MEGABYTES * MEGABYTE);
    }

    /** Operations are records, each journaled in memory and acknowledged; opening and closing the link included. */
    @Benchmark
    @OperationsPerInvocation(RECORDS)
    public void records(Pump pump) throws Exception {
        CountDownLatch all = new CountDownLatch(RECORDS);
        try (Journal journal = Journal.inMemory();
                Connector connector = Connector.to(pump.address, journal)
                        .onRecord(record -> all.countDown())
                        .open()) {
            all.await();
        }
    }
}
