package pumpcompanion.emulator.model;

import java.util.Set;
import pumpcompanion.proto.v1.EventKind;
import pumpcompanion.proto.v1.EventOrBuilder;
import pumpcompanion.proto.v1.PrimeEnding;

/**
 * What the pump knows of cartridge and set, folded from what it senses. What it cannot sense it takes to be in place.
 * Survives a reboot, but for a prime.
 */
final class SetState {

    private final boolean tubed;
    private final boolean sensesSeat;
    private final boolean sensesJoin;
    private final boolean sensesFill;
    private final boolean sensesClip;
    private boolean seated;
    private boolean joined;
    private boolean full;
    private boolean clipped = true;
    private boolean waiting;
    private boolean priming;

    SetState(boolean tubed, Set<EventKind> senses) {
        this.tubed = tubed;
        sensesSeat = senses.contains(EventKind.EVENT_KIND_CARTRIDGE_SEATED);
        sensesJoin = senses.contains(EventKind.EVENT_KIND_CARTRIDGE_CONNECT);
        sensesFill =
                senses.contains(EventKind.EVENT_KIND_TUBING_PRIMED) || senses.contains(EventKind.EVENT_KIND_PRIMED);
        sensesClip = senses.contains(EventKind.EVENT_KIND_QUICK_RECONNECT);
        seated = !sensesSeat;
        joined = !sensesJoin;
        full = !sensesFill;
    }

    void happened(EventOrBuilder event) {
        switch (event.getKindCase()) {
            case CARTRIDGE_SEATED -> {
                seated = true;
                emptied();
            }
            case CARTRIDGE_UNSEATED -> {
                seated = !sensesSeat;
                emptied();
            }
            case PLUNGER_REWOUND -> emptied();
            case CARTRIDGE_CONNECT -> joined = true;
            case CARTRIDGE_DISCONNECT -> {
                joined = !sensesJoin;
                emptied();
            }
            case QUICK_DISCONNECT -> clipped = !sensesClip;
            case QUICK_RECONNECT -> {
                clipped = true;
                waiting = false;
            }
            case PRIME_STARTED -> priming = true;
            case TUBING_PRIMED -> {
                var end = event.getTubingPrimed();
                ended(
                        end.hasProgrammedMilliunits(),
                        amount(end.hasDeliveredMilliunits(), end.getDeliveredMilliunits()),
                        end.getEnding());
            }
            case PRIMED -> {
                var end = event.getPrimed();
                ended(
                        end.hasProgrammedMilliunits(),
                        amount(end.hasDeliveredMilliunits(), end.getDeliveredMilliunits()),
                        end.getEnding());
            }
            case CANNULA_PRIMED -> priming = false;
            default -> {
                // says nothing about cartridge and tubing
            }
        }
    }

    /** Air may be in the tubing: it has to be filled anew, as pumps ask after each rewind. */
    private void emptied() {
        full = !sensesFill;
        waiting = false;
    }

    /** Not reported counts as something. */
    private static long amount(boolean reported, int milliunits) {
        return reported ? milliunits : 1;
    }

    private void ended(boolean programmed, long delivered, PrimeEnding ending) {
        priming = false;
        boolean done = ending == PrimeEnding.PRIME_ENDING_COMPLETED
                || (!programmed && ending == PrimeEnding.PRIME_ENDING_STOPPED_BY_USER);
        if (done && delivered > 0) {
            full = true;
            waiting = !clipped;
        }
    }

    void rebooted() {
        priming = false;
    }

    boolean tubed() {
        return tubed;
    }

    boolean seated() {
        return seated;
    }

    boolean joined() {
        return joined || !tubed;
    }

    boolean full() {
        return full || !tubed;
    }

    boolean waiting() {
        return waiting && tubed;
    }

    boolean priming() {
        return priming;
    }

    @Override
    public String toString() {
        StringBuilder words = new StringBuilder(seated ? "cartridge in" : "no cartridge");
        if (tubed) {
            words.append(joined ? ", connector joined" : ", connector off");
            words.append(full ? ", tubing full" : ", tubing not full");
            words.append(clipped ? "" : ", tubing unclipped");
        }
        return words.append(priming ? ", priming" : "").toString();
    }
}
