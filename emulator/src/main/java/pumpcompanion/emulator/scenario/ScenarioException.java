package pumpcompanion.emulator.scenario;

import java.util.List;
import java.util.stream.Collectors;

/** A scenario that cannot be read. The message names every problem of the file, one a line. */
public final class ScenarioException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    ScenarioException(String file, List<Problem> problems) {
        super(problems.stream()
                .map(problem -> file + ":" + (problem.line() == 0 ? " " : "") + problem)
                .collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    /** All of them, in the order of the file. */
    public List<Problem> problems() {
        return problems;
    }
}
