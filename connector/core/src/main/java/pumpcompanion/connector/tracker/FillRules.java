package pumpcompanion.connector.tracker;

import java.util.Optional;
import pumpcompanion.connector.catalogue.Catalogue;
import pumpcompanion.connector.catalogue.FillFigure;
import pumpcompanion.proto.v1.Part;

/**
 * What a completed prime delivered, against what this kind of set holds by the catalogue. Only figures that have a source
 * are compared. A doubt, never more: people fill twice, or push air out.
 */
final class FillRules {

    /** Less than half of the least figure or more than twice the greatest is not this set's fill. */
    private static final int FACTOR = 2;

    private FillRules() {}

    /** A tubing prime was completed. Only one that filled dry tubing tells what the tubing holds. */
    static void tubing(Draft draft, PrimeOutcome outcome, boolean wasDry) {
        if (wasDry && outcome.delivered() > 0) {
            draft.editMemory().setTubingFillMilliunits((int) outcome.delivered());
        } else {
            draft.editMemory().clearTubingFillMilliunits();
        }
        draft.findings.end(FindingCode.FILL_IMPLAUSIBLE, Part.PART_TUBING, "The tubing was filled again.");
    }

    /** A cannula prime was completed. */
    static void cannula(Draft draft, PrimeOutcome outcome) {
        if (outcome.delivered() > 0) {
            draft.editMemory().setCannulaFillMilliunits((int) outcome.delivered());
        } else {
            draft.editMemory().clearCannulaFillMilliunits();
        }
        draft.findings.end(FindingCode.FILL_IMPLAUSIBLE, Part.PART_CANNULA, "The cannula was filled again.");
        check(draft);
    }

    /** Compares what is known of the present set's fills, as soon as the kind of set is known. */
    static void check(Draft draft) {
        String set = draft.cannula().getSetId();
        if (set.isEmpty()) {
            return;
        }
        Catalogue catalogue = Catalogue.builtIn();
        if (draft.memory().hasCannulaFillMilliunits()) {
            compare(draft, Part.PART_CANNULA, draft.memory().getCannulaFillMilliunits(), catalogue.cannulaFill(set));
        }
        if (draft.memory().hasTubingFillMilliunits()) {
            compare(draft, Part.PART_TUBING, draft.memory().getTubingFillMilliunits(), catalogue.tubingFill(set));
        }
    }

    private static void compare(Draft draft, Part part, long delivered, Optional<FillFigure> figure) {
        // Where a length has no figure, what is outside of the others may be its fill.
        if (figure.isEmpty() || !figure.get().allLengths()) {
            return;
        }
        long least = figure.get().minMilliunits();
        long most = figure.get().maxMilliunits();
        if (delivered * FACTOR < least || delivered > most * FACTOR) {
            String what = part == Part.PART_TUBING ? "The tubing" : "The cannula";
            draft.findings.open(
                    FindingCode.FILL_IMPLAUSIBLE,
                    part,
                    what + " was filled with " + Words.units(delivered) + "; "
                            + figure.get().text());
        }
    }
}
