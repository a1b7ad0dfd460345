package pumpcompanion.connector.tracker;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import pumpcompanion.connector.catalogue.Catalogue;

/**
 * The limits that the tracker works with; immutable. None of them is a medical recommendation.
 *
 * @param wearLimit {@code tracker.wear-limit}: how long a cannula may stay whose kind has no limit below and none in the
 *     catalogue, range [24 h, 240 h] (the range of AAPS), default {@link #SOFT}, or
 *     {@link #STEEL} where the marker is that of steel sets
 * @param wearLimits {@code tracker.wear-limit.SET}: the same for kinds of set by their id, same range
 * @param infoBefore {@code tracker.wear-info-before}: first information this long before the limit, range [0, 240 h],
 *     default 28 h; with a limit of 72 h that is Nightscout's CAGE info at 44 h
 * @param warningBefore {@code tracker.wear-warning-before}: warning this long before the limit, range [0, infoBefore],
 *     default 24 h; with a limit of 72 h that is Nightscout's CAGE warning at 48 h
 * @param cartridgeLimit {@code tracker.cartridge-limit}: how long a cartridge may stay, range [24 h, 720 h], default
 *     144 h (the urgent level of AAPS for insulin age)
 * @param reprime {@code tracker.reprime}: a cannula prime alone, this soon after the wear began, fills the same cannula
 *     again, range [0, 24 h], default 4 h (a 722's log shows six within 73 minutes)
 * @param sameWear {@code tracker.same-wear}: insertion and prime this near to each other are one wear, range [0, 12 h],
 *     default 2 h
 * @param reconnectReminders {@code tracker.reconnect-reminders}: time unclipped at each reminder, 0 to 8 of them, rising,
 *     each in [1 min, reconnectCap]; default 15, 30 and 60 min
 * @param reconnectCap {@code tracker.reconnect-cap}: the last and strongest reminder, range [1 min, 3 h], default 3 h
 *     (the longest disconnection that AAPS allows)
 * @param lowMilliunits {@code tracker.reservoir-low}: level at which a cartridge is low, range [0, 100 000] milliunits,
 *     default 20 000 (20 U: Tandem, Medtronic and Dana)
 * @param noticeTime {@code tracker.notice-time}: how long a finding stays open that no later record can end, range
 *     [1 h, 168 h], default 24 h
 * @param cannulaMarker {@code tracker.cannula-marker}: which fill marks a new site
 * @param placeRest {@code tracker.place-rest}: how long a place on the body rests before it is used again, range [0, 60
 *     d]; default 7 d, for which there is no source: a week lets sets of three days rotate over four places
 * @param lumpRest {@code tracker.lump-rest}: the same where a lump was seen, range [placeRest, 60 d], default 30 d
 *     (Medtronic's advice on rotation: rule {@code rest-lumpy-site} of the catalogue)
 */
@SuppressWarnings("CanonicalDuration") // The field counts wear in hours: 72, never 3 days.
public record TrackerSettings(
        Duration wearLimit,
        Map<String, Duration> wearLimits,
        Duration infoBefore,
        Duration warningBefore,
        Duration cartridgeLimit,
        Duration reprime,
        Duration sameWear,
        List<Duration> reconnectReminders,
        Duration reconnectCap,
        int lowMilliunits,
        Duration noticeTime,
        CannulaMarker cannulaMarker,
        Duration placeRest,
        Duration lumpRest) {

    /** Wear limit of steel sets: 48 h, the upper end of "24 to 48 h" (diabetesforecast.org). */
    public static final Duration STEEL = Duration.ofHours(48);
    /** Wear limit of soft sets, and of unknown ones: 72 h, the upper end of "48 to 72 h" (Tandem's manual). */
    public static final Duration SOFT = Duration.ofHours(72);
    /** Wear limit of extended-wear sets: 168 h. */
    public static final Duration EXTENDED = Duration.ofHours(168);

    private static final Duration DAY = Duration.ofHours(24);

    /**
     * Checks every value.
     *
     * @throws IllegalArgumentException naming the key, the value and the range that was expected
     */
    public TrackerSettings {
        // Sorted, so that equal settings are equal texts: a snapshot's fingerprint is made of one.
        wearLimits = Collections.unmodifiableMap(new TreeMap<>(wearLimits));
        reconnectReminders = List.copyOf(reconnectReminders);
        range("wear-limit", wearLimit, DAY, Duration.ofHours(240));
        wearLimits.forEach((id, limit) -> range("wear-limit." + id, limit, DAY, Duration.ofHours(240)));
        range("wear-info-before", infoBefore, Duration.ZERO, Duration.ofHours(240));
        range("wear-warning-before", warningBefore, Duration.ZERO, infoBefore);
        range("cartridge-limit", cartridgeLimit, DAY, Duration.ofHours(720));
        range("reprime", reprime, Duration.ZERO, DAY);
        range("same-wear", sameWear, Duration.ZERO, Duration.ofHours(12));
        range("reconnect-cap", reconnectCap, Duration.ofMinutes(1), Duration.ofHours(3));
        if (reconnectReminders.size() > 8) {
            throw wrong("reconnect-reminders", reconnectReminders.size() + " spans", "at most 8");
        }
        Duration least = Duration.ofMinutes(1);
        for (Duration reminder : reconnectReminders) {
            range("reconnect-reminders", reminder, least, reconnectCap);
            least = reminder.plusMillis(1);
        }
        if (lowMilliunits < 0 || lowMilliunits > 100_000) {
            throw wrong("reservoir-low", Words.units(lowMilliunits).replace(" ", ""), "0U to 100U");
        }
        range("notice-time", noticeTime, Duration.ofHours(1), Duration.ofHours(168));
        range("place-rest", placeRest, Duration.ZERO, Duration.ofDays(60));
        range("lump-rest", lumpRest, placeRest, Duration.ofDays(60));
    }

    /** The settings that hold where nothing is said. */
    public static TrackerSettings defaults() {
        return new Builder().build();
    }

    /** Starts from the defaults. */
    public static Builder builder() {
        return new Builder();
    }

    /** The wear limit in ms of a kind of set: its own here, else the catalogue's, else the general one. */
    long wearLimitMs(String setId) {
        Duration own = wearLimits.get(setId);
        return (own != null ? own : Catalogue.builtIn().wearLimit(setId).orElse(wearLimit)).toMillis();
    }

    /** Starts from these. */
    public Builder toBuilder() {
        Builder builder = new Builder();
        // The usual one goes with the marker, so it is the other's where the marker changes.
        builder.wearLimit = wearLimit.equals(usualLimit(cannulaMarker)) ? null : wearLimit;
        builder.wearLimits = wearLimits;
        builder.infoBefore = infoBefore;
        builder.warningBefore = warningBefore;
        builder.cartridgeLimit = cartridgeLimit;
        builder.reprime = reprime;
        builder.sameWear = sameWear;
        builder.reconnectReminders = reconnectReminders;
        builder.reconnectCap = reconnectCap;
        builder.lowMilliunits = lowMilliunits;
        builder.noticeTime = noticeTime;
        builder.cannulaMarker = cannulaMarker;
        builder.placeRest = placeRest;
        builder.lumpRest = lumpRest;
        return builder;
    }

    private static Duration usualLimit(CannulaMarker marker) {
        return marker == CannulaMarker.TUBING_PRIME ? STEEL : SOFT;
    }

    private static void range(String key, Duration value, Duration least, Duration most) {
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw wrong(key, SettingKey.text(value), SettingKey.text(least) + " to " + SettingKey.text(most));
        }
    }

    static IllegalArgumentException wrong(String key, String value, String expected) {
        return new IllegalArgumentException("tracker." + key + " is " + value + " (expected " + expected + ")");
    }

    /** Collects settings; each starts at its default. Ranges: {@link TrackerSettings}. For one thread. */
    public static final class Builder {
        @Nullable
        Duration wearLimit;

        Map<String, Duration> wearLimits = Map.of();
        Duration infoBefore = Duration.ofHours(28);
        Duration warningBefore = DAY;
        Duration cartridgeLimit = Duration.ofHours(144);
        Duration reprime = Duration.ofHours(4);
        Duration sameWear = Duration.ofHours(2);
        List<Duration> reconnectReminders =
                List.of(Duration.ofMinutes(15), Duration.ofMinutes(30), Duration.ofMinutes(60));
        Duration reconnectCap = Duration.ofHours(3);
        int lowMilliunits = 20_000;
        Duration noticeTime = DAY;
        CannulaMarker cannulaMarker = CannulaMarker.CANNULA_PRIME;
        Duration placeRest = Duration.ofDays(7);
        Duration lumpRest = Duration.ofDays(30);

        private Builder() {}

        /** How long a cannula of unknown kind may stay. */
        public Builder wearLimit(Duration value) {
            wearLimit = value;
            return this;
        }

        /** The same for kinds of set known by their id. */
        public Builder wearLimits(Map<String, Duration> value) {
            wearLimits = value;
            return this;
        }

        /** How long before the limit information and warning come. */
        public Builder wearNotices(Duration info, Duration warning) {
            infoBefore = info;
            warningBefore = warning;
            return this;
        }

        /** How long a cartridge may stay. */
        public Builder cartridgeLimit(Duration value) {
            cartridgeLimit = value;
            return this;
        }

        /** How soon a cannula prime alone is a re-prime. */
        public Builder reprime(Duration value) {
            reprime = value;
            return this;
        }

        /** How near insertion and prime of one wear are. */
        public Builder sameWear(Duration value) {
            sameWear = value;
            return this;
        }

        /** When to remind of an unclipped set, and when for the last time. */
        public Builder reconnectReminders(List<Duration> reminders, Duration cap) {
            reconnectReminders = reminders;
            reconnectCap = cap;
            return this;
        }

        /** The level at which a cartridge is low, in milliunits. */
        public Builder lowMilliunits(int value) {
            lowMilliunits = value;
            return this;
        }

        /** How long a finding stays open that nothing ends. */
        public Builder noticeTime(Duration value) {
            noticeTime = value;
            return this;
        }

        /** Which fill marks a new site. */
        public Builder cannulaMarker(CannulaMarker value) {
            cannulaMarker = value;
            return this;
        }

        /** How long a place on the body rests, and how long one with a lump. */
        public Builder places(Duration rest, Duration lump) {
            placeRest = rest;
            lumpRest = lump;
            return this;
        }

        /**
         * The settings.
         *
         * @throws IllegalArgumentException naming the key, the value and the range that was expected
         */
        public TrackerSettings build() {
            return new TrackerSettings(
                    wearLimit != null ? wearLimit : usualLimit(cannulaMarker),
                    wearLimits,
                    infoBefore,
                    warningBefore,
                    cartridgeLimit,
                    reprime,
                    sameWear,
                    reconnectReminders,
                    reconnectCap,
                    lowMilliunits,
                    noticeTime,
                    cannulaMarker,
                    placeRest,
                    lumpRest);
        }
    }
}
