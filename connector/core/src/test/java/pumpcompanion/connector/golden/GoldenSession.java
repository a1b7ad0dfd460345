package pumpcompanion.connector.golden;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** One file of {@code proto/vectors/sessions}, read. Its format is described in {@code proto/vectors/README.md}. */
record GoldenSession(String name, Map<String, String> head, List<byte[]> has, List<Step> steps, List<String> kept) {

    static final Path FOLDER = Path.of("../../proto/vectors/sessions");
    private static final HexFormat HEX = HexFormat.of();

    /** One line of the talk. */
    record Step(long atMs, String who, String verb, String argument, boolean lost) {
        byte[] bytes() {
            return HEX.parseHex(argument);
        }

        @Override
        public String toString() {
            return atMs + " " + who + " " + verb + " " + argument + (lost ? " lost" : "");
        }
    }

    static List<GoldenSession> all() {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".txt"))
                    .sorted()
                    .map(GoldenSession::read)
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static GoldenSession read(Path file) {
        Map<String, String> head = new TreeMap<>();
        List<byte[]> has = new ArrayList<>();
        List<Step> steps = new ArrayList<>();
        List<String> kept = new ArrayList<>();
        for (String line : lines(file)) {
            int comment = line.indexOf('#');
            String text = (comment < 0 ? line : line.substring(0, comment)).strip();
            if (text.isEmpty()) {
                continue;
            }
            String[] words = text.split(" +");
            switch (words[0]) {
                case "at" -> steps.add(step(words));
                case "has" -> has.add(HEX.parseHex(words[1]));
                case "kept" -> kept.add(text);
                default -> head.put(words[0], text.substring(words[0].length()).strip());
            }
        }
        return new GoldenSession(file.getFileName().toString().replace(".txt", ""), head, has, steps, kept);
    }

    private static Step step(String[] words) {
        return new Step(
                Long.parseLong(words[1]),
                words[2],
                words.length > 3 ? words[3] : "",
                words.length > 4 ? words[4] : "",
                words.length > 5 && words[5].equals("lost"));
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file, StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** What the pump says at that moment, from this step on, as far as it arrives. */
    List<byte[]> together(Step first) {
        return steps.subList(steps.indexOf(first), steps.size()).stream()
                .takeWhile(step -> step.atMs() == first.atMs()
                        && step.who().equals("pump")
                        && step.verb().equals("says"))
                .filter(step -> !step.lost())
                .map(Step::bytes)
                .toList();
    }

    int number(String key) {
        return Integer.parseInt(head.getOrDefault(key, "0"));
    }

    int hex(String key) {
        return Integer.parseUnsignedInt(head.getOrDefault(key, "0"), 16);
    }

    /** The numbers that the companion draws, in order. */
    List<Integer> draws() {
        return Stream.of(head.getOrDefault("draws", "").split(" +"))
                .filter(word -> !word.isEmpty())
                .map(word -> Integer.parseUnsignedInt(word, 16))
                .toList();
    }
}
