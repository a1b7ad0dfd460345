package pumpcompanion.connector.transport;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The address of a link, taken apart by hand: {@code java.net.URI} calls forms such as {@code serial:COM3?baud=9600}
 * opaque and gives neither path nor query.
 *
 * @param text as the user wrote it
 * @param scheme before the first colon, lower case
 * @param target between scheme (and {@code //}) and the question mark
 * @param options behind the question mark, in order
 */
public record LinkAddress(String text, String scheme, String target, Map<String, String> options) {

    /**
     * Takes an address apart.
     *
     * @throws IllegalArgumentException if it has no scheme, or an option without a value or twice; the message says so
     */
    public static LinkAddress parse(String text) {
        int colon = text.indexOf(':');
        if (colon < 2) {
            throw new IllegalArgumentException(
                    "'" + text + "' is no address of a link (expected scheme:target, such as tcp://localhost:7000)");
        }
        String scheme = text.substring(0, colon).toLowerCase(java.util.Locale.ROOT);
        String rest = text.substring(colon + 1);
        int question = rest.indexOf('?');
        String target = question < 0 ? rest : rest.substring(0, question);
        Map<String, String> options = question < 0 ? Map.of() : options(text, rest.substring(question + 1));
        return new LinkAddress(text, scheme, target.startsWith("//") ? target.substring(2) : target, options);
    }

    private static Map<String, String> options(String text, String query) {
        Map<String, String> options = new LinkedHashMap<>();
        for (String pair : query.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals < 1) {
                throw new IllegalArgumentException("'" + pair + "' in " + text + " is no option (expected key=value)");
            }
            String value = URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8);
            if (options.put(pair.substring(0, equals), value) != null) {
                throw new IllegalArgumentException(
                        "option " + pair.substring(0, equals) + " stands twice in " + text + " (expected once)");
            }
        }
        return options;
    }

    /** The name its user gave the pump on this link ({@code ?name=}), or null. */
    public @Nullable String pumpName() {
        return options.get("name");
    }

    /** The address without its options: what a person calls the link. */
    public String linkName() {
        int question = text.indexOf('?');
        return question < 0 ? text : text.substring(0, question);
    }

    @Override
    public String toString() {
        return text;
    }
}
