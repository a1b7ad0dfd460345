package pumpcompanion.emulator.scenario;

import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import pumpcompanion.emulator.PumpBuilder;
import pumpcompanion.emulator.model.BasalProgramme;
import pumpcompanion.emulator.model.Behaviour;
import pumpcompanion.proto.v1.ClockKind;
import pumpcompanion.proto.v1.Construction;

/** What may stand in {@code pump:}. Part of the grammar; {@code reports} and {@code basal} take more than one value. */
@SuppressWarnings("ImmutableEnumChecker") // its functions keep nothing
enum PumpKey {
    SERIAL(Slot.NAME, "Serial number.", (is, given) -> is.builder.serial(given.textOrEmpty(Slot.NAME))),
    CONSTRUCTION(null, "tubed or patch.", (is, given) -> {}),
    REPORTS(
            null,
            "The kinds of record that it senses, a list of such as cannula primed; all if not said.",
            (is, given) -> {}),
    RING(
            Slot.COUNT,
            "Records that its log holds, 1 to 10000000.",
            (is, given) -> is.builder.ringSize(given.count(Slot.COUNT))),
    WINDOW(
            Slot.COUNT,
            "How far it sends ahead of acknowledgements, 1 to 1024.",
            (is, given) -> is.builder.window(given.count(Slot.COUNT))),
    HEARTBEAT(
            Slot.TIME,
            "Its heartbeat interval, 500ms to 60s.",
            (is, given) -> is.builder.heartbeatInterval(given.time())),
    SPEED(
            Slot.FACTOR,
            "How many times faster than the link's its own time runs.",
            (is, given) -> is.builder.speed(given.factor(Slot.FACTOR))),
    CLOCK(
            Slot.INSTANT,
            "What its clock shows at the start; the link's time if not said.",
            (is, given) -> is.builder.clock(Instant.parse(given.textOrEmpty(Slot.INSTANT)), ClockKind.CLOCK_KIND_UTC)),
    BEHAVES(
            Slot.YES,
            "Whether it lives by itself and refuses what a real pump would; true if not said.",
            (is, given) -> is.behaves = given.textOrEmpty(Slot.YES).equals("true")),
    INTERLOCKS(
            Slot.YES,
            "Whether it refuses anything; true if not said.",
            (is, given) -> is.behaviour.interlocks(given.textOrEmpty(Slot.YES).equals("true"))),
    BASAL(
            Slot.RATE,
            "Its basal, or one rate for each time from which it holds: {00:00: 0.7 U/h, 06:00: 1 U/h}.",
            (is, given) -> is.behaviour.basal(BasalProgramme.flat(given.milliunitsOf(Slot.RATE)))),
    PULSE(
            Slot.AMOUNT,
            "The least amount that it moves.",
            (is, given) -> is.behaviour.pulse(given.milliunitsOf(Slot.AMOUNT))),
    BOLUS_RATE(
            Slot.PACE, "How fast a bolus goes.", (is, given) -> is.behaviour.bolusRate(given.milliunitsOf(Slot.PACE))),
    PRIME_RATE(
            Slot.PACE, "How fast a prime goes.", (is, given) -> is.behaviour.primeRate(given.milliunitsOf(Slot.PACE))),
    RESERVOIR_LOW(
            Slot.AMOUNT,
            "At which level it says so.",
            (is, given) -> is.behaviour.reservoirLow(given.milliunitsOf(Slot.AMOUNT))),
    LEVEL_STEP(
            Slot.AMOUNT,
            "A level is written at each multiple of it.",
            (is, given) -> is.behaviour.levelStep(given.milliunitsOf(Slot.AMOUNT))),
    OCCLUSION_AFTER(
            Slot.AMOUNT,
            "What an occlusion must hold back before it is noticed.",
            (is, given) -> is.behaviour.occlusionAfter(given.milliunitsOf(Slot.AMOUNT))),
    REPORT_EVERY(
            Slot.TIME, "How often basal is written, 1s to 1h.", (is, given) -> is.behaviour.reportEvery(given.time())),
    BATTERY_LASTS(
            Slot.TIME, "From full to empty; 0s: for ever.", (is, given) -> is.behaviour.batteryLasts(given.time())),
    BATTERY_LOW(
            Slot.PERCENT,
            "At which charge it says so, at most 99 %.",
            (is, given) -> is.behaviour.batteryLow(given.count(Slot.PERCENT)));

    /** A pump that is being described. */
    static final class Draft {
        final PumpBuilder builder;
        final Behaviour behaviour = Behaviour.usual();
        boolean behaves = true;

        Draft(PumpBuilder builder) {
            this.builder = builder;
        }

        /** The pump, ready to start. */
        PumpBuilder done() {
            return behaves ? builder.behaving(behaviour) : builder;
        }
    }

    /** One line of the pump section, kept until a pump is made. */
    interface Setting extends Consumer<Draft> {}

    /** Puts a value where it belongs. */
    private interface Use {
        void on(Draft draft, Given given);
    }

    /** Words of {@link #CONSTRUCTION}. */
    static final List<String> CONSTRUCTIONS = Words.all(Construction.getDescriptor());

    private final @Nullable Slot slot;
    private final String meaning;
    private final Use use;

    PumpKey(@Nullable Slot slot, String meaning, Use use) {
        this.slot = slot;
        this.meaning = meaning;
        this.use = use;
    }

    /** As it stands in a file. */
    String word() {
        return Words.hyphened(name()).replace('-', ' ');
    }

    /** What its one value is; null: it is read in a way of its own. */
    @Nullable
    Slot slot() {
        return slot;
    }

    /** What it is, for people. */
    String meaning() {
        return meaning;
    }

    Setting setting(Given given) {
        return draft -> use.on(draft, given);
    }
}
