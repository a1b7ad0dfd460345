package pumpcompanion.connector.catalogue;

import com.google.gson.JsonElement;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.Reader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import pumpcompanion.proto.v1.BodyArea;
import pumpcompanion.proto.v1.BodySide;

/**
 * Reads the catalogue's file, and holds it to its promises: ids are unique and short, cited sources are there, and each
 * figure has one. For one thread.
 */
final class CatalogueReader {

    /** Stands in a list of sources for: there is none. */
    private static final String NONE = "unverified";

    /** The source of the finer places. */
    private static final String FINER = "aaps-locations";

    private static final int ID_BYTES = 32;

    private final Set<String> sources = new HashSet<>();
    private final List<UnverifiedFigure> unverifiedRules = new ArrayList<>();

    private CatalogueReader() {}

    /** @throws IllegalStateException naming what was found, if the file is damaged */
    static Catalogue read(Reader file) {
        Node root;
        try {
            root = Node.of("the file", JsonParser.parseReader(file));
        } catch (JsonParseException noJson) {
            throw Node.damaged("the file", String.valueOf(noJson.getMessage()), "JSON");
        }
        return new CatalogueReader().catalogue(root);
    }

    private Catalogue catalogue(Node root) {
        List<Source> known = root.objects("sources", CatalogueReader::source);
        known.forEach(source -> sources.add(unique("sources", source.id(), sources)));
        Set<String> ids = new HashSet<>();
        List<InfusionSet> sets = root.objects("sets", new SetReader(this)::set);
        sets.forEach(set -> ids.add(unique("sets", set.id(), ids)));
        List<CartridgeModel> cartridges = root.objects("cartridges", this::cartridge);
        cartridges.forEach(cartridge -> ids.add(unique("cartridges", cartridge.id(), ids)));
        List<BodyPlace> places = root.objects("bodySites", this::place);
        places.forEach(place -> {
            ids.add(unique("bodySites", place.id(), ids));
            place.finer().forEach(finer -> ids.add(unique("bodySites", finer.id(), ids)));
        });
        List<Rule> rules = new ArrayList<>();
        root.objects("rules", this::rule).forEach(rule -> rule.ifPresent(rules::add));
        rules.forEach(rule -> ids.add(unique("rules", rule.id(), ids)));
        String warning = root.object("meta")
                .map(meta -> meta.text("warning"))
                .orElseThrow(() -> root.wrong("meta", "an object"));
        root.done();
        return new Catalogue(sets, cartridges, places, rules, unverifiedRules, known, warning);
    }

    private static String unique(String list, String id, Set<String> before) {
        if (before.contains(id)) {
            throw Node.damaged(list, "'" + id + "' twice", "each id once");
        }
        return id;
    }

    /** An id that fits into the messages. */
    static String shortId(Node node) {
        String id = id(node);
        if (id.length() > ID_BYTES) {
            throw node.wrong("id", "at most " + ID_BYTES + " bytes");
        }
        return id;
    }

    private static String id(Node node) {
        String id = node.text("id");
        if (!id.matches("[a-z0-9]+(-[a-z0-9]+)*")) {
            throw node.wrong("id", "lower-case words and numbers with dashes");
        }
        return id;
    }

    private static Source source(Node node) {
        String kind = node.text("kind");
        for (Source.Kind each : Source.Kind.values()) {
            if (each.word().equals(kind)) {
                return new Source(id(node), node.text("title"), node.text("locator"), each);
            }
        }
        throw node.wrong("kind", "a kind that is known");
    }

    private CartridgeModel cartridge(Node node) {
        OptionalInt capacity = node.milliunits("capacityUnits");
        SetConnector connector = node.word("connector", SetConnector.values(), SetConnector.UNKNOWN);
        Map<Field, List<String>> cited = fieldSources(node);
        sourced(node, cited, Field.CAPACITY, capacity.isPresent());
        sourced(node, cited, Field.CONNECTOR, connector != SetConnector.UNKNOWN);
        return new CartridgeModel(
                shortId(node),
                node.text("manufacturer"),
                node.text("pump"),
                capacity,
                node.textOrEmpty("capacityBasis"),
                connector,
                cited(node, "sources"),
                cited,
                node.textOrEmpty("notes"),
                unverified(node));
    }

    private BodyPlace place(Node node) {
        String id = shortId(node);
        BodyArea area = value(node, "area", "BODY_AREA_", BodyArea.class);
        BodySide side = value(node, "side", "BODY_SIDE_", BodySide.class);
        List<String> cited = cited(node, "sources");
        List<BodyPlace> finer = new ArrayList<>();
        for (String name : node.texts("androidApsLocations")) {
            if (name.length() > ID_BYTES || !name.matches("[A-Z]+(_[A-Z]+)*") || !cited.contains(FINER)) {
                throw node.wrong("androidApsLocations", "names of at most 32 bytes, and the source " + FINER);
            }
            String words = Figures.lower(name).replace('_', ' ');
            finer.add(new BodyPlace(
                    words.replace(' ', '-'),
                    name.charAt(0) + words.substring(1),
                    area,
                    side,
                    id,
                    node.textOrEmpty("note"),
                    List.of(FINER),
                    List.of()));
        }
        return new BodyPlace(id, node.text("name"), area, side, "", node.textOrEmpty("note"), cited, finer);
    }

    private static <E extends Enum<E>> E value(Node node, String key, String prefix, Class<E> values) {
        try {
            return Enum.valueOf(values, prefix + Figures.upper(node.text(key)).replace('-', '_'));
        } catch (IllegalArgumentException unknown) {
            throw node.wrong(key, "a value of " + values.getSimpleName());
        }
    }

    private Optional<Rule> rule(Node node) {
        String id = id(node);
        Optional<JsonElement> json = node.element("value");
        RuleValue value = json.isEmpty() ? new RuleValue.Unstated() : value(node, json.get());
        List<String> cited = cited(node, "sources");
        String note = node.textOrEmpty("note");
        if (cited.isEmpty()) {
            unverifiedRules.add(new UnverifiedFigure(id, value.text() + (note.isEmpty() ? "" : "; " + note)));
            return Optional.empty();
        }
        return Optional.of(new Rule(id, value, note, cited));
    }

    private static RuleValue value(Node node, JsonElement json) {
        if (json.isJsonArray()) {
            return new RuleValue.Choices(node.texts("value"));
        }
        if (json.isJsonPrimitive()) {
            if (json.getAsJsonPrimitive().isBoolean() && json.getAsBoolean()) {
                return new RuleValue.Holds();
            }
            throw node.wrong("value", "true, a list or an object");
        }
        Node named = node.object("value").orElseThrow();
        boolean words = named.keys().stream()
                .allMatch(key -> json.getAsJsonObject().get(key).isJsonPrimitive()
                        && json.getAsJsonObject().get(key).getAsJsonPrimitive().isString());
        Map<String, String> meanings = new LinkedHashMap<>();
        Map<String, List<Double>> numbers = new LinkedHashMap<>();
        for (String key : named.keys()) {
            if (words) {
                meanings.put(key, named.text(key));
            } else {
                numbers.put(key, named.oneOrMore(key));
            }
        }
        return words ? new RuleValue.Meanings(meanings) : new RuleValue.Numbers(numbers);
    }

    /** Ids of sources, each of which is there; none where the file says that there is none. */
    List<String> cited(Node node, String key) {
        List<String> cited = node.texts(key);
        if (cited.equals(List.of(NONE))) {
            return List.of();
        }
        if (cited.isEmpty() || !sources.containsAll(cited)) {
            throw node.wrong(key, "ids of sources that are listed");
        }
        return cited;
    }

    Map<Field, List<String>> fieldSources(Node node) {
        return node.object("fieldSources")
                .orElseThrow(() -> node.wrong("fieldSources", "an object"))
                .fields((fields, key) -> {
                    List<String> cited = cited(fields, key);
                    if (cited.isEmpty()) {
                        throw fields.wrong(key, "a source");
                    }
                    return cited;
                });
    }

    /** A figure that is there has a source, and a source has its figure. */
    static void sourced(Node node, Map<Field, List<String>> cited, Field field, boolean there) {
        if (there != cited.containsKey(field)) {
            throw node.wrong(field.key(), there ? "a source for it in fieldSources" : "a value, as it has a source");
        }
    }

    static Set<Field> inferred(Node node) {
        return node.texts("inferredFields").stream()
                .map(key -> Field.of(key).orElseThrow(() -> node.wrong("inferredFields", "fields that are known")))
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Field.class)));
    }

    static Optional<Duration> hours(Node node, String key) {
        OptionalInt hours = node.whole(key);
        return hours.isEmpty() ? Optional.empty() : Optional.of(Duration.ofHours(hours.getAsInt()));
    }

    /** What has no source, as text. */
    static List<UnverifiedFigure> unverified(Node node) {
        List<UnverifiedFigure> figures = new ArrayList<>();
        node.object("unverified").ifPresent(apart -> {
            if (!apart.text("source").equals(NONE)) {
                throw apart.wrong("source", NONE);
            }
            for (String key : apart.keys()) {
                if (!key.equals("source")) {
                    Field field = Field.of(key).orElseThrow(() -> apart.wrong(key, "no such field"));
                    figures.add(new UnverifiedFigure(key, Figures.unverified(apart, field)));
                }
            }
            apart.done();
        });
        return figures;
    }
}
