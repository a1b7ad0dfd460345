package pumpcompanion.connector.golden;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import pumpcompanion.connector.Connector;
import pumpcompanion.connector.Time;
import pumpcompanion.connector.journal.Journal;
import pumpcompanion.connector.journal.Query;
import pumpcompanion.connector.journal.RecordCursor;
import pumpcompanion.emulator.EmulatedPump;
import pumpcompanion.emulator.time.VirtualTime;
import pumpcompanion.proto.frame.FrameDecoder;
import pumpcompanion.proto.transport.Transport;
import pumpcompanion.proto.v1.ClockKind;
import pumpcompanion.proto.v1.EventKind;
import pumpcompanion.proto.v1.EventRecord;
import pumpcompanion.proto.v1.Identity;

/** Makes the two sides of a golden session as its head says. */
final class GoldenRig {

    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    static final HexFormat HEX = HexFormat.of();

    private GoldenRig() {}

    static EmulatedPump pump(VirtualTime time, GoldenSession session) {
        EmulatedPump pump = EmulatedPump.on(time)
                .identity(Identity.newBuilder()
                        .setSerial(session.head().getOrDefault("serial", "GOLDEN-1"))
                        .build())
                .reports(
                        EventKind.EVENT_KIND_CARTRIDGE_CONNECT,
                        EventKind.EVENT_KIND_CANNULA_PRIMED,
                        EventKind.EVENT_KIND_QUICK_DISCONNECT)
                .clock(START, ClockKind.CLOCK_KIND_UTC)
                .window(session.number("window"))
                .heartbeatInterval(Duration.ofMillis(session.number("heartbeat")))
                .ringSize(session.number("ring"))
                .sessions(session.number("sessions"))
                .versions(session.number("version"), session.number("version"))
                .start();
        pump.log(log -> {
            log.erase(session.hex("epoch"));
            session.has().forEach(bytes -> log.appendRaw(com.google.protobuf.ByteString.copyFrom(bytes)));
        });
        return pump;
    }

    /** What happens at the pump besides talking. */
    static void act(EmulatedPump pump, String verb, String argument) {
        switch (verb) {
            case "appends" ->
                pump.log(log -> log.appendRaw(com.google.protobuf.ByteString.copyFrom(HEX.parseHex(argument))));
            case "erases" -> {
                pump.eraseLog();
                pump.log(log -> log.erase(Integer.parseUnsignedInt(argument, 16)));
            }
            case "restarts" -> pump.restore(Long.parseLong(argument), pump.bootCount() + 1);
            case "overwrites" -> pump.log(log -> log.overwriteThrough(Long.parseLong(argument)));
            case "damages" -> pump.log(log -> log.makeUnreadable(Long.parseLong(argument)));
            case "skips" -> pump.log(log -> log.skip(Long.parseLong(argument)));
            default -> throw new AssertionError("a pump does not know how to: " + verb);
        }
    }

    static Connector.Builder companion(
            VirtualTime time, GoldenSession session, Journal journal, Supplier<Transport> links) {
        return Connector.to("golden", links, journal)
                .companionName("golden")
                .time(Time.virtual(time))
                .random(new Draws(session.draws()));
    }

    /** What the journal holds, as the {@code kept} lines of a file. */
    static List<String> kept(Journal journal) {
        List<String> all = new ArrayList<>();
        try (RecordCursor records = journal.records(Query.ALL)) {
            records.forEachRemaining(record -> all.add(line(record)));
        }
        return all;
    }

    private static String line(EventRecord record) {
        String where = "kept " + record.getPump() + " " + record.getLog() + " ";
        if (record.hasGap()) {
            var gap = record.getGap();
            return where + gap.getFrom() + "-" + gap.getThrough() + " "
                    + gap.getReason().name().replace("GAP_REASON_", "").toLowerCase(java.util.Locale.ROOT);
        }
        String bytes =
                record.getRaw().isEmpty() ? "-" : HEX.formatHex(record.getRaw().toByteArray());
        return where + record.getSequence() + " " + bytes;
    }

    /** The payloads in some frames, in hex. */
    static List<String> payloads(byte[] frames) {
        List<String> all = new ArrayList<>();
        new FrameDecoder()
                .feed(
                        frames,
                        0,
                        frames.length,
                        (bytes, offset, length) -> all.add(HEX.formatHex(bytes, offset, offset + length)));
        return all;
    }

    /** Random numbers that stand in the file; every wait is the longest one. */
    private static final class Draws implements RandomGenerator {
        private final Deque<Integer> numbers;

        Draws(List<Integer> numbers) {
            this.numbers = new ArrayDeque<>(numbers);
        }

        @Override
        public int nextInt() {
            if (numbers.isEmpty()) {
                throw new AssertionError("the companion draws more numbers than the file has");
            }
            return numbers.removeFirst();
        }

        @Override
        public int nextInt(int bound) {
            return 0;
        }

        @Override
        public long nextLong(long bound) {
            return 0;
        }

        @Override
        public long nextLong() {
            return 0;
        }
    }
}
