package pumpcompanion.connector;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import pumpcompanion.connector.journal.Journal;
import pumpcompanion.emulator.link.Direction;
import pumpcompanion.emulator.link.WireKind;
import pumpcompanion.proto.v1.Freshness;
import pumpcompanion.proto.v1.GapReason;

class ConnectorTest {

    @Test
    void whatThePumpWroteBeforeAndAfterTheLinkOpenedIsKept() {
        try (Bench bench = new Bench()) {
            bench.pump.seatCartridge(Freshness.FRESHNESS_NEW);
            bench.pump.connectCartridge();
            bench.open().settle();
            bench.pump.primeTubing(6_700);
            bench.pass(Duration.ofMillis(10));
            assertThat(bench.journaled()).hasSize(3);
            bench.assertJournalEqualsThePumpsLog();
            assertThat(bench.kept).extracting(KeptRecord::live).containsExactly(false, false, true);
        }
    }

    @Test
    void aPumpsWholeBacklogComesThroughInWindowsAndIsLiveAfterwards() {
        try (Bench bench = new Bench()) {
            for (int i = 0; i < 5_000; i++) {
                bench.pump.dropSeen();
            }
            bench.open().settle();
            assertThat(bench.journaled()).hasSize(5_000);
            bench.assertJournalEqualsThePumpsLog();
        }
    }

    @Test
    void aLinkThatIsCutIsOpenedAgainAndNothingIsLostOrDoubled() {
        try (Bench bench = new Bench()) {
            bench.open().settle();
            for (int i = 0; i < 20; i++) {
                bench.pump.dropSeen();
                bench.pass(Duration.ofMillis(i * 37L % 100));
                if (i % 3 == 0) {
                    bench.wires.get(bench.wires.size() - 1).cut();
                }
            }
            bench.pass(Duration.ofMinutes(2));
            bench.settle();
            assertThat(bench.journaled()).hasSize(20);
            bench.assertJournalEqualsThePumpsLog();
        }
    }

    @Test
    void aPumpThatRebootsOnASerialWireIsTakenUpAgainAtOnce() {
        try (Bench bench = new Bench()) {
            bench.kind = WireKind.SERIAL;
            bench.open().settle();
            bench.pump.dropSeen();
            bench.pass(Duration.ofSeconds(2));
            bench.pump.reboot();
            bench.pump.dropSeen();
            bench.pass(Duration.ofSeconds(2));
            bench.assertJournalEqualsThePumpsLog();
            assertThat(bench.wires).hasSize(1);
        }
    }

    @Test
    void anErasedLogBecomesALogOfItsOwnBehindAnOpenEndedGap() {
        try (Bench bench = new Bench()) {
            bench.pump.dropSeen();
            bench.open().settle();
            bench.pass(Duration.ofSeconds(2));
            bench.pump.eraseLog();
            bench.pump.airSeen();
            bench.pass(Duration.ofSeconds(5));
            assertThat(bench.journaled())
                    .extracting(r -> r.getLog() + "/" + r.getSequence() + "/" + r.getContentCase())
                    .containsExactly("1/1/EVENT", "2/0/GAP", "2/1/EVENT");
            assertThat(bench.journaled().get(1).getGap().getReason()).isEqualTo(GapReason.GAP_REASON_LOG_ERASED);
        }
    }

    @Test
    void numbersUsedAgainAfterAResetBecomeALogOfTheirOwn() {
        try (Bench bench = new Bench()) {
            for (int i = 0; i < 10; i++) {
                bench.pump.dropSeen();
                bench.pass(Duration.ofSeconds(1));
            }
            bench.open().settle();
            bench.pump.restore(6, 2);
            for (int i = 0; i < 8; i++) {
                bench.pump.airSeen();
            }
            bench.pass(Duration.ofMinutes(1));
            bench.settle();
            assertThat(bench.journaled().stream().filter(r -> r.getLog() == 1)).hasSize(10);
            assertThat(bench.journaled().stream().filter(r -> r.getLog() == 2))
                    .extracting(r -> r.getSequence() + "/" + r.getContentCase())
                    .startsWith("0/GAP", "7/EVENT", "8/EVENT")
                    .hasSize(9);
            bench.assertJournalEqualsThePumpsLog();
        }
    }

    @Test
    void recordsOverwrittenBeforeTheyWereReadAreAGapAndNotSilence() {
        try (Bench bench = new Bench(b -> b.ringSize(10), Journal.inMemory())) {
            for (int i = 0; i < 25; i++) {
                bench.pump.dropSeen();
            }
            bench.open().settle();
            assertThat(bench.journaled().get(0).getGap().getThrough()).isEqualTo(15);
            assertThat(bench.journaled()).hasSize(11);
            bench.assertJournalEqualsThePumpsLog();
        }
    }

    @Test
    void aThirdOfAllFramesLostBothWaysStillLosesNoRecord() {
        for (long seed = 1; seed <= 20; seed++) {
            try (Bench bench = new Bench()) {
                SplittableRandom random = new SplittableRandom(seed);
                UnaryOperator<byte[]> lossy = bytes -> random.nextInt(3) == 0 ? new byte[0] : bytes;
                bench.wiring = wire -> wire.filter(Direction.FROM_PUMP, lossy).filter(Direction.TO_PUMP, lossy);
                for (int i = 0; i < 40; i++) {
                    bench.pump.dropSeen();
                }
                bench.open();
                boolean all = bench.time.advanceUntil(() -> bench.journaled().size() == 40, Duration.ofHours(2));
                assertThat(all).as("seed %d: %s", seed, bench.connector.link()).isTrue();
                bench.assertJournalEqualsThePumpsLog();
            }
        }
    }
}
