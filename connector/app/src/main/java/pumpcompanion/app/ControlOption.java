package pumpcompanion.app;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import pumpcompanion.app.control.ControlServer;
import pumpcompanion.app.control.ControlledPump;

/** Whether emulated pumps are controlled over HTTP. */
final class ControlOption {

    @Option(
            names = "--control",
            paramLabel = "[HOST:]PORT",
            description = {
                "Be controlled over HTTP, JSON in and out, here only unless HOST says",
                "otherwise; port 0 takes any that is free. GET /pumps, and below",
                "/pumps/SERIAL: GET log, transcript; POST do, time, reboot; GET, POST, DELETE",
                "faults. A wrong request is answered with what was expected."
            })
    private @Nullable String control;

    /** Begins, where it is wanted; null where not. */
    @Nullable
    ControlServer open(List<RunningPump> pumps, boolean replays, Function<String, RuntimeException> misuse) {
        if (control == null) {
            return null;
        }
        HostAndPort address = HostAndPort.parse(control, "127.0.0.1", misuse);
        List<ControlledPump> controlled = pumps.stream()
                .map(each -> ControlledPump.of(each.pump(), each.places(), replays))
                .toList();
        return ControlServer.open(address.host(), address.port(), controlled);
    }
}
