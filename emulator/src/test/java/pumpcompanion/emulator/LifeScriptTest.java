package pumpcompanion.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import pumpcompanion.emulator.log.LogEntry;
import pumpcompanion.emulator.time.VirtualTime;
import pumpcompanion.proto.v1.Event;
import pumpcompanion.proto.v1.Site;

class LifeScriptTest {

    private static EmulatedPump lived(VirtualTime time, long seed, Duration howLong) {
        EmulatedPump pump = EmulatedPump.on(time).ringSize(100_000).start();
        LifeScript.start(pump, seed);
        time.advance(howLong);
        return pump;
    }

    private static List<LogEntry> bytes(EmulatedPump pump) {
        List<LogEntry> all = new ArrayList<>();
        pump.log(log -> {
            for (long sequence = 1; sequence <= log.newest(); sequence++) {
                all.add(log.read(sequence));
            }
        });
        return all;
    }

    @Test
    void theSameSeedGivesTheSameBytesAndAnotherOneDoesNot() {
        List<LogEntry> first = bytes(lived(new VirtualTime(), 5, Duration.ofDays(14)));
        assertThat(bytes(lived(new VirtualTime(), 5, Duration.ofDays(14)))).isEqualTo(first);
        assertThat(bytes(lived(new VirtualTime(), 6, Duration.ofDays(14)))).isNotEqualTo(first);
    }

    @Test
    void theSpeedDoesNotChangeWhatHappens() {
        VirtualTime time = new VirtualTime();
        EmulatedPump fast = EmulatedPump.on(time).ringSize(100_000).speed(3600).start();
        LifeScript.start(fast, 5);
        time.advance(Duration.ofHours(24).dividedBy(3600).multipliedBy(7));
        List<LogEntry> slow = bytes(lived(new VirtualTime(), 5, Duration.ofDays(7)));
        assertThat(bytes(fast)).isEqualTo(slow);
    }

    @Test
    void aMonthIsAnOrdinaryOne() {
        EmulatedPump pump = lived(new VirtualTime(), 1, Duration.ofDays(30));
        List<Event> events = ActionsTest.events(pump);
        assertThat(count(events, Event.KindCase.CANNULA_INSERTED)).isBetween(10L, 15L);
        assertThat(count(events, Event.KindCase.QUICK_DISCONNECT) - count(events, Event.KindCase.CANNULA_INSERTED))
                .as("showers")
                .isBetween(18L, 30L);
        long boluses = events.stream()
                .filter(event -> event.getInsulinDelivered().getPurposeValue() == 2)
                .count();
        assertThat(boluses).isBetween(80L, 180L);
        assertThat(count(events, Event.KindCase.INSULIN_DELIVERED) - boluses).isBetween(8000L, 8640L);
        assertThat(count(events, Event.KindCase.RESERVOIR_LEVEL)).isPositive();
        assertThat(events)
                .filteredOn(Event::hasReservoirLevel)
                .allMatch(event -> event.getReservoirLevel().getMilliunits() > 0);
        assertThat(events.stream()
                        .filter(Event::hasCannulaInserted)
                        .map(event -> event.getCannulaInserted().getSite())
                        .distinct())
                .hasSize(6);
        long previous = 0;
        for (Event event : events) {
            assertThat(event.getUptimeMs()).isGreaterThanOrEqualTo(previous);
            previous = event.getUptimeMs();
        }
    }

    private static long count(List<Event> events, Event.KindCase kind) {
        return events.stream().filter(event -> event.getKindCase() == kind).count();
    }

    @Test
    void aStoppedLifeFinishesWhatRunsAndBeginsNothing() {
        VirtualTime time = new VirtualTime();
        EmulatedPump pump = EmulatedPump.on(time).start();
        LifeScript life = LifeScript.start(pump, 1);
        time.advance(Duration.ofMinutes(1));
        life.stop();
        time.advance(Duration.ofDays(3));
        int steps = SetChange.routine(Site.getDefaultInstance()).steps().size();
        assertThat(pump.newest()).as("the steps, and the level after the prime").isEqualTo(steps + 1);
        assertThat(time.waiting()).isZero();
    }

    @Test
    void aSetChangeTakesTheTimesOfTheRealOne() {
        VirtualTime time = new VirtualTime();
        EmulatedPump pump = EmulatedPump.on(time).start();
        SetChange.routine(Site.getDefaultInstance()).schedule(pump);
        time.advance(Duration.ofMinutes(20));
        List<Event> events = ActionsTest.events(pump);
        long rewind = at(events, Event.KindCase.PLUNGER_REWOUND);
        assertThat(at(events, Event.KindCase.TUBING_PRIMED) - rewind).isEqualTo(124_000);
        assertThat(at(events, Event.KindCase.CANNULA_PRIMED) - rewind).isEqualTo(935_000);

        EmulatedPump atOnce = EmulatedPump.on(time).start();
        SetChange.routine(Site.getDefaultInstance()).doAtOnce(atOnce);
        assertThat(ActionsTest.events(atOnce))
                .extracting(Event::getKindCase)
                .isEqualTo(events.stream().map(Event::getKindCase).toList());
    }

    private static long at(List<Event> events, Event.KindCase kind) {
        return events.stream()
                .filter(event -> event.getKindCase() == kind)
                .findFirst()
                .orElseThrow()
                .getUptimeMs();
    }
}
