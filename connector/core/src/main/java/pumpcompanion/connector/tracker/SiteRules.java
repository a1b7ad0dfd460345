package pumpcompanion.connector.tracker;

import pumpcompanion.proto.v1.AdhesiveChanged;
import pumpcompanion.proto.v1.AdhesiveState;
import pumpcompanion.proto.v1.CannulaState;
import pumpcompanion.proto.v1.InsertionFailed;
import pumpcompanion.proto.v1.Part;
import pumpcompanion.proto.v1.Severity;
import pumpcompanion.proto.v1.SiteObserved;
import pumpcompanion.proto.v1.SiteSign;

/** What is seen at the site: adhesive, skin, an insertion that failed. None of it moves a clock. */
final class SiteRules {

    private SiteRules() {}

    static void adhesive(Draft draft, AdhesiveChanged event) {
        AdhesiveState state = event.getState();
        switch (state) {
            case ADHESIVE_STATE_PEELING -> draft.findings.open(FindingCode.ADHESIVE, "An edge of the mount is loose");
            case ADHESIVE_STATE_OFF ->
                draft.findings.open(FindingCode.ADHESIVE, Severity.SEVERITY_URGENT, "The mount no longer holds");
            case ADHESIVE_STATE_GOOD, ADHESIVE_STATE_TAPED ->
                draft.findings.end(FindingCode.ADHESIVE, "The mount is secured.");
            default -> {
                return;
            }
        }
        draft.editMount().setState(state).setKnown(draft.known());
        draft.sure(Part.PART_MOUNT);
        draft.touch();
    }

    static void observed(Draft draft, SiteObserved event) {
        StringBuilder seen = new StringBuilder();
        // At most 8 by the format; the first ones say enough.
        int count = Math.min(event.getSignsCount(), 8);
        for (int i = 0; i < count; i++) {
            String sign = switch (event.getSigns(i)) {
                case SITE_SIGN_REDNESS -> "redness";
                case SITE_SIGN_BLOOD -> "blood";
                case SITE_SIGN_LEAK -> "a leak";
                case SITE_SIGN_LUMP -> "a lump";
                case SITE_SIGN_PAIN -> "pain";
                default -> "";
            };
            if (event.getSigns(i) == SiteSign.SITE_SIGN_LUMP) {
                draft.editMemory().setLumpSeen(true);
            }
            if (!sign.isEmpty()) {
                seen.append(seen.length() == 0 ? "At the site: " : ", ").append(sign);
            }
        }
        if (seen.length() > 0) {
            draft.findings.open(FindingCode.SITE_SIGN, seen.toString());
        }
    }

    /** Nothing of it stays in the body; whether the older cannula still does, it does not say. */
    static void insertionFailed(Draft draft, InsertionFailed event) {
        String text = event.getText();
        draft.findings.open(
                FindingCode.INSERTION_FAILED, text.isEmpty() ? "An insertion failed" : "An insertion failed: " + text);
        if (draft.cannula().getClock().hasStartedMs()) {
            draft.editCannula()
                    .setKnown(draft.cannula().getKnown().toBuilder().setCertain(false))
                    .setClock(draft.cannula().getClock().toBuilder().setCertain(false));
        } else {
            PrimeRules.stop(draft);
            boolean noneBefore = draft.cannula().getState() == CannulaState.CANNULA_STATE_NONE
                    && draft.cannula().getKnown().getCertain();
            if (!noneBefore) {
                draft.editCannula().setState(CannulaState.CANNULA_STATE_NONE).setKnown(draft.known());
            }
        }
        draft.touch();
    }
}
