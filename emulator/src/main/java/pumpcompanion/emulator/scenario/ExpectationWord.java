package pumpcompanion.emulator.scenario;

import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import pumpcompanion.emulator.model.ActionRefusedException;
import pumpcompanion.proto.v1.Annunciation;
import pumpcompanion.proto.v1.AnnunciationStatus;
import pumpcompanion.proto.v1.AnnunciationType;

/**
 * What can be expected of a pump: all that may stand behind {@code expect:}. A pump knows its own state and log and nothing
 * else; no expectation asks what a companion made of them. Part of the grammar.
 */
@SuppressWarnings("ImmutableEnumChecker") // its functions keep nothing
enum ExpectationWord {
    REFUSED("refused [because INTERLOCK]", false, "The pump refused the action before.", ExpectationWord::refused),
    RECORD(
            "RECORD",
            true,
            "The log has got such a record since the newest step that does something began.",
            (sight, given) -> sight.recent().stream().anyMatch(given.record()::matches) ? null : recent(sight)),
    NO_RECORD(
            "no RECORD",
            false,
            "It has got none since.",
            (sight, given) -> sight.recent().stream().noneMatch(given.record()::matches) ? null : recent(sight)),
    LOG_HAS(
            "log has RECORD",
            true,
            "The log as a whole has such a record.",
            (sight, given) -> counted(sight.count(given.record()), 1, Long.MAX_VALUE)),
    LOG_HAS_NO(
            "log has no RECORD", false, "It has none.", (sight, given) -> counted(sight.count(given.record()), 0, 0)),
    LOG_COUNTS(
            "log has COUNT RECORD",
            true,
            "It has exactly so many.",
            (sight, given) -> counted(sight.count(given.record()), given.count(Slot.COUNT), given.count(Slot.COUNT))),
    LOG_LEAST(
            "log has at least COUNT RECORD",
            true,
            "It has so many, or more.",
            (sight, given) -> counted(sight.count(given.record()), given.count(Slot.COUNT), Long.MAX_VALUE)),
    LOG_SIZE(
            "log has COUNT to MANY records",
            true,
            "So many records of any kind can be read.",
            (sight, given) -> counted(sight.records(), given.count(Slot.COUNT), given.count(Slot.MANY))),
    DELIVERY(
            "delivery STATE",
            true,
            "Delivery is so.",
            (sight, given) -> so(sight.delivery(), given.textOrEmpty(Slot.STATE), "delivery ")),
    PUMP(
            "pump OPERATION",
            true,
            "The pump is busy with that; waiting: for the tubing to be clipped on.",
            (sight, given) -> so(
                    Words.hyphened(sight.pump().operationalState().name()),
                    given.textOrEmpty(Slot.OPERATION),
                    "pump ")),
    BOLUS("bolus running", true, "A bolus runs.", (sight, given) -> sight.pump().bolusRuns() ? null : "no bolus"),
    NO_BOLUS("no bolus", true, "None runs.", (sight, given) -> sight.pump().bolusRuns() ? "bolus running" : null),
    ALARM(
            "alarm TYPE [STATUS]",
            true,
            "An annunciation of that type stands: raised, snoozed or confirmed.",
            (sight, given) -> stands(sight, given) ? null : Sight.alarms(sight.pump())),
    NO_ALARM(
            "no alarm [TYPE]",
            true,
            "None stands.",
            (sight, given) -> stands(sight, given) ? Sight.alarms(sight.pump()) : null),
    RESERVOIR("reservoir AMOUNT [to MOST]", true, "So much is left in the cartridge.", (sight, given) -> {
        int least = given.milliunitsOf(Slot.AMOUNT);
        return reservoir(sight, least, given.milliunits(Slot.MOST).orElse(least));
    }),
    RESERVOIR_ABOVE(
            "reservoir above AMOUNT",
            true,
            "More than that is left.",
            (sight, given) -> reservoir(sight, given.milliunitsOf(Slot.AMOUNT) + 1, Integer.MAX_VALUE)),
    RESERVOIR_BELOW(
            "reservoir below AMOUNT",
            true,
            "Less than that is left.",
            (sight, given) -> reservoir(sight, 0, given.milliunitsOf(Slot.AMOUNT) - 1)),
    BATTERY_ABOVE(
            "battery above PERCENT",
            true,
            "The battery has more than that.",
            (sight, given) -> sight.pump().batteryPercent() > given.count(Slot.PERCENT) ? null : battery(sight)),
    BATTERY_BELOW(
            "battery below PERCENT",
            true,
            "The battery has less than that.",
            (sight, given) -> sight.pump().batteryPercent() < given.count(Slot.PERCENT) ? null : battery(sight)),
    MISSED(
            "missed above AMOUNT",
            true,
            "An occlusion has held back more than that, which no pump knows.",
            (sight, given) -> sight.pump().missedMilliunits() > given.milliunitsOf(Slot.AMOUNT)
                    ? null
                    : "missed " + Words.amount(sight.pump().missedMilliunits())),
    BOOT(
            "boot COUNT",
            true,
            "The pump has started so often.",
            (sight, given) ->
                    so(Integer.toString(sight.pump().bootCount()), Integer.toString(given.count(Slot.COUNT)), "boot "));

    /** Null if it is so, else what is found instead. */
    private interface Look {
        @Nullable
        String at(Sight sight, Given given);
    }

    private final Phrase phrase;
    private final boolean waits;
    private final String meaning;
    private final Look look;

    ExpectationWord(String form, boolean waits, String meaning, Look look) {
        this.phrase = Phrase.of(form);
        this.waits = waits;
        this.meaning = meaning;
        this.look = look;
    }

    Phrase phrase() {
        return phrase;
    }

    /** Whether {@code within TIME} may stand behind it. */
    boolean waits() {
        return waits;
    }

    /** When it is met, for people. */
    String meaning() {
        return meaning;
    }

    /** Null if it is so, else what is found instead. */
    @Nullable
    String look(Sight sight, Given given) {
        return look.at(sight, given);
    }

    private static @Nullable String refused(Sight sight, Given given) {
        ActionRefusedException refusal = sight.refusal();
        if (refusal == null) {
            return "it was done";
        }
        String rule = Words.hyphened(refusal.interlock().name());
        return given.text(Slot.INTERLOCK).orElse(rule).equals(rule) ? null : "refused because " + rule;
    }

    private static String recent(Sight sight) {
        return sight.recent().isEmpty()
                ? "no record since"
                : "since then: "
                        + sight.recent().stream()
                                .skip(Math.max(0, sight.recent().size() - 4))
                                .map(RecordPattern::describe)
                                .collect(Collectors.joining("; "));
    }

    private static @Nullable String counted(long found, long least, long most) {
        return found >= least && found <= most ? null : found + " of them";
    }

    private static @Nullable String so(String found, String expected, String what) {
        return found.equals(expected) ? null : what + found;
    }

    private static boolean stands(Sight sight, Given given) {
        int type = given.number(Slot.TYPE, AnnunciationType.getDescriptor());
        int status = given.number(Slot.STATUS, AnnunciationStatus.getDescriptor());
        for (Annunciation one : sight.pump().annunciations()) {
            if ((type == 0 || one.getTypeValue() == type) && (status == 0 || one.getStatusValue() == status)) {
                return true;
            }
        }
        return false;
    }

    private static @Nullable String reservoir(Sight sight, int least, int most) {
        var left = sight.pump().reservoirMilliunits();
        if (left.isEmpty()) {
            return "a reservoir level that is not known";
        }
        int milliunits = left.getAsInt();
        return milliunits >= least && milliunits <= most ? null : "reservoir " + Words.amount(milliunits);
    }

    private static String battery(Sight sight) {
        return "battery " + sight.pump().batteryPercent() + " %";
    }
}
