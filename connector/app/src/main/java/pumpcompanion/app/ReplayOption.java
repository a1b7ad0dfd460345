package pumpcompanion.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import pumpcompanion.app.recording.Recordings;
import pumpcompanion.emulator.EmulatedPump;
import pumpcompanion.emulator.PumpBuilder;
import pumpcompanion.emulator.Replay;
import pumpcompanion.emulator.replay.Deviation;
import pumpcompanion.emulator.replay.Expectations;
import pumpcompanion.emulator.replay.Recording;

/** Whether the pump writes again what another one wrote, and how that went. */
final class ReplayOption {

    /** Lines that wait to be printed; more are counted only. */
    private static final int MOST_WAITING = 1000;

    @Option(
            names = "--replay",
            paramLabel = "FILE",
            description = {
                "Be the pump of a journal, or of lines that history --json printed: the same",
                "records, bytes, logs and gaps, at the distances of their times (--speed",
                "makes them shorter; more than 7 days are cut to 7). Of several pumps",
                "--serial names one. What companions send is compared with the rules of the",
                "wire, not with what the first one sent, which no journal holds: Hello,",
                "Resume from the right place, acks in order, heartbeats. Each deviation is",
                "a line, and the exit code 1. Not kept in a journal, and so not the same:",
                "firmware log lines, losses of the link, heartbeats, the window; in JSON",
                "also the identity but for the serial, and the log's epoch."
            })
    private @Nullable Path file;

    @Option(names = "--at-once", description = "With --replay: all of it is written when the pump starts.")
    private boolean atOnce;

    private final Queue<String> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicLong deviations = new AtomicLong();
    private @Nullable Recording recording;
    private @Nullable Replay replay;

    boolean wanted() {
        return file != null;
    }

    /** Reads the file, where there is one. */
    void read(@Nullable String pump, int pumps, Function<String, RuntimeException> misuse) {
        if (file == null) {
            if (atOnce) {
                throw misuse.apply("--at-once without --replay (expected both)");
            }
            return;
        }
        if (pumps > 1) {
            throw misuse.apply("--pumps " + pumps + " with --replay (expected one pump)");
        }
        try {
            recording = Recordings.read(file, pump);
        } catch (IllegalArgumentException wrong) {
            throw new Trouble("--replay: " + wrong.getMessage());
        } catch (IOException broken) {
            throw new UncheckedIOException("cannot read " + file + ": " + broken.getMessage(), broken);
        }
    }

    PumpBuilder pump(PumpBuilder usual) {
        return recording == null ? usual : Replay.pump(usual, recording);
    }

    /** Begins to write; before anybody can connect. */
    void start(EmulatedPump pump) {
        if (recording != null) {
            Expectations expectations = new Expectations(this::deviates);
            pump.transcript(expectations::seen);
            replay = atOnce ? Replay.atOnce(pump, recording) : Replay.start(pump, recording);
        }
    }

    /** Called inside the pump's monitor, which a slow terminal must not hold. */
    private void deviates(Deviation deviation) {
        deviations.incrementAndGet();
        if (waiting.size() < MOST_WAITING) {
            waiting.add("deviation: " + deviation);
        }
    }

    /** Prints what came to light since the last time. */
    void look(EmulatedPump pump, Consumer<String> lines) {
        for (String line = waiting.poll(); line != null; line = waiting.poll()) {
            lines.accept(line);
        }
    }

    /** Whether all of it is written, and a companion has acknowledged it. */
    boolean isAllRead(EmulatedPump pump) {
        return replay != null
                && replay.isOver()
                && pump.links().stream()
                        .anyMatch(link -> link.state().stands()
                                && link.sentThrough() != 0
                                && link.ackedThrough() >= pump.newest());
    }

    /** Says how it went, and returns the exit code of the verb. */
    int end(EmulatedPump pump, Consumer<String> lines) {
        if (recording == null) {
            return ExitCode.DONE;
        }
        look(pump, lines);
        long count = deviations.get();
        lines.accept(count == 0 ? "no deviation" : count + (count == 1 ? " deviation" : " deviations"));
        return count == 0 ? ExitCode.DONE : ExitCode.NO;
    }
}
