package pumpcompanion.emulator.model;

import java.util.Optional;
import pumpcompanion.proto.v1.Annunciation;
import pumpcompanion.proto.v1.AnnunciationStatus;
import pumpcompanion.proto.v1.AnnunciationType;
import pumpcompanion.proto.v1.Event;

/** What the pump annunciates by itself: at most one of a type at a time. */
final class Alarms {

    private final Annunciations annunciations;
    private final PumpHost host;

    Alarms(Annunciations annunciations, PumpHost host) {
        this.annunciations = annunciations;
        this.host = host;
    }

    /** Raises it, or raises it again where it was confirmed or snoozed. Returns its instance. */
    int raise(AnnunciationType type, String text) {
        Optional<Annunciation> open = annunciations.open(type);
        if (open.isEmpty()) {
            Annunciation raised = annunciations.raise(type, text);
            write(raised);
            return raised.getInstance();
        }
        int instance = open.get().getInstance();
        if (open.get().getStatus() != AnnunciationStatus.ANNUNCIATION_STATUS_RAISED) {
            write(annunciations.change(instance, AnnunciationStatus.ANNUNCIATION_STATUS_RAISED));
        }
        return instance;
    }

    /** Its cause is gone. */
    void clear(AnnunciationType type) {
        annunciations
                .open(type)
                .ifPresent(one ->
                        write(annunciations.change(one.getInstance(), AnnunciationStatus.ANNUNCIATION_STATUS_CLEARED)));
    }

    /** Whether one of this type waits for somebody to confirm it. */
    boolean unconfirmed(AnnunciationType type) {
        return annunciations
                .open(type)
                .filter(one -> one.getStatus() != AnnunciationStatus.ANNUNCIATION_STATUS_CONFIRMED)
                .isPresent();
    }

    boolean open(AnnunciationType type) {
        return annunciations.open(type).isPresent();
    }

    private void write(Annunciation annunciation) {
        host.write(Event.newBuilder().setAnnunciation(annunciation));
    }
}
