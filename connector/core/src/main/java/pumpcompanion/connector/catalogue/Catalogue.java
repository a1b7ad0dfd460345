package pumpcompanion.connector.catalogue;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import pumpcompanion.proto.v1.BodyArea;
import pumpcompanion.proto.v1.BodySide;
import pumpcompanion.proto.v1.Site;

/**
 * Real infusion sets, cartridges, places on the body and rules of thumb, each figure with its source. Immutable; usable on
 * any thread. No lookup answers with a figure that has no source.
 */
public final class Catalogue {

    private static final String RESOURCE = "infusion-sets.json";

    private static volatile @Nullable Catalogue builtIn;

    private final Map<String, InfusionSet> sets;
    private final Map<String, CartridgeModel> cartridges;
    private final List<BodyPlace> places;
    private final Map<String, BodyPlace> placesById = new LinkedHashMap<>();
    private final Map<String, Rule> rules;
    private final List<UnverifiedFigure> unverifiedRules;
    private final Map<String, Source> sources;
    private final String warning;

    Catalogue(
            List<InfusionSet> sets,
            List<CartridgeModel> cartridges,
            List<BodyPlace> places,
            List<Rule> rules,
            List<UnverifiedFigure> unverifiedRules,
            List<Source> sources,
            String warning) {
        this.sets = byId(sets, InfusionSet::id);
        this.cartridges = byId(cartridges, CartridgeModel::id);
        this.places = List.copyOf(places);
        this.rules = byId(rules, Rule::id);
        this.unverifiedRules = List.copyOf(unverifiedRules);
        this.sources = byId(sources, Source::id);
        this.warning = warning;
        for (BodyPlace place : places) {
            placesById.put(place.id(), place);
            place.finer().forEach(finer -> placesById.put(finer.id(), finer));
        }
    }

    /**
     * The catalogue that comes with this jar; read when it is first asked for, once in a process.
     *
     * @throws IllegalStateException naming what was found, if it is missing or damaged
     */
    public static Catalogue builtIn() {
        Catalogue read = builtIn;
        if (read != null) {
            return read;
        }
        synchronized (Catalogue.class) {
            read = builtIn;
            if (read == null) {
                read = load();
                builtIn = read;
            }
            return read;
        }
    }

    private static Catalogue load() {
        try (InputStream file = Catalogue.class.getResourceAsStream(RESOURCE)) {
            if (file == null) {
                throw Node.damaged(RESOURCE, "missing", "a resource beside " + Catalogue.class.getName());
            }
            return CatalogueReader.read(new InputStreamReader(file, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All infusion sets, in the order of the file. */
    public Collection<InfusionSet> sets() {
        return sets.values();
    }

    /** The set of that id; empty: not in the catalogue, such as a name in the wearer's own words. */
    public Optional<InfusionSet> set(String id) {
        return Optional.ofNullable(sets.get(id));
    }

    /**
     * The sets in which all of these words are found: each somewhere in the id, the manufacturer, the name or the material,
     * whatever its case. Without words all sets.
     */
    public List<InfusionSet> search(List<String> words) {
        return sets.values().stream()
                .filter(set -> {
                    String text = Figures.lower(String.join(
                            "\n",
                            set.id(),
                            set.manufacturer(),
                            set.name(),
                            set.material().word()));
                    return words.stream().allMatch(word -> text.contains(Figures.lower(word.strip())));
                })
                .toList();
    }

    /** All cartridges. */
    public Collection<CartridgeModel> cartridges() {
        return cartridges.values();
    }

    /** The cartridge of that id. */
    public Optional<CartridgeModel> cartridge(String id) {
        return Optional.ofNullable(cartridges.get(id));
    }

    /** The coarse places: each area of the body on both sides; the finer ones stand in {@link BodyPlace#finer}. */
    public List<BodyPlace> places() {
        return places;
    }

    /** The place of that id, coarse or finer. */
    public Optional<BodyPlace> place(String id) {
        return Optional.ofNullable(placesById.get(id));
    }

    /**
     * The place that a message means: the one that its text names by id, in any case and with blanks or underscores for
     * dashes; else, whatever its text, the coarse one of its area and side.
     *
     * @return empty where area or side is not said, or where the text names a place on another area or side
     */
    public Optional<BodyPlace> place(Site site) {
        Optional<BodyPlace> named = place(
                Figures.lower(site.getPlace()).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", ""));
        if (named.isPresent()) {
            return named.filter(place -> agrees(place, site));
        }
        return places.stream()
                .filter(place -> place.area() == site.getArea() && place.side() == site.getSide())
                .findFirst();
    }

    private static boolean agrees(BodyPlace place, Site site) {
        boolean area = site.getArea() == BodyArea.BODY_AREA_UNSPECIFIED || site.getArea() == place.area();
        return area && (site.getSide() == BodySide.BODY_SIDE_UNSPECIFIED || site.getSide() == place.side());
    }

    /** All rules that have a source. */
    public Collection<Rule> rules() {
        return rules.values();
    }

    /** The rule of that id; empty also where no source states it. */
    public Optional<Rule> rule(String id) {
        return Optional.ofNullable(rules.get(id));
    }

    /** Rules that are said and that no source was found for, as text. */
    public List<UnverifiedFigure> unverifiedRules() {
        return unverifiedRules;
    }

    /** All sources. */
    public Collection<Source> sources() {
        return sources.values();
    }

    /** The source of that id. */
    public Optional<Source> source(String id) {
        return Optional.ofNullable(sources.get(id));
    }

    /** How long a set may stay at most, as its sources say; empty: not in the catalogue, or no source says. */
    public Optional<Duration> wearLimit(String setId) {
        return set(setId).flatMap(InfusionSet::maxWear);
    }

    /** What fills the cannula of a set; empty: not in the catalogue, or no source says. Not for dosing. */
    public Optional<FillFigure> cannulaFill(String setId) {
        return set(setId)
                .flatMap(set -> fill(set, Field.CANNULA_FILL, set.cannulaFillMilliunits(), set.cannulaLengthsMm()));
    }

    /** What fills the tubing of a set; empty: not in the catalogue, or no source says. Not for dosing. */
    public Optional<FillFigure> tubingFill(String setId) {
        return set(setId)
                .flatMap(set -> fill(set, Field.TUBING_FILL, set.tubingFillMilliunits(), set.tubingLengthsCm()));
    }

    private <L extends Number> Optional<FillFigure> fill(
            InfusionSet set, Field field, Map<L, Integer> fills, List<L> lengths) {
        if (fills.isEmpty()) {
            return Optional.empty();
        }
        int least = fills.values().stream().mapToInt(Integer::intValue).min().orElseThrow();
        int most = fills.values().stream().mapToInt(Integer::intValue).max().orElseThrow();
        boolean inferred = set.inferred().contains(field);
        List<String> cited = set.sourcesOf(field);
        String titles = cited.stream()
                .map(id -> source(id).map(Source::title).orElseThrow())
                .collect(Collectors.joining("; "));
        List<Double> filled = fills.keySet().stream().map(Number::doubleValue).toList();
        boolean all = !lengths.isEmpty() && fills.keySet().containsAll(lengths);
        String text = Figures.units(least, most) + " for " + Figures.list(filled) + " " + field.unit() + " ("
                + (inferred ? "inferred from: " : "") + titles + ")";
        return Optional.of(new FillFigure(least, most, all, inferred, cited, text));
    }

    /** What must be said wherever prime volumes are shown to people. */
    public String warning() {
        return warning;
    }

    private static <T> Map<String, T> byId(List<T> entries, Function<T, String> id) {
        Map<String, T> map = new LinkedHashMap<>();
        entries.forEach(entry -> map.put(id.apply(entry), entry));
        return Collections.unmodifiableMap(map);
    }
}
