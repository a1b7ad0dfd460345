package pumpcompanion.app;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import pumpcompanion.app.view.CatalogueJson;
import pumpcompanion.app.view.CatalogueTables;
import pumpcompanion.app.view.Ink;
import pumpcompanion.app.view.SetPage;
import pumpcompanion.app.words.Nearest;
import pumpcompanion.connector.catalogue.Catalogue;
import pumpcompanion.connector.catalogue.InfusionSet;

/** {@code companion sets}: the catalogue of infusion sets. */
@Command(
        name = "sets",
        description = {
            "Shows the catalogue of infusion sets, each figure with its source.",
            "Without words all sets; with words those that match them all, a single one on",
            "a page of its own. Not for dosing."
        },
        footer = {
            "  companion sets",
            "  companion sets steel tandem",
            "  companion sets mylife-orbit-micro --json",
            "  companion sets --places"
        })
final class SetsVerb extends Verb {

    @Parameters(
            paramLabel = "WORDS",
            arity = "0..*",
            description = "An id, or words of a set's id, maker, name or cannula material.")
    private List<String> words = List.of();

    /** Instead of sets. */
    private static final class Other {
        @Option(names = "--places", description = "Show the places on the body.")
        private boolean places;

        @Option(names = "--cartridges", description = "Show the cartridges.")
        private boolean cartridges;

        @Option(names = "--rules", description = "Show the rules of thumb.")
        private boolean rules;
    }

    @ArgGroup
    private @Nullable Other other;

    @Option(names = "--json", description = "Print each entry as a line of JSON.")
    private boolean json;

    @Override
    public Integer call() {
        Catalogue catalogue = Catalogue.builtIn();
        if (other != null) {
            if (!words.isEmpty()) {
                throw misuse("'" + String.join(" ", words) + "' (expected words without --places, --cartridges and"
                        + " --rules: they choose among sets)");
            }
            return print(other(catalogue, other, terminal().ink()));
        }
        // The id of one set may begin that of another.
        List<InfusionSet> found = words.size() == 1
                ? catalogue.set(words.get(0)).map(List::of).orElseGet(() -> catalogue.search(words))
                : catalogue.search(words);
        if (found.isEmpty()) {
            spec.commandLine().getErr().println("companion: " + none(catalogue));
            return ExitCode.NO;
        }
        return print(found(catalogue, found, terminal().ink()));
    }

    private Stream<String> found(Catalogue catalogue, List<InfusionSet> found, Ink ink) {
        if (json) {
            return found.stream().map(set -> CatalogueJson.line(catalogue, set));
        }
        return found.size() == 1 && !words.isEmpty()
                ? SetPage.lines(catalogue, found.get(0), ink).stream()
                : CatalogueTables.sets(catalogue, found, ink).stream();
    }

    private Stream<String> other(Catalogue catalogue, Other what, Ink ink) {
        if (what.places && json) {
            return catalogue.places().stream().map(place -> CatalogueJson.line(catalogue, place));
        } else if (what.cartridges && json) {
            return catalogue.cartridges().stream().map(cartridge -> CatalogueJson.line(catalogue, cartridge));
        } else if (what.rules && json) {
            return CatalogueJson.rules(catalogue).stream();
        } else if (what.places) {
            return CatalogueTables.places(catalogue, ink).stream();
        }
        return (what.cartridges ? CatalogueTables.cartridges(catalogue, ink) : CatalogueTables.rules(catalogue, ink))
                .stream();
    }

    private String none(Catalogue catalogue) {
        String looked = String.join(" ", words);
        List<String> nearest = Nearest.ids(looked, catalogue.sets());
        return "no set matches '" + looked + "' among the " + catalogue.sets().size() + " of the catalogue; "
                + (nearest.isEmpty() ? "companion sets lists them" : "nearest: " + String.join(", ", nearest));
    }

    private int print(Stream<String> lines) {
        lines.forEach(line -> out().print(line + "\n"));
        out().flush();
        return ExitCode.DONE;
    }
}
