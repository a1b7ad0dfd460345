package pumpcompanion.connector.journal;

import java.util.List;
import pumpcompanion.proto.v1.Construction;
import pumpcompanion.proto.v1.EventKind;
import pumpcompanion.proto.v1.Identity;

/**
 * Which pump a session found.
 *
 * @param name the key under which its records stand: its serial number, or the name that its user gave it; not empty
 * @param identity what the pump says about itself; empty texts do not overwrite what is known from earlier
 * @param construction tubed or patch; UNSPECIFIED does not overwrite what is known from earlier
 * @param reports the kinds of event it can sense; empty does not overwrite what is known from earlier
 */
public record PumpInfo(String name, Identity identity, Construction construction, List<EventKind> reports) {

    /** Checks the name and copies the list. */
    public PumpInfo {
        if (name.isBlank()) {
            throw new IllegalArgumentException("a pump's name is empty, expected its serial or a given name");
        }
        reports = List.copyOf(reports);
    }

    /** A pump that does not say what it can sense. */
    PumpInfo(String name, Identity identity, Construction construction) {
        this(name, identity, construction, List.of());
    }

    /**
     * A pump of which only the name is known, as when only listening.
     *
     * @param name as in {@link #name()}
     */
    public static PumpInfo named(String name) {
        return new PumpInfo(name, Identity.getDefaultInstance(), Construction.CONSTRUCTION_UNSPECIFIED, List.of());
    }
}
