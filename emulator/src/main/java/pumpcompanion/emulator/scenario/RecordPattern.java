package pumpcompanion.emulator.scenario;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import pumpcompanion.proto.v1.Event;

/**
 * What a record is to be like: its kind, and any of the values in it, such as {@code cannula primed completed 0.3 U}. Kinds
 * and words are those of event.proto, read from its descriptors: a new kind needs nothing here.
 *
 * @param kind its field in Event
 * @param details values that must all be in it, as words
 */
record RecordPattern(FieldDescriptor kind, Set<String> details) {

    private static final String AMOUNT = "[0-9]{1,6}(?:\\.[0-9]{1,3})? U";
    private static final String PERCENT = "[0-9]{1,3} %";

    /** Every kind of record. */
    static List<FieldDescriptor> kinds() {
        return Event.getDescriptor().getOneofs().stream()
                .flatMap(oneof -> oneof.getFields().stream())
                .filter(field -> field.getContainingOneof().getName().equals("kind"))
                .toList();
    }

    /** Such as {@code cannula primed}. */
    static String words(FieldDescriptor kind) {
        return kind.getName().replace('_', ' ');
    }

    /** The words that may stand behind a kind. */
    static Collection<String> details(FieldDescriptor kind) {
        Set<String> words = new LinkedHashSet<>();
        collect(kind.getMessageType(), words);
        return words;
    }

    private static void collect(Descriptor type, Set<String> words) {
        for (FieldDescriptor field : type.getFields()) {
            switch (field.getJavaType()) {
                case ENUM -> words.addAll(Words.all(field.getEnumType()));
                case MESSAGE -> collect(field.getMessageType(), words);
                default -> {
                    // amounts have no words
                }
            }
        }
    }

    /** Whether some amount in units may stand behind a kind. */
    static boolean takesAmount(FieldDescriptor kind) {
        return kind.getMessageType().getFields().stream().anyMatch(RecordPattern::isAmount);
    }

    private static boolean isAmount(FieldDescriptor field) {
        return field.getName().endsWith("milliunits") && !field.getName().startsWith("total");
    }

    private static boolean isPercent(FieldDescriptor field) {
        return field.getName().equals("percent");
    }

    /** What is taken, as a regular expression of Java and of JSON schemas alike. */
    static String regex() {
        return kinds().stream().map(RecordPattern::regex).collect(Collectors.joining("|", "(?:", ")"));
    }

    private static String regex(FieldDescriptor kind) {
        List<String> values = new ArrayList<>(details(kind));
        if (takesAmount(kind)) {
            values.add(AMOUNT);
        }
        if (kind.getMessageType().getFields().stream().anyMatch(RecordPattern::isPercent)) {
            values.add(PERCENT);
        }
        return words(kind) + (values.isEmpty() ? "" : "(?: (?:" + String.join("|", values) + "))*");
    }

    /** Reads a text that is {@link #regex}. */
    static RecordPattern parse(String text) {
        FieldDescriptor kind = kinds().stream()
                .filter(one -> (text + " ").startsWith(words(one) + " "))
                .findFirst()
                .orElseThrow();
        Set<String> details = new LinkedHashSet<>();
        String rest =
                text.substring(words(kind).length()).strip().replace(" U", "U").replace(" %", "%");
        for (String word : rest.split(" ", -1)) {
            if (word.endsWith("U")) {
                details.add(Words.amount(Slot.milliunits(word)));
            } else if (!word.isEmpty()) {
                details.add(word.replace("%", " %"));
            }
        }
        return new RecordPattern(kind, details);
    }

    boolean matches(Event event) {
        if (!event.hasField(kind)) {
            return false;
        }
        if (details.isEmpty()) {
            return true;
        }
        Set<String> has = new HashSet<>();
        values((Message) event.getField(kind), has);
        return has.containsAll(details);
    }

    private static void values(Message message, Set<String> words) {
        message.getAllFields().forEach((field, value) -> {
            if (value instanceof Message inner) {
                values(inner, words);
            } else if (value instanceof Collection<?> many) {
                many.forEach(one -> words.add(word(field, one)));
            } else {
                words.add(word(field, value));
            }
        });
    }

    private static String word(FieldDescriptor field, Object value) {
        if (value instanceof EnumValueDescriptor one) {
            return Words.of(one);
        }
        if (isAmount(field)) {
            return Words.amount(((Number) value).longValue());
        }
        return isPercent(field) ? value + " %" : "";
    }

    /** A record for people: its kind, and all that is said in it. */
    static String describe(Event event) {
        for (FieldDescriptor kind : kinds()) {
            if (event.hasField(kind)) {
                StringBuilder text = new StringBuilder(words(kind));
                ((Message) event.getField(kind)).getAllFields().forEach((field, value) -> append(text, field, value));
                return text.toString();
            }
        }
        return "a record of an unknown kind";
    }

    private static void append(StringBuilder text, FieldDescriptor field, Object value) {
        if (value instanceof Message inner) {
            inner.getAllFields().forEach((part, one) -> append(text, part, one));
        } else if (field.isRepeated()) {
            ((Collection<?>) value).forEach(one -> text.append(' ').append(word(field, one)));
        } else if (value instanceof EnumValueDescriptor one) {
            text.append(' ').append(Words.of(one));
        } else if (isAmount(field)) {
            String name = field.getName().replace("_milliunits", "").replace("milliunits", "");
            text.append(name.isEmpty() ? "" : " " + name).append(' ').append(word(field, value));
        } else if (isPercent(field)) {
            text.append(' ').append(value).append(" %");
        } else if (field.getJavaType() == FieldDescriptor.JavaType.STRING) {
            text.append(" '").append(value).append('\'');
        }
    }
}
