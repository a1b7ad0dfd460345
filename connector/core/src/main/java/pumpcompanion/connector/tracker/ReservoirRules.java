package pumpcompanion.connector.tracker;

import pumpcompanion.proto.v1.CartridgeState;
import pumpcompanion.proto.v1.CartridgeStatus;

/** What is left in the cartridge: level, low and empty. A level never moves a clock. */
final class ReservoirRules {

    /** Above this a level is not one of a pump: event.proto, ReservoirLevel. */
    private static final int MOST_MILLIUNITS = 500_000;

    private ReservoirRules() {}

    /** A level as a record gives it; one out of range changes nothing. */
    static void reported(Draft draft, int milliunits) {
        if (milliunits < 0 || milliunits > MOST_MILLIUNITS) {
            draft.findings.open(
                    FindingCode.IMPLAUSIBLE_AMOUNT, "A level of " + Words.units(Integer.toUnsignedLong(milliunits)));
            return;
        }
        if (draft.cartridge().getState() != CartridgeState.CARTRIDGE_STATE_NONE) {
            CartridgeStatus.Builder cartridge = draft.editCartridge().setLevelMilliunits(milliunits);
            if (cartridge.hasKnown() && !cartridge.getKnown().getCertain()) {
                // That there is a cartridge, and how full; whether it is still the same one, a level does not say.
                cartridge.setKnown(cartridge.getKnown().toBuilder().setCertain(true));
            }
            level(draft, milliunits);
        }
    }

    /** The state that follows from a level. */
    static void level(Draft draft, int milliunits) {
        if (milliunits == 0) {
            empty(draft);
        } else if (milliunits <= draft.settings.lowMilliunits()) {
            low(draft, Words.units(milliunits) + " left");
        } else if (draft.cartridge().getState() != CartridgeState.CARTRIDGE_STATE_FILLED) {
            state(draft, CartridgeState.CARTRIDGE_STATE_FILLED);
            gone(draft, "The level is above the low one.");
        }
    }

    /** At or below the low level, as the pump or the level says. */
    static void low(Draft draft, String seen) {
        if (draft.cartridge().getState() != CartridgeState.CARTRIDGE_STATE_LOW) {
            state(draft, CartridgeState.CARTRIDGE_STATE_LOW);
            draft.findings.end(FindingCode.RESERVOIR_EMPTY, "Some insulin is left.");
            draft.findings.open(FindingCode.RESERVOIR_LOW, seen);
        }
    }

    /** Nothing is left, as the pump or the level says. */
    static void empty(Draft draft) {
        if (draft.cartridge().getState() != CartridgeState.CARTRIDGE_STATE_EMPTY) {
            state(draft, CartridgeState.CARTRIDGE_STATE_EMPTY);
            draft.findings.end(FindingCode.RESERVOIR_LOW, "It became reservoir-empty.");
            draft.findings.open(FindingCode.RESERVOIR_EMPTY, "No insulin is left");
        }
    }

    /** Neither low nor empty holds any more. */
    static void gone(Draft draft, String why) {
        draft.findings.end(FindingCode.RESERVOIR_LOW, why);
        draft.findings.end(FindingCode.RESERVOIR_EMPTY, why);
    }

    private static void state(Draft draft, CartridgeState state) {
        draft.editCartridge().setState(state).setKnown(draft.known());
        draft.touch();
    }
}
