package pumpcompanion.connector.tracker;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.UUID;
import pumpcompanion.connector.catalogue.Catalogue;
import pumpcompanion.proto.v1.Construction;
import pumpcompanion.proto.v1.Event;
import pumpcompanion.proto.v1.EventKind;
import pumpcompanion.proto.v1.EventRecord;
import pumpcompanion.proto.v1.SetStatus;
import pumpcompanion.proto.v1.Setting;
import pumpcompanion.proto.v1.TubingState;

/**
 * Folds records into the state of an infusion set. Pure, immutable and without a clock: any thread, any number at once.
 *
 * <p>Times are {@code EventRecord.at_ms}. A record of log 0 is one that a person entered; every other one is the pump's.
 * No record content makes a method throw: what is not understood changes nothing, or makes a finding.
 *
 * <p><b>Design note:</b> {@link #next} first reaches the deadlines up to the record's time and only then applies the
 * record. So a fold over the records alone gives the same findings, with the same times, as a live run that also called
 * {@link #at}; only {@code memory.just_ended}, what the last step ended, may be cut differently.
 */
public final class SetTracker {

    /** Raised with each change of a rule here or of the site book, so that no snapshot made by older rules is used. */
    static final int RULES = 3;

    private final TrackerSettings settings;
    private volatile InForce latest;

    /** What settings a status has; remembered, because it is the same from record to record. */
    private record InForce(List<Setting> entered, TrackerSettings settings) {}

    /** A tracker with these limits, which hold where none are entered for a pump ({@code SettingsInForce}). */
    public SetTracker(TrackerSettings settings) {
        this.settings = settings;
        latest = new InForce(List.of(), settings);
    }

    /** The limits that hold for this pump now. */
    public TrackerSettings settings(SetStatus status) {
        List<Setting> entered = status.getSettingsList();
        if (entered.isEmpty()) {
            return settings;
        }
        InForce known = latest;
        if (known.entered() != entered && !known.entered().equals(entered)) {
            known = new InForce(entered, inForce(entered));
            latest = known;
        }
        return known.settings();
    }

    private TrackerSettings inForce(List<Setting> entered) {
        try {
            return SettingKey.applied(settings, entered);
        } catch (IllegalArgumentException ofAnotherVersion) {
            return settings;
        }
    }

    /** A status in which nothing is known yet, of a pump that has not said what it senses. */
    public SetStatus start(String pump, Construction construction) {
        return start(pump, construction, List.of());
    }

    /** A status in which nothing is known yet. {@code reports} are the kinds that the pump says it senses (Welcome). */
    public SetStatus start(String pump, Construction construction, Collection<EventKind> reports) {
        return described(SetStatus.newBuilder().setPump(pump).build(), construction, reports);
    }

    /**
     * The status of a pump that now says so much about itself, as a Welcome does each time; nothing else changes. The same
     * instance where it is no news.
     */
    public SetStatus described(SetStatus status, Construction construction, Collection<EventKind> reports) {
        Construction built =
                construction == Construction.UNRECOGNIZED ? Construction.CONSTRUCTION_UNSPECIFIED : construction;
        List<EventKind> kinds = reports.stream()
                .filter(kind -> kind != EventKind.UNRECOGNIZED && kind != EventKind.EVENT_KIND_UNSPECIFIED)
                .distinct()
                .sorted()
                .toList();
        if (status.getConstruction() == built && status.getReportsList().equals(kinds)) {
            return status;
        }
        SetStatus.Builder next =
                status.toBuilder().setConstruction(built).clearReports().addAllReports(kinds);
        if (built == Construction.CONSTRUCTION_PATCH) {
            next.setTubing(status.getTubing().toBuilder().setState(TubingState.TUBING_STATE_NONE));
        }
        return next.build();
    }

    /**
     * Names what a fold depends on besides the records: the version of the rules, the settings, the catalogue's figures,
     * and what the pump says about itself. Snapshots made under one name are of no use under another.
     *
     * @param start a status from {@link #start}
     */
    public String fingerprint(SetStatus start) {
        Catalogue catalogue = Catalogue.builtIn();
        List<String> figures = catalogue.sets().stream()
                .map(set -> set.id()
                        + catalogue.wearLimit(set.id())
                        + catalogue.cannulaFill(set.id())
                        + catalogue.tubingFill(set.id()))
                .sorted()
                .toList();
        String inputs =
                settings + "|" + start.getConstruction().getNumber() + "|" + start.getReportsList() + "|" + figures;
        return RULES + "-" + UUID.nameUUIDFromBytes(inputs.getBytes(StandardCharsets.UTF_8));
    }

    /** The status after one more record. */
    public SetStatus next(SetStatus status, EventRecord record) {
        Draft draft = new Draft(settings, settings(status), status, record.getAtMs(), record);
        if (status.hasNextDeadlineMs() && draft.now >= status.getNextDeadlineMs()) {
            Deadlines.reach(draft);
        }
        if (draft.otherLog) {
            PumpRules.otherLog(draft);
        }
        switch (record.getContentCase()) {
            case EVENT -> {
                PumpRules.record(draft, record.getEvent());
                apply(draft, record.getEvent());
            }
            case GAP -> LossRules.gap(draft, record.getGap());
            case UNREADABLE -> LossRules.unreadable(draft);
            case SETTINGS -> SettingRules.inForce(draft, record.getSettings());
            case CANNULA_STAYED -> WearRules.stayed(draft);
            // Withdrawals are regarded before anything is folded; places and remarks change no part of a set.
            default -> {}
        }
        return finish(draft);
    }

    /**
     * Folds many records.
     *
     * @param from the status before them
     * @param records in order; read to their end
     */
    public SetStatus fold(SetStatus from, Iterator<EventRecord> records) {
        SetStatus status = from;
        while (records.hasNext()) {
            status = next(status, records.next());
        }
        return status;
    }

    /**
     * The status at a time at which no record came. The same instance where nothing became due before
     * {@code next_deadline_ms}, and while records are still being fetched ({@code behind} above 0).
     */
    public SetStatus at(SetStatus status, long nowMs) {
        if (status.getBehind() != 0 || !status.hasNextDeadlineMs() || nowMs < status.getNextDeadlineMs()) {
            return status;
        }
        Draft draft = new Draft(settings, settings(status), status, nowMs, null);
        Deadlines.reach(draft);
        return finish(draft);
    }

    private static void apply(Draft draft, Event event) {
        switch (event.getKindCase()) {
            case INSULIN_DELIVERED -> DeliveryRules.delivered(draft, event.getInsulinDelivered(), event.getUptimeMs());
            case RESERVOIR_LEVEL -> {
                if (event.getReservoirLevel().hasMilliunits()) {
                    ReservoirRules.reported(draft, event.getReservoirLevel().getMilliunits());
                }
            }
            case DELIVERY_STATE_CHANGED -> DeliveryRules.state(draft, event.getDeliveryStateChanged());
            case ANNUNCIATION -> AlarmRules.annunciation(draft, event.getAnnunciation());

            case PLUNGER_REWOUND -> CartridgeRules.rewound(draft);
            case CARTRIDGE_UNSEATED -> CartridgeRules.unseated(draft);
            case CARTRIDGE_SEATED -> CartridgeRules.seated(draft, event.getCartridgeSeated());
            case CARTRIDGE_FILLED -> CartridgeRules.filled(draft, event.getCartridgeFilled());
            case CARTRIDGE_CONNECT -> CartridgeRules.connected(draft);
            case CARTRIDGE_DISCONNECT -> CartridgeRules.disconnected(draft);

            case PRIME_STARTED -> PrimeRules.started(draft, event.getPrimeStarted());
            case TUBING_PRIMED -> PrimeRules.tubing(draft, event.getTubingPrimed());
            case CANNULA_PRIMED -> PrimeRules.cannula(draft, event.getCannulaPrimed());
            case PRIMED -> PrimeRules.unknown(draft, event.getPrimed());
            case DROP_SEEN -> TubingRules.dropSeen(draft);
            case AIR_SEEN -> TubingRules.airSeen(draft);

            case QUICK_DISCONNECT -> CouplingRules.unclipped(draft);
            case QUICK_RECONNECT -> CouplingRules.clipped(draft);

            case CANNULA_INSERTED -> WearRules.inserted(draft, event.getCannulaInserted());
            case INSERTION_FAILED -> SiteRules.insertionFailed(draft, event.getInsertionFailed());
            case ADHESIVE_CHANGED -> SiteRules.adhesive(draft, event.getAdhesiveChanged());
            case SITE_OBSERVED -> SiteRules.observed(draft, event.getSiteObserved());
            case SET_REMOVED -> Wear.removed(draft, event.getSetRemoved());

            case PUMP_STARTED -> PrimeRules.interrupted(draft);
            case CLOCK_CHANGED -> PumpRules.clockChanged(draft, event.getClockChanged());
            // Batteries, a maker's own records, and kinds of a later version: they change no part of a set.
            default -> {}
        }
    }

    private static SetStatus finish(Draft draft) {
        if (draft.touched()) {
            Deadlines.schedule(draft);
            if (draft.status().hasNextDeadlineMs() && draft.status().getNextDeadlineMs() <= draft.now) {
                // What the record itself made due, as a shorter limit does, is due in the status that it leads to.
                Deadlines.reach(draft);
                Deadlines.schedule(draft);
            }
            draft.status().setPhase(Phases.of(draft));
        }
        return draft.build();
    }
}
