package pumpcompanion.emulator.fault;

import static pumpcompanion.emulator.fault.Parameter.count;
import static pumpcompanion.emulator.fault.Parameter.rate;
import static pumpcompanion.emulator.fault.Parameter.shift;
import static pumpcompanion.emulator.fault.Parameter.time;

import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import pumpcompanion.emulator.fault.link.Cut;
import pumpcompanion.emulator.fault.link.Delay;
import pumpcompanion.emulator.fault.link.Drop;
import pumpcompanion.emulator.fault.link.Duplicate;
import pumpcompanion.emulator.fault.link.FilterMaker;
import pumpcompanion.emulator.fault.link.Flip;
import pumpcompanion.emulator.fault.link.Garbage;
import pumpcompanion.emulator.fault.link.GarbageInside;
import pumpcompanion.emulator.fault.link.HalfOpen;
import pumpcompanion.emulator.fault.link.LinkFilter;
import pumpcompanion.emulator.fault.link.Merge;
import pumpcompanion.emulator.fault.link.Reorder;
import pumpcompanion.emulator.fault.link.Slow;
import pumpcompanion.emulator.fault.link.Split;
import pumpcompanion.emulator.fault.link.Stall;
import pumpcompanion.emulator.fault.link.StrayText;
import pumpcompanion.emulator.fault.link.Truncate;
import pumpcompanion.emulator.fault.link.WrongCrc;
import pumpcompanion.emulator.fault.pump.ClockJump;
import pumpcompanion.emulator.fault.pump.ClockReset;
import pumpcompanion.emulator.fault.pump.ClockStop;
import pumpcompanion.emulator.fault.pump.Hang;
import pumpcompanion.emulator.fault.pump.LogErase;
import pumpcompanion.emulator.fault.pump.LogOverflow;
import pumpcompanion.emulator.fault.pump.LogOverwrite;
import pumpcompanion.emulator.fault.pump.OtherVersion;
import pumpcompanion.emulator.fault.pump.PumpFault;
import pumpcompanion.emulator.fault.pump.Reboot;
import pumpcompanion.emulator.fault.pump.Refuse;
import pumpcompanion.emulator.fault.pump.SequenceReuse;
import pumpcompanion.emulator.fault.pump.Unreadable;
import pumpcompanion.emulator.link.Direction;

/**
 * The faults there are. Those of a link act on each direction named, or on both, and on links that are opened later, too.
 * Those of a pump come once as they are switched on, or with EVERY again and again, the first after that time; where they
 * last, for FOR or until they are switched off. All times are of the link.
 */
@SuppressWarnings("ImmutableEnumChecker") // lists that do not change and functions without state
public enum FaultKind {
    /** Frames are lost. */
    DROP("a frame is lost", v -> (now, random) -> new Drop(v.rate(0), random), rate("0.01")),
    /** Bits are turned round. */
    FLIP("a bit is turned round; the rate is per bit", v -> (now, random) -> new Flip(v.rate(0), random), rate("1e-4")),
    /** Frames lose their end. */
    TRUNCATE("a frame loses its end", v -> (now, random) -> new Truncate(v.rate(0), random), rate("0.01")),
    /** Frames come twice. */
    DUPLICATE("a frame comes twice", v -> (now, random) -> new Duplicate(v.rate(0), random), rate("0.01")),
    /** Frames are overtaken. */
    REORDER("a frame is overtaken by the next", v -> (now, random) -> new Reorder(v.rate(0), random), rate("0.01")),
    /** Bytes are late. */
    DELAY(
            "bytes are late by TIME",
            v -> (now, random) -> new Delay(v.nanos(0), 0, random),
            time("TIME", Duration.ZERO, "100ms")),
    /** Bytes are late by turns. */
    JITTER(
            "bytes are late by up to TIME, in order",
            v -> (now, random) -> new Delay(0, v.nanos(0), random),
            time("TIME", Duration.ZERO, "100ms")),
    /** Nothing passes for a while. */
    STALL(
            "nothing passes for a while, then all at once",
            v -> (now, random) -> new Stall(Math.max(v.nanos(0), v.nanos(1)), v.nanos(1), now),
            time("EVERY", Duration.ofMillis(1), "30s"),
            time("FOR", Duration.ofMillis(1), "5s")),
    /** Small pieces. */
    SPLIT(
            "bytes come in pieces of at most BYTES",
            v -> (now, random) -> new Split(v.count(0), random),
            count("BYTES", 1, 65_536, "8")),
    /** Large pieces. */
    MERGE(
            "bytes of TIME come in one piece",
            v -> (now, random) -> new Merge(v.nanos(0)),
            time("TIME", Duration.ofMillis(1), "50ms")),
    /** Noise between frames. */
    GARBAGE("random bytes behind a frame", v -> (now, random) -> new Garbage(v.rate(0), random), rate("0.01")),
    /** Noise inside frames. */
    GARBAGE_INSIDE(
            "random bytes inside a frame", v -> (now, random) -> new GarbageInside(v.rate(0), random), rate("0.01")),
    /** A slow line. */
    SLOW(
            "a line of BAUD bits a second, ten a byte",
            v -> (now, random) -> new Slow(v.count(0)),
            count("BAUD", 300, 10_000_000, "9600")),
    /** A pulled cable. */
    CUT(
            "the cable is pulled: at once, or again and again",
            Direction.FROM_PUMP,
            v -> (now, random) -> new Cut(v.nanos(0), now),
            time("EVERY", Duration.ofMillis(1), null)),
    /** One dead direction. */
    HALF_OPEN(
            "one direction is silently dead (down, if none is named), from AFTER the link's opening on",
            Direction.FROM_PUMP,
            v -> (now, random) -> new HalfOpen(now + v.nanos(0)),
            time("AFTER", Duration.ZERO, "0s")),
    /** Log lines past the framing. */
    TEXT(
            "firmware's log text without a frame",
            Direction.FROM_PUMP,
            v -> (now, random) -> new StrayText(v.nanos(0), now, random),
            time("EVERY", Duration.ofMillis(1), "1s")),
    /** Frames with the CRC of other bytes. */
    WRONG_CRC(
            "a frame whose CRC is that of other bytes",
            Direction.FROM_PUMP,
            v -> (now, random) -> new WrongCrc(v.rate(0), random),
            rate("0.01")),

    /** Power goes and comes back. */
    REBOOT(v -> new Reboot(), "power goes and comes back", every()),
    /** The clock jumps. */
    CLOCK_JUMP(v -> new ClockJump(v.time(1)), "the clock jumps by BY", every(), shift("BY", "1h")),
    /** The clock stands. */
    CLOCK_STOP(v -> new ClockStop(), "the clock stands still", every(), lasting()),
    /** The clock starts at 2008. */
    CLOCK_2008(v -> new ClockReset(), "a reset takes the clock back to 2008", every()),
    /** The ring wraps. */
    LOG_OVERFLOW(v -> new LogOverflow(), "more is written at once than the log holds", every()),
    /** Another log. */
    LOG_ERASE(v -> new LogErase(), "the log is erased: a new epoch", every()),
    /** Numbers come twice. */
    SEQUENCE_REUSE(
            v -> new SequenceReuse(v.count(1)),
            "a reset loses the newest RECORDS, and their numbers are used again",
            every(),
            count("RECORDS", 1, 1_000_000, "3")),
    /** The ring overtakes the stream. */
    LOG_OVERWRITE(v -> new LogOverwrite(), "records are overwritten while they are being sent", every()),
    /** Bad storage. */
    UNREADABLE(v -> new Unreadable(), "a record cannot be read any more", every()),
    /** Deaf and dumb. */
    HANG(
            v -> new Hang(v.time(1)),
            "the pump hears and says nothing FOR a while",
            every(),
            time("FOR", Duration.ofMillis(1), "10s")),
    /** Busy. */
    REFUSE(v -> new Refuse(), "every Hello is refused: busy", every(), lasting()),
    /** Another version. */
    OTHER_VERSION(
            v -> new OtherVersion((int) v.count(2)),
            "it comes up with protocol VERSION alone",
            every(),
            lasting(),
            count("VERSION", 1, 1_000_000, "2"));

    private final String text;
    private final List<Parameter> parameters;
    private final Set<Direction> directions;
    private final @Nullable Function<Values, FilterMaker> ofLink;
    private final @Nullable Function<Values, PumpFault> ofPump;

    FaultKind(String text, Function<Values, FilterMaker> filter, Parameter... parameters) {
        this(text, EnumSet.allOf(Direction.class), filter, null, parameters);
    }

    FaultKind(String text, Direction direction, Function<Values, FilterMaker> filter, Parameter... parameters) {
        this(text, EnumSet.of(direction), filter, null, parameters);
    }

    FaultKind(Function<Values, PumpFault> fault, String text, Parameter... parameters) {
        this(text, EnumSet.noneOf(Direction.class), null, fault, parameters);
    }

    FaultKind(
            String text,
            Set<Direction> directions,
            @Nullable Function<Values, FilterMaker> ofLink,
            @Nullable Function<Values, PumpFault> ofPump,
            Parameter... parameters) {
        this.text = text;
        this.directions = directions;
        this.ofLink = ofLink;
        this.ofPump = ofPump;
        this.parameters = List.of(parameters);
    }

    private static Parameter every() {
        return time("EVERY", Duration.ofMillis(1), null);
    }

    private static Parameter lasting() {
        return time("FOR", Duration.ofMillis(1), null);
    }

    /** As it is written, such as {@code garbage-inside}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What it does, for a person. */
    public String text() {
        return text;
    }

    /** What may stand behind the equals sign, in this order, with slashes between. */
    public List<Parameter> parameters() {
        return parameters;
    }

    /** Whether it is of the link; else of the pump. */
    public boolean isOfLink() {
        return ofLink != null;
    }

    /** Whether a direction may be named: for those of a link, but for the cut, which is of the whole cable. */
    public boolean takesDirection() {
        return isOfLink() && this != CUT;
    }

    /** The directions it acts on where none is named. */
    Set<Direction> directions() {
        return directions;
    }

    /** As it is written, with its parameters: such as {@code stall=EVERY/FOR}. */
    public String form() {
        return word()
                + (parameters.isEmpty()
                        ? ""
                        : parameters.stream().map(Parameter::name).collect(Collectors.joining("/", "=", "")));
    }

    static Optional<FaultKind> of(String word) {
        return Arrays.stream(values()).filter(kind -> kind.word().equals(word)).findFirst();
    }

    /** All words, with commas between. */
    public static String words() {
        return Arrays.stream(values()).map(FaultKind::word).collect(Collectors.joining(", "));
    }

    FilterMaker filter(Values values) {
        if (ofLink == null) {
            throw new IllegalStateException(word() + " is no fault of a link");
        }
        return ofLink.apply(values);
    }

    PumpFault fault(Values values) {
        if (ofPump == null) {
            throw new IllegalStateException(word() + " is no fault of a pump");
        }
        return ofPump.apply(values);
    }

    /** From one time to the next; {@link LinkFilter#NEVER}: once. For those of a pump. */
    long everyNanos(Values values) {
        return values.nanos(0);
    }

    /** Whether it lasts, until it is switched off or for FOR. For those of a pump. */
    boolean lasts() {
        return this == CLOCK_STOP || this == REFUSE || this == OTHER_VERSION;
    }

    /** How long it lasts; {@link LinkFilter#NEVER}: until it is switched off. For those of a pump. */
    long forNanos(Values values) {
        return lasts() ? values.nanos(1) : LinkFilter.NEVER;
    }
}
