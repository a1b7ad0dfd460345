package pumpcompanion.app;

import java.io.PrintWriter;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import pumpcompanion.app.view.Json;
import pumpcompanion.app.view.TextFeed;
import pumpcompanion.app.words.Kinds;
import pumpcompanion.app.words.Sentences;
import pumpcompanion.app.words.TimeWords;
import pumpcompanion.connector.journal.Journal;
import pumpcompanion.connector.journal.PumpSummary;
import pumpcompanion.connector.journal.Query;
import pumpcompanion.proto.v1.EventRecord;

/** {@code companion history}: the journal's records. */
@Command(
        name = "history",
        description = {
            "Prints the records that the journal keeps, and what people entered.",
            "A line each: time, log and number, kind, and what happened. An entry stands",
            "where it happened, with the number by which note withdraw takes it back."
        },
        footer = {
            "  companion history --last 20",
            "  companion history EM-0001 --since 2d --kind cannula-primed,set-removed",
            "  companion history --kind gap,unreadable",
            "  companion history --since 2026-11-01 --until 2026-11-07 --json"
        })
final class HistoryVerb extends Verb {

    /** So often it is looked whether somebody still reads. */
    private static final int CHECK_EVERY = 512;

    @Mixin
    private PumpChoice pump = new PumpChoice();

    @Mixin
    private JournalOption journal = new JournalOption();

    @Option(
            names = "--since",
            paramLabel = "TIME",
            description = "From this time on: 2026-11-22, 2026-11-22T14:05, or how long ago, such as 3h or 2d.")
    private @Nullable String since;

    @Option(names = "--until", paramLabel = "TIME", description = "Up to this time; of a date the whole day.")
    private @Nullable String until;

    @Option(
            names = "--kind",
            paramLabel = "KIND",
            split = ",",
            description = "Only these kinds, such as cannula-primed,gap.")
    private List<String> kinds = List.of();

    @Option(names = "--last", paramLabel = "N", description = "Only the newest N of each pump.")
    private @Nullable Long last;

    @Option(names = "--json", description = "Print each record as a line of JSON.")
    private boolean json;

    @Override
    public Integer call() {
        Query query = query(SystemTime.wall().instant(), SystemTime.zone());
        try (Journal open = journal.read()) {
            List<PumpSummary> chosen = pump.of(open.pumps());
            for (PumpSummary each : chosen) {
                if (!print(new History(open, query, each.pump()), chosen.size() > 1)) {
                    break;
                }
            }
            out().flush();
        }
        return ExitCode.DONE;
    }

    private Query query(Instant now, ZoneId zone) {
        if (last != null && last < 1) {
            throw misuse("--last " + last + " (expected 1 and up)");
        }
        try {
            Query query = Query.ALL.last(last == null ? 0 : last).kinds(Kinds.numbers(kinds));
            if (since != null) {
                query = query.since(TimeWords.since(since, now, zone));
            }
            return until == null ? query : query.until(TimeWords.until(until, now, zone));
        } catch (IllegalArgumentException notUnderstood) {
            throw misuse(String.valueOf(notUnderstood.getMessage()));
        }
    }

    /** False: nobody reads any more. */
    private boolean print(History history, boolean several) {
        PrintWriter out = out();
        ZoneId zone = SystemTime.zone();
        if (json) {
            out.print(Json.line(history.described()) + "\n");
        }
        try (History.Cursor records = history.open()) {
            for (int i = 0; records.hasNext(); i++) {
                EventRecord record = records.next();
                String name = several ? Sentences.text(record.getPump()) + "  " : "";
                String line = json
                        ? Json.line(record)
                        : name + TextFeed.line(record, zone) + (history.isWithdrawn(record) ? " (withdrawn)" : "");
                out.print(line + "\n");
                if (i % CHECK_EVERY == 0 && out.checkError()) {
                    return false; // the reader of the pipe has gone
                }
            }
        }
        return true;
    }
}
