package pumpcompanion.connector;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pumpcompanion.connector.journal.Journal;
import pumpcompanion.emulator.EmulatedPump;
import pumpcompanion.emulator.TcpListener;
import pumpcompanion.emulator.time.SystemTime;
import pumpcompanion.proto.v1.Basis;
import pumpcompanion.proto.v1.Event;
import pumpcompanion.proto.v1.EventRecord;
import pumpcompanion.proto.v1.JointState;
import pumpcompanion.proto.v1.QuickDisconnect;
import pumpcompanion.proto.v1.SetStatus;
import pumpcompanion.proto.v1.Withdrawal;

/** What people enter reaches a running connector. */
class EnteredConnectorTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    @Test
    void anEntryMadeThroughTheSameJournalIsInTheStatusAtOnceAndToldBeforeIt() {
        try (Bench bench = new Bench()) {
            bench.pump.dropSeen();
            bench.open().settle();
            bench.kept.clear();
            bench.statuses.clear();
            bench.journal
                    .enter(unclipped(bench.time.millis()), bench.time.millis())
                    .join();
            bench.pass(Duration.ofMillis(1));
            assertThat(bench.kept).hasSize(1);
            assertThat(bench.kept.get(0).live()).isTrue();
            assertThat(bench.kept.get(0).record().getLog()).isZero();
            assertThat(bench.statuses).hasSize(1);
            SetStatus status = bench.connector.status().orElseThrow();
            assertThat(status.getCoupling().getState()).isEqualTo(JointState.JOINT_STATE_OPEN);
            assertThat(status.getCoupling().getKnown().getBasis()).isEqualTo(Basis.BASIS_ENTERED);
        }
    }

    @Test
    void anEntryBehindTheNewestRecordAndItsWithdrawalAreFoldedWhereTheyBelong() {
        try (Bench bench = new Bench()) {
            bench.open().settle();
            bench.pump.dropSeen();
            bench.pass(Duration.ofMinutes(10));
            long then = bench.time.millis();
            bench.pass(Duration.ofMinutes(10));
            bench.pump.dropSeen();
            bench.pass(Duration.ofMinutes(1));
            SetStatus before = bench.connector.status().orElseThrow();
            bench.kept.clear();
            bench.journal.enter(unclipped(then), bench.time.millis()).join();
            bench.pass(Duration.ofMillis(1));
            SetStatus status = bench.connector.status().orElseThrow();
            assertThat(status.getCoupling().getKnown().getSinceMs()).isEqualTo(then);
            assertThat(status.getLast().getSequence())
                    .isEqualTo(before.getLast().getSequence());
            bench.journal.enter(withdrawal(1, then), bench.time.millis()).join();
            bench.pass(Duration.ofMillis(1));
            assertThat(bench.connector.status().orElseThrow().getCoupling()).isEqualTo(before.getCoupling());
            assertThat(bench.kept)
                    .extracting(kept -> kept.record().getSequence() + "/" + kept.live())
                    .containsExactly("1/true", "2/true");
        }
    }

    @Test
    void whatWasEnteredBeforeIsNotToldAgainToTheNextConnector() {
        try (Bench bench = new Bench()) {
            bench.pump.dropSeen();
            bench.open().settle();
            bench.journal
                    .enter(unclipped(bench.time.millis()), bench.time.millis())
                    .join();
            bench.pass(Duration.ofSeconds(1));
            bench.connector.close();
            bench.time.runDue();
            bench.kept.clear();
            bench.open().settle();
            assertThat(bench.kept).isEmpty();
            assertThat(bench.connector.status().orElseThrow().getCoupling().getState())
                    .isEqualTo(JointState.JOINT_STATE_OPEN);
        }
    }

    @Test
    void anEntryMadeInAnotherJournalObjectOnTheSameFileIsInTheStatusWithinSeconds() throws Exception {
        SystemTime time = new SystemTime("pump");
        BlockingQueue<SetStatus> statuses = new LinkedBlockingQueue<>();
        BlockingQueue<LinkStatus> links = new LinkedBlockingQueue<>();
        Path file = folder.resolve("j.db");
        try (EmulatedPump pump = EmulatedPump.on(time).serial("EM-0001").start();
                TcpListener listener = TcpListener.open(pump, "127.0.0.1", 0);
                Journal journal = Journal.open(file);
                Connector connector = Connector.to("tcp://127.0.0.1:" + listener.port(), journal)
                        .onLink(links::add)
                        .onStatus(statuses::add)
                        .open();
                Journal other = Journal.open(file)) {
            for (LinkStatus link = next(links); link.state() != LinkStatus.State.LIVE; link = next(links)) {}
            pump.dropSeen();
            while (next(statuses).getLast().getSequence() == 0) {}
            EventRecord kept =
                    other.enter(unclipped(System.currentTimeMillis()), 1).get(30, TimeUnit.SECONDS);
            while (next(statuses).getCoupling().getState() != JointState.JOINT_STATE_OPEN) {}
            assertThat(connector.await(Event::hasQuickDisconnect, PATIENCE)).isEqualTo(kept);
        } finally {
            time.shutdownNow();
        }
    }

    private static <T> T next(BlockingQueue<T> queue) throws InterruptedException {
        T next = queue.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        if (next == null) {
            throw new AssertionError("nothing came within " + PATIENCE);
        }
        return next;
    }

    private static EventRecord unclipped(long atMs) {
        return EventRecord.newBuilder()
                .setPump("EM-0001")
                .setAtMs(atMs)
                .setEvent(Event.newBuilder().setQuickDisconnect(QuickDisconnect.getDefaultInstance()))
                .build();
    }

    private static EventRecord withdrawal(long of, long atMs) {
        return EventRecord.newBuilder()
                .setPump("EM-0001")
                .setAtMs(atMs)
                .setWithdrawal(Withdrawal.newBuilder().setSequence(of))
                .build();
    }
}
