package pumpcompanion.connector.tracker;

import java.util.LinkedHashMap;
import java.util.Map;
import pumpcompanion.proto.v1.Clock;
import pumpcompanion.proto.v1.Setting;
import pumpcompanion.proto.v1.SettingsInForce;

/** Settings that were entered: they hold from their record's time on, for the parts that are in use too. */
final class SettingRules {

    /** More keys than there are belong to kinds of set; beyond this a record is not one that a person made. */
    private static final int MOST = 64;

    private SettingRules() {}

    static void inForce(Draft draft, SettingsInForce event) {
        Map<String, Setting> all = new LinkedHashMap<>();
        draft.before.getSettingsList().forEach(setting -> all.put(setting.getKey(), setting));
        for (Setting setting : event.getSettingsList()) {
            if (setting.getValue().isBlank()) {
                all.remove(setting.getKey());
            } else {
                all.put(setting.getKey(), setting);
            }
        }
        if (all.size() > MOST) {
            draft.findings.open(FindingCode.SETTINGS_REFUSED, all.size() + " settings (expected at most " + MOST + ")");
            return;
        }
        try {
            SettingKey.applied(draft.usual, event.getSettingsList());
            draft.status().clearSettings().addAllSettings(all.values());
            draft.settings = SettingKey.applied(draft.usual, draft.status().getSettingsList());
        } catch (IllegalArgumentException wrong) {
            draft.status().clearSettings().addAllSettings(draft.before.getSettingsList());
            draft.findings.open(FindingCode.SETTINGS_REFUSED, String.valueOf(wrong.getMessage()));
            return;
        }
        limits(draft);
        draft.touch();
    }

    /** The limits of the parts in use are those of the new settings. */
    private static void limits(Draft draft) {
        Clock cannula = draft.cannula().getClock();
        if (cannula.hasStartedMs()) {
            Wear.limit(draft, draft.cannula().getSetId());
        }
        Clock cartridge = draft.cartridge().getClock();
        if (cartridge.hasStartedMs()) {
            long limit = Times.plus(
                    cartridge.getStartedMs(), draft.settings.cartridgeLimit().toMillis());
            if (limit != cartridge.getLimitMs()) {
                draft.editCartridge().setClock(cartridge.toBuilder().setLimitMs(limit));
                draft.findings.end(FindingCode.CARTRIDGE_LIMIT, "The limit is another.");
            }
        }
        if (CouplingRules.open(draft.coupling())) {
            // Counted again from the start of the span: those that are past come at once, the others in their time.
            draft.findings.end(FindingCode.RECONNECT_REMINDER, "The reminders are others.");
            draft.editMemory().clearReminders();
        }
    }
}
