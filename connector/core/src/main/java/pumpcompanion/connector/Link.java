package pumpcompanion.connector;

import com.google.protobuf.InvalidProtocolBufferException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import pumpcompanion.connector.journal.Batch;
import pumpcompanion.connector.journal.Commit;
import pumpcompanion.connector.journal.Entry;
import pumpcompanion.connector.journal.Journal;
import pumpcompanion.connector.journal.Position;
import pumpcompanion.connector.journal.PumpInfo;
import pumpcompanion.connector.session.NativeSession;
import pumpcompanion.connector.session.PumpMet;
import pumpcompanion.connector.session.PumpTime;
import pumpcompanion.connector.session.Session;
import pumpcompanion.connector.session.SessionCounts;
import pumpcompanion.connector.session.SessionOut;
import pumpcompanion.connector.session.SessionPhase;
import pumpcompanion.connector.session.SessionSettings;
import pumpcompanion.proto.transport.Receiver;
import pumpcompanion.proto.transport.Transport;
import pumpcompanion.proto.v1.Event;

/**
 * One attempt at a link, from opening to end: carries bytes from transport to session, arrivals from session to journal,
 * and commits back to the session, which acknowledges. All on the connector's executor.
 */
final class Link implements Receiver, SessionOut {

    private static final Logger LOG = LoggerFactory.getLogger(Link.class);

    private final Spine spine;
    private final Transport transport;
    private final Session session;
    private final Journal journal;
    private final Time time;
    private final PumpClock clock;
    private final List<Entry> pending = new ArrayList<>();

    private @Nullable PumpMet pump;
    private @Nullable Arrival lastArrival;
    private long newest;
    private long through;
    private boolean live;
    private boolean over;
    private boolean absent;
    private @Nullable ScheduledFuture<?> tick;
    private long tickAt = Long.MAX_VALUE;

    Link(Spine spine, Transport transport, SessionSettings settings, Journal journal, Time time, PumpClock clock) {
        this.spine = spine;
        this.transport = transport;
        this.session = new NativeSession(settings, this);
        this.journal = journal;
        this.time = time;
        this.clock = clock;
    }

    void open() {
        transport.open(this, time.executor());
    }

    /** Closes the link without a further word. */
    void close() {
        over = true;
        stopTicking();
        transport.close();
    }

    SessionCounts counts() {
        return session.counts();
    }

    long behind() {
        return Math.max(0, newest - through);
    }

    boolean isLive() {
        return live;
    }

    @Nullable
    String pumpName() {
        return pump == null ? null : pump.name();
    }

    // ------------------------------------------------------------ transport -> session

    @Override
    public void opened() {
        if (!over) {
            spine.greeting("link is open");
            guarded(() -> {
                session.opened(now(), transport.bytesPerSecond());
                settle();
            });
        }
    }

    @Override
    public void received(ByteBuffer bytes) {
        if (!over) {
            guarded(() -> {
                session.received(now(), bytes);
                settle();
            });
        }
    }

    @Override
    public void closed(Closed cause) {
        absent = cause.kind() == Closed.Kind.ABSENT;
        end(cause.text());
    }

    /** Whether there was nothing to open. */
    boolean wasAbsent() {
        return absent;
    }

    private void end(String reason) {
        if (!over) {
            close();
            spine.linkOver(this, reason);
        }
    }

    /** After every call of the session: what it wants kept goes to the journal, and its next deadline is watched. */
    private void settle() {
        flush();
        if (over) {
            return;
        }
        long deadline = session.deadlineMs();
        if (deadline < tickAt) {
            stopTicking();
            tickAt = deadline;
            tick = time.executor().schedule(this::tick, Math.max(0, deadline - now()), TimeUnit.MILLISECONDS);
        }
    }

    private void tick() {
        tickAt = Long.MAX_VALUE;
        if (!over) {
            guarded(() -> {
                session.tick(now());
                settle();
            });
        }
    }

    private void stopTicking() {
        if (tick != null) {
            tick.cancel(false);
            tick = null;
        }
        tickAt = Long.MAX_VALUE;
    }

    private long now() {
        return time.monotonic().millis();
    }

    // ------------------------------------------------------------ session -> journal

    @Override
    public void locate(PumpMet met, boolean answerWanted) {
        flush();
        pump = met;
        live = false;
        PumpInfo info = new PumpInfo(met.name(), met.identity(), met.construction(), met.reports());
        then(
                journal.locate(
                        info, met.logEpoch(), met.bootCount(), time.wall().millis()),
                position -> located(met, position, answerWanted));
    }

    private void located(PumpMet met, Position position, boolean answerWanted) {
        if (over) {
            return;
        }
        Runnable ready = () -> {
            if (!over && answerWanted) {
                through = position.through();
                session.located(
                        now(), new Session.Place(position.through(), position.highestHeld(), position.bootCount()));
                settle();
            }
        };
        spine.met(met, position.opened(), ready, unreadable -> end(words(unreadable)));
    }

    @Override
    public void keep(Arrival arrival) {
        Arrival last = lastArrival;
        if (last != null && (last.stream() != arrival.stream() || last.verify() != arrival.verify())) {
            flush();
        }
        lastArrival = arrival;
        pending.add(
                new Entry(arrival.sequence(), arrival.through(), arrival.event(), arrival.reason(), timeOf(arrival)));
    }

    private long timeOf(Arrival arrival) {
        long wall = time.wall().millis();
        if (arrival.event() == null) {
            return clock.nowMs(wall);
        }
        try {
            return clock.timeOf(Event.parseFrom(arrival.event()), wall);
        } catch (InvalidProtocolBufferException unreadable) {
            return clock.nowMs(wall);
        }
    }

    private void flush() {
        Arrival last = lastArrival;
        PumpMet met = pump;
        if (pending.isEmpty() || last == null || met == null) {
            return;
        }
        Batch batch =
                new Batch(met.name(), last.stream(), last.verify(), time.wall().millis(), pending);
        pending.clear();
        then(journal.append(batch), commit -> committed(batch, last.through(), commit));
    }

    /** The spine: the batch is in the journal; then ack, then track, then tell. */
    private void committed(Batch batch, long batchThrough, Commit commit) {
        if (commit.conflict()) {
            session.conflict(now(), batch.stream());
        } else {
            through = batch.verify() ? batchThrough : Math.max(through, batchThrough);
            session.committed(
                    now(), batch.stream(), batchThrough, batch.entries().size());
        }
        boolean wasLive = live;
        live = live || (behind() == 0 && !over);
        spine.kept(commit.fresh(), behind(), wasLive);
        if (live && !wasLive) {
            spine.caughtUp();
        }
        settle();
    }

    /** What the journal answers, on this executor; its trouble ends the link, and nothing of the batch is acknowledged. */
    private <T> void then(CompletableFuture<T> answer, Consumer<T> use) {
        answer.whenCompleteAsync(
                (value, trouble) -> guarded(() -> {
                    if (trouble != null) {
                        end(words(trouble));
                    } else {
                        use.accept(value);
                    }
                }),
                time.executor());
    }

    /** An executor would swallow a mistake of ours in silence. */
    private void guarded(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException mistake) {
            LOG.error("{}: a mistake in this program; the link is closed", transport.name(), mistake);
            end(transport.name() + ": internal error: " + mistake);
        }
    }

    private static String words(Throwable trouble) {
        Throwable cause =
                trouble instanceof CompletionException && trouble.getCause() != null ? trouble.getCause() : trouble;
        String message = cause.getMessage();
        return message == null ? cause.toString() : message;
    }

    // ------------------------------------------------------------ session -> wire and people

    @Override
    public void send(byte[] frames) {
        transport.send(frames);
    }

    @Override
    public void heard(PumpTime shown) {
        newest = shown.newest();
        clock.heard(shown, time.wall().millis());
        spine.heard(live ? 0 : behind());
    }

    @Override
    public void text(String text) {
        spine.text(text);
    }

    @Override
    public void phase(SessionPhase phase, String text) {
        switch (phase) {
            case GREETING, LOCATING -> {
                live = false;
                spine.greeting(text);
            }
            case RESUMING -> spine.streaming(live, text);
            case STREAMING -> {
                spine.resumed();
                live = live || behind() == 0;
                spine.streaming(live, text);
            }
            case LISTENING -> {
                live = true;
                spine.listening(text);
            }
            case OVER -> {
                // giveUp says it
            }
        }
    }

    @Override
    public void giveUp(String reason) {
        end(transport.name() + ": " + reason);
    }
}
