package pumpcompanion.connector.tracker;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import pumpcompanion.proto.v1.AnnunciationType;

/** The rules as Markdown, out of the code: {@link FindingCode} for what is fixed, {@link RuleExplorer} for what happens. */
final class RuleTable {

    private final RuleExplorer seen;

    RuleTable(RuleExplorer seen) {
        this.seen = seen;
    }

    String records() {
        TreeMap<String, Set<String>> clocks = new TreeMap<>();
        TreeMap<String, Set<String>> states = new TreeMap<>();
        seen.clocks.forEach((part, kinds) -> kinds.forEach(
                kind -> clocks.computeIfAbsent(kind, key -> new TreeSet<>()).add(part)));
        seen.edges.forEach((edge, kinds) -> {
            int at = edge.indexOf(": ");
            String part = edge.substring(0, at);
            if (!part.equals("phase")) {
                String state = part + ": " + edge.substring(edge.indexOf(" > ") + 3);
                kinds.forEach(kind ->
                        states.computeIfAbsent(kind, key -> new TreeSet<>()).add(state));
            }
        });
        TreeSet<String> kinds = new TreeSet<>(states.keySet());
        kinds.addAll(clocks.keySet());
        kinds.remove("time");
        kinds.remove("any record");
        StringBuilder table =
                new StringBuilder("| record | clocks that it can move | states that it can bring |\n|---|---|---|\n");
        for (String kind : kinds) {
            table.append("| `").append(kind).append("` | ").append(list(clocks.getOrDefault(kind, Set.of())));
            table.append(" | ")
                    .append(list(states.getOrDefault(kind, Set.of())))
                    .append(" |\n");
        }
        return table.toString();
    }

    String findings() {
        StringBuilder table = new StringBuilder(
                "| finding | usual severity | about | Bluetooth IDS | opened by | ended by | expected |\n|---|---|---|---|---|---|---|\n");
        for (FindingCode code : FindingCode.values()) {
            List<String> cells = List.of(
                    "`" + code.code() + "`",
                    word(code.severity().name(), "SEVERITY_"),
                    word(code.part().name(), "PART_"),
                    code.annunciation() == AnnunciationType.ANNUNCIATION_TYPE_UNSPECIFIED
                            ? ""
                            : String.format(
                                    Locale.ROOT, "0x%04X", code.annunciation().getNumber()),
                    kinds(seen.opened.getOrDefault(code, Set.of())),
                    kinds(seen.ended.getOrDefault(code, Set.of())),
                    code.expected());
            table.append("| ").append(String.join(" | ", cells)).append(" |\n");
        }
        return table.toString();
    }

    private static String kinds(Set<String> kinds) {
        return kinds.contains("any record")
                ? list(kinds.contains("time") ? Set.of("any record", "time") : Set.of("any record"))
                : list(kinds);
    }

    private static String list(Set<String> words) {
        return words.stream().sorted().collect(Collectors.joining("; "));
    }

    private static String word(String constant, String prefix) {
        return Arrays.stream(constant.substring(prefix.length()).split("_", -1))
                .map(part -> part.toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(" "));
    }
}
