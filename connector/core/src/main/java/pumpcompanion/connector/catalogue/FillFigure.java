package pumpcompanion.connector.catalogue;

import java.util.List;

/**
 * How much insulin fills a set's cannula or tubing, as its sources say; makers call such figures approximate. Not for
 * dosing.
 *
 * @param minMilliunits least of the figures over the set's lengths, milliunits, 1 and up
 * @param maxMilliunits greatest of them
 * @param allLengths whether each length in which the set is known to be sold has a figure. Where not, a fill outside of
 *     the range may just be that of another length, and proves nothing
 * @param inferred whether the figure is read from its source only by inference
 * @param sources ids of its sources, at least one
 * @param text for people: the figures and the titles of their sources
 */
public record FillFigure(
        int minMilliunits, int maxMilliunits, boolean allLengths, boolean inferred, List<String> sources, String text) {

    /** Keeps a copy of the list. */
    public FillFigure {
        sources = List.copyOf(sources);
    }
}
