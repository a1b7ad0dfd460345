package pumpcompanion.app;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import pumpcompanion.app.view.EntryView;
import pumpcompanion.app.view.SettingsView;
import pumpcompanion.connector.SetReader;
import pumpcompanion.connector.journal.Journal;
import pumpcompanion.connector.journal.PumpSummary;
import pumpcompanion.connector.tracker.SetTracker;
import pumpcompanion.connector.tracker.SettingKey;
import pumpcompanion.connector.tracker.TrackerSettings;
import pumpcompanion.proto.v1.EventRecord;
import pumpcompanion.proto.v1.Setting;
import pumpcompanion.proto.v1.SettingsInForce;

/** {@code companion settings}: the limits that a pump's set is tracked with. */
@Command(
        name = "settings",
        description = {
            "Shows the limits that a pump's set is tracked with, or sets them.",
            "They hold from now on, or from --at; KEY= sets the usual value again.",
            "None of them is a medical recommendation."
        },
        footer = {
            "  companion settings",
            "  companion settings EM-0001 wear-limit=48h reservoir-low=30U",
            "  companion settings EM-0001 cannula-marker=tubing-prime --at 2026-11-20",
            "  companion settings EM-0001 wear-limit="
        })
final class SettingsVerb extends Verb {

    @Parameters(
            paramLabel = "PUMP KEY=VALUE",
            arity = "0..*",
            description = "Beginning of the pump's serial number or name; settings to enter.")
    private List<String> words = List.of();

    @Option(names = "--pump", paramLabel = "PUMP", description = "The pump, as an option.")
    private @Nullable String pump;

    @Mixin
    private EntryOptions entry = new EntryOptions();

    @Override
    public Integer call() {
        try {
            List<Setting> changes = new ArrayList<>();
            PumpChoice choice = new PumpChoice().option(pump);
            for (String word : words) {
                if (word.contains("=")) {
                    changes.add(SettingKey.parse(word));
                } else if (SettingKey.all(TrackerSettings.defaults()).containsKey(word)) {
                    throw misuse("'" + word + "' without a value (expected " + word + "=VALUE)");
                } else {
                    choice.name(word);
                }
            }
            if (changes.isEmpty()) {
                show(choice);
            } else {
                enter(choice, changes);
            }
        } catch (IllegalArgumentException refused) {
            throw misuse(String.valueOf(refused.getMessage()));
        }
        return ExitCode.DONE;
    }

    private void show(PumpChoice choice) {
        if (entry.at() != null) {
            throw misuse("--at without a KEY=VALUE (expected both, or neither)");
        }
        SetTracker tracker = new SetTracker(TrackerSettings.defaults());
        try (Journal open = entry.journal().read()) {
            List<PumpSummary> pumps = choice.of(open.pumps());
            if (pumps.isEmpty()) {
                throw entry.journal().empty();
            }
            for (PumpSummary each : pumps) {
                SettingsView view = SettingsView.of(
                        tracker, SetReader.read(open, tracker, each.pump()).status());
                if (entry.json()) {
                    out().print(view.json() + "\n");
                } else {
                    view.lines(terminal().ink()).forEach(line -> out().print(line + "\n"));
                }
            }
        }
        out().flush();
    }

    private void enter(PumpChoice choice, List<Setting> changes) {
        long nowMs = SystemTime.wall().millis();
        try (Journal open = entry.journal().enter()) {
            List<PumpSummary> pumps = open.pumps();
            if (pumps.isEmpty()) {
                throw entry.journal().empty();
            }
            Entering entering = new Entering(open, choice.one(pumps).pump(), nowMs);
            SettingKey.applied(entering.tracker().settings(entering.before()), changes);
            long at = entering.at(entry.at(), SystemTime.zone());
            EventRecord.Builder content = EventRecord.newBuilder()
                    .setSettings(SettingsInForce.newBuilder().addAllSettings(changes));
            Entering.Entered done = entering.enter(content, at, nowMs);
            if (entry.json()) {
                out().print(EntryView.json(done.entry(), done.before(), done.after()) + "\n");
            } else {
                EntryView.lines(
                                done.entry(),
                                done.before(),
                                done.after(),
                                SystemTime.zone(),
                                terminal().ink())
                        .forEach(line -> out().print(line + "\n"));
            }
            out().flush();
        }
    }
}
