package pumpcompanion.emulator.scenario;

import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The plain words of a scenario for values of the protocol, of time and of amounts; both ways. */
final class Words {

    /** A length of time, such as {@code 15m35s}. */
    static final String TIME = "(?:[0-9]{1,6}(?:\\.[0-9]{1,3})?(?:ms|s|m|h|d))+";

    private static final Pattern PART = Pattern.compile("([0-9]{1,6}(?:\\.[0-9]{1,3})?)(ms|s|m|h|d)");

    private Words() {}

    /** The word of an enum's value: {@code PRIME_ENDING_STOPPED_BY_USER} is {@code stopped-by-user}. */
    static String of(EnumValueDescriptor value) {
        String prefix = value.getType().getValues().get(0).getName().replace("UNSPECIFIED", "");
        String name = value.getName();
        return hyphened(name.startsWith(prefix) ? name.substring(prefix.length()) : name);
    }

    /** The word of a constant in Java. */
    static String hyphened(String constant) {
        return constant.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Every word of an enum; the unspecified value has none. */
    static List<String> all(EnumDescriptor type) {
        List<String> words = new ArrayList<>();
        for (EnumValueDescriptor value : type.getValues()) {
            if (value.getNumber() != 0) {
                words.add(of(value));
            }
        }
        return words;
    }

    /** Every word of an enum in Java. */
    static List<String> all(Enum<?>[] values) {
        return Arrays.stream(values).map(value -> hyphened(value.name())).toList();
    }

    /** The value of a word. */
    static Optional<EnumValueDescriptor> value(EnumDescriptor type, String word) {
        return type.getValues().stream()
                .filter(value -> value.getNumber() != 0 && of(value).equals(word))
                .findFirst();
    }

    /** Such as {@code 0.3 U}. */
    static String amount(long milliunits) {
        return BigDecimal.valueOf(milliunits, 3).stripTrailingZeros().toPlainString() + " U";
    }

    /** The length of time of a text that is {@link #TIME}. */
    static Duration time(String text) {
        Duration time = Duration.ZERO;
        Matcher part = PART.matcher(text);
        while (part.find()) {
            BigDecimal ms = new BigDecimal(part.group(1)).multiply(BigDecimal.valueOf(unitMs(part.group(2))));
            time = time.plusMillis(ms.longValue());
        }
        return time;
    }

    private static long unitMs(String unit) {
        return switch (unit) {
            case "ms" -> 1;
            case "s" -> 1_000;
            case "m" -> 60_000;
            case "h" -> 3_600_000;
            default -> 86_400_000;
        };
    }

    /** Such as {@code 1d2h15m35s}. */
    static String time(Duration time) {
        StringBuilder text = new StringBuilder();
        part(text, time.toDays(), "d");
        part(text, time.toHoursPart(), "h");
        part(text, time.toMinutesPart(), "m");
        part(text, time.toSecondsPart(), "s");
        part(text, time.toMillisPart(), "ms");
        return text.isEmpty() ? "0s" : text.toString();
    }

    private static void part(StringBuilder text, long amount, String unit) {
        if (amount != 0) {
            text.append(amount).append(unit);
        }
    }
}
