package pumpcompanion.connector;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import pumpcompanion.connector.journal.Journal;
import pumpcompanion.emulator.EmulatedPump;
import pumpcompanion.emulator.fault.FaultKind;
import pumpcompanion.emulator.link.MemoryLink;
import pumpcompanion.emulator.link.SharedWire;
import pumpcompanion.emulator.link.WireKind;
import pumpcompanion.emulator.time.VirtualTime;
import pumpcompanion.proto.transport.Transport;
import pumpcompanion.proto.v1.SetStatus;

/** One run: a pump, two companions, and all that can happen to them at once, drawn from a seed. */
final class Simulation implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(30);
    private static final long MOST_FRAMES = 60_000;
    private static final long MOST_TASKS = 1_000_000;

    private final SplittableRandom random;
    private final VirtualTime time = new VirtualTime();
    private final EmulatedPump pump;
    private final PumpLife life;
    private final PumpDiary diary;
    private final WireWatch watch = new WireWatch();
    private final boolean oneWire;
    private final List<SimulatedCompanion> companions = new ArrayList<>();
    private SharedWire wire;
    private long tasks;

    Simulation(long seed, Journal first, Journal second) {
        random = new SplittableRandom(seed);
        oneWire = random.nextBoolean();
        pump = EmulatedPump.on(time)
                .serial("EM-" + seed)
                .seed(seed)
                .ringSize(5 + random.nextInt(60))
                .window(1 + random.nextInt(16))
                .sessions(1 + random.nextInt(3))
                .heartbeatInterval(Duration.ofMillis(500 + random.nextInt(1_500)))
                .start();
        pump.transcript(watch);
        pump.faults().seed(seed);
        diary = PumpDiary.of(pump);
        life = new PumpLife(pump, time, random.split());
        wire = plugged();
        companions.add(companion("A", first));
        companions.add(companion("B", second));
    }

    private SimulatedCompanion companion(String name, Journal journal) {
        return new SimulatedCompanion(name, journal, time, () -> link(name), random.split());
    }

    private SharedWire plugged() {
        SharedWire fresh = SharedWire.on(time, "memory:wire");
        fresh.link().cuts(random.nextLong());
        if (oneWire) {
            pump.attach(fresh.pumpEnd(), WireKind.SERIAL);
        }
        return fresh;
    }

    private Transport link(String name) {
        if (oneWire) {
            return wire.join();
        }
        MemoryLink link = MemoryLink.on(time, "memory:" + name)
                .cuts(random.nextLong())
                .latency(Duration.ofMillis(random.nextInt(30)));
        return pump.connect(link, WireKind.CONNECTION);
    }

    // ------------------------------------------------------------ what happens

    void run() {
        companions.forEach(SimulatedCompanion::start);
        for (int steps = 20 + random.nextInt(30); steps > 0; steps--) {
            happen();
            pass(Duration.ofMillis(random.nextInt(12) == 0 ? random.nextInt(40_000) : random.nextInt(3_000)));
        }
        note("all trouble ends");
        pump.faults().clear();
        wire.link().latency(Duration.ZERO);
        companions.forEach(SimulatedCompanion::start);
        comeToRest(new ArrayList<>(companions));
    }

    private void happen() {
        int drawn = random.nextInt(100);
        if (drawn < 55) {
            life.goesOn();
        } else if (drawn < 70) {
            String what = life.trouble();
            note(what);
        } else if (drawn < 80) {
            fault();
        } else if (drawn < 84) {
            note("faults off");
            pump.faults().clear();
        } else if (drawn < 93) {
            SimulatedCompanion one = companions.get(random.nextInt(companions.size()));
            note((one.isRunning() ? "killed " : "started ") + one.name);
            if (one.isRunning()) {
                one.kill();
            } else {
                one.start();
            }
        } else if (drawn < 96) {
            note("all companions start");
            companions.forEach(SimulatedCompanion::start);
        } else if (drawn < 98) {
            wire.link().latency(Duration.ofMillis(random.nextInt(100)));
        } else if (oneWire) {
            note("the wire is pulled and another one plugged in");
            wire.link().cut();
            wire = plugged();
        }
    }

    private void fault() {
        FaultKind[] all = FaultKind.values();
        String spec = FaultCases.of(all[random.nextInt(all.length)]);
        note("fault " + spec);
        pump.faults().on(spec);
    }

    // ------------------------------------------------------------ how it must end

    /** Each companion in turn is live and has all; it is asked, and leaves the pump to the others. */
    private void comeToRest(List<SimulatedCompanion> left) {
        while (!left.isEmpty()) {
            ByteString newest = life.writeOne();
            boolean rested = advanceUntil(() -> left.stream().anyMatch(one -> one.isLiveAt(newest)), PATIENCE);
            assertThat(rested).as("one comes to rest: %s", companions).isTrue();
            pass(Duration.ofSeconds(oneWire ? 65 : 5)); // one in its back-off may still come between
            assertThat(advanceUntil(() -> left.stream().anyMatch(one -> one.isLiveAt(newest)), PATIENCE))
                    .as("one comes to rest again: %s", companions)
                    .isTrue();
            long hellos = watch.hellos();
            pass(Duration.ofSeconds(25));
            List<SimulatedCompanion> done =
                    left.stream().filter(one -> one.isLiveAt(newest)).toList();
            assertThat(done).as("it stays at rest: %s", companions).isNotEmpty();
            if (oneWire) {
                assertThat(watch.hellos())
                        .as("one stays, the other listens: %s", companions)
                        .isEqualTo(hellos);
            }
            for (SimulatedCompanion one : done) {
                ask(one);
                one.kill();
                left.remove(one);
            }
        }
    }

    private void ask(SimulatedCompanion one) {
        note("asking " + one.name);
        JournalOracle oracle = new JournalOracle(pump, diary, watch, one.name, one.journal);
        oracle.check(oneWire);
        SetStatus told = one.connector().status().orElseThrow();
        assertThat(told)
                .as("the status of %s is that of its journal", one.name)
                .isEqualTo(oracle.folded(time.millis()));
    }

    // ------------------------------------------------------------ time, and no end to it

    private void pass(Duration duration) {
        advanceUntil(() -> false, duration);
    }

    private boolean advanceUntil(BooleanSupplier condition, Duration atMost) {
        return time.advanceUntil(
                () -> {
                    tasks++;
                    assertThat(watch.frames()).as("frames: does it ever end?").isLessThan(MOST_FRAMES);
                    assertThat(tasks).as("tasks: does it ever end?").isLessThan(MOST_TASKS);
                    return condition.getAsBoolean();
                },
                atMost);
    }

    private void note(String text) {
        watch.note(time.instant(), text);
    }

    String lastWords() {
        return (oneWire ? "one wire; " : "a link each; ") + companions + "\n" + watch.lastWords();
    }

    long frames() {
        return watch.frames();
    }

    long tasks() {
        return tasks;
    }

    @Override
    public void close() {
        companions.forEach(SimulatedCompanion::kill);
        time.runDue();
        pump.close();
    }
}
