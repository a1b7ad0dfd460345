package pumpcompanion.emulator.scenario;

import java.time.Duration;
import java.util.List;

/**
 * Something that a pump did not do as it was expected to.
 *
 * @param file of the scenario
 * @param line in it, from 1
 * @param at since the scenario began, in the pump's own time
 * @param expected as it stands in the file
 * @param found what was so instead
 * @param state the pump's, at that time
 * @param lastRecords the newest of the pump's log at that time, the newest last
 */
public record ScenarioFailure(
        String file, int line, Duration at, String expected, String found, String state, List<String> lastRecords) {

    /** In several lines, the first with file and line. */
    @Override
    public String toString() {
        return file + ":" + line + " at +" + Words.time(at) + "\n  expected: " + expected + "\n  found:    " + found
                + "\n  state:    " + state + "\n  last records:\n    " + String.join("\n    ", lastRecords);
    }
}
