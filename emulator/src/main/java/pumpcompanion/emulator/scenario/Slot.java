package pumpcompanion.emulator.scenario;

import com.google.protobuf.Descriptors.EnumDescriptor;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import pumpcompanion.emulator.fault.FaultKind;
import pumpcompanion.emulator.fault.FaultSpec;
import pumpcompanion.emulator.model.Interlock;
import pumpcompanion.emulator.model.OperationalState;
import pumpcompanion.proto.v1.AdhesiveState;
import pumpcompanion.proto.v1.AnnunciationStatus;
import pumpcompanion.proto.v1.AnnunciationType;
import pumpcompanion.proto.v1.BodyArea;
import pumpcompanion.proto.v1.BodySide;
import pumpcompanion.proto.v1.DeliveryPurpose;
import pumpcompanion.proto.v1.DeliveryState;
import pumpcompanion.proto.v1.Freshness;
import pumpcompanion.proto.v1.PrimeEnding;
import pumpcompanion.proto.v1.PrimeTarget;
import pumpcompanion.proto.v1.RemovalReason;
import pumpcompanion.proto.v1.SiteSign;
import pumpcompanion.proto.v1.StartCause;

/** A place in a phrase that a value is written in. Part of the grammar. */
enum Slot {
    /** Into or in a cartridge. */
    AMOUNT(amount(), "0 U to 500 U, such as 180 U"),
    /** The upper end of a range of amounts. */
    MOST(amount(), "0 U to 500 U, such as 180 U"),
    /** As the pump measured it. */
    MEASURED(amount(), "0 U to 500 U, such as 180 U"),
    /** A bolus or a prime. */
    DOSE(amount(), "0.001 U to 100 U, such as 0.3 U"),
    /** What a prime delivered. */
    DELIVERED(amount(), "0 U to 100 U, such as 0.3 U"),
    /** What a prime was set to. */
    PROGRAMMED(amount(), "0 U to 100 U, such as 0.3 U"),
    /** Of basal. */
    RATE("[0-9]{1,3}(?:\\.[0-9]{1,3})? ?U/h", "0 U/h to 50 U/h, such as 0.8 U/h"),
    /** Of a bolus or a prime. */
    PACE("[0-9]{1,3}(?:\\.[0-9]{1,3})? ?U/min", "0.01 U/min to 100 U/min, such as 1.5 U/min"),
    /** A length of time. */
    TIME(Words.TIME, "ms, s, m, h and d, at most 3650d, such as 30s, 15m35s or 2d"),
    /** Of the battery. */
    PERCENT("[0-9]{1,3} ?%", "0 % to 100 %"),
    /** How many. */
    COUNT("[0-9]{1,9}", "a whole number, 0 and up"),
    /** The upper end of a range of counts. */
    MANY("[0-9]{1,9}", "a whole number, 0 and up"),
    /** A factor of time. */
    FACTOR("[0-9]{1,7}(?:\\.[0-9]{1,3})?", "0.001 to 1000000"),
    /** A yes or no. */
    YES("true|false", "true or false"),
    /** A place on the body. */
    SITE(
            "(?:" + String.join("|", Words.all(BodyArea.getDescriptor())) + ")(?:-(?:"
                    + String.join("|", Words.all(BodySide.getDescriptor())) + "))?",
            "such as abdomen-left: " + String.join(", ", Words.all(BodyArea.getDescriptor()))),
    /** How a cannula is put in. */
    METHOD("hand|device", "hand or device"),
    /** Why a set is removed. */
    REASON(RemovalReason.getDescriptor()),
    /** How a prime ended. */
    ENDING(PrimeEnding.getDescriptor()),
    /** What is filled. */
    TARGET(PrimeTarget.getDescriptor()),
    /** What insulin was for. */
    PURPOSE(DeliveryPurpose.getDescriptor()),
    /** New or used. */
    FRESHNESS(Freshness.getDescriptor()),
    /** Of the adhesive. */
    ADHESIVE(AdhesiveState.getDescriptor()),
    /** What is seen at a site. */
    SIGNS(signs() + "(?:, ?" + signs() + "){0,7}", String.join(", ", Words.all(SiteSign.getDescriptor()))),
    /** An alarm, alert or reminder. */
    TYPE(AnnunciationType.getDescriptor()),
    /** How one stands. */
    STATUS(AnnunciationStatus.getDescriptor()),
    /** Of delivery. */
    STATE(DeliveryState.getDescriptor()),
    /** What the pump is busy with. */
    OPERATION(Words.all(OperationalState.values())),
    /** The rule by which a pump refuses. */
    INTERLOCK(Words.all(Interlock.values())),
    /** Why a pump starts. */
    CAUSE(StartCause.getDescriptor()),
    /** A time by the calendar. */
    INSTANT("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]{5,18}Z", "UTC, such as 2026-01-01T08:00:00Z"),
    /** A kind of clock. */
    ZONE("utc|local", "utc or local"),
    /** Faults with their values. */
    FAULTS("[^ ]{1,500}", "faults as in flip=1e-4,cut=30s; one of " + FaultKind.words()),
    /** A fault's name. */
    FAULT(Arrays.stream(FaultKind.values()).map(FaultKind::word).toList()),
    /** Short words of the wearer or the pump. */
    TEXT("[^ ].{0,95}", "at most 96 bytes of text"),
    /** A name. */
    NAME("[^ ].{0,31}", "at most 32 bytes of text"),
    /** What a record is like. */
    RECORD(RecordPattern.regex(), "a kind of record and words that are in it, such as cannula primed completed");

    private static final BigDecimal THOUSAND = BigDecimal.valueOf(1000);

    private final String regex;
    private final String allowed;

    Slot(String regex, String allowed) {
        this.regex = regex;
        this.allowed = allowed;
    }

    Slot(List<String> words) {
        this(String.join("|", words), String.join(", ", words));
    }

    Slot(EnumDescriptor type) {
        this(Words.all(type));
    }

    private static String amount() {
        return "[0-9]{1,6}(?:\\.[0-9]{1,3})? ?U";
    }

    private static String signs() {
        return "(?:" + String.join("|", Words.all(SiteSign.getDescriptor())) + ")";
    }

    /** What is taken, as a regular expression of Java and of JSON schemas alike. */
    String regex() {
        return "(?:" + regex + ")";
    }

    /** What is taken, for people. */
    String allowed() {
        return allowed;
    }

    /** What is taken instead of a text that is not, for people. */
    String allowedFor(String text) {
        if (this == FAULTS) {
            try {
                FaultSpec.parse(text);
            } catch (IllegalArgumentException why) {
                return "faults as in flip=1e-4,cut=30s: " + why.getMessage();
            }
        }
        return allowed;
    }

    /** Whether a text that is {@link #regex} is in range. */
    boolean inRange(String text) {
        return switch (this) {
            case AMOUNT, MOST, MEASURED -> milliunits(text) <= 500_000;
            case DOSE -> milliunits(text) >= 1 && milliunits(text) <= 100_000;
            case DELIVERED, PROGRAMMED -> milliunits(text) <= 100_000;
            case RATE -> milliunits(text) <= 50_000;
            case PACE -> milliunits(text) >= 10 && milliunits(text) <= 100_000;
            case TIME -> Words.time(text).compareTo(Duration.ofDays(3650)) <= 0;
            case PERCENT -> number(text).intValue() <= 100;
            case FACTOR -> Double.parseDouble(text) >= 0.001 && Double.parseDouble(text) <= 1_000_000;
            case TEXT -> text.getBytes(StandardCharsets.UTF_8).length <= 96;
            case NAME -> text.getBytes(StandardCharsets.UTF_8).length <= 32;
            case INSTANT -> isInstant(text);
            case FAULTS -> areFaults(text);
            default -> true;
        };
    }

    private static boolean areFaults(String text) {
        try {
            return !FaultSpec.parse(text).isEmpty();
        } catch (IllegalArgumentException none) {
            return false;
        }
    }

    private static boolean isInstant(String text) {
        try {
            Instant.parse(text);
            return true;
        } catch (DateTimeException none) {
            return false;
        }
    }

    /** Thousandths of the number that a text begins with: milliunits of an amount or a rate. */
    static int milliunits(String text) {
        return number(text).multiply(THOUSAND).intValue();
    }

    private static BigDecimal number(String text) {
        return new BigDecimal(text.replaceAll("[^0-9.]", ""));
    }
}
