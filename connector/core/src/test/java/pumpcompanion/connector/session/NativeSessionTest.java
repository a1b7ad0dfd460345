package pumpcompanion.connector.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import pumpcompanion.proto.v1.FromPump;
import pumpcompanion.proto.v1.PumpHeartbeat;
import pumpcompanion.proto.v1.Refusal;
import pumpcompanion.proto.v1.RefusalReason;
import pumpcompanion.proto.v1.Resumed;
import pumpcompanion.proto.v1.ToPump.MessageCase;
import pumpcompanion.proto.v1.Welcome;

class NativeSessionTest {

    private static final int SOMEBODY_ELSES = 0x7777_7777;

    // ------------------------------------------------------------ Hello

    @Test
    void helloIsRepeatedEachSecondWithTheSameNumberAndGivenUpAfterFive_W41_W21() {
        Talk talk = new Talk();
        talk.pass(4_999);
        assertThat(talk.sent).hasSize(5).allMatch(m -> m.hasHello() && m.getSession() == talk.number());
        assertThat(talk.gaveUp).isNull();
        talk.pass(1);
        assertThat(talk.gaveUp).contains("no answer to Hello", "5 times", "no frame came at all");
    }

    @Test
    void aPumpOfAnotherVersionIsRefusedWithBothRangesNamed_W42() {
        Talk talk = new Talk();
        talk.say(FromPump.newBuilder()
                .setRefusal(Refusal.newBuilder()
                        .setReason(RefusalReason.REFUSAL_REASON_VERSION)
                        .setMinVersion(2)
                        .setMaxVersion(3)));
        assertThat(talk.gaveUp).contains("2 to 3", "expected 1");
    }

    @Test
    void aPumpThatChoosesAVersionNobodyOfferedIsGivenUp() {
        Talk talk = new Talk();
        talk.say(FromPump.newBuilder().setWelcome(Welcome.newBuilder().setVersion(9)));
        assertThat(talk.gaveUp).contains("version 9");
    }

    @Test
    void aPumpWithoutASerialNumberIsRefusedUnlessItsUserNamesIt_W28() {
        Talk nameless = new Talk();
        nameless.say(FromPump.newBuilder().setWelcome(Welcome.newBuilder().setVersion(1)));
        assertThat(nameless.gaveUp).contains("?name=");

        Talk named = new Talk(false, "bench-3");
        named.say(FromPump.newBuilder().setWelcome(Welcome.newBuilder().setVersion(1)));
        assertThat(named.met).extracting(PumpMet::name).containsExactly("bench-3");
    }

    @Test
    void aWelcomeThatComesAgainIsIgnored_W27() {
        Talk talk = new Talk().streaming(0, 3);
        talk.welcome(1, 3, 1);
        assertThat(talk.met).hasSize(1);
        assertThat(talk.count(MessageCase.RESUME)).isOne();
    }

    @Test
    void aWelcomeWithValuesOutOfRangeIsTakenAtTheNearestInRange() {
        Talk talk = new Talk();
        talk.window = 0;
        talk.intervalMs = 0;
        talk.streaming(0, 2);
        talk.record(1);
        talk.record(2); // window of one: beyond
        assertThat(talk.keptSequences()).containsExactly(1L);
        talk.pass(499);
        assertThat(talk.count(MessageCase.HEARTBEAT)).isZero();
        talk.pass(1);
        assertThat(talk.count(MessageCase.HEARTBEAT)).isOne();
    }

    // ------------------------------------------------------------ records

    @Test
    void recordsAreAskedForFromTheNewestKeptOneAndAckedOnlyAfterTheCommit_W43_W47() {
        Talk talk = new Talk().streaming(41, 43);
        assertThat(talk.lastResume().getFrom()).isEqualTo(41);
        talk.record(41);
        talk.record(42);
        assertThat(talk.count(MessageCase.ACK)).isZero();
        talk.commitAll();
        assertThat(talk.last().getAck().getThrough()).isEqualTo(42);
    }

    @Test
    void aLostRecordIsAskedForOnceAndWhatFollowsIsDroppedUntilResumed_W45() {
        Talk talk = new Talk().streaming(0, 9);
        talk.record(1);
        talk.commitAll();
        talk.record(3);
        talk.record(4);
        assertThat(talk.count(MessageCase.RESUME)).isEqualTo(2);
        assertThat(talk.lastResume().getFrom()).isEqualTo(1);
        talk.record(2); // late, out of the old stream
        assertThat(talk.keptSequences()).containsExactly(1L);
        talk.resumed();
        talk.record(1);
        talk.record(2);
        talk.record(3);
        assertThat(talk.keptSequences()).containsExactly(1L, 1L, 2L, 3L);
    }

    @Test
    void theLastRecordLostShowsInTheHeartbeat_W45() {
        Talk talk = new Talk().streaming(0, 2);
        talk.record(1);
        talk.heartbeat(1, 2);
        assertThat(talk.count(MessageCase.RESUME)).isOne();
        talk.heartbeat(2, 2);
        assertThat(talk.count(MessageCase.RESUME)).isEqualTo(2);
    }

    @Test
    void aPumpThatSkipsARecordWithoutAWordIsAskedFiveTimesNoFasterThanEveryTwoSecondsThenGivenUp_W46() {
        Talk talk = new Talk().streaming(0, 9);
        talk.record(1);
        talk.commitAll();
        long began = talk.now;
        for (int i = 0; i < 40 && talk.gaveUp == null; i++) {
            if (talk.lastResume().getResumeId() > 1) {
                talk.resumed();
                talk.record(1);
            }
            talk.record(3);
            talk.heartbeat(3, 9);
            talk.pass(500);
        }
        assertThat(talk.gaveUp).contains("record 2", "5 times");
        assertThat(talk.now - began).isBetween(8_000L, 12_000L);
        assertThat(talk.count(MessageCase.RESUME)).isEqualTo(6);
    }

    @Test
    void aPumpThatNeverAnswersResumeIsGivenUp_W46() {
        Talk talk = new Talk();
        talk.welcome(1, 5, 1);
        talk.session.located(talk.now, new Session.Place(0, 0, 1));
        for (int i = 0; i < 30 && talk.gaveUp == null; i++) {
            talk.heartbeat(0, 5);
            talk.pass(500);
        }
        assertThat(talk.count(MessageCase.RESUME)).isEqualTo(5);
        assertThat(talk.gaveUp).contains("record 1");
    }

    @Test
    void aResumedThatBeginsElsewhereLeavesNoSilentHole_W44() {
        Talk talk = new Talk();
        talk.welcome(1, 50, 1);
        talk.session.located(talk.now, new Session.Place(0, 0, 1));
        talk.say(FromPump.newBuilder()
                .setResumed(Resumed.newBuilder().setResumeId(1).setFirst(20)));
        talk.record(20);
        assertThat(talk.kept).isEmpty();
        assertThat(talk.session.counts().nonsense()).isOne();
    }

    @Test
    void aStatementOfMissingRecordsStandsInTheirPlaceAndIsAcked_W34() {
        Talk talk = new Talk().streaming(0, 30);
        talk.missing(1, 20);
        talk.record(21);
        assertThat(talk.kept.get(0).event()).isNull();
        assertThat(talk.kept.get(0).through()).isEqualTo(20);
        talk.commitAll();
        assertThat(talk.last().getAck().getThrough()).isEqualTo(21);
    }

    @Test
    void aStatementThatOverlapsWhatCameIsTakenFromTheNumberDue_W44() {
        Talk talk = new Talk().streaming(0, 30);
        talk.record(1);
        talk.record(2);
        talk.missing(1, 5);
        assertThat(talk.keptSequences()).containsExactly(1L, 2L, 3L);
    }

    @Test
    void moreThanAWindowIsNotKeptWhileTheJournalIsSlow_W48() {
        Talk talk = new Talk().streaming(0, 99);
        for (int i = 1; i <= 50; i++) {
            talk.record(i);
        }
        assertThat(talk.kept).hasSize(4);
        assertThat(talk.session.counts().beyondWindow()).isOne(); // the next one is a jump already
        assertThat(talk.count(MessageCase.RESUME)).isEqualTo(2);
    }

    @Test
    void absurdNumbersAreCountedAndChangeNothing() {
        Talk talk = new Talk().streaming(0, 9);
        talk.record(0);
        talk.record(-1);
        talk.record(Long.MAX_VALUE);
        talk.missing(5, 4);
        talk.missing(1, -1);
        assertThat(talk.kept).isEmpty();
        assertThat(talk.session.counts().nonsense()).isEqualTo(5);
        assertThat(talk.count(MessageCase.RESUME)).isOne();
    }

    @Test
    void anAckOfAnEarlierStreamIsNotSentForThisOne() {
        Talk talk = new Talk().streaming(0, 9);
        talk.record(1);
        long oldStream = talk.kept.get(0).stream();
        talk.record(3);
        talk.session.committed(talk.now, oldStream, 1, 1);
        assertThat(talk.count(MessageCase.ACK)).isZero();
    }

    @Test
    void theHeartbeatRepeatsTheAck_W47() {
        Talk talk = new Talk().streaming(0, 1);
        talk.pass(1_000);
        assertThat(talk.last().getHeartbeat().getAckedThrough()).isZero();
        talk.record(1);
        talk.commitAll();
        talk.pass(1_000);
        assertThat(talk.last().getHeartbeat().getAckedThrough()).isOne();
    }

    // ------------------------------------------------------------ which log

    @Test
    void aBootCountThatWentBackIsReadAgainFromTheOldest_W53() {
        Talk talk = new Talk();
        talk.welcome(7, 60, 3);
        talk.session.located(talk.now, new Session.Place(50, 50, 4));
        assertThat(talk.lastResume().getFrom()).isEqualTo(7);
        talk.resumed();
        talk.record(7);
        assertThat(talk.kept.get(0).verify()).isTrue();
    }

    @Test
    void aPumpThatWentBackAndLostTheRecordsBehindTheLastOneKeptIsAskedToStateThem_W53() {
        Talk talk = new Talk();
        talk.welcome(70, 90, 3);
        talk.session.located(talk.now, new Session.Place(50, 50, 4));
        assertThat(talk.lastResume().getFrom())
                .as("51 to 69 would be lost without a word")
                .isEqualTo(50);
    }

    @Test
    void aNewestThatWentBackIsReadAgainFromTheOldest_W53() {
        Talk talk = new Talk();
        talk.welcome(1, 45, 4);
        talk.session.located(talk.now, new Session.Place(50, 50, 4));
        assertThat(talk.lastResume().getFrom()).isOne();
    }

    @Test
    void otherBytesUnderAKeptNumberAreReadAgainFromTheOldest_W53() {
        Talk talk = new Talk().streaming(50, 60);
        talk.record(50);
        talk.session.conflict(talk.now, talk.kept.get(0).stream());
        assertThat(talk.lastResume().getFrom()).isOne();
        talk.resumed();
        talk.record(1);
        assertThat(talk.kept.get(1).verify()).isTrue();
    }

    @Test
    void anotherEpochInMidSessionMeansHelloAgain_W51() {
        Talk talk = new Talk().streaming(0, 9);
        int before = talk.number();
        talk.pass(1_000);
        talk.epoch = 0xBEEF;
        talk.heartbeat(0, 0);
        assertThat(talk.last().hasHello()).isTrue();
        assertThat(talk.number()).isNotEqualTo(before);
    }

    // ------------------------------------------------------------ ends

    @Test
    void noSessionIsAnsweredByHelloAtOnceButNotTwiceInASecond_W51() {
        Talk talk = new Talk().streaming(0, 9);
        talk.pass(1_500);
        talk.refuse(RefusalReason.REFUSAL_REASON_NO_SESSION);
        assertThat(talk.last().hasHello()).isTrue();
        for (int i = 0; i < 3; i++) { // a pump that welcomes and refuses, again and again
            talk.welcome(1, 9, 1);
            talk.session.located(talk.now, new Session.Place(0, 0, 1));
            talk.refuse(RefusalReason.REFUSAL_REASON_NO_SESSION);
        }
        assertThat(talk.count(MessageCase.HELLO)).isEqualTo(2);
        talk.pass(1_000);
        assertThat(talk.count(MessageCase.HELLO)).isEqualTo(3);
        talk.welcome(1, 9, 1);
        talk.refuse(RefusalReason.REFUSAL_REASON_NO_SESSION);
        assertThat(talk.gaveUp).contains("5 times in a row");
    }

    @Test
    void aHeartbeatWithoutSessionMeansThePumpRestarted_W51() {
        Talk talk = new Talk().streaming(0, 9);
        talk.pass(1_500);
        talk.say(
                0, FromPump.newBuilder().setHeartbeat(PumpHeartbeat.newBuilder().setSerial("EM-1")));
        assertThat(talk.last().hasHello()).isTrue();
    }

    @Test
    void aQuietPumpIsGreetedAfterThreeIntervalsAndGivenUpAfterSix_W50() {
        Talk talk = new Talk().streaming(0, 9);
        int before = talk.number();
        talk.pass(2_999);
        assertThat(talk.last().hasHello()).isFalse();
        talk.pass(1);
        assertThat(talk.last().hasHello()).isTrue();
        assertThat(talk.number()).isNotEqualTo(before);
        talk.pass(2_999);
        assertThat(talk.gaveUp).isNull();
        talk.pass(1);
        assertThat(talk.gaveUp).contains("quiet", "six");
    }

    @Test
    void framesOfAForeignSessionAreDroppedAndDoNotBreakTheQuiet_W22_W24() {
        Talk talk = new Talk();
        talk.say(
                SOMEBODY_ELSES,
                FromPump.newBuilder().setWelcome(Welcome.newBuilder().setVersion(1)));
        assertThat(talk.met).isEmpty();
        assertThat(talk.session.counts().foreign()).isOne();
    }

    @Test
    void busyIsGivenUpWithThatWord_W42() {
        Talk talk = new Talk();
        talk.refuse(RefusalReason.REFUSAL_REASON_BUSY);
        assertThat(talk.gaveUp).contains("busy");
    }
}
