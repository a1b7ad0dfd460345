package pumpcompanion.emulator;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import pumpcompanion.emulator.time.SystemTime;
import pumpcompanion.proto.frame.FrameEncoder;
import pumpcompanion.proto.transport.Receiver;
import pumpcompanion.proto.transport.Transport;
import pumpcompanion.proto.v1.Ack;
import pumpcompanion.proto.v1.CompanionHeartbeat;
import pumpcompanion.proto.v1.Hello;
import pumpcompanion.proto.v1.Resume;
import pumpcompanion.proto.v1.ToPump;

/**
 * 10 000 pumps with full rings of 200 records, each streaming on a link in memory to a companion that does the least that
 * keeps a session alive, heartbeats every 10 s. Figures: {@code heapBytes} a pump, its link and companion included (at
 * most 20 480); {@code cpuPerMille} of one core while nothing but heartbeats happens for 20 s (at most 50).
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(
        value = 1,
        jvmArgs = {"-Xmx1g", "-XX:+UseSerialGC"})
@Warmup(iterations = 1)
@Measurement(iterations = 1) // the counters would be sums of several
public class FleetBenchmark {

    private static final int PUMPS = 10_000;
    private static final int RING = 200;
    private static final Duration HEARTBEAT = Duration.ofSeconds(10);
    private static final Duration WATCHED = Duration.ofSeconds(20);

    private final SystemTime time = new SystemTime("pumps");
    private final List<EmulatedPump> pumps = new ArrayList<>(PUMPS);
    private final List<Quiet> companions = new ArrayList<>(PUMPS);
    private double heapBytes;

    /** What is counted beside the time. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.EVENTS)
    public static class Figures {
        /** Heap for each pump with its link, in bytes. */
        public double heapBytes;

        /** Processor time for each second of wall time, in thousandths. */
        public double cpuPerMille;

        /** Pumps whose session stands at the end. */
        public double standing;
    }

    /** Says Hello, Resume, one Ack, and then a heartbeat whenever it hears something. */
    private static final class Quiet implements Receiver {
        private static final FrameEncoder ENCODER = new FrameEncoder(); // all run on the one thread of the time
        private static final byte[] HEARTBEAT = ENCODER.encode(ToPump.newBuilder()
                .setSession(7)
                .setHeartbeat(CompanionHeartbeat.newBuilder().setAckedThrough(RING))
                .build()
                .toByteArray());

        private final Transport link;
        private final int epoch;

        Quiet(Transport link, int epoch) {
            this.link = link;
            this.epoch = epoch;
        }

        void say(ToPump.Builder message) {
            link.send(ENCODER.encode(message.setSession(7).build().toByteArray()));
        }

        @Override
        public void opened() {
            say(ToPump.newBuilder().setHello(Hello.newBuilder().setMinVersion(1).setMaxVersion(1)));
            say(ToPump.newBuilder()
                    .setResume(Resume.newBuilder()
                            .setResumeId(1)
                            .setLogEpoch(epoch)
                            .setFrom(1)));
            for (int through = 30; through <= RING; through += 10) {
                say(ToPump.newBuilder().setAck(Ack.newBuilder().setThrough(through)));
            }
        }

        @Override
        public void received(ByteBuffer bytes) {
            if (bytes.remaining() < 100) { // a heartbeat, and no run of records
                link.send(HEARTBEAT.clone());
            }
        }

        @Override
        public void closed(Closed cause) {}
    }

    /** Makes them and weighs them. */
    @Setup(Level.Trial)
    public void open() {
        long before = heap();
        for (int i = 0; i < PUMPS; i++) {
            EmulatedPump pump = EmulatedPump.on(time)
                    .serial("EM-" + i)
                    .seed(i)
                    .ringSize(RING)
                    .heartbeatInterval(HEARTBEAT)
                    .start();
            for (int record = 0; record < RING; record++) {
                pump.write(StreamBenchmark.basal(record));
            }
            Quiet companion = new Quiet(pump.connect(), pump.logEpoch());
            companion.link.open(companion, time);
            pumps.add(pump);
            companions.add(companion);
        }
        settle();
        heapBytes = (heap() - before) / (double) PUMPS;
    }

    /** Lets everything that waits for now run. */
    private void settle() {
        for (int i = 0; i < 50; i++) {
            try {
                time.submit(() -> {}).get();
            } catch (InterruptedException | java.util.concurrent.ExecutionException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static long heap() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    /** Watches them be idle. */
    @Benchmark
    public void idle(Figures figures) throws InterruptedException {
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long cpu = system.getProcessCpuTime();
        long wall = System.nanoTime();
        Thread.sleep(WATCHED.toMillis());
        long cpuSpent = system.getProcessCpuTime() - cpu;
        figures.cpuPerMille = 1000.0 * cpuSpent / (System.nanoTime() - wall);
        figures.heapBytes = heapBytes;
        figures.standing = pumps.stream()
                .filter(pump ->
                        pump.links().stream().anyMatch(link -> link.state().stands() && link.ackedThrough() == RING))
                .count();
    }

    /** Closes all of it. */
    @TearDown(Level.Trial)
    public void close() {
        pumps.forEach(EmulatedPump::close);
        time.shutdownNow();
    }
}
