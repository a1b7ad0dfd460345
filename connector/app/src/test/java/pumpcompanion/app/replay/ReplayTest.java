package pumpcompanion.app.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pumpcompanion.connector.tracker.TrackerSettings;
import pumpcompanion.emulator.EmulatedPump;
import pumpcompanion.emulator.SetChange;
import pumpcompanion.emulator.time.VirtualTime;
import pumpcompanion.proto.v1.BodyArea;
import pumpcompanion.proto.v1.BodySide;
import pumpcompanion.proto.v1.Construction;
import pumpcompanion.proto.v1.Event;
import pumpcompanion.proto.v1.EventRecord;
import pumpcompanion.proto.v1.Finding;
import pumpcompanion.proto.v1.Phase;
import pumpcompanion.proto.v1.PlaceChoice;
import pumpcompanion.proto.v1.PumpDescribed;
import pumpcompanion.proto.v1.QuickDisconnect;
import pumpcompanion.proto.v1.SetRemoved;
import pumpcompanion.proto.v1.Setting;
import pumpcompanion.proto.v1.SettingsInForce;
import pumpcompanion.proto.v1.Site;
import pumpcompanion.proto.v1.WearEnd;
import pumpcompanion.proto.v1.Withdrawal;

class ReplayTest {

    private static final long SEED = Long.getLong("replay.seed", 1);
    private static final Replay.Options USUAL = new Replay.Options(TrackerSettings.defaults(), null, null, null);

    /** Two set changes, three days apart. */
    private static List<EventRecord> worn(String name) {
        VirtualTime time = new VirtualTime();
        EmulatedPump pump = EmulatedPump.on(time).start();
        for (BodySide side : List.of(BodySide.BODY_SIDE_LEFT, BodySide.BODY_SIDE_RIGHT)) {
            SetChange.routine(Site.newBuilder()
                            .setArea(BodyArea.BODY_AREA_ABDOMEN)
                            .setSide(side)
                            .build())
                    .schedule(pump);
            time.advance(Duration.ofHours(70));
        }
        List<EventRecord> records = new ArrayList<>();
        pump.log(log -> {
            for (long sequence = 1; sequence <= log.newest(); sequence++) {
                try {
                    Event event = Event.parseFrom(log.read(sequence).bytes());
                    records.add(EventRecord.newBuilder()
                            .setPump(name)
                            .setLog(1)
                            .setSequence(sequence)
                            .setAtMs(event.getPumpClockMs())
                            .setEvent(event)
                            .build());
                } catch (InvalidProtocolBufferException e) {
                    throw new UncheckedIOException(e);
                }
            }
        });
        return records;
    }

    private static EventRecord entry(long sequence, long atMs, EventRecord.Builder content) {
        return content.setPump("P").setSequence(sequence).setAtMs(atMs).build();
    }

    private static String lines(List<EventRecord> records, JsonFormat.Printer printer) {
        StringBuilder lines = new StringBuilder();
        try {
            for (EventRecord record : records) {
                lines.append(printer.omittingInsignificantWhitespace().print(record))
                        .append("\n");
            }
        } catch (InvalidProtocolBufferException e) {
            throw new UncheckedIOException(e);
        }
        return lines.toString();
    }

    private static String lines(List<EventRecord> records) {
        return lines(records, JsonFormat.printer());
    }

    private static List<Replayed> replay(String lines) {
        return replay(lines, USUAL);
    }

    private static List<Replayed> replay(String lines, Replay.Options options) {
        try {
            return new Replay(() -> new StringReader(lines), options, count -> {}).run((record, before, after) -> {});
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void findingsAndWearsAreAllThereWhenTheyHaveEnded() {
        Replayed end = replay(lines(worn("P"))).get(0);
        assertThat(end.status().getPhase()).isEqualTo(Phase.PHASE_IN_USE);
        assertThat(end.wears()).hasSize(2);
        assertThat(end.wears().get(0).getEnd()).isEqualTo(WearEnd.WEAR_END_REMOVED);
        assertThat(end.wears().get(0).getSite().getSide()).isEqualTo(BodySide.BODY_SIDE_LEFT);
        assertThat(end.wears().get(1).hasUntilMs()).isFalse();
        assertThat(end.findings()).extracting(Finding::getCode).contains("wear-info", "wear-warning");
        assertThat(end.findings().get(0).hasEndedMs()).isTrue();
        assertThat(end.sites().getPlacesCount()).isEqualTo(2);
    }

    @Test
    void anyOrderOfLinesGivesTheSame() {
        List<EventRecord> records = new ArrayList<>(worn("P"));
        long middle = records.get(records.size() / 2).getAtMs();
        records.add(entry(1, middle, removed()));
        records.add(entry(2, middle + 1, EventRecord.newBuilder().setRemark("late")));
        Replayed inOrder = replay(lines(records)).get(0);
        assertThat(inOrder.entries()).isEqualTo(2);
        List<EventRecord> shuffled = new ArrayList<>(records);
        Collections.shuffle(shuffled, new Random(SEED));
        assertThat(replay(lines(shuffled)).get(0)).as("seed %s", SEED).isEqualTo(inOrder);
    }

    private static EventRecord.Builder removed() {
        return EventRecord.newBuilder().setEvent(Event.newBuilder().setSetRemoved(SetRemoved.getDefaultInstance()));
    }

    @Test
    void severalPumpsAreKeptApartHoweverTheirLinesAreMixed() {
        List<EventRecord> mixed = new ArrayList<>();
        List<EventRecord> one = worn("P");
        List<EventRecord> other = worn("Q");
        for (int i = 0; i < one.size(); i++) {
            mixed.add(one.get(i));
            mixed.add(other.get(i));
        }
        List<Replayed> ends = replay(lines(mixed));
        assertThat(ends).extracting(end -> end.status().getPump()).containsExactly("P", "Q");
        assertThat(ends.get(0)).isEqualTo(replay(lines(one)).get(0));
    }

    @Test
    void protoNamesNumbersAndRawBytesAreTheSameAsWhatHistoryPrints() {
        List<EventRecord> records = worn("P");
        Replayed printed = replay(lines(records)).get(0);
        assertThat(replay(lines(
                                records,
                                JsonFormat.printer().preservingProtoFieldNames().printingEnumsAsInts()))
                        .get(0))
                .isEqualTo(printed);
        List<EventRecord> raw = records.stream()
                .map(record -> record.toBuilder()
                        .setRaw(record.getEvent().toByteString())
                        .clearEvent()
                        .build())
                .toList();
        assertThat(replay(lines(raw)).get(0)).isEqualTo(printed);
        String numbers = lines(records).replaceAll("\"(sequence|atMs)\":\"(\\d+)\"", "\"$1\":$2");
        assertThat(replay(numbers).get(0)).isEqualTo(printed);
    }

    @Test
    void aRepeatIsCountedAndFoldedOnce() {
        List<EventRecord> records = worn("P");
        Replayed once = replay(lines(records)).get(0);
        List<EventRecord> twice = new ArrayList<>(records);
        twice.addAll(records.stream()
                .map(record -> record.toBuilder().setReceivedMs(7).build())
                .toList());
        Replayed end = replay(lines(twice)).get(0);
        assertThat(end.repeats()).isEqualTo(records.size());
        assertThat(end.status()).isEqualTo(once.status());
    }

    @Test
    void withdrawalsCountWhereverTheyStand() {
        List<EventRecord> records = new ArrayList<>(worn("P"));
        Replayed without = replay(lines(records)).get(0);
        long last = records.get(records.size() - 1).getAtMs();
        records.add(
                0,
                entry(
                        2,
                        last,
                        EventRecord.newBuilder()
                                .setWithdrawal(Withdrawal.newBuilder().setSequence(1))));
        records.add(entry(1, last, removed()));
        assertThat(replay(lines(records)).get(0).status()).isEqualTo(without.status());
        records.add(entry(
                3,
                last,
                EventRecord.newBuilder().setWithdrawal(Withdrawal.newBuilder().setSequence(2))));
        assertThat(replay(lines(records)).get(0).status().getPhase()).isEqualTo(Phase.PHASE_REMOVED);
    }

    @Test
    void theStateAtATimeKnowsNothingLaterAndAllDeadlinesBefore() {
        List<EventRecord> records = new ArrayList<>(worn("P"));
        long first = records.get(0).getAtMs();
        long at = first + Duration.ofHours(50).toMillis();
        records.add(entry(
                1,
                at + 1,
                EventRecord.newBuilder()
                        .setEvent(Event.newBuilder().setQuickDisconnect(QuickDisconnect.getDefaultInstance()))));
        Replayed end = replay(lines(records), new Replay.Options(TrackerSettings.defaults(), null, null, at))
                .get(0);
        assertThat(end.atMs()).isEqualTo(at);
        assertThat(end.status().getPhase()).isEqualTo(Phase.PHASE_IN_USE);
        assertThat(end.wears()).hasSize(1);
        assertThat(end.status().getFindingsList()).extracting(Finding::getCode).contains("wear-warning");
        long muchLater =
                records.get(records.size() - 2).getAtMs() + Duration.ofDays(9).toMillis();
        assertThat(replay(lines(worn("P")), new Replay.Options(TrackerSettings.defaults(), null, null, muchLater))
                        .get(0)
                        .status()
                        .getPhase())
                .isEqualTo(Phase.PHASE_WORN_TOO_LONG);
    }

    @Test
    void whatThePumpIsIsSaidByItsLineAndOverruledByTheOption() {
        List<EventRecord> records = new ArrayList<>(worn("P"));
        records.add(EventRecord.newBuilder()
                .setPump("P")
                .setDescribed(PumpDescribed.newBuilder().setConstruction(Construction.CONSTRUCTION_TUBED))
                .build());
        assertThat(replay(lines(records)).get(0).status().getConstruction()).isEqualTo(Construction.CONSTRUCTION_TUBED);
        Replay.Options patch =
                new Replay.Options(TrackerSettings.defaults(), Construction.CONSTRUCTION_PATCH, null, null);
        assertThat(replay(lines(records), patch).get(0).status().getConstruction())
                .isEqualTo(Construction.CONSTRUCTION_PATCH);
    }

    @Test
    void everyStepIsToldInTheOrderOfFolding() throws IOException {
        List<EventRecord> records = new ArrayList<>(worn("P"));
        long at = records.get(10).getAtMs();
        records.add(entry(
                1,
                at,
                EventRecord.newBuilder()
                        .setPlaceChoice(PlaceChoice.newBuilder()
                                .setSite(Site.newBuilder().setPlace("knee")))));
        records.add(entry(
                2,
                at,
                EventRecord.newBuilder()
                        .setSettings(SettingsInForce.newBuilder()
                                .addSettings(Setting.newBuilder()
                                        .setKey("wear-limit")
                                        .setValue("48h")))));
        List<EventRecord> steps = new ArrayList<>();
        new Replay(() -> new StringReader(lines(records)), USUAL, count -> {})
                .run((record, before, after) -> steps.add(record));
        assertThat(steps).hasSameSizeAs(records);
        long later = steps.stream()
                .takeWhile(step -> step.getLog() != 0)
                .filter(step -> step.getAtMs() > at)
                .count();
        assertThat(later).isZero();
    }

    @Test
    void fieldsAndValuesOfAnotherVersionAreCountedAndLeftOut() throws IOException {
        String line = "{\"pump\":\"P\",\"log\":1,\"sequence\":1,\"atMs\":5,\"flavour\":1,"
                + "\"event\":{\"siteObserved\":{\"signs\":[\"SITE_SIGN_ITCH\",\"SITE_SIGN_PAIN\"],\"by\":{}}}}";
        Replay replay = new Replay(() -> new StringReader("\uFEFF" + line + "\r\n\r\n"), USUAL, count -> {});
        assertThat(replay.run((record, before, after) -> {})).hasSize(1);
        assertThat(replay.unknown()).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "hello | line 2: hello (expected one record in braces",
                "{\"pump\":\"P\",\"log\":1 | line 2, column 20: the line ends inside the record (expected ",
                "{\"pump\":\"P\"}{} | line 2, column 14: no sound JSON (expected a record",
                "{\"log\":1,\"sequence\":1,\"atMs\":1,\"remark\":\"x\"} | line 2: no pump (expected ",
                "{\"pump\":\"P\",\"log\":1,\"atMs\":1,\"event\":{\"dropSeen\":{}}} | line 2: no sequence (expected the record's",
                "{\"pump\":\"P\",\"atMs\":1,\"event\":{\"dropSeen\":{}}} | line 2: no sequence (expected the entry's number",
                "{\"pump\":\"P\",\"log\":1,\"sequence\":9,\"event\":{\"dropSeen\":{}}} | line 2: no atMs (expected ",
                "{\"pump\":\"P\",\"log\":1,\"sequence\":\"x\",\"atMs\":1} | line 2: Not an uint64 value: \"x\" (expected ",
                "{\"pump\":\"P\",\"log\":1,\"sequence\":9,\"atMs\":1} | line 2: a record that says nothing (expected event",
                "{\"pump\":\"P\",\"log\":1,\"sequence\":9,\"atMs\":1,\"remark\":\"x\"} | line 2: what only people enter, in log 1",
                "{\"pump\":\"P\",\"sequence\":9,\"atMs\":1,\"gap\":{\"from\":9}} | line 2: no log (expected ",
                "{\"pump\":\"P\",\"log\":1,\"sequence\":1,\"atMs\":1,\"event\":{\"airSeen\":{}}} | lines 1 and 2: record 1/1 of pump P twice",
            })
    void aBadLineIsNamedWithWhatWasFoundAndExpected(String bad, String message) {
        String good = "{\"pump\":\"P\",\"log\":1,\"sequence\":1,\"atMs\":1,\"event\":{\"dropSeen\":{}}}\n";
        assertThatThrownBy(() -> replay(good + bad))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(message);
    }

    @Test
    void aLineWithoutEndIsRefusedBeforeItFillsTheMemory() {
        assertThatThrownBy(() -> replay("x".repeat(LineReader.LONGEST + 1)))
                .hasMessageStartingWith("line 1: longer than ");
    }

    @Test
    void recordsOutOfOrderThatDifferUnderOneNumberAreNamedWithBothLines() {
        String line = "{\"pump\":\"P\",\"log\":1,\"sequence\":%d,\"atMs\":1,\"event\":{\"%s\":{}}}\n";
        String lines = line.formatted(2, "dropSeen") + line.formatted(1, "dropSeen") + line.formatted(2, "airSeen");
        assertThatThrownBy(() -> replay(lines)).hasMessageStartingWith("lines 1 and 3: record 1/2 of pump P twice");
    }
}
