package pumpcompanion.emulator.testkit;

import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;
import pumpcompanion.emulator.EmulatedPump;
import pumpcompanion.emulator.PtyListener;
import pumpcompanion.emulator.PumpBuilder;
import pumpcompanion.emulator.TcpListener;
import pumpcompanion.emulator.time.SystemTime;
import pumpcompanion.emulator.time.VirtualTime;
import pumpcompanion.proto.transport.Transport;

/**
 * A pump, its time and its wire in one, for one test or several: {@code PumpBench.on(Wire.TCP).open()}. Keeps the newest
 * payloads as evidence. Methods may be called from any thread; who opens one closes it, which closes wire, pump and time in
 * this order. Two of them share nothing.
 */
public final class PumpBench implements AutoCloseable {

    /** Payloads kept as evidence. */
    private static final int TRANSCRIPT = 100;

    private static final Duration END = Duration.ofSeconds(5);

    private final Wire wire;
    private final long seed;
    private final ScheduledExecutorService time;
    private final EmulatedPump pump;
    private final TranscriptTail tail;
    private final Deque<AutoCloseable> opened = new ArrayDeque<>();
    private @Nullable TcpListener tcp;
    private @Nullable PtyListener pty;

    PumpBench(BenchBuilder from) {
        wire = from.wire;
        seed = from.seed;
        if (from.resolvedTime() == BenchTime.VIRTUAL) {
            VirtualTime virtual = new VirtualTime();
            opened.push(virtual::shutdownNow);
            time = virtual;
        } else {
            SystemTime system = new SystemTime("pump bench");
            opened.push(() -> end(system));
            time = system;
        }
        try {
            InstantSource clock = (InstantSource) time;
            PumpBuilder builder = EmulatedPump.on(time, clock).seed(seed);
            pump = from.pump.apply(builder).start();
            opened.push(pump);
            tail = new TranscriptTail(TRANSCRIPT, clock.instant());
            pump.transcript(tail);
            if (from.transcript != null) {
                TranscriptFile whole = TranscriptFile.create(from.transcript, clock.instant());
                pump.transcript(whole);
                opened.push(() -> finish(whole));
            }
            if (wire == Wire.TCP) {
                tcp = TcpListener.open(pump, "127.0.0.1", 0);
                opened.push(tcp);
            } else if (wire == Wire.PTY) {
                pty = PtyListener.open(pump);
                opened.push(pty);
            }
        } catch (RuntimeException refused) {
            closeAll(refused);
            throw refused;
        }
    }

    /** Begins a bench with this wire. */
    public static BenchBuilder on(Wire wire) {
        return new BenchBuilder(wire);
    }

    /** The pump. */
    public EmulatedPump pump() {
        return pump;
    }

    /** The seed it was made with. */
    public long seed() {
        return seed;
    }

    /** How the program under test reaches it. */
    public Wire wire() {
        return wire;
    }

    /** The executor and timers of pump and links: a {@link VirtualTime} or a {@link SystemTime}. */
    public ScheduledExecutorService time() {
        return time;
    }

    /**
     * The virtual time.
     *
     * @throws IllegalStateException if this bench lives in the system's time
     */
    public VirtualTime virtualTime() {
        if (time instanceof VirtualTime virtual) {
            return virtual;
        }
        throw new IllegalStateException("the bench lives in the system's time (expected virtual): use Wire.MEMORY and "
                + "BenchTime.VIRTUAL, or wait with PumpAssertions.assertThat(pump).within(…)");
    }

    /**
     * A fresh connection in memory, the program's end, not opened yet.
     *
     * @throws IllegalStateException on another wire
     */
    public Transport connect() {
        if (wire != Wire.MEMORY) {
            throw new IllegalStateException(
                    "a transport in memory on wire " + wire + " (expected MEMORY): connect to " + address());
        }
        return pump.connect();
    }

    /**
     * What a program connects to: {@code tcp://127.0.0.1:40123} or {@code serial:/dev/pts/3}.
     *
     * @throws IllegalStateException in memory, where there is no address
     */
    public URI address() {
        if (wire == Wire.MEMORY) {
            throw new IllegalStateException("an address on wire MEMORY (expected TCP or PTY): use connect()");
        }
        return URI.create(wire == Wire.TCP ? "tcp://127.0.0.1:" + tcp().port() : pty().address());
    }

    /**
     * The listener on TCP.
     *
     * @throws IllegalStateException on another wire
     */
    public TcpListener tcp() {
        if (tcp == null) {
            throw new IllegalStateException("a TcpListener on wire " + wire + " (expected TCP)");
        }
        return tcp;
    }

    /**
     * The serial device.
     *
     * @throws IllegalStateException on another wire
     */
    public PtyListener pty() {
        if (pty == null) {
            throw new IllegalStateException("a PtyListener on wire " + wire + " (expected PTY)");
        }
        return pty;
    }

    /** What passed last and what the pump's log holds, for people: seed, 100 payloads and 50 records at most. */
    public String evidence() {
        StringBuilder text = new StringBuilder("pump " + pump.serial() + " on wire " + wire + ", seed " + seed + "\n");
        List<String> lines = tail.lines();
        text.append("transcript, the last " + lines.size() + " of " + tail.seen() + " payloads:\n");
        lines.forEach(line -> text.append("  ").append(line).append('\n'));
        return text.append(LogText.newest(pump, LogText.FEW)).toString();
    }

    /** Ends the transcript's file, where there is one, with the whole log of the pump. */
    @Override
    public void close() {
        RuntimeException failed = new IllegalStateException("the bench of pump " + pump.serial() + " did not close");
        closeAll(failed);
        if (failed.getSuppressed().length > 0) {
            throw failed;
        }
    }

    private synchronized void closeAll(RuntimeException failed) {
        while (!opened.isEmpty()) {
            try {
                opened.pop().close();
            } catch (Exception broken) {
                failed.addSuppressed(broken); // the others are closed all the same
            }
        }
    }

    private void finish(TranscriptFile whole) {
        try (whole) {
            whole.write(List.of(LogText.newest(pump, Integer.MAX_VALUE).stripTrailing()));
        }
    }

    private static void end(SystemTime time) {
        if (!time.end(END)) {
            throw new IllegalStateException("a task of the pump still runs after " + END);
        }
    }
}
