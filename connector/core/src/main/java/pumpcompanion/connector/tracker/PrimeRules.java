package pumpcompanion.connector.tracker;

import java.util.List;
import pumpcompanion.proto.v1.CannulaPrimed;
import pumpcompanion.proto.v1.CannulaState;
import pumpcompanion.proto.v1.CartridgeState;
import pumpcompanion.proto.v1.EventKind;
import pumpcompanion.proto.v1.Part;
import pumpcompanion.proto.v1.PrimeStarted;
import pumpcompanion.proto.v1.PrimeTarget;
import pumpcompanion.proto.v1.Primed;
import pumpcompanion.proto.v1.TrackerMemory;
import pumpcompanion.proto.v1.TubingPrimed;
import pumpcompanion.proto.v1.TubingState;

/** Primes: begun, ended, done or not. What a completed one means for a part stands with that part. */
final class PrimeRules {

    /** What a prime that was not done leaves open. */
    static final List<FindingCode> UNDONE =
            List.of(FindingCode.PRIME_INCOMPLETE, FindingCode.PRIME_INTERRUPTED, FindingCode.PRIME_ZERO);

    private PrimeRules() {}

    static void started(Draft draft, PrimeStarted prime) {
        stop(draft);
        PrimeTarget target = prime.getTarget();
        draft.editMemory().setRunningPrime(known(target)).setRunningPrimeSinceMs(draft.now);
        if (target == PrimeTarget.PRIME_TARGET_TUBING && !draft.patch()) {
            CouplingRules.onBody(draft, FindingCode.TUBING_PRIMED_ON_BODY, "A tubing prime began");
            draft.editMemory().setTubingBeforePrime(draft.tubing().getState());
            draft.editTubing().setState(TubingState.TUBING_STATE_FILLING).setKnown(draft.known());
        } else if (target == PrimeTarget.PRIME_TARGET_CANNULA) {
            draft.editMemory().setCannulaBeforePrime(draft.cannula().getState());
            draft.editCannula().setState(CannulaState.CANNULA_STATE_FILLING).setKnown(draft.known());
        }
        draft.touch();
    }

    static void tubing(Draft draft, TubingPrimed prime) {
        PrimeOutcome outcome = PrimeOutcome.of(prime);
        stop(draft);
        if (draft.fromPump()) {
            draft.editMemory().setTubingPrimedSeen(true);
        }
        DeliveryRules.primed(draft, outcome);
        if (outcome.flowed()) {
            CouplingRules.onBody(draft, FindingCode.TUBING_PRIMED_ON_BODY, "The tubing was filled");
        }
        boolean wasDry = draft.tubing().getState() != TubingState.TUBING_STATE_FILLED;
        if (judged(draft, outcome, Part.PART_TUBING) && !draft.patch()) {
            FillRules.tubing(draft, outcome, wasDry);
            TubingRules.filled(draft);
        }
    }

    static void cannula(Draft draft, CannulaPrimed prime) {
        PrimeOutcome outcome = PrimeOutcome.of(prime);
        stop(draft);
        DeliveryRules.primed(draft, outcome);
        if (outcome.flowed()) {
            hazards(draft);
        }
        if (judged(draft, outcome, Part.PART_CANNULA)) {
            WearRules.cannulaPrimed(draft);
            FillRules.cannula(draft, outcome);
            draft.editMemory().clearCartridgeChangeMs();
            CouplingRules.assumeJoined(draft);
        }
    }

    /** A prime of an unknown part moves no clock; a person is asked. */
    static void unknown(Draft draft, Primed prime) {
        PrimeOutcome outcome = PrimeOutcome.of(prime);
        stop(draft);
        DeliveryRules.primed(draft, outcome);
        if (judged(draft, outcome, Part.PART_PUMP)) {
            draft.findings.open(FindingCode.PRIME_TARGET_UNKNOWN, "A prime of an unknown part: " + outcome.words());
        }
    }

    /** The pump started again: the prime that was running has no end. */
    static void interrupted(Draft draft) {
        if (draft.memory().hasRunningPrimeSinceMs()) {
            PrimeTarget target = draft.memory().getRunningPrime();
            stop(draft);
            draft.findings.open(
                    FindingCode.PRIME_INTERRUPTED,
                    part(target),
                    "The pump restarted while filling " + Words.target(target));
        }
    }

    /** No prime is running any more; the part is what it was before, until a rule says more. */
    static void stop(Draft draft) {
        if (!draft.memory().hasRunningPrimeSinceMs()) {
            return;
        }
        TrackerMemory.Builder memory = draft.editMemory();
        if (draft.tubing().getState() == TubingState.TUBING_STATE_FILLING) {
            draft.editTubing().setState(memory.getTubingBeforePrime());
        }
        if (draft.cannula().getState() == CannulaState.CANNULA_STATE_FILLING) {
            draft.editCannula().setState(memory.getCannulaBeforePrime());
        }
        memory.clearRunningPrime()
                .clearRunningPrimeSinceMs()
                .clearTubingBeforePrime()
                .clearCannulaBeforePrime();
        draft.touch();
    }

    private static boolean judged(Draft draft, PrimeOutcome outcome, Part part) {
        if (outcome.done()) {
            for (FindingCode code : UNDONE) {
                draft.findings.end(code, part, "A prime was completed.");
                draft.findings.end(code, Part.PART_PUMP, "A prime was completed.");
            }
            if (part != Part.PART_PUMP) {
                draft.findings.end(FindingCode.PRIME_TARGET_UNKNOWN, "A prime of a known part was completed.");
            }
        } else if (outcome.zero()) {
            draft.findings.open(FindingCode.PRIME_ZERO, part, "Delivered " + outcome.words());
        } else {
            draft.findings.open(FindingCode.PRIME_INCOMPLETE, part, "Delivered " + outcome.words());
        }
        return outcome.done();
    }

    private static void hazards(Draft draft) {
        if (draft.cartridge().getState() == CartridgeState.CARTRIDGE_STATE_NONE
                && draft.cartridge().getKnown().getCertain()) {
            draft.findings.open(FindingCode.CANNULA_PRIMED_WITHOUT_CARTRIDGE, "A cannula prime without a cartridge");
        }
        if (tubingKnownDry(draft)) {
            draft.findings.open(
                    FindingCode.CANNULA_PRIMED_ON_DRY_TUBING, "No completed tubing prime since it was joined");
        }
    }

    /** Silence about filling the tubing means something only where the pump would tell of it. */
    static boolean tubingKnownDry(Draft draft) {
        boolean tubingPrimesShow =
                draft.memory().getTubingPrimedSeen() || draft.reports(EventKind.EVENT_KIND_TUBING_PRIMED);
        return draft.tubing().getState() == TubingState.TUBING_STATE_DRY
                && draft.tubing().getKnown().getCertain()
                && tubingPrimesShow
                && !draft.patch();
    }

    private static Part part(PrimeTarget target) {
        return switch (target) {
            case PRIME_TARGET_TUBING -> Part.PART_TUBING;
            case PRIME_TARGET_CANNULA -> Part.PART_CANNULA;
            default -> Part.PART_PUMP;
        };
    }

    private static PrimeTarget known(PrimeTarget target) {
        return target == PrimeTarget.UNRECOGNIZED ? PrimeTarget.PRIME_TARGET_UNSPECIFIED : target;
    }
}
