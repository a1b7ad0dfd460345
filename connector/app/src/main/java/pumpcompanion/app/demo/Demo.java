package pumpcompanion.app.demo;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import pumpcompanion.app.view.Ink;
import pumpcompanion.app.view.TextFeed;
import pumpcompanion.connector.Connector;
import pumpcompanion.connector.KeptRecord;
import pumpcompanion.connector.LinkStatus;
import pumpcompanion.connector.journal.Journal;
import pumpcompanion.emulator.EmulatedPump;
import pumpcompanion.emulator.time.SystemTime;

/**
 * An emulated pump on a wire, a connector on it, a journal, and a story to watch. Played on the thread of the
 * caller, who also says when it is over.
 */
public final class Demo {

    private static final long DRAW_EVERY_MS = 100;
    /** How long the companion may take for the story's last records. */
    private static final long LAST_RECORDS_MS = 5_000;

    private final Path file;
    private final Pace pace;
    private final @Nullable Duration limit;
    private final Stage stage;
    private volatile boolean storyOver;
    private long kept;
    private long gaps;
    private @Nullable LinkStatus link;
    private String serial = "";

    /**
     * What a demonstration needs of the outside.
     *
     * @param lines takes plain lines
     * @param screen the terminal to draw on; null: plain lines tell it all
     * @param ink colours
     * @param clock the computer's
     * @param zone for every time
     * @param timer draws and ends; shut down with the demonstration
     */
    public record Stage(
            Consumer<String> lines,
            @Nullable PrintWriter screen,
            Ink ink,
            InstantSource clock,
            ZoneId zone,
            ScheduledExecutorService timer) {}

    /**
     * A demonstration.
     *
     * @param file the journal's
     * @param pace how fast
     * @param limit when it ends; null: with the story
     */
    public Demo(Path file, Pace pace, @Nullable Duration limit, Stage stage) {
        this.file = file;
        this.pace = pace;
        this.limit = limit;
        this.stage = stage;
    }

    /**
     * Plays it.
     *
     * @param end called when it is over
     * @param untilEnd returns when it was, or the user wants it to stop
     */
    public void play(Runnable end, Runnable untilEnd) {
        Random random = new Random();
        serial = String.format(Locale.ROOT, "DEMO-%04d", random.nextInt(10_000));
        SystemTime time = new SystemTime("pump");
        try (Journal journal = Journal.open(file);
                EmulatedPump pump = EmulatedPump.on(time)
                        .serial(serial)
                        .seed(random.nextLong())
                        .heartbeatInterval(Duration.ofMillis(500))
                        .speed(pace.factor(true))
                        .start();
                Wire wire = Wire.plugInto(pump)) {
            perform(pump, wire.address(), journal, end, untilEnd);
        } finally {
            time.shutdownNow();
            stage.timer().shutdownNow();
        }
    }

    private void perform(EmulatedPump pump, String address, Journal journal, Runnable end, Runnable untilEnd) {
        long beganMs = stage.clock().millis();
        Story story = new Story(pump, pace, limit != null, () -> {
            storyOver = true;
            Future<?> unused = stage.timer().schedule(end, LAST_RECORDS_MS, TimeUnit.MILLISECONDS);
        });
        String title = " Pump Companion demo: emulated pump " + serial + " at " + address;
        PrintWriter terminal = stage.screen();
        Screen screen = terminal == null ? null : new Screen(terminal, title, stage.zone(), stage.ink());
        Connector.Builder builder = Connector.to(address, journal).onRecord(record -> count(record, pump, end));
        if (screen == null) {
            stage.lines().accept(title.strip());
            stage.lines().accept("journal " + file.toAbsolutePath());
            quieter().on(builder);
        } else {
            screen.on(builder);
        }
        if (limit != null) {
            Future<?> unused = stage.timer().schedule(end, limit.toMillis(), TimeUnit.MILLISECONDS);
        }
        Connector connector = builder.open();
        try (connector) {
            story.start();
            Runnable draw = screen == null
                    ? () -> {}
                    : () -> screen.draw(
                            story.progress(),
                            connector.link(),
                            pump.speed(),
                            beganMs + pump.uptime().toMillis());
            Future<?> drawing = stage.timer().scheduleAtFixedRate(draw, 0, DRAW_EVERY_MS, TimeUnit.MILLISECONDS);
            untilEnd.run();
            drawing.cancel(false);
            draw.run();
        } finally {
            if (screen != null) {
                screen.end();
            }
        }
        link = connector.link();
    }

    /** Plain lines, without basal: it comes every five minutes. */
    private TextFeed quieter() {
        return new TextFeed(stage.lines(), stage.clock(), stage.zone(), "", record -> !Screen.isBasal(record));
    }

    private synchronized void count(KeptRecord record, EmulatedPump pump, Runnable end) {
        kept++;
        gaps += record.record().hasGap() ? 1 : 0;
        if (storyOver && record.record().getSequence() >= pump.newest()) {
            end.run();
        }
    }

    /**
     * What came of it.
     *
     * @param program how the program is called, for commands to copy
     */
    public synchronized List<String> summary(String program) {
        LinkStatus last = link;
        String frames = last == null
                ? ""
                : ", from " + last.counts().frames().good() + " frames, "
                        + last.counts().frames().badTotal() + " bad";
        String journal = " --journal " + file;
        return List.of(
                "",
                "kept " + kept + " records of " + serial + ", " + gaps + " gaps" + frames,
                "journal " + file.toAbsolutePath(),
                "look at it with",
                "  " + program + " status" + journal,
                "  " + program + " history --last 20" + journal);
    }
}
