package pumpcompanion.proto.frame;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Reads {@code vectors/frames.txt}; its format is described in {@code vectors/README.md}. */
final class GoldenFrames {

    static final Path MODULE = Path.of(System.getProperty("basedir", "."));
    static final Path FILE = MODULE.resolve("vectors/frames.txt");

    private GoldenFrames() {}

    /** One case. Outcomes are written as {@link Outcomes} writes them. */
    record Case(
            String name,
            String rules,
            boolean encoded,
            byte[] wire,
            List<byte[]> payloads,
            List<String> expected,
            String message,
            String event) {

        @Override
        public String toString() {
            return name + " (" + rules + ")";
        }
    }

    static List<Case> all() {
        String text;
        try {
            text = Files.readString(FILE, StandardCharsets.US_ASCII);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        List<Case> cases = new ArrayList<>();
        for (String block : text.split("\n\n+")) {
            Map<String, List<String>> keys = keys(block);
            if (!keys.isEmpty()) {
                cases.add(toCase(keys));
            }
        }
        return cases;
    }

    static Case named(String start) {
        return all().stream()
                .filter(c -> c.name().startsWith(start))
                .findFirst()
                .orElseThrow();
    }

    static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex.replaceAll("\\s", ""));
    }

    static String hex(byte[] bytes, int offset, int length) {
        return HexFormat.ofDelimiter(" ").withUpperCase().formatHex(bytes, offset, offset + length);
    }

    private static Map<String, List<String>> keys(String block) {
        Map<String, List<String>> keys = new LinkedHashMap<>();
        List<String> values = new ArrayList<>();
        for (String line : block.lines().toList()) {
            if (line.startsWith("#")) {
                continue;
            }
            if (line.startsWith(" ")) {
                values.set(values.size() - 1, values.get(values.size() - 1) + " " + line.strip());
                continue;
            }
            int colon = line.indexOf(": ");
            values = keys.computeIfAbsent(line.substring(0, colon), key -> new ArrayList<>());
            values.add(line.substring(colon + 2));
        }
        return keys;
    }

    private static List<String> all(Map<String, List<String>> keys, String key) {
        return keys.getOrDefault(key, List.of());
    }

    private static String one(Map<String, List<String>> keys, String key) {
        return all(keys, key).stream()
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no " + key + " in " + keys));
    }

    private static Case toCase(Map<String, List<String>> keys) {
        boolean encoded = keys.containsKey("frame");
        List<byte[]> payloads =
                all(keys, "payload").stream().map(GoldenFrames::bytes).toList();
        List<String> expected = new ArrayList<>();
        int next = 0;
        for (String outcome : all(keys, "expect")) {
            if (outcome.equals("payload")) {
                byte[] payload = payloads.get(next++);
                expected.add("payload " + hex(payload, 0, payload.length));
            } else if (outcome.startsWith("bad ")) {
                String reason = outcome.substring(4).toUpperCase(Locale.ROOT).replace('-', '_');
                expected.add("bad " + BadFrame.valueOf(reason));
            } else if (!outcome.equals("nothing")) {
                throw new IllegalArgumentException("expect: " + outcome + " in " + keys);
            }
        }
        return new Case(
                one(keys, "name"),
                one(keys, "rules"),
                encoded,
                bytes(one(keys, encoded ? "frame" : "wire")),
                payloads,
                expected,
                all(keys, "message").stream().findFirst().orElse(""),
                all(keys, "event").stream().findFirst().orElse(""));
    }

    /** Notes what a decoder hands over, as lines that can be compared. */
    static final class Outcomes implements FrameSink {

        final List<String> seen = new ArrayList<>();

        @Override
        public void payload(byte[] bytes, int offset, int length) {
            seen.add("payload " + hex(bytes, offset, length));
        }

        @Override
        public void bad(BadFrame reason, byte[] bytes, int offset, int length) {
            seen.add("bad " + reason);
        }
    }
}
