package pumpcompanion.emulator.scenario;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import pumpcompanion.emulator.EmulatedPump;
import pumpcompanion.emulator.SetActions;
import pumpcompanion.emulator.SetChange;
import pumpcompanion.emulator.model.BasalProgramme;
import pumpcompanion.proto.v1.AdhesiveState;
import pumpcompanion.proto.v1.Annunciation;
import pumpcompanion.proto.v1.AnnunciationStatus;
import pumpcompanion.proto.v1.AnnunciationType;
import pumpcompanion.proto.v1.ClockKind;
import pumpcompanion.proto.v1.DeliveryPurpose;
import pumpcompanion.proto.v1.DeliveryState;
import pumpcompanion.proto.v1.Freshness;
import pumpcompanion.proto.v1.InsertionMethod;
import pumpcompanion.proto.v1.LogLevel;
import pumpcompanion.proto.v1.PrimeEnding;
import pumpcompanion.proto.v1.PrimeTarget;
import pumpcompanion.proto.v1.RemovalReason;
import pumpcompanion.proto.v1.SiteSign;
import pumpcompanion.proto.v1.StartCause;

/** What can be done to a pump: all that may stand behind {@code do:} and {@code try:}. Part of the grammar. */
@SuppressWarnings("ImmutableEnumChecker") // its functions keep nothing
enum ActionWord {
    STOP("stop delivery [because TEXT]", "Delivery stops.", delivery(DeliveryState.DELIVERY_STATE_STOPPED)),
    PAUSE("pause delivery [because TEXT]", "Delivery pauses.", delivery(DeliveryState.DELIVERY_STATE_PAUSED)),
    RUN("run delivery [because TEXT]", "Delivery runs.", delivery(DeliveryState.DELIVERY_STATE_RUNNING)),
    BASAL(
            "basal RATE",
            "Basal is that, all day.",
            (pump, given) -> pump.basal(BasalProgramme.flat(given.milliunitsOf(Slot.RATE)))),
    BOLUS("bolus DOSE", "A bolus begins; a pump that does not behave has delivered it at once.", ActionWord::bolus),
    STOP_BOLUS("stop bolus", "The user stops the bolus.", (pump, given) -> pump.stopBolus()),

    UNCLIP("unclip", "The tubing is unclipped at the quick-disconnect.", plain(SetActions::quickDisconnect)),
    CLIP("clip on", "The tubing is clipped on again.", plain(SetActions::quickReconnect)),
    JOIN("join connector", "The set's connector is joined to the cartridge.", plain(SetActions::connectCartridge)),
    PART("take off connector", "The set's connector is taken off.", plain(SetActions::disconnectCartridge)),
    REWIND("rewind plunger", "The plunger is driven back.", plain(SetActions::rewindPlunger)),
    SEAT(
            "seat [FRESHNESS] cartridge",
            "A cartridge is put in.",
            (pump, given) ->
                    pump.seatCartridge(Freshness.forNumber(given.number(Slot.FRESHNESS, Freshness.getDescriptor())))),
    UNSEAT("take out cartridge", "The cartridge is taken out.", plain(SetActions::unseatCartridge)),
    PULL(
            "pull cartridge",
            "The cartridge is pulled out, whatever the pump is doing.",
            plain(EmulatedPump::pullCartridge)),
    FILL(
            "fill cartridge [AMOUNT] [measured MEASURED]",
            "What is in the cartridge, as said and as measured.",
            (pump, given) -> pump.fillCartridge(given.milliunits(Slot.AMOUNT), given.milliunits(Slot.MEASURED))),

    PRIME_TUBING(
            "prime tubing [DOSE]",
            "A prime begins, open-ended without an amount; a pump that does not behave has" + " completed it at once.",
            prime(PrimeTarget.PRIME_TARGET_TUBING)),
    PRIME_CANNULA("prime cannula [DOSE]", "Likewise.", prime(PrimeTarget.PRIME_TARGET_CANNULA)),
    PRIME_UNKNOWN(
            "prime something [DOSE]",
            "Likewise, and the pump does not know what.",
            prime(PrimeTarget.PRIME_TARGET_UNSPECIFIED)),
    STOP_PRIME("stop prime", "The user ends the prime.", (pump, given) -> pump.stopPrime()),
    TOLD_START(
            "tell prime started [TARGET] [PROGRAMMED]",
            "The pump is told that a prime began.",
            (pump, given) -> pump.startPrime(
                    PrimeTarget.forNumber(given.number(Slot.TARGET, PrimeTarget.getDescriptor())),
                    given.milliunits(Slot.PROGRAMMED))),
    TOLD_TUBING(
            "tell tubing primed [DELIVERED] [of PROGRAMMED] ENDING",
            "The pump is told how a prime ended.",
            (pump, given) -> pump.primeTubing(
                    given.milliunits(Slot.PROGRAMMED), given.milliunits(Slot.DELIVERED), ending(given))),
    TOLD_CANNULA(
            "tell cannula primed [DELIVERED] [of PROGRAMMED] ENDING",
            "Likewise.",
            (pump, given) -> pump.primeCannula(
                    given.milliunits(Slot.PROGRAMMED), given.milliunits(Slot.DELIVERED), ending(given))),
    TOLD_PRIMED(
            "tell primed [DELIVERED] [of PROGRAMMED] ENDING",
            "Likewise.",
            (pump, given) -> pump.primeUnknown(
                    given.milliunits(Slot.PROGRAMMED), given.milliunits(Slot.DELIVERED), ending(given))),
    TOLD_INSULIN(
            "tell delivered DELIVERED PURPOSE over TIME",
            "The pump is told what it delivered.",
            (pump, given) -> pump.deliver(
                    DeliveryPurpose.forNumber(given.number(Slot.PURPOSE, DeliveryPurpose.getDescriptor())),
                    given.milliunitsOf(Slot.DELIVERED),
                    given.time())),
    TELL_LEVEL("write reservoir level", "The pump writes what is left.", plain(EmulatedPump::reservoirLevel)),
    DROP("see drop", "A drop is seen at the open end.", plain(SetActions::dropSeen)),
    AIR("see air", "Air is seen in cartridge or tubing.", plain(SetActions::airSeen)),

    INSERT(
            "insert SITE [by METHOD] [set NAME]",
            "A cannula is put in.",
            (pump, given) -> pump.insertCannula(given.site(), given.method(), given.textOrEmpty(Slot.NAME))),
    FAIL_TO_INSERT(
            "fail to insert SITE [by METHOD] [because TEXT]",
            "An insertion fails.",
            (pump, given) -> pump.insertionFailed(given.site(), given.method(), given.textOrEmpty(Slot.TEXT))),
    REMOVE(
            "remove set [because REASON]",
            "Cannula and mount are taken off.",
            (pump, given) -> pump.removeSet(reason(given))),
    ADHESIVE(
            "adhesive ADHESIVE",
            "The mount is looked at.",
            (pump, given) ->
                    pump.adhesive(AdhesiveState.forNumber(given.number(Slot.ADHESIVE, AdhesiveState.getDescriptor())))),
    OBSERVE("observe SIGNS", "The site is looked at.", (pump, given) -> pump.observeSite(signs(given))),
    OCCLUDE("occlude", "From now on nothing comes out at the end of the set.", (pump, given) -> pump.occlude()),
    UNBLOCK("unblock", "It flows again.", (pump, given) -> pump.clearOcclusion()),

    CHANGE_SET(
            "change set at SITE [because REASON] [with AMOUNT]",
            "The 17 steps of a whole set change, 16m45s:" + " 180 U into the cartridge unless said otherwise.",
            ActionWord::changeSet),

    ANNUNCIATE(
            "annunciate TYPE [saying TEXT]",
            "An alarm, alert or reminder is raised.",
            (pump, given) -> pump.annunciate(type(given), given.textOrEmpty(Slot.TEXT))),
    CONFIRM_ALL(
            "confirm everything",
            "Whatever is annunciated is confirmed.",
            (pump, given) -> pump.annunciations().forEach(one -> pump.confirm(one.getInstance()))),
    CONFIRM("confirm TYPE", "Somebody has seen it.", (pump, given) -> pump.confirm(open(pump, given))),
    SNOOZE(
            "snooze TYPE for TIME",
            "It is raised again after that time.",
            (pump, given) -> pump.snooze(open(pump, given), given.time())),
    CLEAR("clear TYPE", "Its cause is gone.", (pump, given) -> pump.clear(open(pump, given))),
    BATTERY(
            "battery PERCENT",
            "The battery's charge is that.",
            (pump, given) -> pump.battery(given.count(Slot.PERCENT))),
    CHANGE_BATTERY("change battery", "The battery is changed.", plain(SetActions::changeBattery)),

    MALFUNCTION(
            "malfunction [because TEXT]",
            "A part of the pump fails: it stops until mechanical-issue is cleared.",
            (pump, given) -> pump.fault(given.text(Slot.TEXT).orElse("motor"))),
    REBOOT(
            "reboot [because CAUSE]",
            "The pump starts anew.",
            (pump, given) -> pump.reboot(StartCause.forNumber(
                    given.text(Slot.CAUSE).isPresent()
                            ? given.number(Slot.CAUSE, StartCause.getDescriptor())
                            : StartCause.START_CAUSE_POWER_VALUE))),
    SET_CLOCK(
            "set clock INSTANT [ZONE]",
            "The pump's clock is set.",
            (pump, given) -> pump.setClock(
                    Instant.parse(given.textOrEmpty(Slot.INSTANT)),
                    given.textOrEmpty(Slot.ZONE).equals("local")
                            ? ClockKind.CLOCK_KIND_LOCAL
                            : ClockKind.CLOCK_KIND_UTC)),
    LOSE_CLOCK("lose clock", "The pump shows no time any more.", plain(EmulatedPump::loseClock)),
    ERASE_LOG("erase log", "Another log begins, at record 1.", (pump, given) -> pump.eraseLog()),
    LOSE_RECORDS(
            "lose COUNT records",
            "The pump starts anew with an older log and uses their numbers again.",
            (pump, given) -> pump.restore(Math.max(0, pump.newest() - given.count(Slot.COUNT)), pump.bootCount() + 1)),
    SAY(
            "say TEXT",
            "A line of the pump's own log goes over its links.",
            (pump, given) -> pump.logLine(LogLevel.LOG_LEVEL_INFO, given.textOrEmpty(Slot.TEXT))),
    FAULT(
            "fault FAULTS",
            "Faults of link or pump are switched on.",
            (pump, given) -> pump.faults().on(given.textOrEmpty(Slot.FAULTS))),
    NO_FAULT("no fault [FAULT]", "That fault is switched off; without a name, all are.", ActionWord::noFault),
    SPEED(
            "speed FACTOR",
            "The pump's own time runs so many times faster than the link's.",
            (pump, given) -> pump.speed(given.factor(Slot.FACTOR)));

    private final Phrase phrase;
    private final String meaning;
    private final Function<Given, List<SetChange.Step>> steps;

    ActionWord(String form, String meaning, BiConsumer<EmulatedPump, Given> action) {
        this(
                form,
                meaning,
                given -> List.of(new SetChange.Step(Duration.ZERO, "", pump -> action.accept(pump, given))));
    }

    ActionWord(String form, String meaning, Function<Given, List<SetChange.Step>> steps) {
        this.phrase = Phrase.of(form);
        this.meaning = meaning;
        this.steps = steps;
    }

    Phrase phrase() {
        return phrase;
    }

    /** What happens, for people. */
    String meaning() {
        return meaning;
    }

    /** What is done, at what time since it began. */
    List<SetChange.Step> steps(Given given) {
        return steps.apply(given);
    }

    private static BiConsumer<EmulatedPump, Given> plain(Consumer<EmulatedPump> action) {
        return (pump, given) -> action.accept(pump);
    }

    private static BiConsumer<EmulatedPump, Given> delivery(DeliveryState state) {
        return (pump, given) -> pump.deliveryState(state, given.textOrEmpty(Slot.TEXT));
    }

    private static void bolus(EmulatedPump pump, Given given) {
        int milliunits = given.milliunitsOf(Slot.DOSE);
        if (pump.behaves()) {
            pump.bolus(milliunits);
        } else { // about 1.5 U a minute, as usual pumps deliver a bolus
            pump.deliver(DeliveryPurpose.DELIVERY_PURPOSE_BOLUS, milliunits, Duration.ofMillis(milliunits * 40L));
        }
    }

    private static BiConsumer<EmulatedPump, Given> prime(PrimeTarget target) {
        return (pump, given) -> {
            OptionalInt dose = given.milliunits(Slot.DOSE);
            PrimeEnding ending =
                    dose.isPresent() ? PrimeEnding.PRIME_ENDING_COMPLETED : PrimeEnding.PRIME_ENDING_STOPPED_BY_USER;
            if (pump.behaves()) {
                pump.prime(target, dose);
            } else if (target == PrimeTarget.PRIME_TARGET_TUBING) {
                pump.primeTubing(dose, dose, ending);
            } else if (target == PrimeTarget.PRIME_TARGET_CANNULA) {
                pump.primeCannula(dose, dose, ending);
            } else {
                pump.primeUnknown(dose, dose, ending);
            }
        };
    }

    private static void noFault(EmulatedPump pump, Given given) {
        given.text(Slot.FAULT).ifPresentOrElse(pump.faults()::off, pump.faults()::clear);
    }

    private static PrimeEnding ending(Given given) {
        return PrimeEnding.forNumber(given.number(Slot.ENDING, PrimeEnding.getDescriptor()));
    }

    private static RemovalReason reason(Given given) {
        return RemovalReason.forNumber(given.number(Slot.REASON, RemovalReason.getDescriptor()));
    }

    private static SiteSign[] signs(Given given) {
        return Arrays.stream(given.textOrEmpty(Slot.SIGNS).split(", ?", -1))
                .map(word -> Words.value(SiteSign.getDescriptor(), word).orElseThrow())
                .map(value -> SiteSign.forNumber(value.getNumber()))
                .toArray(SiteSign[]::new);
    }

    private static AnnunciationType type(Given given) {
        return AnnunciationType.forNumber(given.number(Slot.TYPE, AnnunciationType.getDescriptor()));
    }

    /** The newest of a type, so that one that was raised again is meant. */
    private static int open(EmulatedPump pump, Given given) {
        return pump.annunciations().stream()
                .filter(one -> one.getType() == type(given))
                .filter(one -> one.getStatus() != AnnunciationStatus.ANNUNCIATION_STATUS_CLEARED)
                .mapToInt(Annunciation::getInstance)
                .max()
                .orElseThrow(() -> new IllegalArgumentException(
                        "no " + given.textOrEmpty(Slot.TYPE) + " stands (found: " + Sight.alarms(pump) + ")"));
    }

    private static List<SetChange.Step> changeSet(Given given) {
        SetChange usual = SetChange.routine(given.site());
        RemovalReason reason = given.text(Slot.REASON).isPresent() ? reason(given) : usual.removal();
        return new SetChange(
                        given.site(),
                        "",
                        InsertionMethod.INSERTION_METHOD_DEVICE,
                        reason,
                        given.milliunits(Slot.AMOUNT).orElse(usual.fillMilliunits()),
                        usual.tubingMilliunits(),
                        usual.cannulaMilliunits())
                .steps();
    }
}
