package pumpcompanion.app;

import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import pumpcompanion.proto.v1.CartridgeConnect;
import pumpcompanion.proto.v1.CartridgeDisconnect;
import pumpcompanion.proto.v1.CartridgeSeated;
import pumpcompanion.proto.v1.CartridgeUnseated;
import pumpcompanion.proto.v1.Event;
import pumpcompanion.proto.v1.EventRecord;
import pumpcompanion.proto.v1.Freshness;
import pumpcompanion.proto.v1.PlungerRewound;

/** What happens to the cartridge, and to the pump's battery. */
final class NoteCartridge {

    private NoteCartridge() {}

    /** One of two. */
    static final class Fresh {
        @Option(names = "--new", description = "It is a new one.")
        private boolean fresh;

        @Option(names = "--used", description = "It is the same one as before.")
        private boolean used;

        Freshness value() {
            return fresh ? Freshness.FRESHNESS_NEW : used ? Freshness.FRESHNESS_USED : Freshness.FRESHNESS_UNSPECIFIED;
        }
    }

    /** Into the pump. */
    @Command(
            name = "cartridge-seated",
            description = "A cartridge was put into the pump.",
            footer = "  companion note EM-0001 cartridge-seated --new")
    static final class Seated extends Note {
        @ArgGroup
        private Fresh fresh = new Fresh();

        @Override
        EventRecord.Builder content() {
            return event(Event.newBuilder()
                    .setCartridgeSeated(CartridgeSeated.newBuilder().setFreshness(fresh.value())));
        }
    }

    /** Out of the pump. */
    @Command(
            name = "cartridge-unseated",
            description = "The cartridge was taken out of the pump.",
            footer = "  companion note EM-0001 cartridge-unseated")
    static final class Unseated extends Note {
        @Override
        EventRecord.Builder content() {
            return event(Event.newBuilder().setCartridgeUnseated(CartridgeUnseated.getDefaultInstance()));
        }
    }

    /** The set's connector. */
    @Command(
            name = "cartridge-connect",
            description = "The set's connector was joined to the cartridge.",
            footer = "  companion note EM-0001 cartridge-connect")
    static final class Connect extends Note {
        @Override
        EventRecord.Builder content() {
            return event(Event.newBuilder().setCartridgeConnect(CartridgeConnect.getDefaultInstance()));
        }
    }

    /** The set's connector. */
    @Command(
            name = "cartridge-disconnect",
            description = "The set's connector was taken off the cartridge.",
            footer = "  companion note EM-0001 cartridge-disconnect")
    static final class Disconnect extends Note {
        @Override
        EventRecord.Builder content() {
            return event(Event.newBuilder().setCartridgeDisconnect(CartridgeDisconnect.getDefaultInstance()));
        }
    }

    /** Moves no clock. */
    @Command(
            name = "plunger-rewound",
            description = "The plunger was driven back.",
            footer = "  companion note EM-0001 plunger-rewound")
    static final class Rewound extends Note {
        @Override
        EventRecord.Builder content() {
            return event(Event.newBuilder().setPlungerRewound(PlungerRewound.getDefaultInstance()));
        }
    }

    /** Of the pump. */
    @Command(
            name = "battery-changed",
            description = "The pump's battery was changed.",
            footer = "  companion note EM-0001 battery-changed")
    static final class BatteryChanged extends Note {
        @Override
        EventRecord.Builder content() {
            return event(
                    Event.newBuilder().setBatteryChanged(pumpcompanion.proto.v1.BatteryChanged.getDefaultInstance()));
        }
    }
}
