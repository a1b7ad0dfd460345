package pumpcompanion.connector.tracker;

import pumpcompanion.proto.v1.CannulaPrimed;
import pumpcompanion.proto.v1.PrimeEnding;
import pumpcompanion.proto.v1.Primed;
import pumpcompanion.proto.v1.TubingPrimed;

/**
 * What the end of a prime means. A record of a fill is not a completed one: pumps write one for a skipped fill (600
 * series), for every change of reservoir with amount 0 (Insight), and where an alarm ended it (Tandem).
 *
 * @param done whether what was to be filled is full
 * @param zero whether the pump says that nothing was delivered
 * @param programmed milliunits that were set; -1 where the prime was open-ended
 * @param delivered milliunits; -1 where not reported
 * @param ending how it ended
 */
record PrimeOutcome(boolean done, boolean zero, long programmed, long delivered, PrimeEnding ending) {

    static PrimeOutcome of(TubingPrimed prime) {
        return of(
                prime.hasProgrammedMilliunits() ? Integer.toUnsignedLong(prime.getProgrammedMilliunits()) : -1,
                prime.hasDeliveredMilliunits() ? Integer.toUnsignedLong(prime.getDeliveredMilliunits()) : -1,
                prime.getEnding());
    }

    static PrimeOutcome of(CannulaPrimed prime) {
        return of(
                prime.hasProgrammedMilliunits() ? Integer.toUnsignedLong(prime.getProgrammedMilliunits()) : -1,
                prime.hasDeliveredMilliunits() ? Integer.toUnsignedLong(prime.getDeliveredMilliunits()) : -1,
                prime.getEnding());
    }

    static PrimeOutcome of(Primed prime) {
        return of(
                prime.hasProgrammedMilliunits() ? Integer.toUnsignedLong(prime.getProgrammedMilliunits()) : -1,
                prime.hasDeliveredMilliunits() ? Integer.toUnsignedLong(prime.getDeliveredMilliunits()) : -1,
                prime.getEnding());
    }

    private static PrimeOutcome of(long programmed, long delivered, PrimeEnding ending) {
        boolean completed = ending == PrimeEnding.PRIME_ENDING_COMPLETED;
        // Open-ended: nothing was promised, so the one who ends it says that it is full.
        boolean ended = programmed < 0 && ending == PrimeEnding.PRIME_ENDING_STOPPED_BY_USER;
        return new PrimeOutcome((completed || ended) && delivered != 0, delivered == 0, programmed, delivered, ending);
    }

    /** Whether insulin left the pump, as far as is known. */
    boolean flowed() {
        return delivered != 0;
    }

    /** For people: amounts and ending. */
    String words() {
        String amount = delivered < 0 ? "an amount not reported" : Words.units(delivered);
        String of = programmed < 0 ? "" : " of " + Words.units(programmed);
        String how = switch (ending) {
            case PRIME_ENDING_COMPLETED -> "completed";
            case PRIME_ENDING_STOPPED_BY_USER -> "stopped by the user";
            case PRIME_ENDING_STOPPED_BY_ALARM -> "stopped by an alarm";
            case PRIME_ENDING_STOPPED_BY_FAULT -> "stopped by a fault";
            default -> "ending not known";
        };
        return amount + of + ", " + how;
    }
}
