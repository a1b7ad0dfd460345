package pumpcompanion.connector.tracker;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import pumpcompanion.proto.v1.Construction;
import pumpcompanion.proto.v1.EventRecord;
import pumpcompanion.proto.v1.Finding;
import pumpcompanion.proto.v1.PumpDescribed;
import pumpcompanion.proto.v1.SetStatus;

/** Plays the histories of {@code histories/*.jsonl} and compares the state of every part with the answers written there. */
class HistoriesTest {

    private static final JsonFormat.Parser PARSER = JsonFormat.parser();
    private static final JsonFormat.Printer PRINTER = JsonFormat.printer().alwaysPrintFieldsWithNoPresence();
    private static final String SEVERITY = "SEVERITY_";

    static Stream<String> files() throws IOException {
        try (Stream<Path> all = Files.list(folder())) {
            return all
                    .map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".jsonl"))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void theStateOfEveryPartIsTheOneThatWasWorkedOutByHand(String file) throws IOException {
        assertThat(differences(file)).as(file).isEmpty();
    }

    /** Deadlines that somebody waits for give nothing else than deadlines that the next record finds passed. */
    @ParameterizedTest
    @MethodSource("files")
    void aFoldOverTheRecordsAloneEndsWhereALiveRunEnds(String file) throws IOException {
        SetStatus live = play(file, true, new ArrayList<>());
        SetStatus folded = play(file, false, new ArrayList<>());
        assertThat(told(folded)).as(file).isEqualTo(told(live));
    }

    private static SetStatus told(SetStatus status) {
        return status.toBuilder()
                .setMemory(status.getMemory().toBuilder().clearJustEnded())
                .build();
    }

    /** So a program that orders records and entries itself folds the same as is folded here. */
    @ParameterizedTest
    @MethodSource("files")
    void aFileStandsInTheOrderInWhichItIsFolded(String file) throws IOException {
        List<JsonObject> lines = lines(file);
        Set<Long> withdrawn = withdrawn(lines);
        List<EventRecord> all = new ArrayList<>();
        for (JsonObject line : lines) {
            if (line.has("sequence")) {
                all.add(record(line));
            }
        }
        List<EventRecord> merged = new ArrayList<>();
        Order.merge(
                        all.stream().filter(record -> record.getLog() != 0).iterator(),
                        all.stream().filter(record -> record.getLog() == 0).toList())
                .forEachRemaining(merged::add);
        all.removeIf(
                record -> record.hasWithdrawal() || (record.getLog() == 0 && withdrawn.contains(record.getSequence())));
        assertThat(merged).as(file).isEqualTo(all);
    }

    @Test
    void aHistoryWithoutAnExpectationProvesNothing() throws IOException {
        for (String file : files().toList()) {
            assertThat(lines(file).stream().filter(line -> line.has("expect")).count())
                    .as(file)
                    .isPositive();
        }
    }

    private static List<String> differences(String file) throws IOException {
        List<String> wrong = new ArrayList<>();
        play(file, true, wrong);
        return wrong;
    }

    /** Plays a file to its end; a live run stops at each expectation and compares, a fold only waits for the last one. */
    private static SetStatus play(String file, boolean live, List<String> wrong) throws IOException {
        List<JsonObject> lines = lines(file);
        Set<Long> withdrawn = withdrawn(lines);
        SetTracker tracker = new SetTracker(TrackerSettings.defaults());
        SetStatus status = tracker.start("", Construction.CONSTRUCTION_UNSPECIFIED);
        for (int i = 0; i < lines.size(); i++) {
            JsonObject line = lines.get(i);
            if (line.has("expect")) {
                if (line.has("at") && (live || i == lines.size() - 1)) {
                    status = tracker.at(status, line.get("at").getAsLong());
                }
                if (!live) {
                    continue;
                }
                for (String difference : differences(status, line)) {
                    wrong.add("%s:%d %s (%s)"
                            .formatted(file, i + 1, difference, line.get("why").getAsString()));
                }
                continue;
            }
            EventRecord record = record(line);
            if (record.hasDescribed()) {
                PumpDescribed said = record.getDescribed();
                status = tracker.described(status, said.getConstruction(), said.getReportsList());
            } else if (record.getLog() != 0 || !withdrawn.contains(record.getSequence())) {
                status = tracker.next(status, record);
            }
        }
        return status;
    }

    private static List<String> differences(SetStatus status, JsonObject expectation)
            throws InvalidProtocolBufferException {
        List<String> wrong = new ArrayList<>();
        JsonElement seen = JsonParser.parseString(PRINTER.print(status));
        compare("", expectation.get("expect"), seen, wrong);
        if (expectation.has("findings")) {
            compareFindings(status.getFindingsList(), expectation.getAsJsonArray("findings"), wrong);
        }
        return wrong;
    }

    /** What is expected and not so: objects by the fields that are named, everything else as a whole. */
    private static void compare(String path, JsonElement expected, JsonElement seen, List<String> wrong) {
        if (expected.isJsonObject() && seen != null && seen.isJsonObject()) {
            for (Map.Entry<String, JsonElement> field :
                    expected.getAsJsonObject().entrySet()) {
                String at = path.isEmpty() ? field.getKey() : path + "." + field.getKey();
                compare(at, field.getValue(), seen.getAsJsonObject().get(field.getKey()), wrong);
            }
        } else if (expected.isJsonObject() && seen == null) {
            // A part of which nothing is known is not printed at all.
            compare(path, expected, new JsonObject(), wrong);
        } else if (seen == null ? !isNothing(expected) : !expected.equals(seen)) {
            wrong.add(path + " is " + seen + " and should be " + expected);
        }
    }

    /** Whether a field that is not printed has this value. */
    private static boolean isNothing(JsonElement expected) {
        if (expected.isJsonNull()) {
            return true;
        }
        String text = expected.getAsString();
        return text.equals("false") || text.equals("0") || text.isEmpty() || text.endsWith("_UNSPECIFIED");
    }

    /** The open findings are these and no others; a severity is compared where it is named. */
    private static void compareFindings(List<Finding> open, JsonArray expected, List<String> wrong) {
        List<String> named = expected.asList().stream()
                .map(JsonElement::getAsString)
                .sorted()
                .toList();
        List<String> rest = new ArrayList<>(open.stream()
                .map(finding -> finding.getCode() + "/"
                        + finding.getSeverity()
                                .name()
                                .substring(SEVERITY.length())
                                .toLowerCase(Locale.ROOT))
                .sorted()
                .toList());
        List<String> all = List.copyOf(rest);
        boolean same = named.size() == rest.size();
        for (String name : named) {
            same &= rest.removeIf(new Once(code -> code.equals(name) || code.startsWith(name + "/")));
        }
        if (!same) {
            wrong.add("open are " + all + " and should be " + named);
        }
    }

    /** True for the first match alone. */
    private static final class Once implements Predicate<String> {

        private final Predicate<String> match;
        private boolean found;

        Once(Predicate<String> match) {
            this.match = match;
        }

        @Override
        public boolean test(String code) {
            boolean now = !found && match.test(code);
            found |= now;
            return now;
        }
    }

    /** Numbers of the entered records that do not count; a later withdrawal may take back an earlier one. */
    private static Set<Long> withdrawn(List<JsonObject> lines) throws InvalidProtocolBufferException {
        TreeMap<Long, Long> byNumber = new TreeMap<>();
        for (JsonObject line : lines) {
            if (line.has("withdrawal")) {
                EventRecord record = record(line);
                byNumber.put(record.getSequence(), record.getWithdrawal().getSequence());
            }
        }
        Set<Long> withdrawn = new HashSet<>();
        byNumber.descendingMap().forEach((number, of) -> {
            if (!withdrawn.contains(number)) {
                withdrawn.add(of);
            }
        });
        return withdrawn;
    }

    private static EventRecord record(JsonObject line) throws InvalidProtocolBufferException {
        EventRecord.Builder record = EventRecord.newBuilder();
        PARSER.merge(line.toString(), record);
        return record.build();
    }

    private static List<JsonObject> lines(String file) throws IOException {
        return Files.readAllLines(folder().resolve(file)).stream()
                .map(line -> JsonParser.parseString(line).getAsJsonObject())
                .toList();
    }

    private static Path folder() {
        try {
            return Path.of(HistoriesTest.class.getResource("histories").toURI());
        } catch (URISyntaxException never) {
            throw new IllegalStateException(never);
        }
    }
}
