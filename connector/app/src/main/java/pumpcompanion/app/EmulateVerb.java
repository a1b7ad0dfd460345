package pumpcompanion.app;

import java.util.Random;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import pumpcompanion.app.demo.Watcher;
import pumpcompanion.emulator.EmulatedPump;
import pumpcompanion.emulator.LifeScript;
import pumpcompanion.emulator.TcpListener;

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
            "  companion emulate --tcp 0.0.0.0:7000 --seed 42 --quiet"
        })
final class EmulateVerb extends Verb {

    private static final long LOOK_EVERY_MS = 200;

    @Option(
            names = "--tcp",
            paramLabel = "[HOST:]PORT",
            defaultValue = "127.0.0.1:7000",
            description = "Where companions reach it (default: ${DEFAULT-VALUE}); port 0 takes any that is free.")
    private String tcp = "127.0.0.1:7000";

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
            description = "Of what happens in its life: the same seed, the same life (default: ${DEFAULT-VALUE}).")
    private long seed = 1;

    @Option(
            names = "--serial",
            paramLabel = "TEXT",
            defaultValue = "EM-0001",
            description = "Its serial number (default: ${DEFAULT-VALUE}).")
    private String serial = "EM-0001";

    @Option(names = "--quiet", description = "Print the address only.")
    private boolean quiet;

    @Override
    public Integer call() {
        HostAndPort address = HostAndPort.parse(tcp, "127.0.0.1", this::misuse);
        Speeds.check(speed, this::misuse);
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
                TcpListener listener = TcpListener.open(pump, address.host(), address.port())) {
            lines.accept("pump " + pump.serial() + " at " + address.uri(listener.port()) + "; Ctrl-C ends it");
            if (!quiet) {
                Watcher watcher = new Watcher(pump, SystemTime.zone(), lines);
                Future<?> unused = timer.scheduleAtFixedRate(watcher::look, 0, LOOK_EVERY_MS, TimeUnit.MILLISECONDS);
            }
            LifeScript.start(pump, seed);
            stop.await();
        } finally {
            timer.shutdownNow();
            time.shutdownNow();
        }
        return ExitCode.DONE;
    }
}
