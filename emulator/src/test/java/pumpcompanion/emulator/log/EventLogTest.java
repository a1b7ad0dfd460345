package pumpcompanion.emulator.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import pumpcompanion.proto.v1.Event;
import pumpcompanion.proto.v1.MissingReason;

class EventLogTest {

    private static final int EPOCH = 0xC0FFEE;

    private static EventLog log(int capacity, int records) {
        EventLog log = new EventLog(capacity, EPOCH);
        for (int i = 0; i < records; i++) {
            log.append(Event.newBuilder().setUptimeMs(i + 1).build());
        }
        return log;
    }

    private static LogEntry missing(long from, long through, MissingReason reason) {
        return new LogEntry(from, through, null, reason);
    }

    @Test
    @DisplayName("W-19: oldest and newest of an empty log are not 1 and 0")
    void anEmptyLogHasOldestOneAndNewestZero() {
        EventLog log = log(10, 0);
        assertThat(log.newest()).isZero();
        assertThat(log.oldest()).isEqualTo(1);
        assertThatThrownBy(() -> log.read(1)).hasMessage("record 1 (expected 1 to 0)");
    }

    @Test
    @DisplayName("W-18: a full ring does not overwrite its oldest")
    void aFullRingOverwritesItsOldest() throws Exception {
        for (int capacity : new int[] {1, 3, 16, 17, 100}) {
            EventLog log = log(capacity, 1000);
            assertThat(log.newest()).isEqualTo(1000);
            assertThat(log.oldest()).isEqualTo(1001 - capacity);
            assertThat(log.read(1)).isEqualTo(missing(1, 1000 - capacity, MissingReason.MISSING_REASON_OVERWRITTEN));
            for (long sequence = log.oldest(); sequence <= 1000; sequence++) {
                assertThat(Event.parseFrom(log.read(sequence).bytes()).getUptimeMs())
                        .isEqualTo(sequence);
            }
        }
    }

    @Test
    void damagedRecordsAreStatedTogetherAndStillCountAsStored_W19() {
        EventLog log = log(10, 5);
        log.makeUnreadable(1);
        log.makeUnreadable(2);
        assertThat(log.read(1)).isEqualTo(missing(1, 2, MissingReason.MISSING_REASON_UNREADABLE));
        assertThat(log.oldest()).isEqualTo(1);
        log.overwriteThrough(3);
        assertThat(log.oldest()).isEqualTo(4);
        assertThatThrownBy(() -> log.makeUnreadable(3)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void skippedNumbersAreNeverWrittenAndCountOnlyWithTheNextRecord() {
        EventLog log = log(10, 2);
        log.skip(1_000_000_000_000L);
        assertThat(log.newest()).isEqualTo(2);
        assertThat(log.append(Event.getDefaultInstance())).isEqualTo(1_000_000_000_003L);
        assertThat(log.read(3)).isEqualTo(missing(3, 1_000_000_000_002L, MissingReason.MISSING_REASON_NEVER_WRITTEN));
    }

    @Test
    void overwritingEverythingLeavesOldestBehindTheNewest() {
        EventLog log = log(10, 4);
        log.overwriteThrough(4);
        assertThat(log.oldest()).isEqualTo(5);
        assertThat(log.read(2)).isEqualTo(missing(2, 4, MissingReason.MISSING_REASON_OVERWRITTEN));
        assertThatThrownBy(() -> log.overwriteThrough(5)).hasMessage("record 5 (expected 1 to 4)");
    }

    @Test
    void anErasedLogBeginsAtOneUnderAnotherEpoch() {
        EventLog log = log(10, 4);
        log.erase(7);
        assertThat(log.epoch()).isEqualTo(7);
        assertThat(log.append(Event.getDefaultInstance())).isEqualTo(1);
        assertThatThrownBy(() -> log.erase(0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aRestoredLogUsesItsNumbersAgain() {
        EventLog log = log(3, 6);
        log.restore(5);
        assertThat(log.appendRaw(ByteString.copyFromUtf8("other"))).isEqualTo(6);
        assertThat(log.read(6).bytes()).isEqualTo(ByteString.copyFromUtf8("other"));
        log.restore(2);
        assertThat(log.read(2)).isEqualTo(missing(2, 2, MissingReason.MISSING_REASON_OVERWRITTEN));
        assertThat(log.append(Event.getDefaultInstance())).isEqualTo(3);
        assertThatThrownBy(() -> log.restore(4)).hasMessage("restore to 4 (expected 0 to 3)");
    }

    @Test
    @DisplayName("W-16: an event over 448 bytes is written")
    void anEventThatIsTooLongIsRefused() {
        EventLog log = log(3, 0);
        assertThat(log.appendRaw(ByteString.copyFrom(new byte[448]))).isEqualTo(1);
        assertThatThrownBy(() -> log.appendRaw(ByteString.copyFrom(new byte[449])))
                .hasMessageContaining("449 bytes (expected at most 448)");
        assertThat(log.newest()).isEqualTo(1);
    }
}
