package pumpcompanion.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.InvalidProtocolBufferException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import pumpcompanion.emulator.time.VirtualTime;
import pumpcompanion.proto.v1.*;

/** Each thing a person does to a pump leaves the event that says so. */
class ActionsTest {

    private final VirtualTime time = new VirtualTime();
    private final EmulatedPump pump = EmulatedPump.on(time).start();

    static List<Event> events(EmulatedPump pump) {
        List<Event> events = new ArrayList<>();
        pump.log(log -> {
            for (long sequence = log.oldest(); sequence <= log.newest(); sequence++) {
                try {
                    events.add(Event.parseFrom(log.read(sequence).bytes()));
                } catch (InvalidProtocolBufferException nonsense) {
                    throw new AssertionError(nonsense);
                }
            }
        });
        return events;
    }

    private Event last() {
        List<Event> events = events(pump);
        return events.get(events.size() - 1);
    }

    @Test
    void everyKindOfEventHasAnAction() {
        Site site = Site.newBuilder().setArea(BodyArea.BODY_AREA_HIP).build();
        OptionalInt none = OptionalInt.empty();
        pump.rewindPlunger();
        pump.disconnectCartridge();
        pump.unseatCartridge();
        pump.seatCartridge(Freshness.FRESHNESS_NEW);
        pump.fillCartridge(180_000);
        pump.connectCartridge();
        pump.startPrime(PrimeTarget.PRIME_TARGET_TUBING, none);
        pump.primeTubing(6700);
        pump.dropSeen();
        pump.airSeen();
        pump.removeSet(RemovalReason.REMOVAL_REASON_ROUTINE);
        pump.insertionFailed(site, InsertionMethod.INSERTION_METHOD_BY_HAND, "bent");
        pump.insertCannula(site, InsertionMethod.INSERTION_METHOD_DEVICE, "tandem-autosoft-90");
        pump.primeCannula(300);
        pump.primeUnknown(none, none, PrimeEnding.PRIME_ENDING_UNSPECIFIED);
        pump.deliveryState(DeliveryState.DELIVERY_STATE_RUNNING, "");
        pump.deliver(DeliveryPurpose.DELIVERY_PURPOSE_BOLUS, 5000, Duration.ofMinutes(3));
        pump.quickDisconnect();
        pump.quickReconnect();
        pump.adhesive(AdhesiveState.ADHESIVE_STATE_PEELING);
        pump.observeSite(SiteSign.SITE_SIGN_REDNESS, SiteSign.SITE_SIGN_PAIN);
        pump.clear(pump.annunciate(AnnunciationType.ANNUNCIATION_TYPE_OCCLUSION, "A3"));
        pump.battery(80);
        pump.changeBattery();
        pump.setClock(Instant.EPOCH, ClockKind.CLOCK_KIND_LOCAL);
        pump.reboot();
        pump.write(Event.newBuilder().setVendorRecord(VendorRecord.newBuilder().setCode(4)));

        Set<Event.KindCase> kinds = EnumSet.noneOf(Event.KindCase.class);
        events(pump).forEach(event -> kinds.add(event.getKindCase()));
        assertThat(kinds).hasSize(Event.KindCase.values().length - 1).doesNotContain(Event.KindCase.KIND_NOT_SET);
        assertThat(EventKind.values().length - 2).as("each kind has a name").isEqualTo(kinds.size());
    }

    @Test
    void primesSayProgrammedDeliveredAndEnding() {
        pump.primeTubing(6700);
        assertThat(last().getTubingPrimed())
                .isEqualTo(TubingPrimed.newBuilder()
                        .setDeliveredMilliunits(6700)
                        .setEnding(PrimeEnding.PRIME_ENDING_STOPPED_BY_USER)
                        .build());
        pump.primeCannula(300);
        assertThat(last().getCannulaPrimed())
                .isEqualTo(CannulaPrimed.newBuilder()
                        .setProgrammedMilliunits(300)
                        .setDeliveredMilliunits(300)
                        .setEnding(PrimeEnding.PRIME_ENDING_COMPLETED)
                        .build());
        pump.primeCannula(OptionalInt.of(300), OptionalInt.of(0), PrimeEnding.PRIME_ENDING_STOPPED_BY_ALARM);
        assertThat(last().getCannulaPrimed().hasDeliveredMilliunits()).isTrue();
    }

    @Test
    void totalsAndReservoirCountAlong() {
        pump.fillCartridge(180_000);
        pump.primeTubing(6_700);
        time.advance(Duration.ofMinutes(10));
        pump.deliver(DeliveryPurpose.DELIVERY_PURPOSE_BASAL, 80, Duration.ofMinutes(5));
        InsulinDelivered basal = last().getInsulinDelivered();
        assertThat(basal.getFromUptimeMs()).isEqualTo(300_000);
        assertThat(basal.getToUptimeMs()).isEqualTo(600_000);
        assertThat(basal.getTotalBasalMilliunits()).isEqualTo(80);
        assertThat(basal.getTotalPrimeMilliunits()).isEqualTo(6_700);
        pump.deliver(DeliveryPurpose.DELIVERY_PURPOSE_BOLUS, 4_000, Duration.ofMinutes(3));
        assertThat(last().getReservoirLevel().getMilliunits()).isEqualTo(169_220);
        assertThat(pump.reservoirMilliunits()).hasValue(169_220);
        pump.deliver(DeliveryPurpose.DELIVERY_PURPOSE_BOLUS, 90_000, Duration.ofMinutes(3));
        pump.deliver(DeliveryPurpose.DELIVERY_PURPOSE_BOLUS, 90_000, Duration.ofMinutes(3));
        assertThat(last().getReservoirLevel().getMilliunits()).isZero();
    }

    @Test
    void anAnnunciationKeepsItsNumberFromRaisedToCleared() {
        int low = pump.annunciate(AnnunciationType.ANNUNCIATION_TYPE_RESERVOIR_LOW, "20 U");
        int battery = pump.annunciate(AnnunciationType.ANNUNCIATION_TYPE_BATTERY_LOW, "");
        pump.annunciation(low, AnnunciationStatus.ANNUNCIATION_STATUS_CONFIRMED);
        pump.clear(low);
        assertThat(battery).isNotEqualTo(low);
        assertThat(last().getAnnunciation().getInstance()).isEqualTo(low);
        assertThat(last().getAnnunciation().getType()).isEqualTo(AnnunciationType.ANNUNCIATION_TYPE_RESERVOIR_LOW);
        assertThat(last().getAnnunciation().getStatus()).isEqualTo(AnnunciationStatus.ANNUNCIATION_STATUS_CLEARED);
        assertThatThrownBy(() -> pump.clear(9)).hasMessageContaining("annunciation 9 (found: [1, 2])");
    }

    @Test
    void theClockJumpsAndTheUptimeDoesNot() {
        time.advance(Duration.ofSeconds(10));
        pump.setClock(Instant.ofEpochMilli(5000), ClockKind.CLOCK_KIND_LOCAL);
        Event set = last();
        assertThat(set.getUptimeMs()).isEqualTo(10_000);
        assertThat(set.getPumpClockMs()).isEqualTo(5000);
        assertThat(set.getClockChanged().getOldClockMs()).isEqualTo(time.millis());
        assertThat(set.getClockChanged().getNewClockMs()).isEqualTo(5000);
        pump.loseClock();
        assertThat(last().hasPumpClockMs()).isFalse();
        assertThat(last().getClockChanged().hasNewClockMs()).isFalse();
        assertThat(last().getClockChanged().getOldClockMs()).isEqualTo(5000);
    }

    @Test
    void uptimeAndClockRunAtThePumpsSpeedWithoutAJump() {
        pump.speed(60);
        time.advance(Duration.ofMinutes(1));
        pump.dropSeen();
        assertThat(last().getUptimeMs()).isEqualTo(3_600_000);
        pump.speed(2);
        time.advance(Duration.ofSeconds(1));
        assertThat(pump.uptime()).isEqualTo(Duration.ofSeconds(3602));
        pump.reboot();
        assertThat(last().getUptimeMs()).isZero();
        assertThat(last().getBootCount()).isEqualTo(2);
        assertThat(last().getPumpClockMs())
                .isEqualTo(Instant.parse("2026-01-01T01:00:02Z").toEpochMilli());
    }

    @Test
    void whatThePumpDoesNotSenseLeavesNoRecord() {
        EmulatedPump simple = EmulatedPump.on(time)
                .reports(EventKind.EVENT_KIND_CANNULA_PRIMED)
                .start();
        assertThat(simple.quickDisconnect()).isZero();
        assertThat(simple.primeCannula(300)).isEqualTo(1);
        assertThat(simple.write(Event.newBuilder().setDropSeen(DropSeen.getDefaultInstance())))
                .isEqualTo(2);
    }

    @Test
    void theTranscriptSeesEveryPayloadBothWays() {
        List<String> lines = new ArrayList<>();
        pump.transcript((at, link, direction, payload) -> lines.add(link + " " + direction + " " + payload.length));
        Companion companion = new Companion(pump.connect(), time);
        time.runDue();
        companion.hello(7);
        time.runDue();
        assertThat(lines).hasSize(3);
        assertThat(lines.get(0)).startsWith("memory: FROM_PUMP ");
        assertThat(lines.get(1)).startsWith("memory: TO_PUMP ");
    }

    @Test
    void aClosedPumpClosesItsLinksAndTakesNoMore() {
        Companion companion = new Companion(pump.connect(), time);
        time.runDue();
        pump.close();
        time.advance(Duration.ofMinutes(1));
        assertThat(companion.closed).isNotNull();
        assertThat(companion.heard).hasSize(1);
        assertThat(time.waiting()).isZero();
        assertThatThrownBy(pump::connect).hasMessage("pump EM-0001 was closed: make a new one");
    }
}
