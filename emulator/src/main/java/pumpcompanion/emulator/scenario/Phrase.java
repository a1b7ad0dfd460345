package pumpcompanion.emulator.scenario;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A sentence of the grammar: words in small letters, slots in capitals, and in square brackets what may be left out. Each
 * slot stands in it once at most. {@code prime cannula [DOSE]} takes {@code prime cannula 0.3 U}.
 */
final class Phrase {

    private static final Pattern TOKEN = Pattern.compile("\\[[^]]+]|[^ \\[]+");

    private final String form;
    private final String regex;
    private final Pattern pattern;
    private final List<Slot> slots = new ArrayList<>();
    private final String lead;

    private Phrase(String form) {
        this.form = form;
        StringBuilder forSchema = new StringBuilder();
        StringBuilder forJava = new StringBuilder();
        StringBuilder words = new StringBuilder();
        Matcher token = TOKEN.matcher(form);
        while (token.find()) {
            String text = token.group();
            boolean optional = text.startsWith("[");
            String inner = optional ? text.substring(1, text.length() - 1) : text;
            String space = forJava.isEmpty() ? "" : " ";
            String open = optional ? "(?:" : "";
            String close = optional ? ")?" : "";
            forJava.append(open).append(space).append(part(inner, true)).append(close);
            forSchema.append(open).append(space).append(part(inner, false)).append(close);
            if (!optional && !isSlot(text)) {
                words.append(words.isEmpty() ? "" : " ").append(text);
            }
        }
        regex = forSchema.toString();
        pattern = Pattern.compile(forJava.toString());
        lead = words.toString();
    }

    /** Reads a form. */
    static Phrase of(String form) {
        return new Phrase(form);
    }

    private String part(String words, boolean captured) {
        List<String> parts = new ArrayList<>();
        for (String word : words.split(" ", -1)) {
            if (isSlot(word)) {
                Slot slot = Slot.valueOf(word);
                if (captured) {
                    slots.add(slot);
                }
                parts.add(captured ? "(" + slot.regex() + ")" : slot.regex());
            } else {
                parts.add(word);
            }
        }
        return String.join(" ", parts);
    }

    private static boolean isSlot(String word) {
        return Character.isUpperCase(word.charAt(0));
    }

    /** As it stands in the grammar. */
    String form() {
        return form;
    }

    /** What is taken, as a regular expression of Java and of JSON schemas alike. */
    String regex() {
        return regex;
    }

    /** Its slots, in order. */
    List<Slot> slots() {
        return List.copyOf(slots);
    }

    /** What stands in the slots; empty: the text is no such sentence. */
    Optional<Given> match(String text) {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        Map<Slot, String> values = new EnumMap<>(Slot.class);
        for (int i = 0; i < slots.size(); i++) {
            String value = matcher.group(i + 1);
            if (value != null) {
                values.put(slots.get(i), value);
            }
        }
        return Optional.of(new Given(values));
    }

    /** How far a text is from this sentence, its slots aside. */
    int distance(String text) {
        String[] words = text.split(" ", -1);
        int count = lead.split(" ", -1).length;
        String begin = String.join(" ", List.of(words).subList(0, Math.min(count, words.length)));
        return Nearest.changes(begin, lead);
    }

    /** The form with what its slots take, for people. */
    String explained() {
        StringBuilder text = new StringBuilder(form);
        for (Slot slot : slots) {
            text.append("; ").append(slot).append(": ").append(slot.allowed());
        }
        return text.toString();
    }
}
