package pumpcompanion.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import pumpcompanion.app.demo.Demo;
import pumpcompanion.app.demo.Pace;
import pumpcompanion.app.words.TimeWords;

/** {@code companion demo}: three days of an infusion set in under a minute. */
@Command(
        name = "demo",
        description = {
            "Shows three days of an infusion set in under a minute.",
            "An emulated pump, read over a serial device made for it (over TCP where there can",
            "be none): a set change, wear with a shower, and the next set change."
        },
        footer = {"  companion demo", "  companion demo --for 20s --journal demo.db", "  companion demo --speed 10000"})
final class DemoVerb extends Verb {

    @Option(
            names = "--for",
            paramLabel = "TIME",
            description = "End after this time, such as 20s; else with the story.")
    private @Nullable String length;

    @Option(
            names = "--speed",
            paramLabel = "N",
            description = "One speed for all of it, N times real time; else slow where there is much to see.")
    private @Nullable Double speed;

    @Option(
            names = "--journal",
            paramLabel = "FILE",
            description = "Journal; else a new temporary file, which is kept.")
    private @Nullable Path journal;

    @Override
    public Integer call() {
        Duration limit = length == null ? null : limit(length);
        if (speed != null) {
            Speeds.check(speed, this::misuse);
        }
        Stop stop = Stop.onSignal().expected();
        Path file = journal == null ? temporary() : journal;
        Lines lines = lines();
        lines.whenGone(stop::now);
        Demo demo = new Demo(
                file,
                new Pace(speed),
                limit,
                new Demo.Stage(
                        lines,
                        terminal().interactive() ? out() : null,
                        terminal().ink(),
                        SystemTime.wall(),
                        SystemTime.zone(),
                        SystemTime.timer("demo")));
        demo.play(stop::now, stop::await);
        demo.summary(Program.call()).forEach(lines);
        return ExitCode.DONE;
    }

    private Duration limit(String text) {
        try {
            return TimeWords.span(text);
        } catch (IllegalArgumentException notUnderstood) {
            throw misuse("--for " + notUnderstood.getMessage());
        }
    }

    private static Path temporary() {
        try {
            return Files.createTempFile("companion-demo-", ".db");
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "cannot make a temporary file (" + e.getMessage() + "): name one with --journal FILE", e);
        }
    }
}
