package pumpcompanion.app.words;

import java.util.OptionalLong;
import java.util.stream.Collectors;
import pumpcompanion.connector.tracker.PhaseText;
import pumpcompanion.proto.v1.AmountBasis;
import pumpcompanion.proto.v1.Annunciation;
import pumpcompanion.proto.v1.CannulaInserted;
import pumpcompanion.proto.v1.CartridgeFilled;
import pumpcompanion.proto.v1.ClockChanged;
import pumpcompanion.proto.v1.Event;
import pumpcompanion.proto.v1.EventRecord;
import pumpcompanion.proto.v1.Gap;
import pumpcompanion.proto.v1.InsulinDelivered;
import pumpcompanion.proto.v1.PrimeEnding;
import pumpcompanion.proto.v1.PrimeStarted;
import pumpcompanion.proto.v1.PrimeTarget;
import pumpcompanion.proto.v1.ReservoirLevel;
import pumpcompanion.proto.v1.Setting;
import pumpcompanion.proto.v1.Site;

/** Records as one line each for people, without a full stop, such as {@code tubing filled with 6.7 U, ended by the user}. */
public final class Sentences {

    private Sentences() {}

    /** What the record says; for a gap or unreadable bytes what is known of them. */
    public static String of(EventRecord record) {
        return switch (record.getContentCase()) {
            case EVENT -> of(record.getEvent());
            case GAP -> gap(record.getGap());
            case UNREADABLE ->
                record.getRaw().size() + " bytes that cannot be read (" + oneLine(record.getUnreadable()) + ")";
            case WITHDRAWAL ->
                "takes back note "
                        + Long.toUnsignedString(record.getWithdrawal().getSequence());
            case SETTINGS ->
                "settings: "
                        + record.getSettings().getSettingsList().stream()
                                .map(Sentences::setting)
                                .collect(Collectors.joining(", "));
            case CANNULA_STAYED -> "the cannula is still the same one";
            case PLACE_CHOICE ->
                "the " + Names.place(record.getPlaceChoice().getSite())
                        + (record.getPlaceChoice().getLeftOut() ? " is to be left out" : " may be used again");
            case REMARK -> text(record.getRemark());
            case DESCRIBED -> "what the pump says about itself";
            default -> "nothing";
        };
    }

    private static String setting(Setting setting) {
        String value = text(setting.getValue());
        return text(setting.getKey()) + " " + (value.isEmpty() ? "as usual" : value);
    }

    /** What happened. */
    public static String of(Event event) {
        return switch (event.getKindCase()) {
            case CARTRIDGE_CONNECT -> "the set's connector was joined to the cartridge";
            case CARTRIDGE_DISCONNECT -> "the set's connector was taken off the cartridge";
            case CARTRIDGE_SEATED ->
                switch (event.getCartridgeSeated().getFreshness()) {
                    case FRESHNESS_NEW -> "a new cartridge was put in";
                    case FRESHNESS_USED -> "the used cartridge was put back";
                    default -> "a cartridge was put in";
                };
            case CARTRIDGE_UNSEATED -> "the cartridge was taken out";
            case PLUNGER_REWOUND -> "the plunger was driven back";
            case CARTRIDGE_FILLED -> filled(event.getCartridgeFilled());
            case PRIME_STARTED -> primeStarted(event.getPrimeStarted());
            case TUBING_PRIMED -> {
                var primed = event.getTubingPrimed();
                yield prime(
                        "tubing filled",
                        amount(primed.hasProgrammedMilliunits(), primed.getProgrammedMilliunits()),
                        amount(primed.hasDeliveredMilliunits(), primed.getDeliveredMilliunits()),
                        primed.getEnding());
            }
            case CANNULA_PRIMED -> {
                var primed = event.getCannulaPrimed();
                yield prime(
                        "cannula filled",
                        amount(primed.hasProgrammedMilliunits(), primed.getProgrammedMilliunits()),
                        amount(primed.hasDeliveredMilliunits(), primed.getDeliveredMilliunits()),
                        primed.getEnding());
            }
            case PRIMED -> {
                var primed = event.getPrimed();
                yield prime(
                        "something filled, the pump does not know what",
                        amount(primed.hasProgrammedMilliunits(), primed.getProgrammedMilliunits()),
                        amount(primed.hasDeliveredMilliunits(), primed.getDeliveredMilliunits()),
                        primed.getEnding());
            }
            case DROP_SEEN -> "a drop was seen at the open end";
            case AIR_SEEN -> "air was seen";
            case CANNULA_INSERTED -> inserted(event.getCannulaInserted());
            case INSERTION_FAILED ->
                join(
                        "an insertion failed",
                        at(event.getInsertionFailed().getSite()),
                        text(event.getInsertionFailed().getText()));
            case ADHESIVE_CHANGED ->
                "adhesive " + PhaseText.label(event.getAdhesiveChanged().getState());
            case SITE_OBSERVED ->
                "seen at the site: "
                        + event.getSiteObserved().getSignsList().stream()
                                .map(sign -> Names.of(sign, "SITE_SIGN_"))
                                .filter(sign -> !sign.isEmpty())
                                .collect(Collectors.joining(", "));
            case SET_REMOVED ->
                join(
                        "the set was taken off the body",
                        Names.of(event.getSetRemoved().getReason(), "REMOVAL_REASON_"));
            case QUICK_DISCONNECT -> "the tubing was unclipped";
            case QUICK_RECONNECT -> "the tubing was clipped on";
            default -> ofPump(event);
        };
    }

    private static String ofPump(Event event) {
        return switch (event.getKindCase()) {
            case INSULIN_DELIVERED -> delivered(event.getInsulinDelivered());
            case RESERVOIR_LEVEL -> level(event.getReservoirLevel());
            case DELIVERY_STATE_CHANGED ->
                join(
                        "delivery "
                                + PhaseText.label(
                                        event.getDeliveryStateChanged().getState()),
                        text(event.getDeliveryStateChanged().getText()));
            case ANNUNCIATION -> annunciation(event.getAnnunciation());
            case BATTERY_LEVEL ->
                event.getBatteryLevel().hasPercent()
                        ? "battery at " + event.getBatteryLevel().getPercent() + " %"
                        : "battery level not known";
            case BATTERY_CHANGED -> "the battery was changed";
            case CLOCK_CHANGED -> clock(event.getClockChanged());
            case PUMP_STARTED ->
                join(
                        "the pump started, start " + event.getBootCount(),
                        Names.of(event.getPumpStarted().getCause(), "START_CAUSE_"),
                        text(event.getPumpStarted().getFirmware()));
            case VENDOR_RECORD ->
                "the maker's own record " + event.getVendorRecord().getCode() + ", "
                        + event.getVendorRecord().getData().size() + " bytes";
            default -> "an event of a kind that this version does not know";
        };
    }

    private static String filled(CartridgeFilled filled) {
        String measured =
                filled.hasMeasuredMilliunits() ? "measured " + Amounts.units(filled.getMeasuredMilliunits()) : "";
        String said =
                filled.hasEstimatedMilliunits() ? "said to hold " + Amounts.units(filled.getEstimatedMilliunits()) : "";
        return join("the cartridge was filled", measured, said);
    }

    private static String primeStarted(PrimeStarted started) {
        String what = started.getTarget() == PrimeTarget.PRIME_TARGET_TUBING
                ? "the tubing begins to fill"
                : started.getTarget() == PrimeTarget.PRIME_TARGET_CANNULA
                        ? "the cannula begins to fill"
                        : "something begins to fill, the pump does not know what";
        return started.hasProgrammedMilliunits()
                ? what + " with " + Amounts.units(started.getProgrammedMilliunits())
                : what;
    }

    private static String prime(String what, OptionalLong programmed, OptionalLong delivered, PrimeEnding ending) {
        String amount = delivered.isEmpty()
                ? ", amount not reported"
                : " with " + Amounts.units(delivered.getAsLong())
                        + (programmed.isPresent() && programmed.getAsLong() != delivered.getAsLong()
                                ? " of " + Amounts.units(programmed.getAsLong())
                                : "");
        return what + amount + ", " + Names.ending(ending);
    }

    private static OptionalLong amount(boolean present, long milliunits) {
        return present ? OptionalLong.of(milliunits) : OptionalLong.empty();
    }

    private static String inserted(CannulaInserted inserted) {
        String site = at(inserted.getSite());
        String set = Names.set(inserted.getSetId());
        return join(
                "a cannula was put in" + (site.isEmpty() ? "" : " " + site),
                Names.method(inserted.getMethod()),
                set.isEmpty() ? "" : "set " + set);
    }

    private static String at(Site site) {
        String place = Names.place(site);
        return place.isEmpty() ? "" : "at the " + place;
    }

    private static String delivered(InsulinDelivered delivered) {
        String purpose = Names.of(delivered.getPurpose(), "DELIVERY_PURPOSE_");
        String what = purpose.isEmpty() ? "insulin" : purpose;
        String amount =
                delivered.hasMilliunits() ? " " + Amounts.units(delivered.getMilliunits()) : ", amount not said";
        return what + amount + (delivered.getBasis() == AmountBasis.AMOUNT_BASIS_MEASURED ? ", measured" : "");
    }

    private static String level(ReservoirLevel level) {
        return level.hasMilliunits()
                ? Amounts.units(level.getMilliunits()) + " left in the cartridge"
                : "level not known";
    }

    private static String annunciation(Annunciation annunciation) {
        String about = Names.annunciation(annunciation.getType());
        String status = Names.of(annunciation.getStatus(), "ANNUNCIATION_STATUS_");
        String what = join(about.isEmpty() ? "message of the pump" : about, text(annunciation.getText()));
        return status.isEmpty() ? what : what + " (" + status + ")";
    }

    private static String clock(ClockChanged changed) {
        if (!changed.hasNewClockMs()) {
            return "the pump's clock was lost";
        }
        if (!changed.hasOldClockMs()) {
            return "the pump's clock was set";
        }
        long by = changed.getNewClockMs() - changed.getOldClockMs();
        return "the pump's clock was set " + (by < 0 ? "back" : "forward") + " by " + Amounts.span(0, Math.abs(by));
    }

    private static String gap(Gap gap) {
        String why = switch (gap.getReason()) {
            case GAP_REASON_OVERWRITTEN -> "overwritten before they were read";
            case GAP_REASON_UNREADABLE -> "the pump cannot read them any more";
            case GAP_REASON_NEVER_WRITTEN -> "never written";
            case GAP_REASON_LOG_ERASED -> "the pump's log was erased";
            case GAP_REASON_LOG_RESTARTED -> "the pump's log began anew";
            default -> "the pump does not say why";
        };
        if (gap.getFrom() == 0) {
            return "what the older log held beyond its last record is lost: " + why;
        }
        long count = gap.getThrough() - gap.getFrom() + 1;
        return count == 1
                ? "record " + gap.getFrom() + " is missing: " + why
                : "records " + gap.getFrom() + " to " + gap.getThrough() + " are missing: " + why;
    }

    /** A maker's or a wearer's own words, made fit for one line: a terminal must not be steered by a pump. */
    public static String text(String words) {
        return oneLine(words).strip();
    }

    private static String oneLine(String words) {
        return words.codePoints()
                .map(c -> Character.isISOControl(c) ? ' ' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static String join(String first, String... more) {
        StringBuilder all = new StringBuilder(first);
        for (String part : more) {
            if (!part.isEmpty()) {
                all.append(", ").append(part);
            }
        }
        return all.toString();
    }
}
