package pumpcompanion.connector.golden;

import com.google.protobuf.Message;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import pumpcompanion.proto.v1.Ack;
import pumpcompanion.proto.v1.FromPump;
import pumpcompanion.proto.v1.Hello;
import pumpcompanion.proto.v1.Resume;
import pumpcompanion.proto.v1.ToPump;

/** The talks behind {@code proto/vectors/sessions}. Written anew with {@code -Dvectors.write=true}, then read by people. */
@EnabledIfSystemProperty(named = "vectors.write", matches = "true", disabledReason = "writes files of the repository")
class GoldenScripts {

    private static final int OTHER = 0x7777_7777;

    private static Predicate<Message> record(long sequence) {
        return message -> message instanceof FromPump from && from.getRecord().getSequence() == sequence;
    }

    private static Predicate<Message> ack() {
        return message -> message instanceof ToPump to && to.hasAck();
    }

    @Test
    void firstContact() {
        try (GoldenWriter talk = new GoldenWriter(
                "first-contact",
                "A companion that knows nothing meets a pump with six records; a seventh is written later.",
                "W-21 W-23 W-25 W-26 W-31 W-33 W-37 W-43 W-47")) {
            talk.holds(6).run(100).open().run(1_500).appends(7).run(2_000).write();
        }
    }

    @Test
    void lostFrame() {
        try (GoldenWriter talk = new GoldenWriter(
                "backfill-with-a-lost-frame",
                "Record 3 is lost on the wire: one Resume, and what follows is dropped until its Resumed.",
                "W-35 W-44 W-45")) {
            talk.holds(6).lose(record(3)).run(100).open().run(2_500).write();
        }
    }

    @Test
    void lostLast() {
        try (GoldenWriter talk = new GoldenWriter(
                "last-frame-lost",
                "The newest record is lost on the wire; the pump's next heartbeat shows it.",
                "W-37 W-45")) {
            talk.holds(3).lose(record(3)).run(100).open().run(3_000).write();
        }
    }

    @Test
    void lostAck() {
        try (GoldenWriter talk = new GoldenWriter(
                "lost-ack",
                "An Ack is lost while the window is full; the companion's next heartbeat repeats it.",
                "W-33 W-36 W-47")) {
            talk.holds(6).lose(ack()).run(100).open().run(3_000).write();
        }
    }

    @Test
    void reboot() {
        try (GoldenWriter talk = new GoldenWriter(
                "reboot-in-mid-stream",
                "On a serial wire the pump restarts with records unsent; its heartbeat without a session brings the next Hello.",
                "W-20 W-26 W-51")) {
            talk.with("link", "wire")
                    .holds(6)
                    .lose(ack())
                    .run(100)
                    .open()
                    .run(300)
                    .pump("restarts", "6")
                    .run(3_000)
                    .write();
        }
    }

    @Test
    void overwritten() {
        try (GoldenWriter talk = new GoldenWriter(
                "records-overwritten-in-mid-stream",
                "While the window is full the ring overwrites what was not sent yet: stated in place, kept as a gap.",
                "W-18 W-33 W-34 W-44")) {
            talk.with("ring", "8").holds(8).lose(ack()).run(100).open().run(300);
            for (int i = 9; i <= 15; i++) {
                talk.appends(i);
            }
            talk.run(3_000).write();
        }
    }

    @Test
    void unreadable() {
        try (GoldenWriter talk = new GoldenWriter(
                "unreadable-record",
                "Record 2 parses as no Event and is kept all the same; record 4 the pump itself cannot read.",
                "W-34 W-49")) {
            talk.holds(1)
                    .holdsBytes(GoldenWriter.hex("ffffffff").toByteArray())
                    .holdsBytes(GoldenWriter.event(3))
                    .holdsBytes(GoldenWriter.event(4))
                    .holdsBytes(GoldenWriter.event(5))
                    .pump("damages", "4")
                    .run(100)
                    .open()
                    .run(2_500)
                    .write();
        }
    }

    @Test
    void neverWritten() {
        try (GoldenWriter talk =
                new GoldenWriter("numbers-never-written", "The pump skips numbers and says so.", "W-14 W-34")) {
            talk.holds(2)
                    .pump("skips", "5")
                    .appends(8)
                    .run(100)
                    .open()
                    .run(2_500)
                    .write();
        }
    }

    @Test
    void erased() {
        try (GoldenWriter talk = new GoldenWriter(
                "log-erased",
                "The log is erased in mid-session: another epoch, another log.",
                "W-17 W-38 W-51 W-52 W-54")) {
            talk.with("link", "wire")
                    .holds(3)
                    .run(100)
                    .open()
                    .run(1_500)
                    .pump("erases", "0badcafe")
                    .appends(1)
                    .run(4_000)
                    .write();
        }
    }

    @Test
    void usedAgain() {
        try (GoldenWriter talk = new GoldenWriter(
                "numbers-used-again-after-a-reset",
                "A reset takes the pump back to record 4; 5 to 7 are written anew with other bytes.",
                "W-53 W-54 W-55")) {
            talk.with("link", "wire").holds(6).run(100).open().run(1_500).pump("restarts", "4");
            for (int i = 105; i <= 107; i++) {
                talk.appends(i);
            }
            talk.run(6_000).write();
        }
    }

    @Test
    void halfOpen() {
        try (GoldenWriter talk = new GoldenWriter(
                "half-open-link-and-reconnect",
                "The connection dies without a word: Hello after three quiet intervals, close after six, then a new link.",
                "W-29 W-39 W-42 W-50")) {
            talk.holds(2)
                    .run(100)
                    .open()
                    .run(1_500)
                    .deaf(true)
                    .appends(3)
                    .run(5_500)
                    .deaf(false)
                    .run(5_000)
                    .write();
        }
    }

    @Test
    void cut() {
        try (GoldenWriter talk = new GoldenWriter(
                "cut-and-reconnect",
                "The connection is cut with frames under way; the next one goes on.",
                "W-42 W-43")) {
            talk.holds(6).run(100).open().run(75).cut().run(3_000).write();
        }
    }

    @Test
    void otherVersion() {
        try (GoldenWriter talk =
                new GoldenWriter("refused-version", "A pump that speaks version 2 only.", "W-25 W-42 W-59")) {
            talk.with("version", "2").holds(1).run(100).open().run(1_500).write();
        }
    }

    @Test
    void busy() {
        try (GoldenWriter talk = new GoldenWriter(
                "refused-busy", "A pump with no session to spare accepts, refuses and closes.", "W-29 W-42")) {
            talk.with("sessions", "0").holds(1).run(100).open().run(1_500).write();
        }
    }

    @Test
    void noSession() {
        try (GoldenWriter talk = new GoldenWriter(
                "refused-no-session",
                "On a serial wire the pump restarts and its first heartbeat is lost: what the companion says next is refused.",
                "W-26 W-51")) {
            talk.with("link", "wire")
                    .holds(2)
                    .run(100)
                    .open()
                    .run(1_300)
                    .lose(message -> message instanceof FromPump from && from.getSession() == 0)
                    .pump("restarts", "2")
                    .run(3_000)
                    .write();
        }
    }

    @Test
    void twoCompanions() {
        try (GoldenWriter talk = new GoldenWriter(
                "two-companions",
                "Another companion says Hello on the same serial wire and falls silent later; the first one listens, then returns.",
                "W-22 W-25 W-39 W-56 W-58")) {
            talk.with("link", "wire").holds(3).run(100).open().run(1_500);
            talk.other(
                            ToPump.newBuilder()
                                    .setHello(
                                            Hello.newBuilder().setMinVersion(1).setMaxVersion(1)),
                            OTHER)
                    .run(200);
            talk.other(
                            ToPump.newBuilder()
                                    .setResume(Resume.newBuilder()
                                            .setResumeId(1)
                                            .setLogEpoch(0x00C0FFEE)
                                            .setFrom(3)),
                            OTHER)
                    .run(200);
            talk.appends(4).run(50);
            talk.other(ToPump.newBuilder().setAck(Ack.newBuilder().setThrough(4)), OTHER)
                    .run(15_000)
                    .write();
        }
    }

    @Test
    void listenOnly() {
        try (GoldenWriter talk = new GoldenWriter(
                "listen-only-with-a-hole-filled-later",
                "One that only listens hears another's session and misses two records; made active, it fills the hole.",
                "W-43 W-57 W-58")) {
            talk.with("link", "wire").holds(4).run(100).listen().run(200);
            talk.other(
                            ToPump.newBuilder()
                                    .setHello(
                                            Hello.newBuilder().setMinVersion(1).setMaxVersion(1)),
                            OTHER)
                    .run(200);
            talk.lose(record(2)).lose(record(3));
            talk.other(
                            ToPump.newBuilder()
                                    .setResume(Resume.newBuilder()
                                            .setResumeId(1)
                                            .setLogEpoch(0x00C0FFEE)
                                            .setFrom(1)),
                            OTHER)
                    .run(200);
            talk.other(ToPump.newBuilder().setAck(Ack.newBuilder().setThrough(4)), OTHER)
                    .run(100);
            talk.active().run(2_500).write();
        }
    }
}
