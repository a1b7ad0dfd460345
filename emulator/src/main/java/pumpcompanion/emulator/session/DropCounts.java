package pumpcompanion.emulator.session;

import java.util.EnumMap;
import java.util.Map;

/** How often the pump dropped something, by reason. Lives as long as the link, over all its sessions. */
public final class DropCounts {

    private final Map<Dropped, Long> counts = new EnumMap<>(Dropped.class);

    /** Nothing dropped yet. */
    public DropCounts() {
        for (Dropped reason : Dropped.values()) {
            counts.put(reason, 0L);
        }
    }

    void count(Dropped reason) {
        counts.merge(reason, 1L, Long::sum);
    }

    /** How often, for one reason. */
    public long of(Dropped reason) {
        return counts.getOrDefault(reason, 0L);
    }

    /** A copy; every reason is present. */
    public Map<Dropped, Long> snapshot() {
        return new EnumMap<>(counts);
    }
}
