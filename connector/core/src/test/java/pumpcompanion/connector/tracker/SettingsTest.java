package pumpcompanion.connector.tracker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pumpcompanion.proto.v1.*;

/** Settings by name: read, checked, entered, and in force from their time on. */
class SettingsTest {

    @Test
    void everySettingThatIsWrittenOutIsReadBackAsItWas() {
        TrackerSettings odd = TrackerSettings.builder()
                .wearLimit(Duration.ofHours(60))
                .wearLimits(Map.of("minimed-extended", Duration.ofHours(160)))
                .wearNotices(Duration.ofMinutes(90), Duration.ZERO)
                .cartridgeLimit(Duration.ofDays(7))
                .reprime(Duration.ofHours(1))
                .sameWear(Duration.ofMinutes(30))
                .reconnectReminders(List.of(Duration.ofMinutes(5), Duration.ofMinutes(10)), Duration.ofMinutes(90))
                .lowMilliunits(12_500)
                .noticeTime(Duration.ofHours(2))
                .cannulaMarker(CannulaMarker.TUBING_PRIME)
                .places(Duration.ofDays(3), Duration.ofDays(20))
                .build();
        List<Setting> all = SettingKey.all(odd).entrySet().stream()
                .map(entry -> SettingKey.parse(entry.getKey() + "=" + entry.getValue()))
                .toList();
        assertThat(SettingKey.applied(TrackerSettings.defaults(), all)).isEqualTo(odd);
        assertThat(odd.toBuilder().build()).isEqualTo(odd);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "wear-limit=300h          | tracker.wear-limit is 300h (expected 24h to 240h)",
                "wear-limit=soon          | tracker.wear-limit is soon (expected a span such as 72h, 45min or 7d)",
                "wear-warning-before=30h  | tracker.wear-warning-before is 30h (expected 0min to 28h)",
                "wear-limit.my-set=1h     | tracker.wear-limit.my-set is 1h (expected 24h to 240h)",
                "reconnect-reminders=30min,15min | tracker.reconnect-reminders is 15min (expected 30min to 3h)",
                "reconnect-cap=45min      | tracker.reconnect-reminders is 1h (expected 30min to 45min)",
                "reservoir-low=500U       | tracker.reservoir-low is 500U (expected 0U to 100U)",
                "reservoir-low=-3         | tracker.reservoir-low is -3 (expected units of insulin such as 20U)",
                "cannula-marker=steel     | tracker.cannula-marker is steel (expected cannula-prime or tubing-prime)",
                "lump-rest=1d             | tracker.lump-rest is 24h (expected 168h to 1440h)",
            })
    void aSettingOutOfRangeOrOrderIsNamedWithItsValueAndWhatIsAllowed(String setting, String message) {
        List<Setting> settings = List.of(SettingKey.parse(setting));
        assertThatThrownBy(() -> SettingKey.applied(TrackerSettings.defaults(), settings))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @Test
    void aKeyThatIsNoneIsNamedWithThoseThatAre() {
        assertThatThrownBy(() -> SettingKey.parse("wearlimit=72h"))
                .hasMessageContaining("tracker.wearlimit")
                .hasMessageContaining("wear-limit, wear-info-before");
        assertThatThrownBy(() -> SettingKey.parse("72h")).hasMessageContaining("KEY=VALUE");
    }

    @Test
    void anEnteredLimitHoldsForTheSetThatIsWornFromItsTimeOn() {
        PumpLog log = PumpLog.tubed().setChange();
        log.hours(47).level(100_000);
        assertThat(log.codes()).containsExactly("wear-info");
        log.hours(1).settings("wear-limit=48h");
        assertThat(log.status.getCannula().getClock().getLimitMs()).isEqualTo(log.wear() + 48 * 3_600_000L);
        log.wait(Duration.ofHours(1));
        assertThat(log.codes()).containsExactly("wear-limit");
        log.settings("wear-limit=");
        assertThat(log.status.getSettingsList()).isEmpty();
        log.wait(Duration.ZERO);
        assertThat(log.codes()).containsExactly("wear-warning");
    }

    @Test
    void settingsOfTwoRecordsAddUpAndLastThroughSetChanges() {
        PumpLog log = PumpLog.tubed().settings("wear-limit=48h").settings("cartridge-limit=72h", "wear-limit.x=100h");
        log.setChange();
        assertThat(log.status.getCannula().getClock().getLimitMs()).isEqualTo(log.wear() + 48 * 3_600_000L);
        assertThat(log.status.getCartridge().getClock().getLimitMs()).isEqualTo(log.cartridge() + 72 * 3_600_000L);
        assertThat(log.tracker.settings(log.status).wearLimits()).containsEntry("x", Duration.ofHours(100));
    }

    @Test
    void recordedSettingsOutOfRangeChangeNothingAndAreFound() {
        PumpLog log = PumpLog.tubed().settings("wear-limit=48h").settings("reprime=1h", "wear-limit=1h");
        assertThat(log.codes()).containsExactly("settings-refused");
        assertThat(log.tracker.settings(log.status).wearLimit()).isEqualTo(Duration.ofHours(48));
        assertThat(log.tracker.settings(log.status).reprime()).isEqualTo(Duration.ofHours(4));
        for (int i = 0; i < 100; i++) {
            log.settings("wear-limit.set-" + i + "=48h");
        }
        assertThat(log.status.getSettingsCount()).as("bounded").isLessThanOrEqualTo(64);
    }
}
