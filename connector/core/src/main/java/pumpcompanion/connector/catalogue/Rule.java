package pumpcompanion.connector.catalogue;

import java.util.List;

/**
 * A rule of thumb, or a program's setting, that a source states. None of them is a medical recommendation.
 *
 * @param id what it is about, lower-case with dashes, such as {@code change-interval-steel}
 * @param value what it says
 * @param note what else is to be known; empty where nothing
 * @param sources ids of its sources, at least one
 */
public record Rule(String id, RuleValue value, String note, List<String> sources) {

    /** Keeps a copy of the list. */
    public Rule {
        sources = List.copyOf(sources);
    }
}
