package pumpcompanion.app.recording;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import pumpcompanion.connector.journal.Journal;
import pumpcompanion.connector.journal.LogSummary;
import pumpcompanion.connector.journal.PumpInfo;
import pumpcompanion.connector.journal.PumpSummary;
import pumpcompanion.connector.journal.Query;
import pumpcompanion.connector.journal.RecordCursor;
import pumpcompanion.emulator.replay.Recording;
import pumpcompanion.proto.v1.Identity;

/** Reads a journal. */
final class JournalRecording {

    private JournalRecording() {}

    static Recording read(Path file, @Nullable String wanted) {
        try (Journal journal = Journal.openReadOnly(file)) {
            List<PumpSummary> pumps = journal.pumps();
            List<String> names =
                    pumps.stream().map(PumpSummary::pump).map(PumpInfo::name).toList();
            PumpSummary summary = pumps.get(names.indexOf(Recordings.choose(file, names, wanted)));
            PumpInfo pump = summary.pump();
            LogBuilder logs = new LogBuilder();
            try (RecordCursor records = journal.records(Query.ALL.of(pump.name()))) {
                records.forEachRemaining(logs::add);
            }
            Map<Integer, Integer> epochs = new HashMap<>();
            for (LogSummary log : summary.logs()) {
                epochs.put(log.log(), log.epoch());
            }
            Identity identity = pump.identity().equals(Identity.getDefaultInstance())
                    ? Identity.newBuilder().setSerial(pump.name()).build() // it was only listened to
                    : pump.identity();
            return new Recording(identity, pump.construction(), pump.reports(), logs.build(epochs));
        }
    }
}
