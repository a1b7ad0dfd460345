package pumpcompanion.app;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import pumpcompanion.connector.journal.PumpSummary;

/** Which pump of a journal: PUMP is the beginning of its serial number or of its given name. */
final class PumpChoice {

    @Parameters(
            paramLabel = "PUMP",
            arity = "0..1",
            description = "Beginning of the pump's serial number or given name, in upper or lower case.")
    private @Nullable String named;

    @Option(names = "--pump", paramLabel = "PUMP", description = "The same, as an option.")
    private @Nullable String option;

    /** As if it had been typed as an option. */
    PumpChoice option(@Nullable String wanted) {
        option = wanted;
        return this;
    }

    /** As if it had been typed as a parameter. */
    void name(String wanted) {
        if (named != null) {
            throw new Trouble("two pumps named: " + named + " and " + wanted + " (expected one, and KEY=VALUE)");
        }
        named = wanted;
    }

    /** The pumps that are meant: all where none was named, else just one. */
    List<PumpSummary> of(List<PumpSummary> pumps) {
        if (named != null && option != null) {
            throw new Trouble("two pumps named: " + named + " and --pump " + option + " (expected one of them)");
        }
        String wanted = named == null ? option : named;
        return wanted == null ? pumps : List.of(find(wanted, pumps));
    }

    /** The one pump that is meant; it need not be named where the journal holds no other. */
    PumpSummary one(List<PumpSummary> pumps) {
        List<PumpSummary> meant = of(pumps);
        if (meant.size() != 1) {
            throw new Trouble("which pump? name one (found: " + names(meant) + ")");
        }
        return meant.get(0);
    }

    boolean named() {
        return named != null || option != null;
    }

    /**
     * The one pump that is meant.
     *
     * @throws Trouble if there is none or more than one, naming the candidates
     */
    static PumpSummary find(String wanted, List<PumpSummary> pumps) {
        List<PumpSummary> exact = pumps.stream()
                .filter(pump -> wanted.equals(pump.pump().name())
                        || wanted.equals(pump.pump().identity().getSerial()))
                .toList();
        List<PumpSummary> found = exact.size() == 1
                ? exact
                : pumps.stream()
                        .filter(pump -> begins(pump.pump().name(), wanted)
                                || begins(pump.pump().identity().getSerial(), wanted))
                        .toList();
        if (found.size() == 1) {
            return found.get(0);
        }
        throw new Trouble(
                found.isEmpty()
                        ? "no pump '" + wanted + "' in this journal (found: " + names(pumps) + ")"
                        : "pump '" + wanted + "' is ambiguous (found: " + names(found) + "); type more of it");
    }

    private static boolean begins(String text, String beginning) {
        return text.toLowerCase(Locale.ROOT).startsWith(beginning.toLowerCase(Locale.ROOT));
    }

    private static String names(List<PumpSummary> pumps) {
        return pumps.isEmpty()
                ? "none"
                : pumps.stream().map(pump -> pump.pump().name()).collect(Collectors.joining(", "));
    }
}
