package pumpcompanion.app;

import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import pumpcompanion.connector.journal.PumpSummary;

/** {@code companion note}: enters what no pump senses. */
@Command(
        name = "note",
        description = {
            "Enters what no pump senses, or what it missed, beside its records.",
            "Also while connect is running, which sees it within a second. Nothing is ever",
            "deleted: note withdraw takes an entry back, and can itself be taken back.",
            "WHAT is one of the words below; each has a help of its own."
        },
        synopsisSubcommandLabel = "WHAT",
        commandListHeading = "%nWHAT:%n",
        subcommands = {
            NoteSite.Inserted.class,
            NoteSite.Removed.class,
            NoteSite.InsertionFailed.class,
            NoteSite.SameCannula.class,
            NoteSite.Adhesive.class,
            NoteSite.Observed.class,
            NotePlace.LeaveOut.class,
            NotePlace.Use.class,
            NoteLine.QuickDisconnect.class,
            NoteLine.QuickReconnect.class,
            NoteLine.DropSeen.class,
            NoteLine.AirSeen.class,
            NotePrime.TubingPrimed.class,
            NotePrime.CannulaPrimed.class,
            NotePrime.CartridgeFilled.class,
            NoteCartridge.Seated.class,
            NoteCartridge.Unseated.class,
            NoteCartridge.Connect.class,
            NoteCartridge.Disconnect.class,
            NoteCartridge.Rewound.class,
            NoteCartridge.BatteryChanged.class,
            NoteWords.Remark.class,
            NoteWords.Withdraw.class
        },
        footer = {
            "  companion note EM-0001 quick-disconnect",
            "  companion note EM-0001 reconnect --at 20m",
            "  companion note EM-0001 inserted --site abdomen-left --set tandem-varisoft",
            "  companion note EM-0001 removed --reason adhesive --at 2026-11-22T07:30",
            "  companion note EM-0001 withdraw 3"
        })
final class NoteVerb extends Verb {

    @Mixin
    private PumpChoice pump = new PumpChoice();

    @Override
    public Integer call() {
        throw misuse("nothing to note (expected one of: "
                + String.join(", ", spec.subcommands().keySet()) + ")");
    }

    PumpSummary pump(List<PumpSummary> pumps, JournalOption journal) {
        if (pumps.isEmpty()) {
            throw journal.empty();
        }
        return pump.one(pumps);
    }
}
