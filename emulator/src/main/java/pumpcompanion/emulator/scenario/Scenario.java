package pumpcompanion.emulator.scenario;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;
import org.snakeyaml.engine.v2.nodes.Node;
import pumpcompanion.emulator.EmulatedPump;
import pumpcompanion.emulator.PumpBuilder;
import pumpcompanion.emulator.time.VirtualTime;

/**
 * A story for a pump: what is done when, and what is expected of the pump then. Read from YAML; immutable.
 *
 * <pre>{@code
 * ScenarioRun run = Scenario.named("shower").play(); // a pump of its own, in virtual time
 * run.check();
 * }</pre>
 *
 * <p>Or on a pump that somebody is connected to, whatever its time: {@code scenario.pump(time).start()} makes the pump that
 * the scenario asks for, {@link #play(EmulatedPump)} plays to the end, {@link #start} only begins.
 *
 * <p>The same scenario with the same seed on the same pump writes the same bytes.
 */
public final class Scenario {

    private static final List<String> BUILT_IN = List.of(
            "set-change",
            "site-change-only",
            "steel-set",
            "shower",
            "forgotten-reconnect",
            "occlusion-overnight",
            "adhesive-failure",
            "cartridge-change-only",
            "bad-week",
            "year");

    private final String file;
    private final String name;
    private final String summary;
    private final long seed;
    private final List<PumpKey.Setting> pump;
    private final List<Step> steps;

    private Scenario(
            String file, String name, String summary, long seed, List<PumpKey.Setting> pump, List<Step> steps) {
        this.file = file;
        this.name = name;
        this.summary = summary;
        this.seed = seed;
        this.pump = List.copyOf(pump);
        this.steps = List.copyOf(steps);
    }

    // ------------------------------------------------------------ where they come from

    /** Names of those that are built in. */
    public static List<String> builtIn() {
        return BUILT_IN;
    }

    /**
     * One that is built in.
     *
     * @throws IllegalArgumentException if there is none of that name
     */
    public static Scenario named(String name) {
        if (!BUILT_IN.contains(name)) {
            String nearest =
                    Nearest.of(name, BUILT_IN).map(one -> one + "; one of ").orElse("one of ");
            throw new IllegalArgumentException(
                    "no scenario '" + name + "' is built in (expected " + nearest + String.join(", ", BUILT_IN) + ")");
        }
        try (InputStream in = Scenario.class.getResourceAsStream(name + ".yaml")) {
            if (in == null) {
                throw new IllegalStateException("the jar has lost its " + name + ".yaml");
            }
            return parse(name + ".yaml", new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /**
     * Reads a file.
     *
     * @param path a YAML file of at most 256 KiB, in UTF-8
     * @throws ScenarioException if it is no scenario; names every problem with line and column
     * @throws UncheckedIOException if it cannot be read
     */
    public static Scenario read(Path path) {
        String file = String.valueOf(path.getFileName());
        try {
            if (Files.size(path) > 4L * YamlFile.LONGEST) { // no character takes more than four bytes
                Problems problems = new Problems(file);
                problems.add(new Where(0, 0), Files.size(path) + " bytes", "at most " + YamlFile.LONGEST);
                throw problems.exception();
            }
            return parse(file, Files.readString(path));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /**
     * Reads a text.
     *
     * @param file what it is called in messages
     * @param text YAML
     * @throws ScenarioException if it is no scenario; names every problem with line and column
     */
    public static Scenario parse(String file, String text) {
        Problems problems = new Problems(file);
        Optional<Node> root = YamlFile.read(file, text, problems);
        problems.check();
        Fields fields = Fields.of(root.orElseThrow(), Section.FILE, problems);
        String name =
                fields.must("name").flatMap(node -> Fields.text(node, problems)).orElse("");
        if (!name.isEmpty() && !name.matches("[a-z0-9][a-z0-9-]{0,63}")) {
            Node node = fields.node("name").orElseThrow();
            problems.add(node, Problems.quote(name), "at most 64 small letters, digits and hyphens");
        }
        String summary = fields.text("summary").orElse("");
        long seed = fields.slot("seed", Slot.COUNT)
                .map(given -> (long) given.count(Slot.COUNT))
                .orElse(1L);
        List<PumpKey.Setting> pump =
                fields.node("pump").map(new PumpReader(problems)::read).orElse(List.of());
        List<Step> steps =
                fields.must("steps").map(new StepReader(problems)::steps).orElse(List.of());
        Bounds bounds = Bounds.of(steps);
        if (bounds.steps() > Bounds.MOST_STEPS || bounds.seconds() > Bounds.LONGEST.toSeconds()) {
            problems.add(
                    fields.node("steps").map(Problems::where).orElse(new Where(0, 0)),
                    String.format("up to %.0f steps in %.0f days", bounds.steps(), bounds.seconds() / 86_400),
                    "at most " + Bounds.MOST_STEPS + " steps in " + Bounds.LONGEST.toDays() + " days");
        }
        problems.check();
        return new Scenario(file, name, summary, seed, pump, steps);
    }

    // ------------------------------------------------------------ what it is

    /** What it is called. */
    public String name() {
        return name;
    }

    /** One line for people; empty: none. */
    public String summary() {
        return summary;
    }

    /** Of all that is random in it. */
    public long seed() {
        return seed;
    }

    /** The same story with other luck. */
    public Scenario seed(long newSeed) {
        return new Scenario(file, name, summary, newSeed, pump, steps);
    }

    /** Its name. */
    @Override
    public String toString() {
        return name;
    }

    String file() {
        return file;
    }

    List<Step> steps() {
        return steps;
    }

    // ------------------------------------------------------------ playing

    /**
     * Begins the pump that it asks for: its pump section, and its seed. More can be said before it is started.
     *
     * @param time a {@code VirtualTime} in tests, a {@code SystemTime} on a bench
     */
    public <T extends ScheduledExecutorService & InstantSource> PumpBuilder pump(T time) {
        PumpKey.Draft draft = new PumpKey.Draft(EmulatedPump.on(time).seed(seed));
        new ArrayList<>(pump).forEach(setting -> setting.accept(draft));
        return draft.done();
    }

    /** Plays it to its end at once, on a pump of its own in virtual time. Nothing is thrown for what failed. */
    public ScenarioRun play() {
        try (EmulatedPump own = pump(new VirtualTime()).start()) {
            return play(own);
        }
    }

    /**
     * Plays it to its end on a pump, and returns then. In virtual time that is at once, with all that falls due on the
     * way; otherwise it takes as long as it takes at the pump's speed, and an interrupt ends it. Nothing is thrown for
     * what failed: {@link ScenarioRun#check} does that.
     *
     * @throws IllegalStateException if called from a task of a virtual time
     */
    public ScenarioRun play(EmulatedPump on) {
        return start(on).toEnd();
    }

    /** Begins; all happens in the pump's own time from now on. */
    public ScenarioRun start(EmulatedPump on) {
        return start(on, line -> {});
    }

    /**
     * The same, and says what happens.
     *
     * @param lines takes one line each, inside the pump's monitor: it must not wait
     */
    public ScenarioRun start(EmulatedPump on, Consumer<String> lines) {
        return ScenarioRun.begin(this, on, lines);
    }
}
