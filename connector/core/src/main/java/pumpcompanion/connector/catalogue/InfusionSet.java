package pumpcompanion.connector.catalogue;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * A kind of infusion set. All figures have a source ({@link #sourcesOf}); what no source says is empty or unknown.
 *
 * @param id its name in the catalogue, lower-case with dashes, at most 32 bytes: what {@code CannulaInserted.set_id} holds
 * @param manufacturer who makes and sells it
 * @param name what it is called
 * @param material of the cannula
 * @param materialDetail more about it; empty where nothing is known
 * @param insertion how it is put in
 * @param entryAngle at what angle
 * @param cannulaLengthsMm lengths in which it is sold, mm, such as 5.5, rising
 * @param cannulaFillMilliunits fill by length of the cannula in mm; a length without a key has no figure
 * @param tubingLengthsCm lengths in which it is sold, cm, rising; rounded by custom where only inches have a source
 * @param tubingLengthsInches the same in inches
 * @param tubingFillMilliunits fill by length of the tubing in cm; a length without a key has no figure
 * @param connector how it is joined to the cartridge
 * @param quickDisconnect where it is unclipped
 * @param maxWear how long it may stay
 * @param maxWearBasis in whose words; empty where there is no limit
 * @param variants sizes in which it is sold, as far as known
 * @param sources ids of all sources that name it; none where nothing was found
 * @param fieldSources ids of the sources of each field that is not empty
 * @param inferred fields that are read from their source only by inference
 * @param notes what else is to be known; empty where nothing
 * @param unverified what is said without a source, apart from all else
 */
public record InfusionSet(
        String id,
        String manufacturer,
        String name,
        Material material,
        String materialDetail,
        Insertion insertion,
        Optional<AngleRange> entryAngle,
        List<Double> cannulaLengthsMm,
        Map<Double, Integer> cannulaFillMilliunits,
        List<Integer> tubingLengthsCm,
        List<Integer> tubingLengthsInches,
        Map<Integer, Integer> tubingFillMilliunits,
        SetConnector connector,
        DisconnectPlace quickDisconnect,
        Optional<Duration> maxWear,
        String maxWearBasis,
        List<Variant> variants,
        List<String> sources,
        Map<Field, List<String>> fieldSources,
        Set<Field> inferred,
        String notes,
        List<UnverifiedFigure> unverified) {

    /** Keeps copies of the lists and maps, the fills by rising length. */
    public InfusionSet {
        cannulaLengthsMm = List.copyOf(cannulaLengthsMm);
        cannulaFillMilliunits = Collections.unmodifiableMap(new TreeMap<>(cannulaFillMilliunits));
        tubingLengthsCm = List.copyOf(tubingLengthsCm);
        tubingLengthsInches = List.copyOf(tubingLengthsInches);
        tubingFillMilliunits = Collections.unmodifiableMap(new TreeMap<>(tubingFillMilliunits));
        variants = List.copyOf(variants);
        sources = List.copyOf(sources);
        fieldSources = Map.copyOf(fieldSources);
        inferred = Set.copyOf(inferred);
        unverified = List.copyOf(unverified);
    }

    /**
     * Ids of the sources of a field: its own, or for the tubing's length in one unit those of the other. Empty: the field
     * is empty, or a name that the set's {@link #sources} as a whole stand for.
     */
    public List<String> sourcesOf(Field field) {
        List<String> own = fieldSources.getOrDefault(field, List.of());
        if (!own.isEmpty()) {
            return own;
        }
        return switch (field) {
            case TUBING_LENGTHS_CM -> fieldSources.getOrDefault(Field.TUBING_LENGTHS_INCHES, List.of());
            case TUBING_LENGTHS_INCHES -> fieldSources.getOrDefault(Field.TUBING_LENGTHS_CM, List.of());
            default -> List.of();
        };
    }
}
