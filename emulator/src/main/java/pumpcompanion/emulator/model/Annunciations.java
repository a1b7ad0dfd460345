package pumpcompanion.emulator.model;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import pumpcompanion.proto.v1.Annunciation;
import pumpcompanion.proto.v1.AnnunciationStatus;
import pumpcompanion.proto.v1.AnnunciationType;

/**
 * The alarms, alerts and reminders of a pump, each with its number from raised to cleared. Those that are not cleared are
 * kept for good, and of the others the newest few. Guarded by the pump.
 */
public final class Annunciations {

    /** So many are kept before the oldest cleared one is forgotten. */
    private static final int KEPT = 32;

    private final Map<Integer, Annunciation> all = new LinkedHashMap<>();
    private int made;

    /** A new one. Returns it as it is to be written. */
    public Annunciation raise(AnnunciationType type, String text) {
        Annunciation raised = Annunciation.newBuilder()
                .setInstance(++made)
                .setType(type)
                .setStatus(AnnunciationStatus.ANNUNCIATION_STATUS_RAISED)
                .setText(text)
                .build();
        all.put(made, raised);
        if (all.size() > KEPT) {
            forgetOneCleared();
        }
        return raised;
    }

    private void forgetOneCleared() {
        for (Iterator<Annunciation> each = all.values().iterator(); each.hasNext(); ) {
            if (!isOpen(each.next())) {
                each.remove();
                return;
            }
        }
    }

    /**
     * One stands otherwise from now on. Returns it as it is to be written.
     *
     * @throws IllegalArgumentException if there is none of that number
     */
    public Annunciation change(int instance, AnnunciationStatus status) {
        Annunciation before = all.get(instance);
        if (before == null) {
            throw new IllegalArgumentException("annunciation " + instance + " (found: " + all.keySet() + ")");
        }
        Annunciation after = before.toBuilder().setStatus(status).build();
        all.put(instance, after);
        return after;
    }

    /** Whether one stands so now. */
    public boolean stands(int instance, AnnunciationStatus status) {
        Annunciation one = all.get(instance);
        return one != null && one.getStatus() == status;
    }

    /** All that are not cleared, the oldest first. */
    public List<Annunciation> open() {
        return all.values().stream().filter(Annunciations::isOpen).toList();
    }

    /** The oldest of a type that is not cleared. */
    Optional<Annunciation> open(AnnunciationType type) {
        for (Annunciation one : all.values()) {
            if (one.getType() == type && isOpen(one)) {
                return Optional.of(one);
            }
        }
        return Optional.empty();
    }

    private static boolean isOpen(Annunciation one) {
        return one.getStatus() != AnnunciationStatus.ANNUNCIATION_STATUS_CLEARED;
    }
}
