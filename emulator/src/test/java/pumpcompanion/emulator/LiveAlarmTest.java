package pumpcompanion.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import pumpcompanion.emulator.model.BasalProgramme;
import pumpcompanion.emulator.model.OperationalState;
import pumpcompanion.proto.v1.Annunciation;
import pumpcompanion.proto.v1.AnnunciationStatus;
import pumpcompanion.proto.v1.AnnunciationType;
import pumpcompanion.proto.v1.DeliveryState;
import pumpcompanion.proto.v1.Event;
import pumpcompanion.proto.v1.Freshness;

/** The pump notices what real pumps notice, as late as they do. */
class LiveAlarmTest {

    private static Duration untilAlarm(int milliunitsPerHour) {
        BehavingBench bench = BehavingBench.fresh().inUse();
        bench.pump.basal(BasalProgramme.flat(milliunitsPerHour));
        bench.pump.occlude();
        boolean came = bench.time.advanceUntil(
                () -> bench.pump.deliveryState() == DeliveryState.DELIVERY_STATE_STOPPED, Duration.ofHours(48));
        assertThat(came).isTrue();
        return bench.time.elapsed();
    }

    @Test
    void anOcclusionIsNoticedAsLateAsByRealPumps() {
        assertThat(untilAlarm(1_000)).isEqualTo(Duration.ofHours(3));
        assertThat(untilAlarm(100)).isEqualTo(Duration.ofHours(30));
    }

    @Test
    void anOcclusionStopsDeliveryOnlyAtItsAlarmAndAlarmsAgain() {
        BehavingBench bench = BehavingBench.fresh().inUse();
        EmulatedPump pump = bench.pump;
        pump.occlude();
        pump.bolus(2_000);
        bench.time.advance(Duration.ofMinutes(2));
        assertThat(bench.events(Event::hasAnnunciation))
                .as("2 U are missed, and nobody knows")
                .isEmpty();
        assertThat(bench.last().getInsulinDelivered().getMilliunits()).isEqualTo(2_000);
        assertThat(pump.missedMilliunits()).isEqualTo(2_000);
        pump.bolus(2_000);
        long before = pump.newest();
        bench.time.advance(Duration.ofMinutes(2));
        assertThat(bench.since(before))
                .containsExactly("1 OCCLUSION RAISED", "BOLUS 1000", "2 BOLUS_CANCELED RAISED", "STOPPED occlusion");

        pump.confirm(1);
        bench.run("without a look at the set");
        bench.time.advance(Duration.ofHours(3));
        assertThat(pump.deliveryState()).isEqualTo(DeliveryState.DELIVERY_STATE_RUNNING);
        bench.time.advance(Duration.ofHours(1));
        assertThat(pump.deliveryState()).as("it alarms again").isEqualTo(DeliveryState.DELIVERY_STATE_STOPPED);
        before = pump.newest();
        pump.clearOcclusion();
        assertThat(bench.since(before)).containsExactly("1 OCCLUSION CLEARED");
        bench.run("");
        bench.time.advance(Duration.ofHours(48));
        assertThat(pump.deliveryState()).isEqualTo(DeliveryState.DELIVERY_STATE_RUNNING);
        assertThat(pump.missedMilliunits()).isZero();
    }

    @Test
    void aClearedOcclusionIsForgotten() {
        BehavingBench bench = BehavingBench.fresh().inUse();
        bench.pump.occlude();
        bench.pump.bolus(2_900);
        bench.time.advance(Duration.ofMinutes(2));
        bench.pump.clearOcclusion();
        bench.pump.occlude();
        bench.pump.bolus(2_900);
        bench.time.advance(Duration.ofMinutes(2));
        assertThat(bench.events(Event::hasAnnunciation)).isEmpty();
    }

    @Test
    void aPrimeAgainstAnOcclusionIsStoppedByAlarm() {
        BehavingBench bench = BehavingBench.fresh().loaded(180_000);
        bench.pump.occlude();
        bench.pump.prime(BehavingBench.TUBING, OptionalInt.of(6_700));
        long before = bench.pump.newest();
        bench.time.advance(Duration.ofMinutes(1));
        assertThat(bench.since(before))
                .containsExactly("level 179950", "1 OCCLUSION RAISED", "tubing 3000 STOPPED_BY_ALARM");
    }

    @Test
    void aCartridgePulledOutOfARunningPumpAlarmsAndStopsDelivery() {
        BehavingBench bench = BehavingBench.fresh().inUse();
        bench.time.advance(Duration.ofMinutes(4));
        long before = bench.pump.newest();
        bench.pump.pullCartridge();
        assertThat(bench.since(before))
                .containsExactly("CARTRIDGE_UNSEATED", "1 RESERVOIR_ISSUE RAISED", "BASAL 50", "STOPPED cartridge out");
        assertThatThrownBy(() -> bench.run("")).hasMessageContaining("no cartridge is in");
        bench.pump.seatCartridge(Freshness.FRESHNESS_USED);
        assertThat(bench.since(before + 4)).containsExactly("CARTRIDGE_SEATED", "1 RESERVOIR_ISSUE CLEARED");
        assertThatThrownBy(() -> bench.run("")).hasMessageContaining("the tubing is not full");
        before = bench.pump.newest();
        bench.pump.pullCartridge();
        assertThat(bench.since(before)).as("nothing ran").containsExactly("CARTRIDGE_UNSEATED");
    }

    @Test
    void theReservoirIsLowThenEmptyAndDeliveryStops() {
        BehavingBench bench = BehavingBench.fresh().loaded(28_000);
        EmulatedPump pump = bench.pump;
        pump.primeTubing(6_000);
        bench.run("");
        pump.basal(BasalProgramme.flat(1_000));
        bench.time.advance(Duration.ofMinutes(100));
        assertThat(pump.annunciations()).isEmpty();
        bench.time.advance(Duration.ofMinutes(20));
        assertThat(pump.reservoirMilliunits()).hasValue(20_000);
        assertThat(pump.annunciations())
                .containsExactly(Annunciation.newBuilder()
                        .setInstance(1)
                        .setType(AnnunciationType.ANNUNCIATION_TYPE_RESERVOIR_LOW)
                        .setStatus(AnnunciationStatus.ANNUNCIATION_STATUS_RAISED)
                        .setText("20 U")
                        .build());
        bench.time.advance(Duration.ofHours(19).plusMinutes(59));
        pump.bolus(3_000);
        long before = pump.newest();
        bench.time.advance(Duration.ofMinutes(1));
        assertThat(bench.since(before))
                .containsExactly(
                        "level 0",
                        "2 RESERVOIR_EMPTY RAISED",
                        "BOLUS 50",
                        "3 BOLUS_CANCELED RAISED",
                        "BASAL 50",
                        "STOPPED cartridge empty");
        assertThatThrownBy(() -> bench.run("")).hasMessageContaining("the cartridge is empty");
        assertThatThrownBy(() -> pump.prime(BehavingBench.CANNULA, OptionalInt.of(300)))
                .hasMessageContaining("the cartridge is empty");
        before = pump.newest();
        pump.fillCartridge(180_000);
        assertThat(bench.since(before))
                .containsExactly("CARTRIDGE_FILLED", "1 RESERVOIR_LOW CLEARED", "2 RESERVOIR_EMPTY CLEARED");
    }

    @Test
    void aPrimeFromAnEmptyCartridgeIsStoppedByAlarm() {
        BehavingBench bench = BehavingBench.fresh().loaded(3_020);
        long started = bench.pump.prime(BehavingBench.TUBING, OptionalInt.of(6_700));
        bench.time.advance(Duration.ofMinutes(1));
        assertThat(bench.since(started))
                .as("the low alert was the first")
                .containsExactly("2 RESERVOIR_EMPTY RAISED", "tubing 3000 STOPPED_BY_ALARM");
        assertThat(bench.pump.reservoirMilliunits()).as("less than a pulse").hasValue(20);
    }

    @Test
    void theLowAlertWaitsForTheEndOfABolus() {
        BehavingBench bench = BehavingBench.fresh().loaded(28_000);
        bench.pump.primeTubing(6_000);
        bench.run("");
        long before = bench.pump.newest();
        bench.pump.bolus(4_000);
        bench.time.advance(Duration.ofMinutes(3));
        assertThat(bench.since(before)).containsExactly("level 19950", "BOLUS 4000", "1 RESERVOIR_LOW RAISED");
    }

    @Test
    void theBatteryIsLowThenEmptyAndDeliveryStops() {
        BehavingBench bench =
                BehavingBench.fresh(b -> b.batteryLasts(Duration.ofHours(100)).batteryStep(20));
        EmulatedPump pump = bench.inUse().pump;
        pump.basal(BasalProgramme.flat(0));
        long before = pump.newest();
        bench.time.advance(Duration.ofHours(100));
        assertThat(bench.since(before))
                .containsExactly(
                        "battery 80",
                        "battery 60",
                        "battery 40",
                        "battery 20",
                        "1 BATTERY_LOW RAISED",
                        "battery 0",
                        "2 BATTERY_EMPTY RAISED",
                        "STOPPED battery empty");
        assertThat(pump.operationalState()).isEqualTo(OperationalState.OFF);
        assertThatThrownBy(() -> bench.run("")).hasMessageContaining("the battery is empty");
        assertThat(bench.time.waiting()).isZero();
        before = pump.newest();
        pump.changeBattery();
        assertThat(bench.since(before))
                .containsExactly("BATTERY_CHANGED", "1 BATTERY_LOW CLEARED", "2 BATTERY_EMPTY CLEARED");
        bench.run("");
        pump.battery(15);
        assertThat(bench.since(pump.newest() - 1)).containsExactly("3 BATTERY_LOW RAISED");
        assertThat(pump.batteryPercent()).isEqualTo(15);
    }

    @Test
    void aSnoozedAlarmComesAgainUnlessItWasConfirmed() {
        BehavingBench bench = BehavingBench.fresh();
        EmulatedPump pump = bench.pump;
        int first = pump.annunciate(AnnunciationType.ANNUNCIATION_TYPE_SYSTEM_ISSUE, "");
        int second = pump.annunciate(AnnunciationType.ANNUNCIATION_TYPE_TEMPERATURE, "");
        pump.snooze(first, Duration.ofMinutes(15));
        pump.snooze(second, Duration.ofMinutes(15));
        pump.confirm(second);
        long before = pump.newest();
        pump.reboot();
        bench.time.advance(Duration.ofMinutes(15));
        assertThat(bench.since(before)).containsExactly("PUMP_STARTED", "1 SYSTEM_ISSUE RAISED");
        assertThat(pump.annunciations()).hasSize(2);
        pump.clear(first);
        assertThat(pump.annunciations()).hasSize(1);
    }

    @Test
    void onlyTheNewestClearedAnnunciationsAreKept() {
        EmulatedPump pump = BehavingBench.fresh().pump;
        int open = pump.annunciate(AnnunciationType.ANNUNCIATION_TYPE_SYSTEM_ISSUE, "");
        for (int i = 0; i < 100; i++) {
            pump.clear(pump.annunciate(AnnunciationType.ANNUNCIATION_TYPE_TEMPERATURE, ""));
        }
        assertThat(pump.annunciation(open, AnnunciationStatus.ANNUNCIATION_STATUS_SNOOZED))
                .isPositive();
        assertThat(pump.clear(101)).isPositive();
        assertThatThrownBy(() -> pump.clear(2)).hasMessageContaining("annunciation 2 (found: [1, 71, ");
    }
}
