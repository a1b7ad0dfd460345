package pumpcompanion.app;

import java.time.ZoneId;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import pumpcompanion.app.view.Ink;
import pumpcompanion.app.view.Json;
import pumpcompanion.app.view.Overview;
import pumpcompanion.app.view.SetView;
import pumpcompanion.connector.SetReader;
import pumpcompanion.connector.journal.Journal;
import pumpcompanion.connector.journal.PumpSummary;
import pumpcompanion.connector.tracker.SetTracker;
import pumpcompanion.connector.tracker.Timeline;
import pumpcompanion.connector.tracker.TrackerSettings;
import pumpcompanion.proto.v1.SetStatus;

/** {@code companion status}: the state of a pump's set, out of the journal. */
@Command(
        name = "status",
        description = {
            "Shows the state of every part of the infusion set.",
            "It is folded out of the journal's records, also while they are being written."
        },
        footer = {"  companion status", "  companion status EM-0001 --journal bench.db", "  companion status --json"})
final class StatusVerb extends Verb {

    @Mixin
    private PumpChoice pump = new PumpChoice();

    @Mixin
    private JournalOption journal = new JournalOption();

    @Option(names = "--json", description = "Print each status as a line of JSON.")
    private boolean json;

    @Override
    public Integer call() {
        long nowMs = SystemTime.wall().millis();
        try (Journal open = journal.read()) {
            List<PumpSummary> pumps = pump.of(open.pumps());
            if (pumps.isEmpty()) {
                throw new Trouble(
                        "journal " + journal.file() + " holds no pump yet: companion connect tcp://HOST:PORT");
            }
            List<SetStatus> sets =
                    pumps.stream().map(each -> fold(open, each, nowMs)).toList();
            if (json) {
                sets.forEach(set -> out().print(Json.line(set) + "\n"));
            } else if (sets.size() == 1) {
                page(pumps.get(0), sets.get(0), nowMs);
            } else {
                Overview.lines(sets, nowMs, terminal().ink()).forEach(line -> out().print(line + "\n"));
            }
            out().flush();
        }
        return ExitCode.DONE;
    }

    private void page(PumpSummary pump, SetStatus set, long nowMs) {
        Ink ink = terminal().ink();
        ZoneId zone = SystemTime.zone();
        out().print(Overview.title(pump, ink) + "\n");
        SetView.lines(set, present(set, nowMs), zone, ink).forEach(line -> out().print(line + "\n"));
    }

    private static SetStatus fold(Journal open, PumpSummary pump, long nowMs) {
        SetTracker tracker = new SetTracker(TrackerSettings.defaults());
        Timeline set = SetReader.read(open, tracker, pump.pump());
        set.at(present(set.status(), nowMs));
        return set.status();
    }

    /** Now; for a pump that runs ahead of this computer's clock, as a sped-up one does, its last record's time. */
    private static long present(SetStatus set, long nowMs) {
        return set.hasLastMs() ? Math.max(nowMs, set.getLastMs()) : nowMs;
    }
}
