package pumpcompanion.emulator.scenario;

import java.time.DateTimeException;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import pumpcompanion.emulator.EmulatedPump;
import pumpcompanion.emulator.model.BasalProgramme;
import pumpcompanion.emulator.time.VirtualTime;
import pumpcompanion.proto.v1.Construction;
import pumpcompanion.proto.v1.EventKind;

/** Reads what the pump is like. */
final class PumpReader {

    private final Problems problems;

    PumpReader(Problems problems) {
        this.problems = problems;
    }

    /** One setting for each line; those that are wrong are problems. */
    List<PumpKey.Setting> read(Node node) {
        Fields fields = Fields.of(node, Section.PUMP, problems);
        List<PumpKey.Setting> settings = new ArrayList<>();
        for (PumpKey key : PumpKey.values()) {
            Optional<Node> value = fields.node(key.word());
            if (value.isPresent()) {
                setting(key, value.get()).filter(one -> works(value.get(), one)).ifPresent(settings::add);
            }
        }
        return settings;
    }

    private Optional<PumpKey.Setting> setting(PumpKey key, Node node) {
        Slot slot = key.slot();
        if (key == PumpKey.REPORTS) {
            return reports(node);
        } else if (slot == null) {
            return construction(node);
        } else if (key == PumpKey.BASAL && node instanceof MappingNode day) {
            return programme(day);
        }
        return Fields.slot(node, slot, problems).map(key::setting);
    }

    private Optional<PumpKey.Setting> construction(Node node) {
        Optional<String> word = Fields.text(node, problems);
        var value = word.flatMap(text -> Words.value(Construction.getDescriptor(), text));
        if (word.isPresent() && value.isEmpty()) {
            problems.unknown(node, word.get(), PumpKey.CONSTRUCTIONS);
        }
        return value.map(one -> draft -> draft.builder.construction(Construction.forNumber(one.getNumber())));
    }

    private Optional<PumpKey.Setting> reports(Node node) {
        List<EventKind> kinds = new ArrayList<>();
        for (Node entry : Fields.entries(node)) {
            Optional<String> word = Fields.text(entry, problems);
            Optional<EventKind> kind = word.flatMap(text -> RecordPattern.kinds().stream()
                    .filter(one -> RecordPattern.words(one).equals(text))
                    .map(one -> EventKind.forNumber(one.getNumber()))
                    .findFirst());
            if (word.isPresent() && kind.isEmpty()) {
                List<String> words =
                        RecordPattern.kinds().stream().map(RecordPattern::words).toList();
                problems.unknown(entry, word.get(), words);
            }
            kind.ifPresent(kinds::add);
        }
        return Optional.of(draft -> draft.builder.reports(kinds.toArray(EventKind[]::new)));
    }

    private Optional<PumpKey.Setting> programme(MappingNode day) {
        Map<LocalTime, Integer> rates = new TreeMap<>();
        for (NodeTuple tuple : day.getValue()) {
            Optional<LocalTime> from = timeOfDay(tuple.getKeyNode());
            Optional<Given> rate = Fields.slot(tuple.getValueNode(), Slot.RATE, problems);
            if (from.isPresent() && rate.isPresent()) {
                rates.put(from.get(), rate.get().milliunitsOf(Slot.RATE));
            }
        }
        return Optional.of(draft -> draft.behaviour.basal(BasalProgramme.of(rates)));
    }

    private Optional<LocalTime> timeOfDay(Node node) {
        Optional<String> text = Fields.text(node, problems);
        try {
            return text.map(LocalTime::parse);
        } catch (DateTimeException none) {
            problems.add(node, Fields.shape(node), "a time of the day, such as 06:00");
            return Optional.empty();
        }
    }

    /** Tries a setting on a pump, because the ranges are known there. */
    private boolean works(Node node, PumpKey.Setting setting) {
        try {
            PumpKey.Draft draft = new PumpKey.Draft(EmulatedPump.on(new VirtualTime()));
            setting.accept(draft);
            draft.done().start().close();
            return true;
        } catch (IllegalArgumentException out) {
            problems.add(node, String.valueOf(out.getMessage()), "what is in range");
            return false;
        }
    }
}
