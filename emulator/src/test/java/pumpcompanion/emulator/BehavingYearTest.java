package pumpcompanion.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import pumpcompanion.emulator.link.MemoryLink;
import pumpcompanion.emulator.link.WireKind;
import pumpcompanion.emulator.time.VirtualTime;
import pumpcompanion.proto.v1.Annunciation;
import pumpcompanion.proto.v1.AnnunciationType;
import pumpcompanion.proto.v1.Event;

/** A year of a pump that behaves: the same seed gives the same bytes, in the log and on the wire. */
class BehavingYearTest {

    private static final Duration YEAR = Duration.ofDays(365);

    private final long seed = Long.getLong("seed", 11);

    /** A life with occlusions, faults, reboots and boluses that are cut short. */
    private EmulatedPump pump(VirtualTime time) {
        EmulatedPump pump = EmulatedPump.on(time)
                .seed(seed)
                .ringSize(200_000)
                .heartbeatInterval(Duration.ofMinutes(1))
                .behaving()
                .start();
        LifeScript.start(pump, seed);
        Random random = new Random(seed);
        for (int day = 3; day < 365; day += 1 + random.nextInt(9)) {
            pump.after(Duration.ofDays(day).plusSeconds(random.nextInt(40_000)), trouble(pump, random.nextInt(4)));
        }
        return pump;
    }

    private static Runnable trouble(EmulatedPump pump, int kind) {
        return switch (kind) {
            case 0 -> pump::occlude;
            case 1 -> pump::reboot;
            case 2 -> pump::stopBolus;
            default -> () -> pump.fault("motor");
        };
    }

    private EmulatedPump lived() {
        VirtualTime time = new VirtualTime();
        EmulatedPump pump = pump(time);
        time.advance(YEAR);
        return pump;
    }

    private static List<ByteString> bytes(EmulatedPump pump) {
        List<ByteString> all = new ArrayList<>();
        pump.log(log -> {
            for (long sequence = log.oldest(); sequence <= log.newest(); sequence++) {
                all.add(log.read(sequence).bytes());
            }
        });
        return all;
    }

    @Test
    void theSameSeedGivesTheSameBytesInTheLogOfAYear() {
        List<ByteString> first = bytes(lived());
        assertThat(bytes(lived()).equals(first)).as("seed " + seed).isTrue();
        assertThat(first).hasSizeGreaterThan(90_000);
    }

    @Test
    void theSameSeedGivesTheSameBytesOnTheWireOfAMonth() throws NoSuchAlgorithmException {
        assertThat(transcript()).as("seed " + seed).isEqualTo(transcript());
    }

    private byte[] transcript() throws NoSuchAlgorithmException {
        VirtualTime time = new VirtualTime();
        EmulatedPump pump = pump(time);
        MessageDigest all = MessageDigest.getInstance("SHA-256");
        pump.transcript((at, link, direction, payload) -> {
            all.update((at + " " + link + " " + direction).getBytes(StandardCharsets.UTF_8));
            all.update(payload);
        });
        Companion companion = new Companion(pump.connect(MemoryLink.on(time).cuts(seed), WireKind.SERIAL), time);
        for (int hour = 0; hour < 24 * 30; hour++) {
            companion.hello(100 + hour);
            companion.resume(100 + hour, 1, pump.logEpoch(), Math.max(1, pump.newest() - 10));
            time.advance(Duration.ofHours(1));
            companion.heard.clear();
        }
        return all.digest();
    }

    @Test
    void aYearWithTroublesAddsUp() {
        EmulatedPump pump = lived();
        List<Event> events = ActionsTest.events(pump);
        long basal = 0;
        long bolus = 0;
        long previous = 0;
        int boot = 1;
        for (Event event : events) {
            assertThat(event.getBootCount() > boot || event.getUptimeMs() >= previous)
                    .as("time goes back at " + event)
                    .isTrue();
            boot = event.getBootCount();
            previous = event.getUptimeMs();
            if (event.hasInsulinDelivered()) {
                var delivered = event.getInsulinDelivered();
                assertThat(delivered.getTotalBasalMilliunits()).isGreaterThanOrEqualTo(basal);
                assertThat(delivered.getTotalBolusMilliunits()).isGreaterThanOrEqualTo(bolus);
                assertThat(delivered.getToUptimeMs()).isGreaterThanOrEqualTo(delivered.getFromUptimeMs());
                assertThat(delivered.getToUptimeMs()).isLessThanOrEqualTo(event.getUptimeMs());
                basal = delivered.getTotalBasalMilliunits();
                bolus = delivered.getTotalBolusMilliunits();
            }
        }
        assertThat(basal / 365).isBetween(15_000L, 21_000L);
        assertThat(bolus / 365).isBetween(10_000L, 25_000L);
        assertThat(events)
                .extracting(Event::getAnnunciation)
                .extracting(Annunciation::getType)
                .contains(
                        AnnunciationType.ANNUNCIATION_TYPE_OCCLUSION,
                        AnnunciationType.ANNUNCIATION_TYPE_BATTERY_LOW,
                        AnnunciationType.ANNUNCIATION_TYPE_MECHANICAL_ISSUE,
                        AnnunciationType.ANNUNCIATION_TYPE_BOLUS_CANCELED);
        assertThat(pump.annunciations()).as("seed " + seed).hasSizeLessThan(5);
    }
}
