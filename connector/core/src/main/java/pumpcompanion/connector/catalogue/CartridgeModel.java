package pumpcompanion.connector.catalogue;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * A kind of cartridge (the pump's own word: reservoir). What no source says is empty or unknown.
 *
 * @param id its name in the catalogue, lower-case with dashes, at most 32 bytes
 * @param manufacturer who makes it
 * @param pump for which pumps
 * @param capacityMilliunits how much it holds, milliunits of U-100 insulin
 * @param capacityBasis in whose words; empty where the capacity is not known
 * @param connector how a set is joined to it
 * @param sources ids of all sources that name it; none where nothing was found
 * @param fieldSources ids of the sources of each figure
 * @param notes what else is to be known; empty where nothing
 * @param unverified what is said without a source, apart from all else
 */
public record CartridgeModel(
        String id,
        String manufacturer,
        String pump,
        OptionalInt capacityMilliunits,
        String capacityBasis,
        SetConnector connector,
        List<String> sources,
        Map<Field, List<String>> fieldSources,
        String notes,
        List<UnverifiedFigure> unverified) {

    /** Keeps copies of the lists. */
    public CartridgeModel {
        sources = List.copyOf(sources);
        fieldSources = Map.copyOf(fieldSources);
        unverified = List.copyOf(unverified);
    }

    /** Ids of the sources of a field; empty where the field is, or where {@link #sources} as a whole stand for it. */
    public List<String> sourcesOf(Field field) {
        return fieldSources.getOrDefault(field, List.of());
    }
}
