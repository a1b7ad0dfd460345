package pumpcompanion.app;

import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import pumpcompanion.app.view.SitesView;
import pumpcompanion.app.words.Typed;
import pumpcompanion.connector.SetReader;
import pumpcompanion.connector.journal.Journal;
import pumpcompanion.connector.journal.PumpSummary;
import pumpcompanion.connector.tracker.Places;
import pumpcompanion.connector.tracker.SetTracker;
import pumpcompanion.connector.tracker.Timeline;
import pumpcompanion.connector.tracker.TrackerSettings;
import pumpcompanion.proto.v1.SetStatus;

/** {@code companion sites}: where sets were worn, and where the next one may go. */
@Command(
        name = "sites",
        description = {
            "Shows where on the body sets were worn, the place to use next first.",
            "A place rests after a wear, longer where a lump was seen: settings place-rest",
            "and lump-rest. No medical advice."
        },
        footer = {
            "  companion sites",
            "  companion sites EM-0001 --json",
            "  companion note EM-0001 leave-out upper-arm-left"
        })
final class SitesVerb extends Verb {

    @Mixin
    private PumpChoice pump = new PumpChoice();

    @Mixin
    private JournalOption journal = new JournalOption();

    @Option(names = "--json", description = "Print a line of JSON for each pump.")
    private boolean json;

    @Override
    public Integer call() {
        long nowMs = SystemTime.wall().millis();
        SetTracker tracker = new SetTracker(TrackerSettings.defaults());
        try (Journal open = journal.read()) {
            List<PumpSummary> pumps = pump.of(open.pumps());
            if (pumps.isEmpty()) {
                throw journal.empty();
            }
            for (PumpSummary each : pumps) {
                Timeline set = SetReader.read(open, tracker, each.pump());
                SitesView view = view(tracker, set, Entering.present(set, nowMs));
                if (json) {
                    out().print(view.json() + "\n");
                } else {
                    view.lines(SystemTime.zone(), terminal().ink()).forEach(line -> out().print(line + "\n"));
                }
            }
        }
        out().flush();
        return ExitCode.DONE;
    }

    private static SitesView view(SetTracker tracker, Timeline set, long presentMs) {
        set.at(presentMs);
        SetStatus status = set.status();
        TrackerSettings settings = tracker.settings(status);
        return new SitesView(
                status.getPump(),
                Places.rank(
                        set.sites(),
                        presentMs,
                        settings.placeRest().toMillis(),
                        settings.lumpRest().toMillis(),
                        Typed.candidates(set.sites().getPlacesList())),
                set.sites().getWearsWithoutPlace(),
                presentMs);
    }
}
