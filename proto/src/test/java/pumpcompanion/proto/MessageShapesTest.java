package pumpcompanion.proto;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import pumpcompanion.proto.v1.Event;
import pumpcompanion.proto.v1.EventKind;
import pumpcompanion.proto.v1.FromPump;

/** What the heads of the two message files promise about all that stands in them. */
class MessageShapesTest {

    private static final Path FOLDER = Path.of(System.getProperty("basedir", "."), "src/main/proto/pumpcompanion/v1");
    private static final List<FileDescriptor> FILES =
            List.of(Event.getDescriptor().getFile(), FromPump.getDescriptor().getFile());
    private static final Pattern FIELD =
            Pattern.compile("\\s+(?:optional |repeated )?[A-Za-z0-9]+ ([a-z_0-9]+) = \\d+;.*");

    static List<FileDescriptor> files() {
        return FILES;
    }

    static List<EnumDescriptor> enums() {
        return FILES.stream().flatMap(file -> file.getEnumTypes().stream()).toList();
    }

    static List<EnumDescriptor> enumsWithCodesOfIds() throws Exception {
        String text = Files.readString(FOLDER.resolve("event.proto"));
        List<String> names = Pattern.compile("(?m)^//.*Codes: IDS.*\nenum (\\w+)")
                .matcher(text)
                .results()
                .map(found -> found.group(1))
                .toList();
        return enums().stream().filter(type -> names.contains(type.getName())).toList();
    }

    @Test
    void noMessageFileIsLeftOutOfTheseTests() throws Exception {
        try (Stream<Path> walk = Files.walk(FOLDER.getParent().getParent())) {
            assertThat(walk.filter(file -> file.toString().endsWith(".proto"))
                            .map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("event.proto", "session.proto");
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void everyFileMakesAJavaFileForEachMessage(FileDescriptor file) {
        assertThat(file.toProto().getOptions().getJavaMultipleFiles()).isTrue();
        assertThat(file.toProto().getOptions().getJavaPackage()).isEqualTo("pumpcompanion.proto.v1");
    }

    @Test
    void eachKindOfEventIsTheNumberOfItsField() {
        Map<String, Integer> fields = Event.getDescriptor().getOneofs().get(0).getFields().stream()
                .collect(Collectors.toMap(
                        field -> "EVENT_KIND_" + field.getName().toUpperCase(Locale.ROOT),
                        FieldDescriptor::getNumber,
                        (a, b) -> a,
                        TreeMap::new));
        Map<String, Integer> kinds = EventKind.getDescriptor().getValues().stream()
                .filter(kind -> kind.getNumber() != 0)
                .collect(Collectors.toMap(
                        EnumValueDescriptor::getName, EnumValueDescriptor::getNumber, (a, b) -> a, TreeMap::new));
        assertThat(kinds).isEqualTo(fields);
    }

    @ParameterizedTest
    @MethodSource("enums")
    void theZeroOfEachEnumIsUnspecified(EnumDescriptor type) {
        String prefix = type.getName().replaceAll("(?<=[a-z])(?=[A-Z])", "_").toUpperCase(Locale.ROOT) + "_";
        assertThat(type.findValueByNumber(0).getName()).isEqualTo(prefix + "UNSPECIFIED");
        assertThat(type.getValues()).allMatch(value -> value.getName().startsWith(prefix));
    }

    @Test
    void theEnumsWithCodesOfIdsAreFound() throws Exception {
        assertThat(enumsWithCodesOfIds())
                .extracting(EnumDescriptor::getName)
                .containsExactlyInAnyOrder("PrimeEnding", "DeliveryState", "AnnunciationType", "AnnunciationStatus");
    }

    @ParameterizedTest
    @MethodSource("enumsWithCodesOfIds")
    void codesOfIdsDifferFromEachOtherInAtLeastFourBits(EnumDescriptor type) {
        for (EnumValueDescriptor one : type.getValues()) {
            for (EnumValueDescriptor other : type.getValues()) {
                if (one.getNumber() < other.getNumber()) {
                    assertThat(Integer.bitCount(one.getNumber() ^ other.getNumber()))
                            .as("bits between %s and %s", one.getName(), other.getName())
                            .isGreaterThanOrEqualTo(4);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void everyVolumeIsOptionalBecauseAbsentAndZeroDiffer(FileDescriptor file) {
        assertThat(file.getMessageTypes().stream()
                        .flatMap(message -> message.getFields().stream())
                        .filter(field -> field.getName().endsWith("milliunits")))
                .allMatch(FieldDescriptor::hasPresence, "is optional");
    }

    @ParameterizedTest
    @MethodSource("files")
    void everyMessageEnumAndFieldHasAComment(FileDescriptor file) throws Exception {
        TreeSet<String> expected = new TreeSet<>();
        file.getEnumTypes().forEach(type -> expected.add(type.getName()));
        for (Descriptor message : file.getMessageTypes()) {
            expected.add(message.getName());
            message.getFields().forEach(field -> expected.add(message.getName() + "." + field.getName()));
        }
        String name = Path.of(file.getName()).getFileName().toString();
        assertThat(commented(Files.readAllLines(FOLDER.resolve(name)))).containsAll(expected);
    }

    /** Names with a comment above or behind. One of a oneof has it with the oneof; what it is says its message. */
    private static List<String> commented(List<String> lines) {
        List<String> found = new ArrayList<>();
        String type = "";
        boolean above = false;
        boolean choice = false;
        for (String line : lines) {
            Matcher top = Pattern.compile("(?:message|enum) (\\w+) \\{.*").matcher(line);
            Matcher field = FIELD.matcher(line);
            if (top.matches()) {
                type = top.group(1);
                choice = false;
                if (above) {
                    found.add(type);
                }
            } else if (line.strip().startsWith("oneof ")) {
                choice = above;
            } else if (line.equals("  }")) {
                choice = false;
            } else if (field.matches() && (above || choice || line.contains("; ") && line.contains("//"))) {
                found.add(type + "." + field.group(1));
            }
            above = line.strip().startsWith("// ");
        }
        return found;
    }
}
