package pumpcompanion.emulator;

import java.util.List;
import java.util.OptionalInt;
import pumpcompanion.proto.v1.AdhesiveChanged;
import pumpcompanion.proto.v1.AdhesiveState;
import pumpcompanion.proto.v1.AirSeen;
import pumpcompanion.proto.v1.BatteryChanged;
import pumpcompanion.proto.v1.BatteryLevel;
import pumpcompanion.proto.v1.CannulaInserted;
import pumpcompanion.proto.v1.CartridgeConnect;
import pumpcompanion.proto.v1.CartridgeDisconnect;
import pumpcompanion.proto.v1.CartridgeSeated;
import pumpcompanion.proto.v1.CartridgeUnseated;
import pumpcompanion.proto.v1.DeliveryState;
import pumpcompanion.proto.v1.DeliveryStateChanged;
import pumpcompanion.proto.v1.DropSeen;
import pumpcompanion.proto.v1.Event;
import pumpcompanion.proto.v1.Freshness;
import pumpcompanion.proto.v1.InsertionFailed;
import pumpcompanion.proto.v1.InsertionMethod;
import pumpcompanion.proto.v1.PlungerRewound;
import pumpcompanion.proto.v1.PrimeStarted;
import pumpcompanion.proto.v1.PrimeTarget;
import pumpcompanion.proto.v1.QuickDisconnect;
import pumpcompanion.proto.v1.QuickReconnect;
import pumpcompanion.proto.v1.RemovalReason;
import pumpcompanion.proto.v1.SetRemoved;
import pumpcompanion.proto.v1.Site;
import pumpcompanion.proto.v1.SiteObserved;
import pumpcompanion.proto.v1.SiteSign;

/**
 * What a person does to a pump and an infusion set, one method each, where the pump only has to write it down. Each
 * returns the number of the record; 0 where the pump does not sense such a thing (its {@code reports}) and so writes
 * nothing. Nothing is checked against anything: the pump writes what it is told. Only one that behaves may refuse.
 */
public interface SetActions {

    /**
     * Writes an event if the pump senses its kind.
     *
     * @param event its kind; boot, uptime and clock are filled in
     * @return its number, or 0
     */
    long sense(Event.Builder event);

    /** The plunger was driven back to take a cartridge. */
    default long rewindPlunger() {
        return sense(Event.newBuilder().setPlungerRewound(PlungerRewound.getDefaultInstance()));
    }

    /** A cartridge was put into the pump. */
    default long seatCartridge(Freshness freshness) {
        return sense(Event.newBuilder()
                .setCartridgeSeated(CartridgeSeated.newBuilder().setFreshness(freshness)));
    }

    /** The cartridge was taken out. */
    default long unseatCartridge() {
        return sense(Event.newBuilder().setCartridgeUnseated(CartridgeUnseated.getDefaultInstance()));
    }

    /** The set's connector was joined to the cartridge. */
    default long connectCartridge() {
        return sense(Event.newBuilder().setCartridgeConnect(CartridgeConnect.getDefaultInstance()));
    }

    /** The set's connector was taken off the cartridge. */
    default long disconnectCartridge() {
        return sense(Event.newBuilder().setCartridgeDisconnect(CartridgeDisconnect.getDefaultInstance()));
    }

    /**
     * A prime began.
     *
     * @param target what is filled
     * @param programmedMilliunits range [0, 100 000]; empty: until the user ends it
     */
    default long startPrime(PrimeTarget target, OptionalInt programmedMilliunits) {
        PrimeStarted.Builder started = PrimeStarted.newBuilder().setTarget(target);
        programmedMilliunits.ifPresent(started::setProgrammedMilliunits);
        return sense(Event.newBuilder().setPrimeStarted(started));
    }

    /** A person saw a drop at the open end. */
    default long dropSeen() {
        return sense(Event.newBuilder().setDropSeen(DropSeen.getDefaultInstance()));
    }

    /** A person or the pump saw air. */
    default long airSeen() {
        return sense(Event.newBuilder().setAirSeen(AirSeen.getDefaultInstance()));
    }

    /**
     * A cannula was put in, with its mount.
     *
     * @param site where
     * @param method how
     * @param setId which kind of set, at most 32 bytes; empty: not said
     */
    default long insertCannula(Site site, InsertionMethod method, String setId) {
        return sense(Event.newBuilder()
                .setCannulaInserted(CannulaInserted.newBuilder()
                        .setSite(site)
                        .setMethod(method)
                        .setSetId(setId)));
    }

    /**
     * An insertion was tried and failed.
     *
     * @param site where
     * @param method how
     * @param text what was seen, at most 96 bytes; empty: not said
     */
    default long insertionFailed(Site site, InsertionMethod method, String text) {
        return sense(Event.newBuilder()
                .setInsertionFailed(InsertionFailed.newBuilder()
                        .setSite(site)
                        .setMethod(method)
                        .setText(text)));
    }

    /** The tubing was unclipped at the quick-disconnect. */
    default long quickDisconnect() {
        return sense(Event.newBuilder().setQuickDisconnect(QuickDisconnect.getDefaultInstance()));
    }

    /** The tubing was clipped on again. */
    default long quickReconnect() {
        return sense(Event.newBuilder().setQuickReconnect(QuickReconnect.getDefaultInstance()));
    }

    /** Cannula and mount were taken off the body. */
    default long removeSet(RemovalReason reason) {
        return sense(Event.newBuilder().setSetRemoved(SetRemoved.newBuilder().setReason(reason)));
    }

    /** The adhesive mount was looked at. */
    default long adhesive(AdhesiveState state) {
        return sense(Event.newBuilder()
                .setAdhesiveChanged(AdhesiveChanged.newBuilder().setState(state)));
    }

    /** The site was looked at and something was found; at most 8 signs. */
    default long observeSite(SiteSign... signs) {
        return sense(
                Event.newBuilder().setSiteObserved(SiteObserved.newBuilder().addAllSigns(List.of(signs))));
    }

    /**
     * Delivery runs, pauses or stands from now on.
     *
     * @param state which
     * @param text why, at most 96 bytes; empty: not said
     */
    default long deliveryState(DeliveryState state, String text) {
        return sense(Event.newBuilder()
                .setDeliveryStateChanged(
                        DeliveryStateChanged.newBuilder().setState(state).setText(text)));
    }

    /** The battery's charge, range [0, 100]. */
    default long battery(int percent) {
        return sense(
                Event.newBuilder().setBatteryLevel(BatteryLevel.newBuilder().setPercent(percent)));
    }

    /** The battery was changed. */
    default long changeBattery() {
        return sense(Event.newBuilder().setBatteryChanged(BatteryChanged.getDefaultInstance()));
    }
}
