package pumpcompanion.connector.tracker;

import java.nio.charset.StandardCharsets;
import pumpcompanion.proto.v1.PrimeTarget;

/** Amounts and spans of time as people read them in findings. */
final class Words {

    private static final int MOST_NAME_BYTES = 32;

    private Words() {}

    /** Thousandths of a unit as units: 6700 is {@code 6.7 U}, 0 is {@code 0 U}. */
    static String units(long milliunits) {
        StringBuilder text = new StringBuilder().append(milliunits / 1000);
        long rest = Math.abs(milliunits % 1000);
        if (rest > 0) {
            String digits = Long.toString(1000 + rest).substring(1);
            int end = digits.length();
            while (digits.charAt(end - 1) == '0') {
                end--;
            }
            text.append('.').append(digits, 0, end);
        }
        return text.append(" U").toString();
    }

    /** A span as {@code 45 min}, {@code 3 h} or {@code 1 h 30 min}; from two days on in hours only. */
    static String span(long ms) {
        long minutes = ms / 60_000;
        long hours = minutes / 60;
        long rest = minutes % 60;
        if (hours == 0) {
            return minutes + " min";
        }
        return rest == 0 || hours >= 48 ? hours + " h" : hours + " h " + rest + " min";
    }

    /** An id or a place at most 32 bytes of UTF-8 long (event.proto), as a writer should have made it. */
    static String shortened(String text) {
        if (text.length() * 3 <= MOST_NAME_BYTES || text.getBytes(StandardCharsets.UTF_8).length <= MOST_NAME_BYTES) {
            return text;
        }
        int end = Math.min(text.length(), MOST_NAME_BYTES);
        while (text.substring(0, end).getBytes(StandardCharsets.UTF_8).length > MOST_NAME_BYTES) {
            end = text.offsetByCodePoints(end, -1);
        }
        return text.substring(0, end);
    }

    /** What a prime fills. */
    static String target(PrimeTarget target) {
        return switch (target) {
            case PRIME_TARGET_TUBING -> "tubing";
            case PRIME_TARGET_CANNULA -> "cannula";
            default -> "an unknown part";
        };
    }
}
