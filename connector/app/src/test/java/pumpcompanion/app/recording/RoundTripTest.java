package pumpcompanion.app.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pumpcompanion.app.view.Json;
import pumpcompanion.connector.Connector;
import pumpcompanion.connector.Time;
import pumpcompanion.connector.journal.Batch;
import pumpcompanion.connector.journal.Entry;
import pumpcompanion.connector.journal.Journal;
import pumpcompanion.connector.journal.PumpInfo;
import pumpcompanion.connector.journal.Query;
import pumpcompanion.connector.journal.RecordCursor;
import pumpcompanion.emulator.EmulatedPump;
import pumpcompanion.emulator.LifeScript;
import pumpcompanion.emulator.PumpBuilder;
import pumpcompanion.emulator.Replay;
import pumpcompanion.emulator.replay.Deviation;
import pumpcompanion.emulator.replay.Expectations;
import pumpcompanion.emulator.replay.Recording;
import pumpcompanion.emulator.time.VirtualTime;
import pumpcompanion.proto.v1.Construction;
import pumpcompanion.proto.v1.Event;
import pumpcompanion.proto.v1.EventKind;
import pumpcompanion.proto.v1.EventRecord;
import pumpcompanion.proto.v1.Identity;
import pumpcompanion.proto.v1.MissingReason;

class RoundTripTest {

    @TempDir
    Path directory;

    private static Connector connect(EmulatedPump pump, VirtualTime time, Journal journal) {
        return Connector.to("memory:", pump::connect, journal)
                .time(Time.virtual(time))
                .random(new SplittableRandom(7))
                .open();
    }

    /** Few heartbeats, which are most of what happens in days of virtual time. */
    private static PumpBuilder slow(PumpBuilder pump) {
        return pump.heartbeatInterval(Duration.ofSeconds(30));
    }

    private static List<EventRecord> records(Journal journal) {
        List<EventRecord> all = new ArrayList<>();
        try (RecordCursor records = journal.records(Query.ALL)) {
            records.forEachRemaining(all::add);
        }
        return all;
    }

    /** What must be the same: identity of the record, its bytes, or the gap. */
    private static List<String> essence(List<EventRecord> records) {
        return records.stream()
                .map(record -> record.getPump() + " " + record.getLog() + "/" + record.getSequence() + " "
                        + (record.hasGap()
                                ? record.getGap().toString().replace('\n', ' ')
                                : record.getRaw().toStringUtf8()
                                        + record.getRaw().hashCode()))
                .toList();
    }

    /** Four days in which all happens that a log can suffer. */
    private static List<EventRecord> wornAndJournaled() {
        VirtualTime time = new VirtualTime();
        try (EmulatedPump pump = EmulatedPump.on(time)
                        .serial("RT-1")
                        .ringSize(1000)
                        .seed(5)
                        .start();
                Journal journal = Journal.inMemory();
                Connector connector = connect(pump, time, journal)) {
            LifeScript.start(pump, 3);
            time.advance(Duration.ofHours(6));
            pump.reboot();
            time.advance(Duration.ofHours(1));
            pump.log(log -> {
                log.skip(3);
                log.appendRaw(ByteString.copyFromUtf8("\377 no event"));
            });
            time.advance(Duration.ofHours(30));
            pump.restore(pump.newest() - 20, pump.bootCount() + 1);
            time.advance(Duration.ofHours(6));
            pump.eraseLog();
            time.advance(Duration.ofHours(48));
            assertThat(connector.link().behind()).isZero();
            return records(journal);
        }
    }

    private Recording recording(List<EventRecord> records) throws Exception {
        Path file = directory.resolve("recorded.jsonl");
        Files.write(file, records.stream().map(Json::line).toList());
        return Recordings.read(file, null);
    }

    @Test
    void aReplayedJournalGivesTheSameJournalAgainAndNoDeviation() throws Exception {
        List<EventRecord> first = wornAndJournaled();
        assertThat(first).anyMatch(record -> record.getLog() == 3).anyMatch(EventRecord::hasGap);
        Recording recording = recording(first);
        VirtualTime time = new VirtualTime();
        List<Deviation> deviations = new ArrayList<>();
        try (EmulatedPump pump =
                        Replay.pump(slow(EmulatedPump.on(time)), recording).start();
                Journal journal = Journal.inMemory()) {
            pump.transcript(new Expectations(deviations::add)::seen);
            Replay replay = Replay.start(pump, recording);
            try (Connector connector = connect(pump, time, journal)) {
                time.advance(Duration.ofDays(5));
                assertThat(replay.isOver()).isTrue();
                assertThat(connector.link().behind()).isZero();
                assertThat(essence(records(journal))).isEqualTo(essence(first));
                assertThat(deviations).isEmpty();
            }
        }
    }

    @Test
    void atOnceTheLastLogIsThereWithoutWaiting() throws Exception {
        List<EventRecord> first = wornAndJournaled();
        Recording recording = recording(first);
        VirtualTime time = new VirtualTime();
        try (EmulatedPump pump =
                        Replay.pump(slow(EmulatedPump.on(time)), recording).start();
                Journal journal = Journal.inMemory()) {
            Replay.atOnce(pump, recording);
            try (Connector connector = connect(pump, time, journal)) {
                time.advance(Duration.ofMinutes(1));
                assertThat(connector.link().behind()).isZero();
                List<ByteString> last = first.stream()
                        .filter(record -> record.getLog() == 3 && !record.hasGap())
                        .map(EventRecord::getRaw)
                        .toList();
                assertThat(records(journal).stream().map(EventRecord::getRaw)).isEqualTo(last);
            }
        }
    }

    @Test
    void aJournalFileKeepsIdentityEpochsAndGaps() throws Exception {
        Path file = directory.resolve("companion.db");
        Identity identity = Identity.newBuilder()
                .setSerial("RT-2")
                .setModel("M")
                .setFirmware("9")
                .build();
        ByteString event = Event.newBuilder().setBootCount(4).build().toByteString();
        try (Journal journal = Journal.open(file)) {
            journal.locate(
                            new PumpInfo(
                                    "RT-2",
                                    identity,
                                    Construction.CONSTRUCTION_PATCH,
                                    List.of(EventKind.EVENT_KIND_CANNULA_PRIMED)),
                            77,
                            1000)
                    .get();
            journal.append(new Batch(
                            "RT-2",
                            1,
                            false,
                            2000,
                            List.of(
                                    Entry.record(1, event, 1500),
                                    Entry.missing(2, 5, MissingReason.MISSING_REASON_OVERWRITTEN, 1600))))
                    .get();
        }
        Recording recording = Recordings.read(file, null);
        assertThat(recording.identity()).isEqualTo(identity);
        assertThat(recording.construction()).isEqualTo(Construction.CONSTRUCTION_PATCH);
        assertThat(recording.reports()).containsExactly(EventKind.EVENT_KIND_CANNULA_PRIMED);
        assertThat(recording.logs()).singleElement().satisfies(log -> {
            assertThat(log.epoch()).isEqualTo(77);
            assertThat(log.entries()).hasSize(2);
            assertThat(log.entries().get(0).event()).isEqualTo(event);
            assertThat(log.entries().get(1).through()).isEqualTo(5);
            assertThat(log.entries().get(1).reason()).isEqualTo(MissingReason.MISSING_REASON_OVERWRITTEN);
        });
    }

    @Test
    void aFileThatIsNoRecordingIsNamedWithTheLineAndWhatWasExpected() throws Exception {
        Path file = Files.writeString(directory.resolve("x.jsonl"), "{\"pump\":\"A\",\"log\":1}\nDear diary,\n");
        assertThatThrownBy(() -> Recordings.read(file, null))
                .hasMessageContaining("x.jsonl line 2: found Dear diary, (expected a record");
        assertThatThrownBy(() -> Recordings.read(directory.resolve("none"), null))
                .hasMessageContaining("no file");
        Path two = Files.writeString(
                directory.resolve("two.jsonl"),
                "{\"pump\":\"A\",\"log\":1,\"sequence\":\"1\"}\n{\"pump\":\"B\",\"log\":1,\"sequence\":\"1\"}\n");
        assertThatThrownBy(() -> Recordings.read(two, null)).hasMessageContaining("2 pumps (found: A, B)");
        assertThat(Recordings.read(two, "B").identity().getSerial()).isEqualTo("B");
    }
}
