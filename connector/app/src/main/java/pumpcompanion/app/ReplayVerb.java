package pumpcompanion.app;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import pumpcompanion.app.replay.Replay;
import pumpcompanion.app.replay.Replayed;
import pumpcompanion.app.replay.Steps;
import pumpcompanion.app.view.ReplayView;
import pumpcompanion.app.words.Kinds;
import pumpcompanion.app.words.TimeWords;
import pumpcompanion.connector.tracker.SettingKey;
import pumpcompanion.connector.tracker.TrackerSettings;
import pumpcompanion.proto.v1.Construction;
import pumpcompanion.proto.v1.EventKind;

/** {@code companion replay}: folds records that were written out, without a journal. */
@Command(
        name = "replay",
        description = {
            "Folds records that history --json has printed into the set's state.",
            "One record a line, in any order, of any number of pumps, entries too. Prints",
            "the state of every part as status does, all findings and all wears."
        },
        footer = {
            "  companion history --json > records.jsonl",
            "  companion replay records.jsonl",
            "  companion replay records.jsonl --at 2026-11-20T08:00 --set wear-limit=48h",
            "  companion history EM-0001 --json | companion replay - --steps"
        })
final class ReplayVerb extends Verb {

    private static final long QUIET_MS = 2_000;

    @Parameters(paramLabel = "FILE", description = "Lines of JSON; - reads standard input.")
    private Path file = Path.of("-");

    @Option(names = "--at", paramLabel = "TIME", description = "The state at this time (default: the last record's).")
    private @Nullable String at;

    @Option(names = "--patch", description = "The pump is a patch pump, whatever the lines say.")
    private boolean patch;

    @Option(
            names = "--reports",
            paramLabel = "KIND",
            split = ",",
            description = "The kinds of event that the pump senses, whatever the lines say.")
    private @Nullable List<String> reports;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "A setting of the tracker, such as wear-limit=48h; can be repeated.")
    private List<String> settings = List.of();

    @Option(names = "--steps", description = "Print a line for each record, and what it changed.")
    private boolean steps;

    @Option(names = "--json", description = "Print a line of JSON for each pump, and each step.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        Replay.Options options = options();
        boolean named = !file.equals(Path.of("-"));
        if (named && !Files.isReadable(file)) {
            throw new Trouble("cannot read " + file + ": there is no such file, or it may not be read");
        }
        Path spooled = named && Files.isRegularFile(file) ? null : spooled(named);
        try {
            run(spooled == null ? file : spooled, options);
        } catch (IllegalArgumentException wrongLine) {
            throw new Trouble(name() + ", " + wrongLine.getMessage());
        } finally {
            if (spooled != null) {
                Files.deleteIfExists(spooled);
            }
        }
        return ExitCode.DONE;
    }

    private void run(Path lines, Replay.Options options) throws IOException {
        ZoneId zone = SystemTime.zone();
        // A stream, not a reader of Files: bytes that are no UTF-8 are shown as such, and refuse nothing.
        Replay replay = new Replay(
                () -> new InputStreamReader(Files.newInputStream(lines), StandardCharsets.UTF_8),
                options,
                new Progress(SystemTime.wall()));
        Steps told = !steps
                ? (record, before, after) -> {}
                : (record, before, after) -> {
                    if (json) {
                        out().print(ReplayView.jsonStep(record, before, after) + "\n");
                    } else {
                        ReplayView.step(record, before, after, zone).forEach(line -> out().print(line + "\n"));
                    }
                };
        List<Replayed> ends = replay.run(told);
        if (ends.isEmpty()) {
            throw new Trouble("no record in " + name() + " (expected lines as history --json prints them)");
        }
        for (Replayed each : ends) {
            if (json) {
                out().print(ReplayView.json(each) + "\n");
            } else {
                ReplayView.lines(each, zone, terminal().ink()).forEach(line -> out().print(line + "\n"));
            }
        }
        out().flush();
        if (replay.unknown() > 0) {
            spec.commandLine()
                    .getErr()
                    .println("companion: " + replay.unknown()
                            + " fields or values are not known to this version and were left out");
        }
    }

    private String name() {
        return file.equals(Path.of("-")) ? "standard input" : file.toString();
    }

    private Replay.Options options() {
        try {
            TrackerSettings tracker = SettingKey.applied(
                    TrackerSettings.defaults(),
                    settings.stream().map(SettingKey::parse).toList());
            List<EventKind> kinds = reports == null ? null : Kinds.ofPumps(reports);
            Long atMs = at == null
                    ? null
                    : Long.valueOf(TimeWords.since(at, SystemTime.wall().instant(), SystemTime.zone()));
            return new Replay.Options(tracker, patch ? Construction.CONSTRUCTION_PATCH : null, kinds, atMs);
        } catch (IllegalArgumentException refused) {
            throw misuse(String.valueOf(refused.getMessage()));
        }
    }

    /** What can be read only once, as a file that can be read twice. */
    private Path spooled(boolean named) throws IOException {
        Path copy = Files.createTempFile("companion-", ".jsonl");
        try (var in = named ? Files.newInputStream(file) : System.in) {
            Files.copy(in, copy, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException | UncheckedIOException e) {
            Files.deleteIfExists(copy);
            throw e;
        }
        return copy;
    }

    /** Says on a terminal how far it is, once it takes long. */
    private final class Progress implements LongConsumer {
        private final InstantSource clock;
        private long nextMs;

        Progress(InstantSource clock) {
            this.clock = clock;
            nextMs = clock.millis() + QUIET_MS;
        }

        @Override
        public void accept(long lines) {
            if (terminal().interactive() && clock.millis() >= nextMs) {
                nextMs = clock.millis() + QUIET_MS;
                spec.commandLine().getErr().println("companion: " + lines + " lines read, each is read twice");
            }
        }
    }
}
