package pumpcompanion.emulator.scenario;

import com.google.protobuf.Descriptors.EnumDescriptor;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import pumpcompanion.proto.v1.BodyArea;
import pumpcompanion.proto.v1.BodySide;
import pumpcompanion.proto.v1.InsertionMethod;
import pumpcompanion.proto.v1.Site;

/** What stands in the slots of a phrase; each is as its {@link Slot} takes it. */
record Given(Map<Slot, String> values) {

    Optional<String> text(Slot slot) {
        return Optional.ofNullable(values.get(slot));
    }

    /** The text, or none. */
    String textOrEmpty(Slot slot) {
        return values.getOrDefault(slot, "");
    }

    private String must(Slot slot) {
        return text(slot).orElseThrow(() -> new IllegalStateException("a phrase without its " + slot));
    }

    OptionalInt milliunits(Slot slot) {
        return values.containsKey(slot) ? OptionalInt.of(Slot.milliunits(must(slot))) : OptionalInt.empty();
    }

    int milliunitsOf(Slot slot) {
        return Slot.milliunits(must(slot));
    }

    int count(Slot slot) {
        return Integer.parseInt(must(slot).replaceAll("[ %]", ""));
    }

    double factor(Slot slot) {
        return Double.parseDouble(must(slot));
    }

    Duration time() {
        return Words.time(must(Slot.TIME));
    }

    /** Number of an enum's value; 0: not said. */
    int number(Slot slot, EnumDescriptor type) {
        return text(slot)
                .flatMap(word -> Words.value(type, word))
                .map(value -> value.getNumber())
                .orElse(0);
    }

    RecordPattern record() {
        return RecordPattern.parse(must(Slot.RECORD));
    }

    Site site() {
        String word = must(Slot.SITE);
        Site.Builder site = Site.newBuilder();
        Words.value(BodyArea.getDescriptor(), word).ifPresent(area -> site.setAreaValue(area.getNumber()));
        int side = word.lastIndexOf('-');
        if (site.getArea() == BodyArea.BODY_AREA_UNSPECIFIED && side > 0) {
            Words.value(BodyArea.getDescriptor(), word.substring(0, side))
                    .ifPresent(area -> site.setAreaValue(area.getNumber()));
            Words.value(BodySide.getDescriptor(), word.substring(side + 1))
                    .ifPresent(one -> site.setSideValue(one.getNumber()));
        }
        return site.build();
    }

    InsertionMethod method() {
        return switch (textOrEmpty(Slot.METHOD)) {
            case "hand" -> InsertionMethod.INSERTION_METHOD_BY_HAND;
            case "device" -> InsertionMethod.INSERTION_METHOD_DEVICE;
            default -> InsertionMethod.INSERTION_METHOD_UNSPECIFIED;
        };
    }
}
