package pumpcompanion.connector.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import pumpcompanion.proto.v1.FromPump;
import pumpcompanion.proto.v1.LogLine;
import pumpcompanion.proto.v1.PumpHeartbeat;
import pumpcompanion.proto.v1.Record;
import pumpcompanion.proto.v1.Refusal;

/** Two companions on one wire, one that only listens, and what is no frame. */
class NativeSessionBesideOthersTest {

    private static final int SOMEBODY_ELSES = 0x7777_7777;

    // ------------------------------------------------------------ two companions, listening

    @Test
    void oneThatWasReplacedSendsNothingListensAndComesBackAfterSixQuietIntervals_W56() {
        Talk talk = new Talk().streaming(0, 9);
        int sentBefore = talk.sent.size();
        talk.say(
                SOMEBODY_ELSES,
                FromPump.newBuilder().setRecord(Record.newBuilder().setSequence(7)));
        assertThat(talk.keptSequences()).containsExactly(7L);
        talk.pass(6_000 + 4_999);
        assertThat(talk.sent).hasSize(sentBefore);
        talk.pass(1);
        assertThat(talk.sent).hasSize(sentBefore + 1);
        assertThat(talk.last().hasHello()).isTrue();
    }

    @Test
    void aLateFrameOfItsOwnEarlierSessionDoesNotReplaceACompanion_W56() {
        Talk talk = new Talk().streaming(0, 9);
        int earlier = talk.number();
        talk.pass(3_000);
        talk.welcome(1, 9, 1);
        talk.say(earlier, FromPump.newBuilder().setRecord(Record.newBuilder().setSequence(1)));
        assertThat(talk.phases.get(talk.phases.size() - 1)).isEqualTo(SessionPhase.LOCATING);
    }

    @Test
    void aRefusalMeantForAnotherDoesNotReplaceACompanion_W56() {
        Talk talk = new Talk().streaming(0, 9);
        talk.say(SOMEBODY_ELSES, FromPump.newBuilder().setRefusal(Refusal.getDefaultInstance()));
        talk.record(1);
        assertThat(talk.keptSequences()).containsExactly(1L);
    }

    /** What it heard may begin anywhere: where the pump went back to is found out in a session of its own. */
    @Test
    void oneThatWasReplacedBeginsNoNewLogWithWhatItHearsByChance_W53() {
        Talk talk = new Talk().streaming(0, 9);
        talk.say(
                SOMEBODY_ELSES,
                FromPump.newBuilder().setRecord(Record.newBuilder().setSequence(7)));
        assertThat(talk.kept.get(0).verify()).isFalse();
    }

    @Test
    void oneThatOnlyListensKeepsEverySessionsRecordsAndSendsNothing_W57_W58() {
        Talk talk = new Talk(true, null);
        talk.say(5, FromPump.newBuilder().setRecord(Record.newBuilder().setSequence(1)));
        assertThat(talk.met.get(0).name()).isEqualTo("the link");
        talk.say(
                5, FromPump.newBuilder().setHeartbeat(PumpHeartbeat.newBuilder().setSerial("EM-1")));
        talk.say(5, FromPump.newBuilder().setRecord(Record.newBuilder().setSequence(9)));
        talk.say(6, FromPump.newBuilder().setRecord(Record.newBuilder().setSequence(4)));
        talk.pass(600_000);
        assertThat(talk.met.get(talk.met.size() - 1).name()).isEqualTo("EM-1");
        assertThat(talk.keptSequences()).containsExactly(1L, 9L, 4L);
        assertThat(talk.sent).isEmpty();
        assertThat(talk.gaveUp).isNull();
    }

    // ------------------------------------------------------------ noise

    @Test
    void textOutsideFramesAndLogLinesAreShown_W11_W40() {
        Talk talk = new Talk();
        talk.session.received(talk.now, ByteBuffer.wrap("\0Boot v1.2\r\n\0".getBytes(StandardCharsets.US_ASCII)));
        talk.say(FromPump.newBuilder().setLogLine(LogLine.newBuilder().setText("adc ok")));
        assertThat(talk.texts).containsExactly("Boot v1.2", "adc ok");
    }

    @Test
    void aFloodOfTextIsShownInPartAndWhatWasLeftOutIsCounted() {
        Talk talk = new Talk();
        byte[] flood = "\0chatter\0\0g\0".repeat(1_000).getBytes(StandardCharsets.US_ASCII);
        talk.session.received(talk.now, ByteBuffer.wrap(flood));
        assertThat(talk.texts).hasSize(40).allMatch("chatter"::equals);
        talk.now += 1_000;
        talk.session.received(talk.now, ByteBuffer.wrap(flood));
        assertThat(talk.texts).hasSize(41).last().asString().contains("960 more lines");
    }

    @Test
    void aRightCrcAroundNonsenseIsCountedAndSurvived_W12() {
        Talk talk = new Talk();
        byte[] nonsense = ByteString.fromHex("ffffffffffff").toByteArray();
        talk.session.received(talk.now, ByteBuffer.wrap(talk.encoder.encode(nonsense)));
        talk.session.received(talk.now, ByteBuffer.wrap(talk.encoder.encode(new byte[] {0x58, 0x01}))); // field 11
        assertThat(talk.session.counts().nonsense()).isEqualTo(2);
    }
}
