package pumpcompanion.connector.tracker;

import static pumpcompanion.proto.v1.AnnunciationType.ANNUNCIATION_TYPE_DATE_TIME_ISSUE;
import static pumpcompanion.proto.v1.AnnunciationType.ANNUNCIATION_TYPE_INFUSION_SET_DETACHED;
import static pumpcompanion.proto.v1.AnnunciationType.ANNUNCIATION_TYPE_INFUSION_SET_INCOMPLETE;
import static pumpcompanion.proto.v1.AnnunciationType.ANNUNCIATION_TYPE_OCCLUSION;
import static pumpcompanion.proto.v1.AnnunciationType.ANNUNCIATION_TYPE_PRIMING_ISSUE;
import static pumpcompanion.proto.v1.AnnunciationType.ANNUNCIATION_TYPE_RESERVOIR_EMPTY;
import static pumpcompanion.proto.v1.AnnunciationType.ANNUNCIATION_TYPE_RESERVOIR_ISSUE;
import static pumpcompanion.proto.v1.AnnunciationType.ANNUNCIATION_TYPE_RESERVOIR_LOW;
import static pumpcompanion.proto.v1.AnnunciationType.ANNUNCIATION_TYPE_SYSTEM_ISSUE;
import static pumpcompanion.proto.v1.AnnunciationType.ANNUNCIATION_TYPE_UNSPECIFIED;
import static pumpcompanion.proto.v1.Part.PART_CANNULA;
import static pumpcompanion.proto.v1.Part.PART_CARTRIDGE;
import static pumpcompanion.proto.v1.Part.PART_COUPLING;
import static pumpcompanion.proto.v1.Part.PART_MOUNT;
import static pumpcompanion.proto.v1.Part.PART_PUMP;
import static pumpcompanion.proto.v1.Part.PART_TUBING;
import static pumpcompanion.proto.v1.Severity.SEVERITY_CRITICAL;
import static pumpcompanion.proto.v1.Severity.SEVERITY_INFO;
import static pumpcompanion.proto.v1.Severity.SEVERITY_NOTE;
import static pumpcompanion.proto.v1.Severity.SEVERITY_URGENT;
import static pumpcompanion.proto.v1.Severity.SEVERITY_WARNING;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import pumpcompanion.proto.v1.AnnunciationType;
import pumpcompanion.proto.v1.Finding;
import pumpcompanion.proto.v1.Part;
import pumpcompanion.proto.v1.Severity;

/** Every finding there is: its stable code, usual severity, part, nearest annunciation, and what was expected. */
public enum FindingCode {
    /** Tubing was filled while clipped to the body: insulin went in unmeant. Ends with unclipping, removal or time. */
    TUBING_PRIMED_ON_BODY(
            SEVERITY_CRITICAL,
            PART_TUBING,
            ANNUNCIATION_TYPE_PRIMING_ISSUE,
            true,
            "Unclip or remove the set before filling its tubing."),
    /** A cartridge change began while clipped to the body. Ends with unclipping, removal or time. */
    CARTRIDGE_CHANGED_ON_BODY(
            SEVERITY_CRITICAL,
            PART_CARTRIDGE,
            ANNUNCIATION_TYPE_RESERVOIR_ISSUE,
            true,
            "Unclip or remove the set before changing the cartridge."),
    /** A cannula was filled through tubing that was not filled before. Ends when the tubing is filled. */
    CANNULA_PRIMED_ON_DRY_TUBING(
            SEVERITY_URGENT,
            PART_CANNULA,
            ANNUNCIATION_TYPE_PRIMING_ISSUE,
            false,
            "Fill the tubing, off the body, before the cannula."),
    /** A cannula prime without a cartridge in the pump. Ends when a cartridge is in. */
    CANNULA_PRIMED_WITHOUT_CARTRIDGE(
            SEVERITY_URGENT, PART_CANNULA, ANNUNCIATION_TYPE_PRIMING_ISSUE, false, "A filled cartridge in the pump."),
    /** A prime ended before it was done. Ends with a completed one, or with the wear. */
    PRIME_INCOMPLETE(
            SEVERITY_WARNING, PART_PUMP, ANNUNCIATION_TYPE_INFUSION_SET_INCOMPLETE, false, "A completed prime."),
    /** A prime had no end before the pump started again. Ends with a completed one, or with the wear. */
    PRIME_INTERRUPTED(
            SEVERITY_WARNING, PART_PUMP, ANNUNCIATION_TYPE_INFUSION_SET_INCOMPLETE, false, "A completed prime."),
    /** A prime delivered nothing, as where it was skipped. Ends with a completed one, or with time. */
    PRIME_ZERO(
            SEVERITY_NOTE,
            PART_PUMP,
            ANNUNCIATION_TYPE_UNSPECIFIED,
            true,
            "Nothing, if the fill was skipped; enter the insertion if a new set was put in."),
    /** A completed prime delivered what this kind of set does not hold. Ends with the next fill of the part, or the wear. */
    FILL_IMPLAUSIBLE(
            SEVERITY_WARNING,
            PART_CANNULA,
            ANNUNCIATION_TYPE_PRIMING_ISSUE,
            false,
            "The fill of this kind of set, or another set entered."),
    /** A question: what was filled? Ends with a prime whose target is known, or with time. */
    PRIME_TARGET_UNKNOWN(
            SEVERITY_WARNING, PART_PUMP, ANNUNCIATION_TYPE_UNSPECIFIED, true, "Enter what was filled; no age moved."),
    /** A question: is this a new cannula? Ends with an insertion, a removal, or a person's word that it is the same. */
    NEW_WEAR_ASSUMED(
            SEVERITY_WARNING,
            PART_CANNULA,
            ANNUNCIATION_TYPE_UNSPECIFIED,
            false,
            "Enter the insertion, or that the same cannula stayed; until then the older age counts."),
    /** The wear limit comes nearer. Ends with the wear, or becomes {@link #WEAR_WARNING}. */
    WEAR_INFO(SEVERITY_INFO, PART_CANNULA, ANNUNCIATION_TYPE_UNSPECIFIED, false, "Plan a set change."),
    /** The wear limit is near. Ends with the wear, or becomes {@link #WEAR_LIMIT}. */
    WEAR_WARNING(SEVERITY_WARNING, PART_CANNULA, ANNUNCIATION_TYPE_UNSPECIFIED, false, "Change the set soon."),
    /** The wear limit is reached. Ends with the wear. */
    WEAR_LIMIT(SEVERITY_URGENT, PART_CANNULA, ANNUNCIATION_TYPE_UNSPECIFIED, false, "Change the set now."),
    /** The cartridge's own limit is reached. Ends with the cartridge. */
    CARTRIDGE_LIMIT(
            SEVERITY_WARNING, PART_CARTRIDGE, ANNUNCIATION_TYPE_RESERVOIR_ISSUE, false, "Change the cartridge."),
    /** The tubing is unclipped for long; grows stronger with time. Ends when it is clipped on, or with the wear. */
    RECONNECT_REMINDER(
            SEVERITY_INFO, PART_COUPLING, ANNUNCIATION_TYPE_INFUSION_SET_DETACHED, false, "Clip the tubing on again."),
    /** Insulin was delivered while unclipped. Ends when clipped on, or with the wear. */
    DELIVERY_WHILE_UNCLIPPED(
            SEVERITY_WARNING,
            PART_COUPLING,
            ANNUNCIATION_TYPE_INFUSION_SET_DETACHED,
            false,
            "Stop the delivery, or clip the tubing on."),
    /** Insulin was delivered with no cannula in the body. Ends with a new wear. */
    DELIVERY_WITHOUT_CANNULA(
            SEVERITY_URGENT,
            PART_CANNULA,
            ANNUNCIATION_TYPE_INFUSION_SET_INCOMPLETE,
            false,
            "Insert a set, or stop the delivery."),
    /** At or below the low level. Ends with a higher level or a new cartridge. */
    RESERVOIR_LOW(
            SEVERITY_WARNING, PART_CARTRIDGE, ANNUNCIATION_TYPE_RESERVOIR_LOW, false, "Have a new cartridge ready."),
    /** Nothing is left. Ends with a higher level or a new cartridge. */
    RESERVOIR_EMPTY(
            SEVERITY_URGENT, PART_CARTRIDGE, ANNUNCIATION_TYPE_RESERVOIR_EMPTY, false, "Change the cartridge now."),
    /** The pump says that nothing gets through. Ends when it clears that, or with the wear. */
    OCCLUSION(
            SEVERITY_CRITICAL,
            PART_CANNULA,
            ANNUNCIATION_TYPE_OCCLUSION,
            false,
            "Look for kinks; change set or cartridge; check glucose."),
    /** The adhesive mount is loose or off. Ends when it is secured, or with the wear. */
    ADHESIVE(
            SEVERITY_WARNING,
            PART_MOUNT,
            ANNUNCIATION_TYPE_INFUSION_SET_DETACHED,
            false,
            "Secure the mount or change the set."),
    /** Something is seen or felt at the site. Ends with the wear. */
    SITE_SIGN(SEVERITY_WARNING, PART_CANNULA, ANNUNCIATION_TYPE_UNSPECIFIED, false, "Consider another site."),
    /** An insertion failed. Ends with a new wear. */
    INSERTION_FAILED(
            SEVERITY_WARNING,
            PART_CANNULA,
            ANNUNCIATION_TYPE_INFUSION_SET_INCOMPLETE,
            false,
            "Insert a new set at another place."),
    /** A set was put in, or used, before it was filled. Ends when the cannula is filled, or with the wear. */
    INSERTED_UNPRIMED(
            SEVERITY_WARNING,
            PART_CANNULA,
            ANNUNCIATION_TYPE_INFUSION_SET_INCOMPLETE,
            false,
            "Fill the tubing before, the cannula after the insertion."),
    /** The place has not rested since a set was worn there. Ends with the wear. */
    PLACE_USED_TOO_SOON(
            SEVERITY_WARNING,
            PART_CANNULA,
            ANNUNCIATION_TYPE_UNSPECIFIED,
            false,
            "A place that has rested, 5 cm or more from the last."),
    /** The place is none of the catalogue's; it is kept as it was said. Ends with time. */
    PLACE_UNKNOWN(SEVERITY_NOTE, PART_CANNULA, ANNUNCIATION_TYPE_UNSPECIFIED, true, "A place of the catalogue."),
    /** The kind of set is none of the catalogue's; it is kept as it was said. Ends with time. */
    SET_UNKNOWN(SEVERITY_NOTE, PART_CANNULA, ANNUNCIATION_TYPE_UNSPECIFIED, true, "The id of a set of the catalogue."),
    /** The pump says that the set came off. Ends when it clears that, when the tubing is clipped, or with the wear. */
    SET_DETACHED(
            SEVERITY_URGENT,
            PART_COUPLING,
            ANNUNCIATION_TYPE_INFUSION_SET_DETACHED,
            false,
            "Look at clip, mount and cannula."),
    /** Air was seen in the tubing. Ends when it is filled. */
    AIR_IN_TUBING(
            SEVERITY_WARNING, PART_TUBING, ANNUNCIATION_TYPE_PRIMING_ISSUE, false, "Unclip and prime the air out."),
    /** Records are missing for good. Ends when every part that they could have changed is certain again. */
    RECORDS_MISSING(
            SEVERITY_WARNING,
            PART_PUMP,
            ANNUNCIATION_TYPE_SYSTEM_ISSUE,
            false,
            "Check the parts marked uncertain; older ages count."),
    /** A record's bytes cannot be read. Ends as {@link #RECORDS_MISSING} does. */
    RECORD_UNREADABLE(
            SEVERITY_WARNING,
            PART_PUMP,
            ANNUNCIATION_TYPE_SYSTEM_ISSUE,
            false,
            "Check the parts marked uncertain; older ages count."),
    /** An amount or level beyond anything a pump holds. It is not counted. Ends with time. */
    IMPLAUSIBLE_AMOUNT(
            SEVERITY_NOTE, PART_PUMP, ANNUNCIATION_TYPE_SYSTEM_ISSUE, true, "An amount in the range of the record."),
    /** The uptime went back within a boot; taken as a restart. Ends with time. */
    UPTIME_WENT_BACK(
            SEVERITY_NOTE, PART_PUMP, ANNUNCIATION_TYPE_SYSTEM_ISSUE, true, "A higher boot count after a restart."),
    /** The boot count fell within a log; taken as a restart. Ends with time. */
    BOOT_COUNT_WENT_BACK(
            SEVERITY_NOTE, PART_PUMP, ANNUNCIATION_TYPE_SYSTEM_ISSUE, true, "A boot count that only rises."),
    /** The pump's clock was set. Ends with time. */
    CLOCK_CHANGED(
            SEVERITY_NOTE, PART_PUMP, ANNUNCIATION_TYPE_DATE_TIME_ISSUE, true, "Nothing, if someone set the clock."),
    /** The pump's clock is more than a day away from the true time. Ends when it is right again. */
    CLOCK_WRONG(SEVERITY_WARNING, PART_PUMP, ANNUNCIATION_TYPE_DATE_TIME_ISSUE, false, "Set the pump's clock."),
    /** The pump's clock fell and nothing says that it was set. Ends with time. */
    CLOCK_WENT_BACK(
            SEVERITY_NOTE, PART_PUMP, ANNUNCIATION_TYPE_DATE_TIME_ISSUE, true, "A record that the clock was set."),
    /** A record's time cannot be true, or runs backwards. Order goes by number. Ends with time. */
    TIME_DOUBTFUL(
            SEVERITY_NOTE, PART_PUMP, ANNUNCIATION_TYPE_DATE_TIME_ISSUE, true, "Times from 2008 on that do not fall."),
    /** Settings that were entered are out of range; the older ones hold. Ends with time. */
    SETTINGS_REFUSED(SEVERITY_WARNING, PART_PUMP, ANNUNCIATION_TYPE_UNSPECIFIED, true, "Settings in their range.");

    private static final Map<String, FindingCode> BY_CODE =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(FindingCode::code, code -> code));

    private final String code;
    private final Severity severity;
    private final Part part;
    private final AnnunciationType annunciation;
    private final boolean momentary;
    private final String expected;

    FindingCode(Severity severity, Part part, AnnunciationType annunciation, boolean momentary, String expected) {
        this.code = name().toLowerCase(Locale.ROOT).replace('_', '-');
        this.severity = severity;
        this.part = part;
        this.annunciation = annunciation;
        this.momentary = momentary;
        this.expected = expected;
    }

    /** The code as it stands in {@link Finding#getCode()}, such as {@code tubing-primed-on-body}. */
    public String code() {
        return code;
    }

    /** How much it matters unless the case says otherwise. */
    public Severity severity() {
        return severity;
    }

    /** What it is about unless the case says otherwise. */
    public Part part() {
        return part;
    }

    /** The annunciation nearest to it; UNSPECIFIED where none is. */
    public AnnunciationType annunciation() {
        return annunciation;
    }

    /** What was expected, or what to do. */
    public String expected() {
        return expected;
    }

    /** Whether it ends after the notice time by itself, because no record may ever end it. */
    public boolean momentary() {
        return momentary;
    }

    /** Whether a finding has this code. */
    public boolean is(Finding finding) {
        return finding.getCode().equals(code);
    }

    /** The code of a finding; null where this version does not know it. */
    public static @Nullable FindingCode of(Finding finding) {
        return BY_CODE.get(finding.getCode());
    }
}
