package pumpcompanion.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NoteIT {

    @TempDir
    Path directory;

    private List<String> companion(int exitCode, String... arguments) {
        try (Run run = Run.companion(directory, arguments)) {
            assertThat(run.exitCode()).as("%s: %s", run, run.errors()).isEqualTo(exitCode);
            HelpIT.assertNoStackTrace(run.errors());
            return exitCode == 0 ? run.lines() : run.errors();
        }
    }

    private static JsonObject json(String line) {
        return JsonParser.parseString(line).getAsJsonObject();
    }

    @Test
    void whatIsNotedBesideARunningConnectIsSeenThereAndInEveryOtherVerb() throws Exception {
        try (Run pump = Run.companion(directory, "emulate", "--tcp", "0", "--speed", "600")) {
            String address = pump.await("tcp://").replaceFirst(".*(tcp://[^ ;]+).*", "$1");
            try (Run connect = Run.companion(directory, "connect", address)) {
                connect.await("in use: ");
                assertThat(companion(0, "note", "em", "adhesive", "peeling"))
                        .anyMatch(line -> line.contains("companion note EM-0001 withdraw 1"));
                connect.await("entered by a person: adhesive peeling");
                companion(0, "note", "em", "withdraw", "1");
                connect.await("takes back note 1");
                companion(0, "settings", "em", "wear-limit=48h");
                connect.await("settings: wear-limit 48h");
                connect.signal("INT").exitCode();
            }
            pump.signal("TERM").exitCode();
        }
        companion(0, "note", "leave-out", "hip-left");
        assertThat(companion(2, "note", "withdraw", "1").get(0)).contains("withdrawn already");
        assertThat(companion(2, "note", "withdraw", "77").get(0)).contains("77", "nearest is 4");
        assertThat(companion(2, "note", "removed", "--at", "2999-01-01").get(0)).contains("in the future");
        assertThat(companion(2, "settings", "wear-limit=900h").get(0)).contains("wear-limit is 900h (expected 24h to");

        assertThat(companion(0, "history"))
                .anyMatch(line -> line.contains("adhesive peeling (withdrawn)"))
                .anyMatch(line -> line.contains("  note 4  ") && line.contains("the left hip is to be left out"));
        assertThat(companion(0, "history", "--kind", "settings")).hasSize(1);
        assertThat(companion(0, "history", "--last", "2")).hasSize(2);
        assertThat(companion(0, "settings")).anyMatch(line -> line.matches("\\* wear-limit +48h .*"));
        assertThat(companion(0, "sites")).anyMatch(line -> line.matches("  left hip +left out"));

        List<String> written = companion(0, "history", "--json");
        assertThat(written.get(0)).contains("\"described\"");
        Files.write(directory.resolve("records.jsonl"), written);
        JsonObject end = json(companion(0, "replay", "records.jsonl", "--json").get(0));
        assertThat(end.get("status"))
                .isEqualTo(json(companion(0, "status", "--json").get(0)));
        assertThat(end.get("entries").getAsInt()).isEqualTo(2);
    }
}
