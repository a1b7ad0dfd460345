package pumpcompanion.connector.tracker;

import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import pumpcompanion.proto.v1.Setting;

/**
 * The settings of {@link TrackerSettings} by name, with values as people write them: spans as {@code 72h}, {@code 45min}
 * or {@code 7d}, amounts as {@code 20U}. So they stand in records, and so a program takes them.
 */
public enum SettingKey {
    /** {@code wear-limit}; {@code wear-limit.SET} is that of one kind of set, by its id. */
    WEAR_LIMIT("24h to 240h", "how long a cannula may stay whose kind has no limit of its own"),
    /** {@code wear-info-before}. */
    WEAR_INFO_BEFORE("0min to 240h", "first information this long before the wear limit"),
    /** {@code wear-warning-before}. */
    WEAR_WARNING_BEFORE("0min to wear-info-before", "warning this long before the wear limit"),
    /** {@code cartridge-limit}. */
    CARTRIDGE_LIMIT("24h to 720h", "how long a cartridge may stay"),
    /** {@code reprime}. */
    REPRIME("0min to 24h", "a cannula prime this soon into a wear fills the same cannula again"),
    /** {@code same-wear}. */
    SAME_WEAR("0min to 12h", "an insertion and a prime this near to each other are one wear"),
    /** {@code reconnect-reminders}: spans with commas between. */
    RECONNECT_REMINDERS("up to 8, rising, 1min to reconnect-cap", "time unclipped at each reminder"),
    /** {@code reconnect-cap}. */
    RECONNECT_CAP("1min to 3h", "time unclipped at the last and strongest reminder"),
    /** {@code reservoir-low}. */
    RESERVOIR_LOW("0U to 100U", "level at which a cartridge is low"),
    /** {@code notice-time}. */
    NOTICE_TIME("1h to 168h", "how long a finding stays open that no record can end"),
    /** {@code cannula-marker}: {@code cannula-prime}, or {@code tubing-prime} for steel sets. */
    CANNULA_MARKER("cannula-prime or tubing-prime", "which fill marks a new site; tubing-prime for steel sets"),
    /** {@code place-rest}. */
    PLACE_REST("0min to 60d", "how long a place on the body rests"),
    /** {@code lump-rest}. */
    LUMP_REST("place-rest to 60d", "how long a place with a lump rests");

    private static final Pattern SPAN = Pattern.compile("(\\d{1,9})\\s*(min|m|h|d)");
    private static final Pattern AMOUNT = Pattern.compile("(\\d{1,6}(?:\\.\\d{1,3})?)\\s*[uU]?");
    private static final String OF_SET = WEAR_LIMIT.key() + ".";

    private final String range;
    private final String meaning;

    SettingKey(String range, String meaning) {
        this.range = range;
        this.meaning = meaning;
    }

    /** The name, such as {@code wear-limit}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The values that are allowed, for people. */
    public String range() {
        return range;
    }

    /** What it sets, for people. */
    public String meaning() {
        return meaning;
    }

    /**
     * Settings with these changes. An empty value is the usual one again.
     *
     * @throws IllegalArgumentException if a key is not known or a value out of range, naming key, value and what is allowed
     */
    public static TrackerSettings applied(TrackerSettings base, List<Setting> changes) {
        TrackerSettings.Builder to = base.toBuilder();
        TrackerSettings usual = TrackerSettings.defaults();
        for (Setting change : changes) {
            String name = change.getKey();
            String value = change.getValue().strip();
            if (name.startsWith(OF_SET) && name.length() > OF_SET.length()) {
                Map<String, Duration> limits = new LinkedHashMap<>(to.wearLimits);
                String set = name.substring(OF_SET.length());
                if (value.isEmpty()) {
                    limits.remove(set);
                } else {
                    limits.put(set, span(name, value));
                }
                to.wearLimits(limits);
            } else {
                SettingKey key = of(name);
                key.read(value.isEmpty() ? key.text(usual) : value, to);
            }
        }
        return to.build();
    }

    /**
     * Reads {@code KEY=VALUE}.
     *
     * @throws IllegalArgumentException if it is not of that form or the key is not known
     */
    public static Setting parse(String text) {
        int at = text.indexOf('=');
        if (at < 1) {
            throw new IllegalArgumentException(
                    "'" + text + "' is no setting (expected KEY=VALUE, such as wear-limit=72h)");
        }
        String name = text.substring(0, at).strip();
        String plain = name.startsWith("tracker.") ? name.substring("tracker.".length()) : name;
        if (!plain.startsWith(OF_SET)) {
            of(plain);
        }
        return Setting.newBuilder()
                .setKey(plain)
                .setValue(text.substring(at + 1).strip())
                .build();
    }

    /** What is in force, by key, in the order of this enum; kinds of set with a limit of their own behind the first. */
    public static Map<String, String> all(TrackerSettings settings) {
        Map<String, String> all = new LinkedHashMap<>();
        for (SettingKey key : values()) {
            all.put(key.key(), key.text(settings));
            if (key == WEAR_LIMIT) {
                new TreeMap<>(settings.wearLimits()).forEach((set, limit) -> all.put(OF_SET + set, text(limit)));
            }
        }
        return all;
    }

    /** The value that these settings have for this key. */
    public String text(TrackerSettings settings) {
        return switch (this) {
            case WEAR_LIMIT -> text(settings.wearLimit());
            case WEAR_INFO_BEFORE -> text(settings.infoBefore());
            case WEAR_WARNING_BEFORE -> text(settings.warningBefore());
            case CARTRIDGE_LIMIT -> text(settings.cartridgeLimit());
            case REPRIME -> text(settings.reprime());
            case SAME_WEAR -> text(settings.sameWear());
            case RECONNECT_REMINDERS ->
                settings.reconnectReminders().stream().map(SettingKey::text).collect(Collectors.joining(","));
            case RECONNECT_CAP -> text(settings.reconnectCap());
            case RESERVOIR_LOW -> Words.units(settings.lowMilliunits()).replace(" ", "");
            case NOTICE_TIME -> text(settings.noticeTime());
            case CANNULA_MARKER ->
                settings.cannulaMarker().name().toLowerCase(Locale.ROOT).replace('_', '-');
            case PLACE_REST -> text(settings.placeRest());
            case LUMP_REST -> text(settings.lumpRest());
        };
    }

    /** A span as it is written here: {@code 72h}, {@code 90min}. */
    static String text(Duration span) {
        return span.toMinutes() % 60 == 0 && !span.isZero() ? span.toHours() + "h" : span.toMinutes() + "min";
    }

    private void read(String value, TrackerSettings.Builder to) {
        switch (this) {
            case WEAR_LIMIT -> to.wearLimit(span(key(), value));
            case WEAR_INFO_BEFORE -> to.wearNotices(span(key(), value), to.warningBefore);
            case WEAR_WARNING_BEFORE -> to.wearNotices(to.infoBefore, span(key(), value));
            case CARTRIDGE_LIMIT -> to.cartridgeLimit(span(key(), value));
            case REPRIME -> to.reprime(span(key(), value));
            case SAME_WEAR -> to.sameWear(span(key(), value));
            case RECONNECT_REMINDERS ->
                to.reconnectReminders(
                        Arrays.stream(value.split(","))
                                .map(each -> span(key(), each.strip()))
                                .toList(),
                        to.reconnectCap);
            case RECONNECT_CAP -> to.reconnectReminders(to.reconnectReminders, span(key(), value));
            case RESERVOIR_LOW -> to.lowMilliunits(amount(value));
            case NOTICE_TIME -> to.noticeTime(span(key(), value));
            case CANNULA_MARKER -> to.cannulaMarker(marker(value));
            case PLACE_REST -> to.places(span(key(), value), to.lumpRest);
            case LUMP_REST -> to.places(to.placeRest, span(key(), value));
        }
    }

    private static SettingKey of(String name) {
        for (SettingKey key : values()) {
            if (key.key().equals(name)) {
                return key;
            }
        }
        throw new IllegalArgumentException("no setting tracker." + name + " (expected one of "
                + Arrays.stream(values()).map(SettingKey::key).collect(Collectors.joining(", ")) + ", wear-limit.SET)");
    }

    private static Duration span(String key, String value) {
        Matcher match = SPAN.matcher(value);
        if (!match.matches()) {
            throw TrackerSettings.wrong(key, value, "a span such as 72h, 45min or 7d");
        }
        long number = Long.parseLong(match.group(1));
        return switch (match.group(2)) {
            case "d" -> Duration.ofDays(number);
            case "h" -> Duration.ofHours(number);
            default -> Duration.ofMinutes(number);
        };
    }

    private static int amount(String value) {
        Matcher match = AMOUNT.matcher(value);
        if (!match.matches()) {
            throw TrackerSettings.wrong(RESERVOIR_LOW.key(), value, "units of insulin such as 20U");
        }
        return (int) Math.round(Double.parseDouble(match.group(1)) * 1000);
    }

    private static CannulaMarker marker(String value) {
        return switch (value.toLowerCase(Locale.ROOT)) {
            case "cannula-prime" -> CannulaMarker.CANNULA_PRIME;
            case "tubing-prime" -> CannulaMarker.TUBING_PRIME;
            default -> throw TrackerSettings.wrong(CANNULA_MARKER.key(), value, CANNULA_MARKER.range());
        };
    }
}
