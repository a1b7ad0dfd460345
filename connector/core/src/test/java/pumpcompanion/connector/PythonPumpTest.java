package pumpcompanion.connector;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pumpcompanion.connector.journal.Journal;
import pumpcompanion.connector.journal.PumpSummary;
import pumpcompanion.connector.journal.Query;
import pumpcompanion.connector.journal.RecordCursor;
import pumpcompanion.proto.v1.EventRecord;

/** A second, independent implementation of the pump's side, over real TCP, with faults. */
class PythonPumpTest {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @TempDir
    Path folder;

    @ParameterizedTest(name = "records equal the pump''s own, byte for byte, with {0}")
    @ValueSource(
            strings = {
                "--records 2000 --window 64",
                "--records 60 --window 1",
                "--records 300 --window 16 --odd 0.5",
                "--records 400 --ring 120",
                "--records 300 --skip 0.1 --unreadable 3,7-9",
                "--records 150 --drop 0.05 --dup 0.05 --split",
                "--records 150 --flip 0.04 --truncate 0.03 --garbage 0.05 --text 0.05",
                "--records 300 --window 8 --cut-every 0.7",
                "--records 100 --window 0 --heartbeat-ms 0",
                "--records 40 --log-lines 0.05 --stall 0.05 --stall-ms 200"
            })
    void recordsEqualThePumpsOwn(String options) throws Exception {
        try (PythonPump pump = start(0, options);
                Journal journal = Journal.open(folder.resolve("j.db"))) {
            List<String> expected = pump.dump(folder.resolve("dump"));
            try (Connector connector = Connector.to(pump.address(), journal).open()) {
                until(journal, last(expected));
            }
            assertThat(kept(journal)).isEqualTo(expected);
            assertThat(pump.violations()).isEmpty();
        }
    }

    @Test
    void aPumpThatIsKilledAndRestartedAgainAndAgainLosesNothing() throws Exception {
        PythonPump pump = start(0, restarted(0));
        List<String> expected = pump.dump(folder.resolve("dump"));
        try (Journal journal = Journal.open(folder.resolve("j.db"));
                Connector connector = Connector.to(pump.address(), journal).open()) {
            for (int round = 1; round <= 4; round++) {
                until(journal, last(expected) - 40); // in the middle of the stream
                pump.kill();
                assertThat(pump.violations()).isEmpty();
                pump = start(pump.port, restarted(round));
                expected = pump.dump(folder.resolve("dump"));
            }
            until(journal, last(expected));
            assertThat(kept(journal)).isEqualTo(expected);
            assertThat(connector.link().state()).isEqualTo(LinkStatus.State.LIVE);
        } finally {
            pump.kill();
        }
    }

    private static String restarted(int round) {
        return "--window 4 --records 60 --seed " + round;
    }

    @ParameterizedTest(name = "{0}: what was kept of the older log stays, the newer one is a log of its own")
    @ValueSource(
            strings = {"--erase-after 30 --then-records 25", "--restore-after 60 --restore-back 20 --then-records 25"})
    void anErasedOrRestoredLogIsALogOfItsOwn(String options) throws Exception {
        try (PythonPump pump = start(0, "--records 60 --window 8 " + options);
                Journal journal = Journal.open(folder.resolve("j.db"));
                Connector connector = Connector.to(pump.address(), journal).open()) {
            await(() -> journal.pumps().stream().anyMatch(p -> p.logs().size() == 2));
            List<String> expected = pump.dump(folder.resolve("dump"));
            until(journal, last(expected));
            PumpSummary summary = journal.pumps().get(0);
            long first = summary.current().first();
            assertThat(kept(journal, 2))
                    .isEqualTo(expected.stream().filter(l -> number(l) >= first).toList());
            assertThat(kept(journal, 1)).isNotEmpty();
            assertThat(pump.violations()).isEmpty();
        }
    }

    @Test
    void aPumpThatAnswersNothingIsSaidSoAndTriedAgain() throws Exception {
        try (PythonPump pump = start(0, "--mute --records 1")) {
            assertThat(ended(pump.address())).contains("no answer to Hello");
        }
    }

    @Test
    void aPumpOfOtherVersionsIsNamedWithBothRanges() throws Exception {
        try (PythonPump pump = start(0, "--versions 2..3 --records 1")) {
            assertThat(ended(pump.address())).contains("2 to 3", "expected 1");
        }
    }

    @Test
    void aHalfOpenConnectionIsNoticedAndOpenedAgain() throws Exception {
        try (PythonPump pump = start(0, "--half-open 1 --records 5 --rate 4 --heartbeat-ms 500");
                Journal journal = Journal.open(folder.resolve("j.db"))) {
            List<String> states = java.util.Collections.synchronizedList(new ArrayList<>());
            try (Connector connector = Connector.to(pump.address(), journal)
                    .onLink(link -> states.add(link.state() + " " + link.text()))
                    .open()) {
                await(() -> states.stream().filter(s -> s.startsWith("LIVE")).count() >= 2);
            }
            assertThat(states).anyMatch(s -> s.contains("quiet"));
        }
    }

    private PythonPump start(int port, String options) throws Exception {
        return PythonPump.start(
                folder.resolve("pump.log"),
                port,
                options.contains("heartbeat") ? options : options + " --heartbeat-ms 500");
    }

    private static String ended(String address) throws Exception {
        try (Journal journal = Journal.inMemory();
                Connector connector = Connector.to(address, journal).once().open()) {
            CompletableFuture<LinkStatus> end = connector.ended();
            return end.get(PATIENCE.toSeconds(), TimeUnit.SECONDS).text();
        }
    }

    private static long last(List<String> dump) {
        String line = dump.get(dump.size() - 1);
        return Long.parseLong(line.split(" ")[line.startsWith("missing") ? 2 : 0]);
    }

    private static long number(String line) {
        return Long.parseLong(line.split(" ")[line.startsWith("missing") ? 1 : 0]);
    }

    private static void until(Journal journal, long through) throws Exception {
        await(() -> journal.pumps().stream().anyMatch(p -> p.current().through() >= through));
    }

    private interface Condition {
        boolean holds() throws Exception;
    }

    /** Looks again whenever the clock has moved on a little; no fixed wait. */
    private static void await(Condition condition) throws Exception {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.holds()) {
            assertThat(System.nanoTime()).as("it took longer than %s", PATIENCE).isLessThan(end);
            CompletableFuture.supplyAsync(() -> true, CompletableFuture.delayedExecutor(20, TimeUnit.MILLISECONDS))
                    .get();
        }
    }

    private static List<String> kept(Journal journal) {
        return kept(journal, 0);
    }

    /** The journal in the words of the pump's dump. */
    private static List<String> kept(Journal journal, int log) {
        List<String> all = new ArrayList<>();
        try (RecordCursor records = journal.records(Query.ALL)) {
            while (records.hasNext()) {
                EventRecord record = records.next();
                if (record.getSequence() > 0 && (log == 0 || record.getLog() == log)) {
                    all.add(line(record));
                }
            }
        }
        return all;
    }

    private static String line(EventRecord record) {
        if (record.hasGap()) {
            return "missing " + record.getGap().getFrom() + " "
                    + record.getGap().getThrough() + " "
                    + record.getGap()
                            .getReason()
                            .name()
                            .replace("GAP_REASON_", "")
                            .toLowerCase(Locale.ROOT);
        }
        String bytes = HexFormat.of().formatHex(record.getRaw().toByteArray());
        return record.getSequence() + " " + (bytes.isEmpty() ? "-" : bytes);
    }
}
