package pumpcompanion.app;

import picocli.CommandLine.Command;
import pumpcompanion.proto.v1.Event;
import pumpcompanion.proto.v1.EventRecord;

/** What happens to the tubing and its quick-disconnect. */
final class NoteLine {

    private NoteLine() {}

    /** Cannula and mount stay. */
    @Command(
            name = "quick-disconnect",
            aliases = "disconnect",
            description = "The tubing was unclipped; cannula and mount stay in place.",
            footer = {"  companion note EM-0001 quick-disconnect", "  companion note EM-0001 disconnect --at 20m"})
    static final class QuickDisconnect extends Note {
        @Override
        EventRecord.Builder content() {
            return event(
                    Event.newBuilder().setQuickDisconnect(pumpcompanion.proto.v1.QuickDisconnect.getDefaultInstance()));
        }
    }

    /** The end of it. */
    @Command(
            name = "quick-reconnect",
            aliases = "reconnect",
            description = "The tubing was clipped on again.",
            footer = {"  companion note EM-0001 quick-reconnect", "  companion note EM-0001 reconnect --at 5m"})
    static final class QuickReconnect extends Note {
        @Override
        EventRecord.Builder content() {
            return event(
                    Event.newBuilder().setQuickReconnect(pumpcompanion.proto.v1.QuickReconnect.getDefaultInstance()));
        }
    }

    /** The tubing is full. */
    @Command(
            name = "drop-seen",
            description = "A drop was seen at the open end: the tubing is full.",
            footer = "  companion note EM-0001 drop-seen")
    static final class DropSeen extends Note {
        @Override
        EventRecord.Builder content() {
            return event(Event.newBuilder().setDropSeen(pumpcompanion.proto.v1.DropSeen.getDefaultInstance()));
        }
    }

    /** In cartridge or tubing. */
    @Command(
            name = "air-seen",
            description = "Air was seen in cartridge or tubing.",
            footer = "  companion note EM-0001 air-seen")
    static final class AirSeen extends Note {
        @Override
        EventRecord.Builder content() {
            return event(Event.newBuilder().setAirSeen(pumpcompanion.proto.v1.AirSeen.getDefaultInstance()));
        }
    }
}
