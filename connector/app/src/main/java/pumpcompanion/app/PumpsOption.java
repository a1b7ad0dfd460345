package pumpcompanion.app;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How many emulated pumps, and what each of them is called and where it is reached. */
final class PumpsOption {

    private static final int MOST = 10_000;
    private static final int MOST_LINES = 20;
    private static final int MOST_SERIAL_BYTES = 32; // W-16 of the wire
    private static final Pattern NUMBERED = Pattern.compile("(.*?)([0-9]{1,9})");

    @Option(
            names = "--pumps",
            paramLabel = "N",
            defaultValue = "1",
            description = {
                "How many pumps (default: ${DEFAULT-VALUE}), each with a life of its own: at PORT to",
                "PORT+N-1, PATH0 to PATHN-1, with serials that count up and seeds likewise.",
                "More than 20 say nothing of what happens to them."
            })
    private int pumps = 1;

    int count() {
        return pumps;
    }

    /** More would only flood the terminal. */
    boolean areToldOf() {
        return pumps <= MOST_LINES;
    }

    void check(String serial, @Nullable HostAndPort tcp, Function<String, RuntimeException> misuse) {
        if (pumps < 1 || pumps > MOST) {
            throw misuse.apply("--pumps " + pumps + " (expected 1 to " + MOST + ")");
        }
        if (tcp != null && tcp.port() + pumps - 1 > 65_535) {
            throw misuse.apply("--pumps " + pumps + " at ports from " + tcp.port() + " (expected at most "
                    + (65_536 - tcp.port()) + " of them: the last port is 65535)");
        }
        if (pumps > 1 && serial.isEmpty()) {
            throw misuse.apply("--serial is empty with --pumps " + pumps + " (expected one to tell them apart)");
        }
        int bytes = serial(serial, pumps - 1).getBytes(StandardCharsets.UTF_8).length;
        if (bytes > MOST_SERIAL_BYTES) {
            throw misuse.apply("--serial of " + bytes + " bytes (expected at most " + MOST_SERIAL_BYTES + ")");
        }
    }

    /** EM-0001, EM-0002, …; PUMP, PUMP-2, …. */
    static String serial(String first, int index) {
        Matcher numbered = NUMBERED.matcher(first);
        if (index == 0) {
            return first;
        }
        if (!numbered.matches()) {
            return first + "-" + (index + 1);
        }
        String digits = numbered.group(2);
        return numbered.group(1) + String.format("%0" + digits.length() + "d", Integer.parseInt(digits) + (long) index);
    }

    @Nullable
    HostAndPort tcp(@Nullable HostAndPort first, int index) {
        boolean any = first == null || first.port() == 0;
        return first == null || any ? first : new HostAndPort(first.host(), first.port() + index);
    }

    @Nullable
    Path pty(@Nullable Path path, int index) {
        return path == null || pumps == 1 ? path : Path.of(path.toString() + index);
    }

    /** A line for each, and one for all that are more. */
    static void tell(List<RunningPump> all, Consumer<String> lines) {
        int told = Math.min(all.size(), MOST_LINES);
        List<String> said = new ArrayList<>();
        for (RunningPump each : all.subList(0, told)) {
            said.add("pump " + each.pump().serial() + " at " + String.join(" and ", each.places()));
        }
        if (told < all.size()) {
            RunningPump last = all.get(all.size() - 1);
            said.add((all.size() - told) + " more, through " + last.pump().serial() + " at "
                    + String.join(" and ", last.places()));
        }
        for (int i = 0; i < said.size(); i++) {
            lines.accept(
                    said.get(i) + (i == said.size() - 1 ? "; Ctrl-C ends " + (all.size() > 1 ? "them" : "it") : ""));
        }
    }
}
