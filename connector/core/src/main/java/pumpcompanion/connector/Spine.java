package pumpcompanion.connector;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import pumpcompanion.connector.LinkStatus.State;
import pumpcompanion.connector.journal.Journal;
import pumpcompanion.connector.session.PumpMet;
import pumpcompanion.connector.session.SessionCounts;
import pumpcompanion.connector.session.SessionSettings;
import pumpcompanion.connector.tracker.SetTracker;
import pumpcompanion.proto.transport.Transport;
import pumpcompanion.proto.v1.EventRecord;
import pumpcompanion.proto.v1.SetStatus;

/** Opens links one after another, and tells observers what came of them. All on the connector's executor. */
final class Spine {

    private static final long LOOK_AGAIN_MS = 1_000;

    private final Supplier<Transport> links;
    private final SessionSettings settings;
    private final Journal journal;
    private final Time time;
    private final Observers observers;
    private final boolean once;
    private final PumpClock clock = new PumpClock();
    private final Backoff backoff;
    private final SetKeeper keeper;
    private final CompletableFuture<LinkStatus> ended = new CompletableFuture<>();

    private @Nullable Link link;
    private SessionCounts earlier = SessionCounts.none();
    private volatile LinkStatus linkStatus;
    private volatile @Nullable SetStatus setStatus;
    private @Nullable ScheduledFuture<?> reconnect;
    private boolean telling;
    private @Nullable SetStatus untold;
    private boolean closed;
    private boolean absent;

    Spine(
            Supplier<Transport> links,
            SessionSettings settings,
            Journal journal,
            SetTracker tracker,
            Time time,
            Observers observers,
            boolean once) {
        this.links = links;
        this.settings = settings;
        this.journal = journal;
        this.time = time;
        this.observers = observers;
        this.once = once;
        this.backoff = new Backoff(settings.random());
        this.keeper = new SetKeeper(tracker, journal, time, clock, this::statusChanged);
        this.linkStatus = new LinkStatus(
                settings.linkName(),
                settings.pumpName(),
                State.CONNECTING,
                "opening",
                time.wall().instant(),
                0,
                SessionCounts.none());
    }

    LinkStatus linkStatus() {
        return linkStatus;
    }

    @Nullable
    SetStatus setStatus() {
        return setStatus;
    }

    CompletableFuture<LinkStatus> ended() {
        return ended;
    }

    // ------------------------------------------------------------ links, one after another

    void connect() {
        if (closed) {
            return;
        }
        if (!absent) {
            become(State.CONNECTING, "opening");
        }
        Link next = new Link(this, links.get(), settings, journal, time, clock);
        link = next;
        next.open();
    }

    void linkOver(Link which, String reason) {
        if (which != link) {
            return;
        }
        earlier = earlier.plus(which.counts());
        link = null;
        if (closed) {
            return;
        }
        if (once) {
            end(reason);
            return;
        }
        if (which.wasAbsent()) {
            waitUntilThere(reason);
            return;
        }
        absent = false;
        Duration wait = backoff.next();
        become(State.WAITING, reason + "; trying again in " + (wait.toMillis() + 999) / 1_000 + " s");
        reconnect = time.executor().schedule(this::connect, wait.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** A port that is not plugged in: said once, then looked for until it is. Nobody is there to be spared by waiting. */
    private void waitUntilThere(String reason) {
        if (!absent) {
            absent = true;
            become(State.WAITING, reason + "; waiting for it");
        }
        reconnect = time.executor().schedule(this::connect, LOOK_AGAIN_MS, TimeUnit.MILLISECONDS);
    }

    void close() {
        if (!closed) {
            Link open = link;
            if (open != null) {
                open.close();
                earlier = earlier.plus(open.counts());
                link = null;
            }
            end("closed");
        }
    }

    private void end(String text) {
        closed = true;
        if (reconnect != null) {
            reconnect.cancel(false);
        }
        keeper.close();
        become(State.CLOSED, text);
        ended.complete(linkStatus);
    }

    // ------------------------------------------------------------ what a link tells

    void greeting(String text) {
        absent = false;
        become(State.GREETING, text);
    }

    void resumed() {
        backoff.reset();
    }

    void streaming(boolean live, String text) {
        become(live ? State.LIVE : State.CATCHING_UP, text);
    }

    void listening(String text) {
        become(State.LISTENING, text);
    }

    void met(PumpMet pump, List<EventRecord> opened, Runnable ready, Consumer<RuntimeException> failed) {
        keeper.meet(
                pump,
                () -> {
                    kept(opened, keeper.unseen(opened), 0, false); // what was folded just now holds them already
                    ready.run();
                },
                failed);
    }

    /** The pump showed its time and its newest record. */
    void heard(long behind) {
        refresh();
        if (!clock.runsInRealTime()) {
            keeper.tick(behind);
        }
    }

    private void refresh() {
        LinkStatus now = linkStatus;
        linkStatus = statusOf(now.state(), now.text(), now.since());
    }

    void kept(List<EventRecord> fresh, long behind, boolean live) {
        kept(fresh, fresh, behind, live);
    }

    /** An observer of a record finds the status that it led to, and is told before those of the status are. */
    private void kept(List<EventRecord> fresh, List<EventRecord> toFold, long behind, boolean live) {
        telling = true;
        keeper.add(toFold, live ? 0 : behind);
        telling = false;
        refresh();
        for (EventRecord record : fresh) {
            observers.kept(new KeptRecord(record, live));
        }
        if (untold != null) {
            observers.changed(untold);
            untold = null;
        }
    }

    void caughtUp() {
        become(State.LIVE, "all that the pump has written is kept");
    }

    void text(String text) {
        observers.said(text);
    }

    /** What people entered is told as records are: when the status holds it, and before that is told. */
    private void statusChanged(List<EventRecord> entered, SetStatus now) {
        boolean news = !now.equals(setStatus);
        setStatus = now;
        for (EventRecord entry : entered) {
            observers.kept(new KeptRecord(entry, true));
        }
        if (news && telling) {
            untold = now;
        } else if (news) {
            observers.changed(now);
        }
    }

    private void become(State state, String text) {
        LinkStatus before = linkStatus;
        linkStatus = statusOf(
                state,
                text,
                before.state() == state ? before.since() : time.wall().instant());
        observers.changed(linkStatus);
    }

    private LinkStatus statusOf(State state, String text, Instant since) {
        LinkStatus before = linkStatus;
        Link open = link;
        return new LinkStatus(
                before.link(),
                open == null || open.pumpName() == null ? before.pump() : open.pumpName(),
                state,
                text,
                since,
                open == null ? before.behind() : open.behind(),
                open == null ? earlier : earlier.plus(open.counts()));
    }
}
