package pumpcompanion.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import pumpcompanion.emulator.model.ActionRefusedException;
import pumpcompanion.emulator.model.Interlock;
import pumpcompanion.emulator.model.OperationalState;
import pumpcompanion.emulator.time.VirtualTime;
import pumpcompanion.proto.v1.AnnunciationType;
import pumpcompanion.proto.v1.Construction;
import pumpcompanion.proto.v1.DeliveryPurpose;
import pumpcompanion.proto.v1.DeliveryState;
import pumpcompanion.proto.v1.EventKind;
import pumpcompanion.proto.v1.Freshness;
import pumpcompanion.proto.v1.PrimeEnding;
import pumpcompanion.proto.v1.Site;

/** A pump that behaves refuses what a real one would, says why, and has then changed nothing. */
class InterlockTest {

    private final BehavingBench bench = BehavingBench.fresh();
    private final EmulatedPump pump = bench.pump;

    private void refused(Interlock by, Runnable action) {
        refused(pump, by, action);
    }

    private static void refused(EmulatedPump pump, Interlock by, Runnable action) {
        long before = pump.newest();
        DeliveryState state = pump.deliveryState();
        OptionalInt level = pump.reservoirMilliunits();
        ActionRefusedException refusal = catchThrowableOfType(ActionRefusedException.class, action::run);
        assertThat(refusal).as("expected " + by).isNotNull();
        assertThat(refusal.interlock()).isEqualTo(by);
        assertThat(pump.newest()).as("a refusal writes nothing").isEqualTo(before);
        assertThat(pump.deliveryState()).isEqualTo(state);
        assertThat(pump.reservoirMilliunits()).isEqualTo(level);
    }

    @Test
    void aWholeSetChangePassesEveryInterlock() {
        bench.inUse();
        assertThat(pump.deliveryState()).isEqualTo(DeliveryState.DELIVERY_STATE_RUNNING);
        assertThat(pump.operationalState()).isEqualTo(OperationalState.READY);
        SetChange.routine(Site.getDefaultInstance()).schedule(pump);
        bench.time.advance(Duration.ofHours(1));
        assertThat(pump.deliveryState()).isEqualTo(DeliveryState.DELIVERY_STATE_RUNNING);
    }

    @Test
    void theCartridgeMovesOnlyWhileDeliveryIsStopped() {
        bench.inUse();
        for (int i = 0; i < 2; i++) {
            refused(Interlock.CARTRIDGE_ONLY_WHILE_STOPPED, pump::rewindPlunger);
            refused(Interlock.CARTRIDGE_ONLY_WHILE_STOPPED, pump::unseatCartridge);
            refused(Interlock.CARTRIDGE_ONLY_WHILE_STOPPED, () -> pump.seatCartridge(Freshness.FRESHNESS_NEW));
            refused(Interlock.CARTRIDGE_ONLY_WHILE_STOPPED, () -> pump.fillCartridge(200_000));
            pump.deliveryState(DeliveryState.DELIVERY_STATE_PAUSED, "");
        }
        bench.stop("");
        assertThat(pump.rewindPlunger()).isPositive();
    }

    @Test
    void tubingIsFilledOnlyWithCartridgeInAndConnectorJoined() {
        refused(Interlock.PRIME_NEEDS_CARTRIDGE, () -> pump.prime(BehavingBench.TUBING, BehavingBench.OPEN));
        refused(Interlock.PRIME_NEEDS_CARTRIDGE, () -> pump.primeTubing(6_700));
        pump.seatCartridge(Freshness.FRESHNESS_NEW);
        refused(Interlock.TUBING_FILL_NEEDS_CONNECTOR, () -> pump.startPrime(BehavingBench.TUBING, BehavingBench.OPEN));
        pump.connectCartridge();
        assertThat(pump.primeTubing(6_700)).isPositive();
    }

    @Test
    void theCannulaIsFilledOnlyAfterACompletedTubingFill() {
        bench.loaded(180_000);
        refused(Interlock.CANNULA_FILL_NEEDS_TUBING, () -> pump.primeCannula(300));
        pump.primeTubing(OptionalInt.of(6_700), OptionalInt.of(5_000), PrimeEnding.PRIME_ENDING_STOPPED_BY_USER);
        refused(Interlock.CANNULA_FILL_NEEDS_TUBING, () -> pump.prime(BehavingBench.CANNULA, OptionalInt.of(300)));
        pump.primeTubing(OptionalInt.of(6_700), OptionalInt.of(0), PrimeEnding.PRIME_ENDING_COMPLETED);
        refused(Interlock.CANNULA_FILL_NEEDS_TUBING, () -> pump.primeCannula(300));
        pump.primeTubing(6_700);
        assertThat(pump.primeCannula(300)).isPositive();
        pump.rewindPlunger();
        refused(Interlock.CANNULA_FILL_NEEDS_TUBING, () -> pump.primeCannula(300));
    }

    @Test
    void deliveryRunsOnlyWhenCartridgeAndTubingAreReady() {
        refused(Interlock.RESUME_NEEDS_CARTRIDGE, () -> bench.run(""));
        pump.seatCartridge(Freshness.FRESHNESS_NEW);
        refused(Interlock.RESUME_NEEDS_CONNECTOR, () -> bench.run(""));
        pump.connectCartridge();
        refused(Interlock.RESUME_NEEDS_TUBING, () -> bench.run(""));
        assertThat(pump.operationalState()).isEqualTo(OperationalState.PREPARING);
        pump.primeTubing(6_700);
        bench.run("");
        assertThat(pump.deliveryState()).isEqualTo(DeliveryState.DELIVERY_STATE_RUNNING);
    }

    @Test
    void afterAFillOffTheBodyDeliveryWaitsUntilTheTubingIsClippedOn() {
        pump.quickDisconnect();
        bench.loaded(180_000);
        pump.primeTubing(6_700);
        assertThat(pump.operationalState()).isEqualTo(OperationalState.WAITING);
        refused(Interlock.RESUME_WAITS_FOR_BODY, () -> bench.run(""));
        pump.quickReconnect();
        assertThat(pump.operationalState()).isEqualTo(OperationalState.READY);
        bench.run("");
    }

    @Test
    void aShowerNeedsNoNewFill() {
        bench.inUse();
        pump.deliveryState(DeliveryState.DELIVERY_STATE_PAUSED, "shower");
        pump.quickDisconnect();
        bench.run("a forgotten clip is the wearer's mistake, and happens");
        assertThat(pump.deliveryState()).isEqualTo(DeliveryState.DELIVERY_STATE_RUNNING);
    }

    @Test
    void aPrimeRunsBesideNeitherDeliveryNorAnotherPrime() {
        bench.inUse();
        refused(Interlock.PRIME_ONLY_WHILE_STOPPED, () -> pump.primeCannula(300));
        refused(Interlock.PRIME_ONLY_WHILE_STOPPED, () -> pump.prime(BehavingBench.TUBING, BehavingBench.OPEN));
        bench.stop("");
        pump.prime(BehavingBench.TUBING, BehavingBench.OPEN);
        assertThat(pump.operationalState()).isEqualTo(OperationalState.PRIMING);
        refused(Interlock.ONE_PRIME_AT_A_TIME, () -> pump.prime(BehavingBench.TUBING, BehavingBench.OPEN));
        refused(Interlock.ONE_PRIME_AT_A_TIME, () -> pump.primeTubing(1));
        refused(Interlock.CARTRIDGE_NOT_WHILE_PRIMING, pump::unseatCartridge);
        refused(Interlock.RESUME_NOT_WHILE_PRIMING, () -> bench.run(""));
    }

    @Test
    void insulinIsDeliveredOnlyWhileRunningAndOneBolusAtATime() {
        bench.inUse();
        bench.stop("");
        refused(Interlock.DELIVERY_ONLY_WHILE_RUNNING, () -> pump.bolus(1_000));
        refused(
                Interlock.DELIVERY_ONLY_WHILE_RUNNING,
                () -> pump.deliver(DeliveryPurpose.DELIVERY_PURPOSE_BASAL, 80, Duration.ofMinutes(5)));
        bench.run("");
        pump.bolus(1_000);
        refused(Interlock.ONE_BOLUS_AT_A_TIME, () -> pump.bolus(1_000));
    }

    @Test
    void aPatchPumpAsksForNoTubing() {
        EmulatedPump patch = EmulatedPump.on(new VirtualTime())
                .construction(Construction.CONSTRUCTION_PATCH)
                .behaving()
                .start();
        refused(
                patch,
                Interlock.RESUME_NEEDS_CARTRIDGE,
                () -> patch.deliveryState(DeliveryState.DELIVERY_STATE_RUNNING, ""));
        patch.seatCartridge(Freshness.FRESHNESS_NEW);
        refused(patch, Interlock.NO_TUBING, () -> patch.primeTubing(6_700));
        patch.primeCannula(500);
        patch.deliveryState(DeliveryState.DELIVERY_STATE_RUNNING, "");
        assertThat(patch.deliveryState()).isEqualTo(DeliveryState.DELIVERY_STATE_RUNNING);
    }

    @Test
    void aPumpAsksOnlyForWhatItSenses() {
        EmulatedPump simple = EmulatedPump.on(new VirtualTime())
                .reports(EventKind.EVENT_KIND_CANNULA_PRIMED)
                .behaving()
                .start();
        simple.primeCannula(300);
        simple.deliveryState(DeliveryState.DELIVERY_STATE_RUNNING, "");
        assertThat(simple.newest()).isEqualTo(1);
        assertThat(simple.deliveryState()).isEqualTo(DeliveryState.DELIVERY_STATE_RUNNING);
    }

    @Test
    void afterAnOcclusionAlarmDeliveryWaitsUntilSomebodyConfirmsIt() {
        bench.inUse();
        int alarm = pump.annunciate(AnnunciationType.ANNUNCIATION_TYPE_OCCLUSION, "");
        bench.stop("");
        refused(Interlock.RESUME_NEEDS_CONFIRMATION, () -> bench.run(""));
        pump.snooze(alarm, Duration.ofMinutes(15));
        refused(Interlock.RESUME_NEEDS_CONFIRMATION, () -> bench.run(""));
        pump.confirm(alarm);
        bench.run("");
    }

    @Test
    void aConnectorThatComesOffARunningPumpAlarmsAndStopsDelivery() {
        bench.inUse();
        long before = pump.newest();
        pump.disconnectCartridge();
        assertThat(bench.since(before))
                .containsExactly("CARTRIDGE_DISCONNECT", "1 INFUSION_SET_INCOMPLETE RAISED", "STOPPED connector off");
        refused(Interlock.RESUME_NEEDS_CONNECTOR, () -> bench.run(""));
        pump.connectCartridge();
        assertThat(bench.since(before + 3)).containsExactly("CARTRIDGE_CONNECT", "1 INFUSION_SET_INCOMPLETE CLEARED");
    }

    @Test
    void aRefusalSaysWhatWasAskedWhatIsSoAndWhatMustComeFirst() {
        bench.loaded(180_000);
        assertThatThrownBy(() -> pump.primeCannula(300))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("cannula fill refused: the tubing is not full (found: delivery stopped, cartridge in,"
                        + " connector joined, tubing not full); fill the tubing first");
    }

    @Test
    void withoutInterlocksOnlyASecondBolusOrPrimeIsRefused() {
        BehavingBench free = BehavingBench.fresh(b -> b.interlocks(false));
        free.run("no cartridge, and yet");
        free.pump.primeCannula(300);
        free.pump.bolus(1_000);
        free.pump.seatCartridge(Freshness.FRESHNESS_NEW);
        free.time.advance(Duration.ofMinutes(10));
        assertThat(free.events(e -> e.hasInsulinDelivered())).isNotEmpty();
        assertThatThrownBy(() -> {
                    free.pump.bolus(1_000);
                    free.pump.bolus(1_000);
                })
                .as("the pump has one motor")
                .isInstanceOf(ActionRefusedException.class);
    }

    @Test
    void aPumpThatOnlyDoesWhatItIsToldRefusesNothingAndDoesNothingByItself() {
        EmulatedPump told = EmulatedPump.on(bench.time).start();
        assertThat(told.primeCannula(300)).isEqualTo(1);
        told.deliveryState(DeliveryState.DELIVERY_STATE_RUNNING, "");
        bench.time.advance(Duration.ofDays(10));
        assertThat(told.newest()).isEqualTo(2);
        assertThat(told.behaves()).isFalse();
        assertThatThrownBy(() -> told.bolus(1_000)).hasMessageContaining("build it with behaving()");
    }
}
