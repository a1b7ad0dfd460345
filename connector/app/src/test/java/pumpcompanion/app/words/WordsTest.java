package pumpcompanion.app.words;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import pumpcompanion.connector.journal.Query;
import pumpcompanion.proto.v1.EventKind;

class WordsTest {

    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @ParameterizedTest
    @CsvSource({"6700,6.7 U", "0,0 U", "300,0.3 U", "67,0.067 U", "180000,180 U", "4294967295,4294967.295 U"})
    void milliunitsAreShownAsUnits(long milliunits, String shown) {
        assertThat(Amounts.units(milliunits)).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource({"-5,0 s", "59,59 s", "60,1 min", "935,15 min 35 s", "3600,1 h", "183600,2 d 3 h", "259200,3 d"})
    void spansAreShownInTheirTwoLargestParts(long seconds, String shown) {
        assertThat(Amounts.span(Duration.ofSeconds(seconds))).isEqualTo(shown);
    }

    @Test
    void theTimesOfABrokenClockAreStillShown() {
        assertThat(Amounts.time(Long.MAX_VALUE, ZoneOffset.UTC)).startsWith("9999-");
        assertThat(Amounts.time(Long.MIN_VALUE, ZoneOffset.UTC)).isNotBlank();
        assertThat(Amounts.span(Long.MIN_VALUE, Long.MAX_VALUE)).isNotBlank();
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-22T11:00:00Z,2026-11-22T11:00:00Z",
        "2026-11-22T11:00:00+02:00,2026-11-22T09:00:00Z",
        "2026-11-22T11:00,2026-11-22T10:00:00Z",
        "2026-11-22 11:00:30,2026-11-22T10:00:30Z",
        "2026-11-22,2026-11-21T23:00:00Z",
        "2d,2026-11-20T12:00:00Z",
        "3h,2026-11-22T09:00:00Z",
        "90 s,2026-11-22T11:58:30Z",
        "1w,2026-11-15T12:00:00Z",
    })
    void timesAreReadAsPeopleTypeThem(String typed, String meant) {
        assertThat(Instant.ofEpochMilli(TimeWords.since(typed, NOW, BERLIN))).isEqualTo(Instant.parse(meant));
    }

    @Test
    void untilADateMeansTheWholeDay() {
        assertThat(Instant.ofEpochMilli(TimeWords.until("2026-11-22", NOW, BERLIN)))
                .isEqualTo(Instant.parse("2026-11-22T22:59:59.999Z"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "yesterday", "2026-13-01", "2026-11-22T25:00", "2 fortnights", "12:00", "-3h"})
    void whatIsNoTimeIsNamedWithWhatIsAllowed(String typed) {
        assertThatThrownBy(() -> TimeWords.since(typed, NOW, BERLIN))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + typed + "' is no time (expected ");
    }

    @Test
    void kindsAreTheWordsOfTheProtocol() {
        assertThat(Kinds.all()).contains("cannula-primed", "quick-disconnect", "vendor-record", "gap", "unreadable");
        assertThat(Kinds.numbers(List.of("cannula-primed", "gap", " Unreadable")))
                .containsExactly(EventKind.EVENT_KIND_CANNULA_PRIMED_VALUE, Query.GAP, Query.UNREADABLE);
        assertThat(Kinds.numbers(Kinds.all())).hasSize(Kinds.all().size());
    }

    @Test
    void aKindThatThereIsNotIsNamedWithThoseThatThereAre() {
        assertThatThrownBy(() -> Kinds.numbers(List.of("gap", "canula-primed")))
                .hasMessageContaining("no kind of record: 'canula-primed' (expected some of ")
                .hasMessageContaining("cannula-primed");
    }
}
