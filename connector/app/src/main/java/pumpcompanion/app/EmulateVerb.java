package pumpcompanion.app;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import pumpcompanion.app.control.ControlServer;
import pumpcompanion.app.demo.Storyteller;
import pumpcompanion.app.demo.Watcher;
import pumpcompanion.emulator.EmulatedPump;
import pumpcompanion.emulator.LifeScript;
import pumpcompanion.emulator.PumpBuilder;
import pumpcompanion.emulator.fault.FaultSpec;
import pumpcompanion.emulator.scenario.Scenario;

/** {@code companion emulate}: a pump made of software, to try things on. */
@Command(
        name = "emulate",
        description = {
            "Runs an emulated pump to try things on, until Ctrl-C.",
            "It lives an ordinary life: a set change every two to three days, basal every",
            "five minutes, boluses, showers. Or it plays a scenario, and says what was not",
            "as expected."
        },
        footer = {
            "  companion emulate",
            "  companion emulate --tcp 7001 --speed 600",
            "  companion emulate --pty /tmp/pump",
            "  companion emulate --tcp 0.0.0.0:7000 --seed 42 --quiet",
            "  companion emulate --pumps 20 --tcp 7000 --quiet --control 7080",
            "  companion emulate --replay companion.db --at-once --exit",
            "  companion emulate --scenario shower --speed 600",
            "  companion emulate --scenario my.yaml --speed 10000 --exit",
            "  companion emulate --fault flip=1e-4,cut=30s",
            "  companion emulate --fault down:drop=0.01,reboot=10m,hang=5m/20s"
        })
final class EmulateVerb extends Verb {

    private static final long LOOK_EVERY_MS = 200;
    private static final String DEFAULT_TCP = "127.0.0.1:7000";

    @Option(
            names = "--tcp",
            paramLabel = "[HOST:]PORT",
            description = "Where companions reach it (default: " + DEFAULT_TCP + "); port 0 takes any that is free.")
    private @Nullable String tcp;

    @Option(
            names = "--pty",
            paramLabel = "PATH",
            description = {
                "Be a serial device under this name, on Linux and macOS: companions open",
                "serial:PATH. In place of --tcp, or beside it."
            })
    private @Nullable Path pty;

    @Option(
            names = "--speed",
            paramLabel = "N",
            defaultValue = "1",
            description = "How many times faster than real time it lives (default: ${DEFAULT-VALUE}).")
    private double speed = 1;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = {
                "Of what happens in its life and of its faults: the same seed, the same life",
                "(default: ${DEFAULT-VALUE}). Each start is a new log all the same."
            })
    private long seed = 1;

    @Option(
            names = "--serial",
            paramLabel = "TEXT",
            defaultValue = "EM-0001",
            description = {
                "Its serial number, at most 32 bytes (default: ${DEFAULT-VALUE}). Empty: it",
                "states none, and companions need ?name=NAME in their address."
            })
    private String serial = "EM-0001";

    @Option(
            names = "--fault",
            paramLabel = "LIST",
            description = {
                "What goes wrong, such as flip=1e-4,cut=30s. A value that is left out has",
                "its standard. Times: 500ms, 30s, 5m, 2h, 1d; rates: 0.01, 1e-4.",
                "Of the link, both ways or one (up: to the pump, down: from it):",
                "  drop=RATE truncate=RATE duplicate=RATE reorder=RATE garbage=RATE",
                "  garbage-inside=RATE wrong-crc=RATE (per frame) flip=RATE (per bit)",
                "  delay=TIME jitter=TIME stall=EVERY/FOR slow=BAUD split=BYTES",
                "  merge=TIME cut=EVERY half-open=AFTER text=EVERY",
                "Of the pump, once or EVERY so often:",
                "  reboot=EVERY hang=EVERY/FOR refuse=EVERY/FOR clock-2008=EVERY",
                "  clock-jump=EVERY/BY clock-stop=EVERY/FOR unreadable=EVERY",
                "  log-overflow=EVERY log-overwrite=EVERY log-erase=EVERY",
                "  sequence-reuse=EVERY/RECORDS other-version=EVERY/FOR/VERSION"
            })
    private @Nullable String fault;

    @Mixin
    private final ScenarioOption scenario = new ScenarioOption();

    @Option(names = "--quiet", description = "Print the first line only, which names the address.")
    private boolean quiet;

    @Mixin
    private final PumpsOption pumps = new PumpsOption();

    @Mixin
    private final ControlOption control = new ControlOption();

    @Mixin
    private final ReplayOption replay = new ReplayOption();

    @Override
    public Integer call() {
        if (scenario.list()) {
            Scenario.builtIn()
                    .forEach(name -> out().printf(
                                    "%-22s %s%n", name, Scenario.named(name).summary()));
            return ExitCode.DONE;
        }
        HostAndPort typed = HostAndPort.parse(tcp == null ? DEFAULT_TCP : tcp, "127.0.0.1", this::misuse);
        HostAndPort address = tcp != null || pty == null ? typed : null;
        Speeds.check(speed, this::misuse);
        pumps.check(serial, address, this::misuse);
        List<FaultSpec> faults = faults();
        Optional<Scenario> story = scenario.scenario(replay.wanted(), this::misuse)
                .map(one -> given("--seed") ? one.seed(seed) : one);
        replay.read(given("--serial") ? serial : null, pumps.count(), this::misuse);
        Lines lines = lines();
        Stop stop = Stop.onSignal().expected();
        lines.whenGone(stop::now);
        var time = new pumpcompanion.emulator.time.SystemTime("pump");
        ScheduledExecutorService timer = SystemTime.timer("look");
        List<RunningPump> running = new ArrayList<>();
        try {
            for (int i = 0; i < pumps.count(); i++) {
                running.add(open(story, time, address, i));
            }
            try (ControlServer server = control.open(running, replay.wanted(), this::misuse)) {
                PumpsOption.tell(running, lines);
                if (server != null) {
                    lines.accept("control at " + server.address());
                }
                return run(running, story, faults, timer, lines, stop);
            }
        } finally {
            timer.shutdownNow();
            running.forEach(RunningPump::close);
            time.shutdownNow();
        }
    }

    private RunningPump open(
            Optional<Scenario> story,
            pumpcompanion.emulator.time.SystemTime time,
            @Nullable HostAndPort address,
            int index) {
        // The log's own number is drawn anew: it is another log each time, even of the same life.
        EmulatedPump pump = replay.pump(builder(story, time, index).seed(new Random().nextLong()))
                .start();
        replay.start(pump);
        return RunningPump.open(pump, pumps.tcp(address, index), pumps.pty(pty, index));
    }

    private int run(
            List<RunningPump> running,
            Optional<Scenario> story,
            List<FaultSpec> faults,
            ScheduledExecutorService timer,
            Lines lines,
            Stop stop) {
        List<Storyteller> tellers = new ArrayList<>();
        List<CompletableFuture<?>> ends = new ArrayList<>();
        for (int i = 0; i < running.size(); i++) {
            EmulatedPump pump = running.get(i).pump();
            String name = running.size() > 1 ? pump.serial() + "  " : "";
            if (!quiet && pumps.areToldOf()) {
                Watcher watcher = new Watcher(pump, SystemTime.zone(), line -> lines.accept(name + line));
                look(timer, watcher::look);
            }
            pump.faults().seed(story.map(Scenario::seed).orElse(seed) + i);
            faults.forEach(pump.faults()::on);
            if (story.isPresent()) {
                Storyteller teller = new Storyteller(line -> lines.accept(name + line), quiet || !pumps.areToldOf());
                look(timer, teller::look);
                ends.add(teller.start(story.get().seed(story.get().seed() + i), pump).done());
                tellers.add(teller);
            } else if (!replay.wanted()) {
                LifeScript.start(pump, seed + i);
            }
        }
        EmulatedPump first = running.get(0).pump();
        if (replay.wanted()) {
            CompletableFuture<Void> read = new CompletableFuture<>();
            ends.add(read);
            look(timer, () -> {
                replay.look(first, lines);
                if (replay.isAllRead(first)) {
                    read.complete(null);
                }
            });
        }
        CompletableFuture<?> end = CompletableFuture.allOf(ends.toArray(CompletableFuture[]::new));
        stop.awaitOr(scenario.exit() ? end : new CompletableFuture<>());
        tellers.forEach(Storyteller::look);
        int replayed = replay.end(first, lines);
        return tellers.stream().anyMatch(Storyteller::failed) ? ExitCode.NO : replayed;
    }

    private static void look(ScheduledExecutorService timer, Runnable what) {
        Future<?> unused = timer.scheduleAtFixedRate(what, 0, LOOK_EVERY_MS, TimeUnit.MILLISECONDS);
    }

    /** What a scenario says of its pump goes behind what the user says, and pumps beside it need serials of their own. */
    private PumpBuilder builder(Optional<Scenario> story, pumpcompanion.emulator.time.SystemTime time, int index) {
        PumpBuilder builder = story.isPresent() ? story.get().pump(time) : EmulatedPump.on(time);
        if (story.isEmpty() || given("--serial") || pumps.count() > 1) {
            builder.serial(PumpsOption.serial(serial, index));
        }
        return story.isEmpty() || given("--speed") ? builder.speed(speed) : builder;
    }

    private boolean given(String option) {
        return spec.commandLine().getParseResult().hasMatchedOption(option);
    }

    private List<FaultSpec> faults() {
        try {
            return fault == null ? List.of() : FaultSpec.parse(fault);
        } catch (IllegalArgumentException none) {
            throw misuse("--fault: " + none.getMessage());
        }
    }
}
