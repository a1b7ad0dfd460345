package pumpcompanion.connector;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import pumpcompanion.connector.journal.Journal;
import pumpcompanion.emulator.link.Direction;
import pumpcompanion.emulator.link.MemoryLink;
import pumpcompanion.emulator.link.WireKind;
import pumpcompanion.emulator.log.EventLog;
import pumpcompanion.proto.v1.Event;
import pumpcompanion.proto.v1.EventRecord;

/**
 * Whatever happens to link and pump, at the end the journal holds the pump's log or what the pump stated missing, and
 * nothing that the pump never wrote. One seed: {@code -Dfault.seed=N}.
 */
class FaultHistoriesTest {

    private static final int STEPS = 60;

    static LongStream seeds() {
        Long one = Long.getLong("fault.seed");
        return one == null ? LongStream.rangeClosed(1, 60) : LongStream.of(one);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void theJournalEqualsThePumpsLogAfterAnyTrouble(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int ring = 5 + random.nextInt(60);
        int window = 1 + random.nextInt(16);
        try (Bench bench = new Bench(b -> b.ringSize(ring).window(window), Journal.inMemory())) {
            Written written = new Written();
            boolean[] healed = {false};
            bench.kind = random.nextBoolean() ? WireKind.SERIAL : WireKind.CONNECTION;
            UnaryOperator<byte[]> damage = frame -> healed[0] ? frame : damaged(frame, random);
            bench.wiring = wire -> wire.cuts(random.nextLong())
                    .filter(Direction.FROM_PUMP, damage)
                    .filter(Direction.TO_PUMP, damage);
            bench.open().pass(Duration.ofMillis(1));
            for (int step = 0; step < STEPS; step++) {
                trouble(bench, written, random);
                bench.pass(Duration.ofMillis(random.nextInt(3_000)));
            }
            healed[0] = true;
            bench.pump.log(log -> written.append(log, random));
            long newest = bench.pump.newest();
            boolean all = bench.time.advanceUntil(
                    () -> bench.connector.link().state() == LinkStatus.State.LIVE
                            && bench.journal.pumps().get(0).current().through() >= newest
                            && bench.journal.pumps().get(0).current().epoch() == bench.pump.logEpoch(),
                    Duration.ofHours(1));
            assertThat(all).as("seed %d ends: %s", seed, bench.connector.link()).isTrue();
            bench.assertJournalEqualsThePumpsLog();
            assertNothingIsMadeUpOrDoubled(bench, written);
        }
    }

    private static void assertNothingIsMadeUpOrDoubled(Bench bench, Written written) {
        Set<String> seen = new HashSet<>();
        for (EventRecord record : bench.journaled()) {
            assertThat(seen.add(record.getLog() + "/" + record.getSequence())).isTrue();
            if (!record.hasGap()) {
                assertThat(written.at(record.getSequence())).contains(record.getRaw());
            }
        }
    }

    private static void trouble(Bench bench, Written written, SplittableRandom random) {
        MemoryLink wire = bench.wires.get(bench.wires.size() - 1);
        switch (random.nextInt(20)) {
            case 0 -> wire.cut();
            case 1 -> bench.pump.restore(bench.pump.newest(), bench.pump.bootCount() + 1); // a reboot
            case 2 -> bench.pump.log(log -> log.skip(1 + random.nextInt(3)));
            case 3 -> wire.noise(Direction.FROM_PUMP, noise(random));
            case 4 -> wire.noise(Direction.TO_PUMP, noise(random));
            case 5 -> {
                if (random.nextInt(4) == 0) {
                    bench.pump.eraseLog();
                }
            }
            case 6 -> goBack(bench, random);
            default ->
                bench.pump.log(log -> {
                    for (int i = random.nextInt(12); i >= 0; i--) {
                        written.append(log, random);
                    }
                });
        }
    }

    /** A reset that takes the pump back by a few records. */
    private static void goBack(Bench bench, SplittableRandom random) {
        long oldest = bench.pump.oldest();
        long newest = bench.pump.newest();
        long back = newest - random.nextInt(6);
        if (random.nextInt(3) == 0 && back >= oldest) {
            bench.pump.restore(back, bench.pump.bootCount() + 1);
        }
    }

    private static byte[] damaged(byte[] frame, SplittableRandom random) {
        byte[] hit = frame.clone();
        switch (random.nextInt(20)) {
            case 0 -> {
                return new byte[0];
            }
            case 1 -> hit[random.nextInt(hit.length)] ^= (byte) (1 << random.nextInt(8));
            case 2 -> {
                return java.util.Arrays.copyOf(hit, random.nextInt(hit.length));
            }
            case 3 -> {
                byte[] twice = java.util.Arrays.copyOf(hit, hit.length * 2);
                System.arraycopy(hit, 0, twice, hit.length, hit.length);
                return twice;
            }
            default -> {
                // unharmed
            }
        }
        return hit;
    }

    private static byte[] noise(SplittableRandom random) {
        byte[] bytes = new byte[random.nextInt(700)];
        random.nextBytes(bytes);
        return bytes;
    }

    /** All that the pump ever wrote, under each number. */
    private static final class Written {
        private final Map<Long, Set<ByteString>> bySequence = new HashMap<>();
        private int count;

        void append(EventLog log, SplittableRandom random) {
            count++;
            ByteString bytes = random.nextInt(15) == 0
                    ? ByteString.copyFrom(new byte[] {(byte) 0xFF, (byte) count, (byte) (count >> 8)})
                    : Event.newBuilder()
                            .setBootCount(1)
                            .setUptimeMs(count)
                            .setDropSeen(pumpcompanion.proto.v1.DropSeen.getDefaultInstance())
                            .build()
                            .toByteString();
            long sequence = log.appendRaw(bytes);
            bySequence.computeIfAbsent(sequence, s -> new HashSet<>()).add(bytes);
        }

        Set<ByteString> at(long sequence) {
            return bySequence.getOrDefault(sequence, Set.of());
        }
    }
}
