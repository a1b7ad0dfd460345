package pumpcompanion.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import pumpcompanion.connector.journal.Journal;
import pumpcompanion.connector.journal.Query;
import pumpcompanion.connector.journal.RecordCursor;
import pumpcompanion.emulator.EmulatedPump;
import pumpcompanion.emulator.PtyListener;
import pumpcompanion.emulator.TcpListener;
import pumpcompanion.emulator.fault.FaultKind;
import pumpcompanion.emulator.link.Pty;
import pumpcompanion.emulator.time.SystemTime;
import pumpcompanion.proto.v1.EventRecord;

/**
 * Each fault of a link over real sockets and pseudo-terminals, in real time, all of them side by side: a pump and a
 * companion for each. One seed: {@code -Dfault.seed=N}.
 */
@Timeout(180)
class FaultsOverWiresTest {

    private static final int RECORDS = 40;
    private static final int PATIENCE_SECONDS = 90;

    private final SystemTime time = new SystemTime("faulty-pumps");

    static LongStream seeds() {
        Long one = Long.getLong("fault.seed");
        return one == null ? LongStream.rangeClosed(1, 5) : LongStream.of(one);
    }

    @AfterEach
    void endTime() {
        time.shutdownNow();
    }

    @Test
    void overTcpTheJournalEqualsThePumpsLogAndNoThreadIsLeft() throws Exception {
        List<Pair> pairs = new ArrayList<>();
        seeds().forEach(seed -> FaultCases.ofLink().forEach(kind -> pairs.add(overTcp(kind, seed))));
        finish(pairs);
    }

    @Test
    void onSerialDevicesTheJournalEqualsThePumpsLogAndNoThreadIsLeft() throws Exception {
        assumeTrue(Pty.whyNot() == null, String.valueOf(Pty.whyNot()));
        List<Pair> pairs = new ArrayList<>();
        seeds().forEach(seed -> FaultCases.ofLink().forEach(kind -> pairs.add(onSerial(kind, seed))));
        finish(pairs);
    }

    private static void finish(List<Pair> pairs) throws Exception {
        try {
            for (Pair pair : pairs) {
                pair.assertComplete();
            }
        } finally {
            pairs.parallelStream().forEach(Pair::close); // each waits for its threads
        }
        assertNoThreadIsLeft();
    }

    private Pair overTcp(FaultKind kind, long seed) {
        EmulatedPump pump = pump();
        TcpListener listener = TcpListener.open(pump, "127.0.0.1", 0);
        return new Pair(pump, listener, "tcp://127.0.0.1:" + listener.port(), kind, seed);
    }

    private Pair onSerial(FaultKind kind, long seed) {
        EmulatedPump pump = pump();
        PtyListener wire = PtyListener.open(pump);
        return new Pair(pump, wire, wire.address() + "?baud=921600", kind, seed);
    }

    private EmulatedPump pump() {
        return EmulatedPump.on(time)
                .serial("EM-0001")
                .heartbeatInterval(Duration.ofMillis(500))
                .start();
    }

    /** A pump with a fault, which is over after two seconds, and its companion. */
    private static final class Pair {
        final EmulatedPump pump;
        final AutoCloseable listener;
        final Journal journal = Journal.inMemory();
        final CompletableFuture<Void> complete = new CompletableFuture<>();
        final String spec;
        final Written written;
        final Connector connector;

        Pair(EmulatedPump pump, AutoCloseable listener, String address, FaultKind kind, long seed) {
            this.pump = pump;
            this.listener = listener;
            this.spec = FaultCases.of(kind) + ", seed " + seed + ", " + address;
            written = Written.by(pump);
            pump.faults().seed(seed).on(FaultCases.of(kind));
            for (int i = 1; i < RECORDS; i++) {
                pump.after(Duration.ofMillis(50L * i), pump::dropSeen);
            }
            pump.after(Duration.ofMillis(50L * RECORDS), () -> {
                pump.faults().clear();
                pump.dropSeen();
            });
            connector = Connector.to(address, journal)
                    .onRecord(kept -> {
                        if (kept.record().getSequence() == RECORDS) {
                            complete.complete(null);
                        }
                    })
                    .open();
        }

        void assertComplete() {
            try {
                complete.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
                assertEqual();
            } catch (Exception | AssertionError wrong) {
                throw new AssertionError(spec + ": " + connector.link(), wrong);
            }
        }

        private void assertEqual() {
            List<EventRecord> all = new ArrayList<>();
            try (RecordCursor records = journal.records(Query.ALL.of("EM-0001"))) {
                records.forEachRemaining(all::add);
            }
            assertThat(all)
                    .extracting(EventRecord::getSequence)
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, RECORDS).boxed().toList());
            written.assertNothingIsMadeUpOrDoubled(all);
        }

        void close() {
            connector.close();
            try {
                listener.close();
            } catch (Exception failed) {
                throw new AssertionError(spec, failed);
            }
            pump.close();
            journal.close();
        }
    }

    private static void assertNoThreadIsLeft() {
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            String name = thread.getName();
            if (name.startsWith("pump-") || name.startsWith("tcp://") || name.startsWith("serial:")) {
                assertThat(SystemTime.join(thread, Duration.ofSeconds(10)))
                        .as("%s has ended", name)
                        .isTrue();
            }
        }
    }
}
