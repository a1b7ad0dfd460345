package pumpcompanion.app;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import pumpcompanion.app.demo.Watcher;
import pumpcompanion.emulator.EmulatedPump;
import pumpcompanion.emulator.LifeScript;
import pumpcompanion.emulator.PtyListener;
import pumpcompanion.emulator.TcpListener;
import pumpcompanion.emulator.fault.FaultSpec;

/** {@code companion emulate}: a pump made of software, to try things on. */
@Command(
        name = "emulate",
        description = {
            "Runs an emulated pump to try things on, until Ctrl-C.",
            "It lives an ordinary life: a set change every two to three days, basal every",
            "five minutes, boluses, showers."
        },
        footer = {
            "  companion emulate",
            "  companion emulate --tcp 7001 --speed 600",
            "  companion emulate --pty /tmp/pump",
            "  companion emulate --tcp 0.0.0.0:7000 --seed 42 --quiet",
            "  companion emulate --fault flip=1e-4,cut=30s",
            "  companion emulate --fault down:drop=0.01,reboot=10m,hang=5m/20s"
        })
final class EmulateVerb extends Verb {

    private static final long LOOK_EVERY_MS = 200;
    private static final int MOST_SERIAL_BYTES = 32; // W-16 of the wire
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

    @Option(names = "--quiet", description = "Print the first line only, which names the address.")
    private boolean quiet;

    @Override
    public Integer call() {
        boolean overTcp = tcp != null || pty == null;
        HostAndPort address = HostAndPort.parse(tcp == null ? DEFAULT_TCP : tcp, "127.0.0.1", this::misuse);
        Speeds.check(speed, this::misuse);
        int serialBytes = serial.getBytes(StandardCharsets.UTF_8).length;
        if (serialBytes > MOST_SERIAL_BYTES) {
            throw misuse("--serial of " + serialBytes + " bytes (expected at most " + MOST_SERIAL_BYTES + ")");
        }
        List<FaultSpec> faults = faults();
        Lines lines = lines();
        Stop stop = Stop.onSignal().expected();
        lines.whenGone(stop::now);
        // The log's own number is drawn anew: it is another log each time, even of the same life.
        long logSeed = new Random().nextLong();
        var time = new pumpcompanion.emulator.time.SystemTime("pump");
        ScheduledExecutorService timer = SystemTime.timer("look");
        try (EmulatedPump pump = EmulatedPump.on(time)
                        .serial(serial)
                        .seed(logSeed)
                        .speed(speed)
                        .start();
                TcpListener listener = overTcp ? TcpListener.open(pump, address.host(), address.port()) : null;
                PtyListener wire = pty == null ? null : serial(pump, pty)) {
            List<String> places = new ArrayList<>();
            if (wire != null) {
                places.add(wire.address());
            }
            if (listener != null) {
                places.add(address.uri(listener.port()));
            }
            lines.accept("pump " + pump.serial() + " at " + String.join(" and ", places) + "; Ctrl-C ends it");
            if (!quiet) {
                Watcher watcher = new Watcher(pump, SystemTime.zone(), lines);
                Future<?> unused = timer.scheduleAtFixedRate(watcher::look, 0, LOOK_EVERY_MS, TimeUnit.MILLISECONDS);
            }
            pump.faults().seed(seed);
            faults.forEach(pump.faults()::on);
            LifeScript.start(pump, seed);
            stop.await();
        } finally {
            timer.shutdownNow();
            time.shutdownNow();
        }
        return ExitCode.DONE;
    }

    private List<FaultSpec> faults() {
        try {
            return fault == null ? List.of() : FaultSpec.parse(fault);
        } catch (IllegalArgumentException none) {
            throw misuse("--fault: " + none.getMessage());
        }
    }

    private static PtyListener serial(EmulatedPump pump, Path path) {
        try {
            return PtyListener.open(pump, path);
        } catch (UnsupportedOperationException notHere) {
            throw new Trouble("no --pty: " + notHere.getMessage());
        }
    }
}
