package pumpcompanion.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;
import pumpcompanion.emulator.model.BasalProgramme;
import pumpcompanion.emulator.model.Interlock;
import pumpcompanion.proto.v1.AnnunciationType;
import pumpcompanion.proto.v1.ClockKind;
import pumpcompanion.proto.v1.DeliveryPurpose;
import pumpcompanion.proto.v1.DeliveryState;
import pumpcompanion.proto.v1.Event;
import pumpcompanion.proto.v1.InsulinDelivered;

/** Basal, boluses and primes flow by themselves, in whole pulses, and end in every way. */
class LiveDeliveryTest {

    private final BehavingBench bench = BehavingBench.fresh().inUse();
    private final EmulatedPump pump = bench.pump;

    private static long sum(BehavingBench bench, DeliveryPurpose purpose) {
        return bench.events(Event::hasInsulinDelivered).stream()
                .map(Event::getInsulinDelivered)
                .filter(delivered -> delivered.getPurpose() == purpose)
                .mapToLong(InsulinDelivered::getMilliunits)
                .sum();
    }

    @Test
    void basalLosesNothingByRounding() {
        bench.time.advance(Duration.ofHours(24));
        assertThat(sum(bench, DeliveryPurpose.DELIVERY_PURPOSE_BASAL)).isEqualTo(24 * 800);
        assertThat(pump.reservoirMilliunits()).hasValue(180_000 - 6_700 - 300 - 24 * 800);
        InsulinDelivered last = bench.last().getInsulinDelivered();
        assertThat(last.getTotalBasalMilliunits()).isEqualTo(24 * 800);
        assertThat(last.getTotalPrimeMilliunits()).isEqualTo(7_000);
        assertThat(last.getToUptimeMs()).isEqualTo(bench.last().getUptimeMs());
        assertThat(last.getToUptimeMs() - last.getFromUptimeMs()).isEqualTo(300_000);
    }

    @Test
    void lookingAtThePumpDoesNotChangeWhatItDelivers() {
        Random random = new Random(Long.getLong("seed", 3));
        while (bench.time.elapsed().compareTo(Duration.ofHours(24)) < 0) {
            bench.time.advance(Duration.ofMillis(random.nextInt(400_000)));
            pump.reservoirMilliunits();
            pump.occlude();
            pump.clearOcclusion();
        }
        BehavingBench alone = BehavingBench.fresh().inUse();
        alone.time.advance(bench.time.elapsed());
        assertThat(pump.reservoirMilliunits()).isEqualTo(alone.pump.reservoirMilliunits());
        assertThat(bench.events()).isEqualTo(alone.events());
    }

    @Test
    void basalFollowsTheProgrammeByThePumpsClock() {
        pump.basal(BasalProgramme.of(Map.of(LocalTime.MIDNIGHT, 600, LocalTime.of(6, 0), 1_200)));
        bench.time.advance(Duration.ofHours(12)); // from midnight
        assertThat(sum(bench, DeliveryPurpose.DELIVERY_PURPOSE_BASAL)).isEqualTo(6 * 600 + 6 * 1_200);
        pump.setClock(Instant.parse("2026-01-01T01:00:00Z"), ClockKind.CLOCK_KIND_LOCAL);
        bench.time.advance(Duration.ofHours(3));
        assertThat(sum(bench, DeliveryPurpose.DELIVERY_PURPOSE_BASAL)).isEqualTo(9 * 600 + 6 * 1_200);
        pump.loseClock();
        bench.time.advance(Duration.ofHours(4));
        assertThat(sum(bench, DeliveryPurpose.DELIVERY_PURPOSE_BASAL)).isEqualTo(11 * 600 + 8 * 1_200);
    }

    @Test
    void aPausedPumpDeliversNoBasalAndTellsFirstWhatItDelivered() {
        bench.time.advance(Duration.ofMinutes(34));
        long before = pump.newest();
        pump.deliveryState(DeliveryState.DELIVERY_STATE_PAUSED, "shower");
        assertThat(bench.since(before))
                .as("what was delivered is told before the pause")
                .containsExactly("BASAL 50", "PAUSED shower");
        bench.time.advance(Duration.ofHours(3));
        assertThat(pump.newest()).isEqualTo(before + 2);
        bench.run("");
        bench.time.advance(Duration.ofHours(1));
        assertThat(sum(bench, DeliveryPurpose.DELIVERY_PURPOSE_BASAL)).isBetween(1_200L, 1_250L);
    }

    @Test
    void aBolusTakesItsTimeAndIsWrittenAtItsEnd() {
        long before = pump.newest();
        pump.bolus(3_000);
        bench.time.advance(Duration.ofSeconds(119));
        assertThat(pump.bolusRuns()).isTrue();
        bench.time.advance(Duration.ofSeconds(1));
        assertThat(pump.bolusRuns()).isFalse();
        assertThat(bench.since(before)).containsExactly("BOLUS 3000");
        assertThat(bench.last().getInsulinDelivered().getFromUptimeMs()).isZero();
        assertThat(bench.last().getInsulinDelivered().getToUptimeMs()).isEqualTo(120_000);
        assertThat(bench.last().getInsulinDelivered().getTotalBolusMilliunits()).isEqualTo(3_000);
    }

    @Test
    void aBolusThatTheUserStopsSaysWhatWasDelivered() {
        long before = pump.newest();
        pump.bolus(3_000);
        bench.time.advance(Duration.ofSeconds(61));
        assertThat(pump.stopBolus()).isEqualTo(before + 1);
        assertThat(bench.since(before)).containsExactly("BOLUS 1500");
        assertThat(pump.stopBolus()).as("nothing runs").isZero();
        pump.bolus(3_000);
        assertThat(pump.stopBolus()).as("nothing was delivered").isZero();
    }

    @Test
    void aBolusEndsWithDelivery() {
        pump.bolus(3_000);
        bench.time.advance(Duration.ofSeconds(61));
        long before = pump.newest();
        bench.stop("change");
        assertThat(bench.since(before)).containsExactly("BOLUS 1500", "1 BOLUS_CANCELED RAISED", "STOPPED change");
        bench.run("");
        assertThat(bench.since(before + 3)).containsExactly("RUNNING ", "1 BOLUS_CANCELED CLEARED");
    }

    @Test
    void amountsAreWholePulses() {
        long before = pump.newest();
        pump.bolus(320);
        bench.time.advance(Duration.ofMinutes(1));
        pump.bolus(20);
        bench.time.advance(Duration.ofMinutes(1));
        assertThat(bench.since(before)).containsExactly("BOLUS 300", "BOLUS 50");
    }

    @Test
    void aPrimeTakesItsTimeAndCompletes() {
        bench.stop("");
        long started = pump.prime(BehavingBench.CANNULA, OptionalInt.of(300));
        bench.time.advance(Duration.ofMillis(1_999));
        assertThat(pump.newest()).isEqualTo(started);
        bench.time.advance(Duration.ofMillis(1));
        assertThat(bench.since(started - 1)).containsExactly("prime CANNULA", "cannula 300 COMPLETED");
        assertThat(bench.last().getCannulaPrimed().getProgrammedMilliunits()).isEqualTo(300);
    }

    @Test
    void anOpenEndedPrimeRunsUntilTheUserEndsItAndIsDone() {
        bench.stop("");
        pump.rewindPlunger();
        long started = pump.prime(BehavingBench.TUBING, BehavingBench.OPEN);
        bench.time.advance(Duration.ofSeconds(44));
        assertThat(pump.stopPrime()).isEqualTo(pump.newest());
        assertThat(bench.since(started)).containsExactly("level 169950", "tubing 6600 STOPPED_BY_USER");
        assertThat(bench.last().getTubingPrimed().hasProgrammedMilliunits()).isFalse();
        bench.run("the tubing is full, as the user saw");
        assertThat(pump.stopPrime()).as("none runs").isZero();
    }

    @Test
    void aProgrammedPrimeThatTheUserStopsIsNotDone() {
        bench.stop("");
        pump.rewindPlunger();
        pump.prime(BehavingBench.TUBING, OptionalInt.of(6_700));
        bench.time.advance(Duration.ofSeconds(20));
        pump.stopPrime();
        assertThat(bench.since(pump.newest() - 1)).containsExactly("tubing 3000 STOPPED_BY_USER");
        assertThatThrownBy(() -> bench.run("")).hasMessageContaining(Interlock.RESUME_NEEDS_TUBING.why());
    }

    @Test
    void aFaultEndsEverythingThatRuns() {
        bench.stop("");
        pump.prime(BehavingBench.TUBING, OptionalInt.of(6_700));
        bench.time.advance(Duration.ofSeconds(2));
        long before = pump.newest();
        int fault = pump.fault("motor 12");
        assertThat(bench.since(before)).containsExactly("1 MECHANICAL_ISSUE RAISED", "tubing 300 STOPPED_BY_FAULT");
        pump.confirm(fault);
        assertThatThrownBy(() -> bench.run("")).hasMessageContaining("the pump has a fault");
        pump.clear(fault);
        bench.run("");
        pump.bolus(3_000);
        bench.time.advance(Duration.ofSeconds(61));
        before = pump.newest();
        pump.fault("motor 12");
        assertThat(bench.since(before))
                .containsExactly(
                        "2 MECHANICAL_ISSUE RAISED", "BOLUS 1500", "3 BOLUS_CANCELED RAISED", "STOPPED motor 12");
    }

    @Test
    void aRebootLosesWhatRunsWithoutAWordAndKeepsTheRest() {
        bench.time.advance(Duration.ofMinutes(4)); // one pulse, not told yet
        pump.bolus(3_000);
        bench.time.advance(Duration.ofSeconds(31));
        int level = pump.reservoirMilliunits().orElseThrow();
        int alarm = pump.annunciate(AnnunciationType.ANNUNCIATION_TYPE_SYSTEM_ISSUE, "");
        pump.basal(BasalProgramme.flat(1_200));
        long before = pump.newest();
        pump.reboot();
        assertThat(bench.since(before)).containsExactly("PUMP_STARTED");
        assertThat(pump.bolusRuns()).isFalse();
        assertThat(pump.reservoirMilliunits()).hasValue(level);
        assertThat(pump.deliveryState()).isEqualTo(DeliveryState.DELIVERY_STATE_RUNNING);
        assertThat(pump.annunciations()).hasSize(1).first().matches(a -> a.getInstance() == alarm);
        bench.time.advance(Duration.ofMinutes(5));
        InsulinDelivered basal = bench.last().getInsulinDelivered();
        assertThat(basal.getMilliunits()).as("of this boot").isEqualTo(100);
        assertThat(basal.getFromUptimeMs()).isZero();
        assertThat(basal.getTotalBasalMilliunits()).as("of all boots").isEqualTo(150);
        assertThat(basal.getTotalBolusMilliunits()).as("the lost bolus").isEqualTo(750);

        bench.stop("");
        long started = pump.prime(BehavingBench.CANNULA, OptionalInt.of(300));
        bench.time.advance(Duration.ofSeconds(1));
        pump.reboot();
        bench.time.advance(Duration.ofHours(1));
        assertThat(bench.since(started)).as("a prime without an end").containsExactly("PUMP_STARTED");
        bench.run("nothing primes any more");
    }

    @Test
    void theSpeedDoesNotChangeWhatIsWritten() {
        BehavingBench fast = new BehavingBench(b -> b, p -> p.speed(3_600)).inUse();
        fast.pump.after(Duration.ofHours(1), () -> fast.pump.bolus(5_000));
        fast.time.advance(Duration.ofSeconds(24));
        pump.after(Duration.ofHours(1), () -> pump.bolus(5_000));
        bench.time.advance(Duration.ofHours(24));
        assertThat(fast.events()).isEqualTo(bench.events());
    }

    @Test
    void aClosedPumpWaitsForNothing() {
        pump.close();
        pump.deliveryState(DeliveryState.DELIVERY_STATE_STOPPED, "");
        bench.run("");
        assertThat(bench.time.waiting()).isZero();
    }

    @Test
    void aPumpWaitsWithOneTimerAtMost() {
        assertThat(bench.time.waiting()).isEqualTo(1);
        pump.bolus(1_000);
        assertThat(bench.time.waiting()).isEqualTo(1);
        bench.time.advance(Duration.ofHours(1));
        assertThat(bench.time.waiting()).isEqualTo(1);
        bench.stop("");
        assertThat(bench.time.waiting()).as("its battery lasts, nothing flows").isZero();
    }

    @Test
    void whatIsOutOfRangeIsRefusedByName() {
        assertThatThrownBy(() -> pump.bolus(0)).hasMessage("a bolus of 0 milliunits (expected 1 to 100000)");
        assertThatThrownBy(() -> pump.bolus(100_001)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> BasalProgramme.flat(-1))
                .hasMessage("basal of -1 milliunits an hour (expected 0 to 50000)");
        assertThatThrownBy(() -> new BasalProgramme(List.of())).hasMessageContaining("expected the first at 00:00");
        assertThatThrownBy(() -> BasalProgramme.of(Map.of(LocalTime.NOON, 800)))
                .hasMessageContaining("expected the first at 00:00");
        assertThatThrownBy(() -> BasalProgramme.hourly(1, 2)).hasMessage("2 hourly rates (expected 24)");
    }
}
