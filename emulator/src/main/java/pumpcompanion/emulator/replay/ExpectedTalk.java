package pumpcompanion.emulator.replay;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import pumpcompanion.emulator.replay.Expectations.Kept;
import pumpcompanion.proto.frame.FrameLimits;
import pumpcompanion.proto.v1.FromPump;
import pumpcompanion.proto.v1.Hello;
import pumpcompanion.proto.v1.Resume;
import pumpcompanion.proto.v1.ToPump;

/** What may be said on one link, as far as both sides have come. */
final class ExpectedTalk {

    /** Hello is repeated each second (W-41); what comes a little early is let pass. */
    private static final Duration BETWEEN_HELLOS = Duration.ofMillis(800);

    private static final int MOST_HELLOS = 5; // W-41

    /** Quiet for three intervals is what the page calls quiet (W-23, W-50). */
    private static final int QUIET_INTERVALS = 3;

    /** Acks come without delay after the commit (W-47), which a slow disk may hold up; so long is no slow disk. */
    private static final Duration ACK_WITHIN = Duration.ofSeconds(10);

    private final String link;
    private final Kept kept;
    private final Consumer<Deviation> out;

    private String companion = "";
    private int asked; // the number of the newest Hello
    private int hellos;
    private Instant helloAt = Instant.MIN;
    private int session; // that was welcomed and stands; 0: none
    private int former; // that stood before, and may still be on its way
    private Duration interval = Duration.ofSeconds(1);
    private Instant heardAt = Instant.MIN;
    private int epoch;
    private int resumeId;
    private boolean streamed; // a Resume of this session was answered
    private boolean streaming;
    private boolean mayReadAgain;
    private long newest;
    private long sentThrough;
    private long acked;
    private Instant unackedSince = Instant.MAX;

    ExpectedTalk(String link, Kept kept, Consumer<Deviation> out) {
        this.link = link;
        this.kept = kept;
        this.out = out;
    }

    void deviates(Instant at, String rule, String expected, String seen) {
        out.accept(new Deviation(at, link, rule, expected, seen));
    }

    // ------------------------------------------------------------ the pump

    void pumpSaid(Instant at, FromPump message) {
        if (session != 0 && message.getLogEpoch() != epoch) {
            epoch = message.getLogEpoch();
            endStream();
        }
        switch (message.getMessageCase()) {
            case WELCOME -> {
                if (message.getSession() != session) {
                    former = session;
                    streamed = false;
                    resumeId = 0;
                    endStream();
                }
                if (message.getWelcome().getNewest() < newest && epoch == message.getLogEpoch()) {
                    kept.wentBack(epoch);
                    mayReadAgain = true;
                }
                session = message.getSession();
                epoch = message.getLogEpoch();
                newest = message.getWelcome().getNewest();
                interval = Duration.ofMillis(message.getWelcome().getHeartbeatIntervalMs());
                heardAt = at;
            }
            case RESUMED -> {
                streaming = true;
                streamed = true;
                sentThrough = message.getResumed().getFirst() - 1;
                acked = sentThrough;
                newest = message.getResumed().getNewest();
                unackedSince = Instant.MAX;
            }
            case RECORD -> sent(at, message.getRecord().getSequence());
            case MISSING -> sent(at, message.getMissing().getThrough());
            case HEARTBEAT -> {
                if (message.getSession() == 0 && session != 0) {
                    former = session;
                    session = 0;
                    endStream();
                }
                if (message.getHeartbeat().getNewest() < newest) {
                    kept.wentBack(message.getLogEpoch());
                    mayReadAgain = true;
                }
                newest = message.getHeartbeat().getNewest();
            }
            default -> {
                // a refusal is answered as the talk allows; log text by nothing
            }
        }
    }

    private void sent(Instant at, long through) {
        sentThrough = through;
        newest = Math.max(newest, through);
        if (unackedSince.equals(Instant.MAX)) {
            unackedSince = at;
        }
    }

    private void endStream() {
        streaming = false;
        unackedSince = Instant.MAX;
    }

    // ------------------------------------------------------------ the companion

    void companionSaid(Instant at, ToPump message, int length) {
        if (length > FrameLimits.MAX_PAYLOAD_TO_PUMP) {
            deviates(at, "W-3", "at most " + FrameLimits.MAX_PAYLOAD_TO_PUMP + " bytes", length + " bytes");
        }
        if (message.getSession() == 0) {
            deviates(at, "W-21", "a session number", "session 0");
            return;
        }
        if (message.hasHello()) {
            hello(at, message.getSession(), message.getHello());
        } else if (session != 0 && message.getSession() == session) {
            ofSession(at, message);
        } else if (message.getSession() != former) { // what was on its way when its session ended is no fault
            String expected = session == 0 ? "Hello first" : "session " + hex(session);
            deviates(
                    at,
                    session == 0 ? "W-41" : "W-22",
                    expected,
                    word(message) + " of session " + hex(message.getSession()));
        }
    }

    private void hello(Instant at, int number, Hello hello) {
        companion = hello.getName();
        if (hello.getMinVersion() == 0 || Integer.compareUnsigned(hello.getMinVersion(), hello.getMaxVersion()) > 0) {
            deviates(
                    at,
                    "W-25",
                    "versions from 1 up",
                    "Hello with versions " + Integer.toUnsignedString(hello.getMinVersion()) + " to "
                            + Integer.toUnsignedString(hello.getMaxVersion()));
        }
        boolean again = number == asked;
        hellos = again ? hellos + 1 : 1;
        if (again && helloAt.plus(BETWEEN_HELLOS).isAfter(at)) {
            long ms = Duration.between(helloAt, at).toMillis();
            deviates(at, "W-41", "Hello again after 1 s", "after " + ms + " ms");
        } else if (hellos > MOST_HELLOS) {
            deviates(at, "W-41", "Hello " + MOST_HELLOS + " times at most", "the " + hellos + "th one");
        }
        asked = number;
        helloAt = at;
        heardAt = at;
    }

    private void ofSession(Instant at, ToPump message) {
        Duration quiet = Duration.between(heardAt, at);
        if (quiet.compareTo(interval.multipliedBy(QUIET_INTERVALS)) > 0) {
            deviates(
                    at,
                    "W-23",
                    "a Heartbeat every " + interval.toMillis() + " ms",
                    "nothing for " + quiet.toMillis() + " ms");
        }
        heardAt = at;
        switch (message.getMessageCase()) {
            case RESUME -> resume(at, message.getResume());
            case ACK -> ack(at, message.getAck().getThrough(), "Ack through ");
            case HEARTBEAT -> {
                if (message.getHeartbeat().getAckedThrough() != 0) {
                    ack(at, message.getHeartbeat().getAckedThrough(), "Heartbeat with acked through ");
                }
            }
            default -> deviates(at, "W-12", "a message that the page knows", "none of them");
        }
        if (!unackedSince.equals(Instant.MAX) && unackedSince.plus(ACK_WITHIN).isBefore(at)) {
            deviates(
                    at,
                    "W-47",
                    "Ack through " + sentThrough + " without delay",
                    "through " + acked + " only, "
                            + Duration.between(unackedSince, at).toSeconds() + " s later");
            unackedSince = at; // said once each time
        }
    }

    private void resume(Instant at, Resume resume) {
        int id = resume.getResumeId();
        if (id == 0) {
            deviates(at, "W-31", "a resume_id from 1 up", "Resume with 0");
        } else if (id == resumeId) {
            deviates(at, "W-32", "a new resume_id", "Resume with " + Integer.toUnsignedString(id) + " again");
            return; // the pump ignores it
        }
        resumeId = id;
        endStream();
        if (resume.getLogEpoch() != epoch) {
            deviates(at, "W-31", "Resume in log " + hex(epoch), "in log " + hex(resume.getLogEpoch()));
            return;
        }
        long from = Math.max(1, resume.getFrom());
        long held = kept.through(companion, epoch);
        if (Long.compareUnsigned(from, newest + 1) > 0) {
            deviates(
                    at,
                    "W-43",
                    "Resume from " + Math.max(1, newest) + " at most",
                    "from " + Long.toUnsignedString(from));
        } else if (from < held && !mayReadAgain) {
            deviates(at, "W-43", "Resume from " + held + ", which was acknowledged", "from " + from);
        }
        mayReadAgain = false;
    }

    private void ack(Instant at, long through, String word) {
        String seen = word + Long.toUnsignedString(through);
        if (!streaming) {
            if (!streamed) { // else it may have been on its way when the stream ended
                deviates(at, "W-47", "no acknowledgement before Resumed", seen);
            }
        } else if (Long.compareUnsigned(through, sentThrough) > 0) {
            deviates(at, "W-36", "at most " + sentThrough + ", the highest that was sent", seen);
        } else if (through < acked) {
            deviates(at, "W-47", "at least " + acked + ", as acknowledged before", seen);
        } else {
            unackedSince = through == sentThrough ? Instant.MAX : through > acked ? at : unackedSince;
            acked = through;
            kept.acked(companion, epoch, through);
        }
    }

    private static String hex(int number) {
        return String.format("%08x", number);
    }

    private static String word(ToPump message) {
        String name = message.getMessageCase().name();
        return name.charAt(0) + name.substring(1).toLowerCase(java.util.Locale.ROOT);
    }
}
