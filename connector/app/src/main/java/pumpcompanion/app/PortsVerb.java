package pumpcompanion.app;

import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import pumpcompanion.app.view.PortsView;
import pumpcompanion.connector.transport.SerialPortInfo;
import pumpcompanion.connector.transport.SerialPorts;

/** {@code companion ports}: which serial ports there are, and what keeps them from being used. */
@Command(
        name = "ports",
        description = {
            "Lists the serial ports of this computer: what is plugged in, how to address it,",
            "which program holds it, and what to do where permission is missing."
        },
        footer = {"  companion ports", "  companion ports --json"})
final class PortsVerb extends Verb {

    @Option(names = "--json", description = "Print each port as a line of JSON.")
    private boolean json;

    @Override
    public Integer call() {
        List<SerialPortInfo> ports = SerialPorts.list();
        List<String> lines = json
                ? ports.stream().map(PortsView::json).toList()
                : PortsView.lines(ports, Program.call(), terminal().ink());
        lines.forEach(line -> out().print(line + "\n"));
        out().flush();
        return ExitCode.DONE;
    }
}
