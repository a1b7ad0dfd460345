package pumpcompanion.connector.tracker;

import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import pumpcompanion.proto.v1.*;

/** A pump's log under the test's pen: each call folds one more record into {@link #status}. */
final class PumpLog {

    static final long START = 1_700_000_000_000L;

    final SetTracker tracker;
    SetStatus status;
    long now = START;
    private long sequence;
    private int boot = 1;

    PumpLog(TrackerSettings settings, Construction construction, EventKind... reports) {
        tracker = new SetTracker(settings);
        status = tracker.start("PUMP-1", construction, java.util.List.of(reports));
    }

    static PumpLog tubed(EventKind... reports) {
        return new PumpLog(TrackerSettings.defaults(), Construction.CONSTRUCTION_TUBED, reports);
    }

    static PumpLog patch() {
        return new PumpLog(TrackerSettings.defaults(), Construction.CONSTRUCTION_PATCH);
    }

    static PumpLog steel() {
        return new PumpLog(
                TrackerSettings.builder()
                        .wearLimit(TrackerSettings.STEEL)
                        .cannulaMarker(CannulaMarker.TUBING_PRIME)
                        .build(),
                Construction.CONSTRUCTION_TUBED);
    }

    PumpLog at(String dateTime) {
        now = LocalDateTime.parse(dateTime).toInstant(ZoneOffset.UTC).toEpochMilli();
        return this;
    }

    PumpLog minutes(long minutes) {
        now += Duration.ofMinutes(minutes).toMillis();
        return this;
    }

    PumpLog hours(long hours) {
        return minutes(hours * 60);
    }

    PumpLog boot(int count) {
        boot = count;
        return this;
    }

    /** A record in which the pump's clock shows this. */
    PumpLog clock(long pumpClockMs) {
        return add(Event.newBuilder()
                .setPumpClockMs(pumpClockMs)
                .setBatteryLevel(BatteryLevel.newBuilder().setPercent(50)));
    }

    PumpLog detached(AnnunciationStatus status) {
        return add(Event.newBuilder()
                .setAnnunciation(Annunciation.newBuilder()
                        .setInstance(9)
                        .setType(AnnunciationType.ANNUNCIATION_TYPE_INFUSION_SET_DETACHED)
                        .setStatus(status)));
    }

    PumpLog restart() {
        boot++;
        return this;
    }

    /** A deadline's visit, as a timer would pay. */
    PumpLog wait(Duration time) {
        now += time.toMillis();
        status = tracker.at(status, now);
        return this;
    }

    PumpLog add(Event.Builder event) {
        return record(EventRecord.newBuilder()
                .setLog(1)
                .setSequence(++sequence)
                .setEvent(event.setBootCount(boot).setUptimeMs(now - START + 10_000_000_000L)));
    }

    PumpLog entered(Event.Builder event) {
        return record(EventRecord.newBuilder().setLog(0).setSequence(1).setEvent(event));
    }

    /** Settings that a person enters, each {@code KEY=VALUE}. */
    PumpLog settings(String... settings) {
        SettingsInForce.Builder all = SettingsInForce.newBuilder();
        for (String setting : settings) {
            all.addSettings(SettingKey.parse(setting));
        }
        return record(EventRecord.newBuilder().setSequence(2).setSettings(all));
    }

    /** A person's answer that no new cannula came. */
    PumpLog stayed() {
        return record(EventRecord.newBuilder().setSequence(3).setCannulaStayed(CannulaStayed.getDefaultInstance()));
    }

    PumpLog inserted(Site.Builder site, String set) {
        return add(Event.newBuilder()
                .setCannulaInserted(CannulaInserted.newBuilder().setSite(site).setSetId(set)));
    }

    PumpLog gap(GapReason reason) {
        long from = ++sequence;
        return record(EventRecord.newBuilder()
                .setLog(1)
                .setSequence(from)
                .setGap(Gap.newBuilder().setFrom(from).setThrough(from).setReason(reason)));
    }

    PumpLog record(EventRecord.Builder record) {
        status = tracker.next(status, record.setPump("PUMP-1").setAtMs(now).build());
        return this;
    }

    PumpLog rewound() {
        return add(Event.newBuilder().setPlungerRewound(PlungerRewound.getDefaultInstance()));
    }

    PumpLog seated(Freshness freshness) {
        return add(Event.newBuilder()
                .setCartridgeSeated(CartridgeSeated.newBuilder().setFreshness(freshness)));
    }

    PumpLog unseated() {
        return add(Event.newBuilder().setCartridgeUnseated(CartridgeUnseated.getDefaultInstance()));
    }

    PumpLog filled(int milliunits) {
        return add(Event.newBuilder()
                .setCartridgeFilled(CartridgeFilled.newBuilder().setEstimatedMilliunits(milliunits)));
    }

    PumpLog connected() {
        return add(Event.newBuilder().setCartridgeConnect(CartridgeConnect.getDefaultInstance()));
    }

    /** A manual prime: open-ended, ended by hand. */
    PumpLog tubingPrimed(int delivered) {
        return add(Event.newBuilder()
                .setTubingPrimed(TubingPrimed.newBuilder()
                        .setDeliveredMilliunits(delivered)
                        .setEnding(PrimeEnding.PRIME_ENDING_STOPPED_BY_USER)));
    }

    PumpLog cannulaPrimed(int programmed, int delivered, PrimeEnding ending) {
        return add(Event.newBuilder()
                .setCannulaPrimed(CannulaPrimed.newBuilder()
                        .setProgrammedMilliunits(programmed)
                        .setDeliveredMilliunits(delivered)
                        .setEnding(ending)));
    }

    PumpLog cannulaPrimed() {
        return cannulaPrimed(300, 300, PrimeEnding.PRIME_ENDING_COMPLETED);
    }

    static Event.Builder insertion() {
        return Event.newBuilder().setCannulaInserted(CannulaInserted.getDefaultInstance());
    }

    PumpLog inserted() {
        return add(insertion());
    }

    PumpLog removed(RemovalReason reason) {
        return add(Event.newBuilder().setSetRemoved(SetRemoved.newBuilder().setReason(reason)));
    }

    PumpLog unclipped() {
        return add(Event.newBuilder().setQuickDisconnect(QuickDisconnect.getDefaultInstance()));
    }

    PumpLog clipped() {
        return add(Event.newBuilder().setQuickReconnect(QuickReconnect.getDefaultInstance()));
    }

    PumpLog delivered(int milliunits) {
        return add(Event.newBuilder()
                .setInsulinDelivered(InsulinDelivered.newBuilder().setMilliunits(milliunits)));
    }

    PumpLog totals(long basal, long bolus, long prime) {
        return add(Event.newBuilder()
                .setInsulinDelivered(InsulinDelivered.newBuilder()
                        .setTotalBasalMilliunits(basal)
                        .setTotalBolusMilliunits(bolus)
                        .setTotalPrimeMilliunits(prime)));
    }

    PumpLog level(int milliunits) {
        return add(
                Event.newBuilder().setReservoirLevel(ReservoirLevel.newBuilder().setMilliunits(milliunits)));
    }

    PumpLog occlusion(AnnunciationStatus status) {
        return add(Event.newBuilder()
                .setAnnunciation(Annunciation.newBuilder()
                        .setInstance(7)
                        .setType(AnnunciationType.ANNUNCIATION_TYPE_OCCLUSION)
                        .setStatus(status)));
    }

    /** A whole change that nobody could misread, then half a minute of delivery. */
    PumpLog setChange() {
        removed(RemovalReason.REMOVAL_REASON_ROUTINE).minutes(1);
        unseated().minutes(1);
        seated(Freshness.FRESHNESS_NEW).filled(180_000).connected().minutes(1);
        tubingPrimed(6700).minutes(2);
        return inserted().minutes(1).cannulaPrimed();
    }

    long wear() {
        return status.getCannula().getClock().getStartedMs();
    }

    long cartridge() {
        return status.getCartridge().getClock().getStartedMs();
    }

    long tubing() {
        return status.getTubing().getClock().getStartedMs();
    }

    java.util.List<String> codes() {
        return status.getFindingsList().stream().map(Finding::getCode).toList();
    }

    java.util.List<String> ended() {
        return status.getMemory().getJustEndedList().stream()
                .map(Finding::getCode)
                .toList();
    }

    Finding finding(FindingCode code) {
        return status.getFindingsList().stream()
                .filter(code::is)
                .findFirst()
                .orElseThrow(() -> new AssertionError(code.code() + " is not open; open are " + codes()));
    }
}
