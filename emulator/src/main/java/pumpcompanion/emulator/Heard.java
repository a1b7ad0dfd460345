package pumpcompanion.emulator;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import pumpcompanion.emulator.session.Dropped;
import pumpcompanion.emulator.session.PumpSession;
import pumpcompanion.emulator.time.SystemTime;
import pumpcompanion.emulator.time.VirtualTime;
import pumpcompanion.proto.v1.Hello;
import pumpcompanion.proto.v1.ToPump;

/**
 * What companions have said to a pump so far, on all of its links, closed ones too: what a test of a companion asks. Goes
 * on counting over reboots and an erased log. Its size is bounded: counts, and the messages last heard.
 *
 * <p>Methods may be called from any thread; each takes the pump's monitor, so who needs two of them to fit together holds
 * it.
 */
public final class Heard {

    /** Messages kept for people; heartbeats and acknowledgements in a row count as one. */
    private static final int RECENT = 24;

    /** Resumes kept of one session, besides its first. */
    private static final int RESUMES = 32;

    private final EmulatedPump pump;
    private final ScheduledExecutorService executor;
    private final InstantSource time;
    private final Instant start;
    private final Deque<HeardMessage> recent = new ArrayDeque<>(1);
    private final List<Long> resumes = new ArrayList<>(1);
    private final Map<Dropped, Long> droppedOnClosed = new EnumMap<>(Dropped.class);
    private long bytesOnClosed;
    private long hellos;
    private @Nullable Hello newestHello;
    private long sessions;
    private long heartbeats;
    private long claimed;
    private long claimedThrough;
    private long ackedThrough;
    private int ackedEpoch;

    Heard(EmulatedPump pump, ScheduledExecutorService executor, InstantSource time) {
        this.pump = pump;
        this.executor = executor;
        this.time = time;
        this.start = time.instant();
    }

    // ------------------------------------------------------------ asked by tests

    /** Bytes that came, frames or not. */
    public long bytes() {
        synchronized (pump) {
            return bytesOnClosed
                    + pump.links().stream()
                            .mapToLong(link -> link.frames().bytes())
                            .sum();
        }
    }

    /** Hellos, repeats and refused ones too. */
    public long hellos() {
        synchronized (pump) {
            return hellos;
        }
    }

    /** The newest Hello; empty before the first. */
    public Optional<Hello> newestHello() {
        synchronized (pump) {
            return Optional.ofNullable(newestHello);
        }
    }

    /** Sessions that began: Hellos of a new number that were answered by Welcome. */
    public long sessions() {
        synchronized (pump) {
            return sessions;
        }
    }

    /**
     * Where each Resume of the session that began last asked from, refused ones too, in order: the first and the newest
     * 32. Unsigned.
     */
    public List<Long> resumes() {
        synchronized (pump) {
            return List.copyOf(resumes);
        }
    }

    /** Heartbeats. */
    public long heartbeats() {
        synchronized (pump) {
            return heartbeats;
        }
    }

    /** Highest number acknowledged in the log as it is, by an Ack or a heartbeat, and sent before; 0: none. */
    public long ackedThrough() {
        synchronized (pump) {
            return ackedEpoch == pump.logEpoch() ? ackedThrough : 0;
        }
    }

    /** Highest number that was ever claimed to be kept, sent before or not, in any log; unsigned. */
    public long claimedThrough() {
        synchronized (pump) {
            return claimedThrough;
        }
    }

    /** How often the pump dropped something, by reason; a reason that never came may be absent. */
    public Map<Dropped, Long> dropped() {
        synchronized (pump) {
            Map<Dropped, Long> all = new EnumMap<>(Dropped.class);
            all.putAll(droppedOnClosed);
            pump.links().forEach(link -> add(all, link));
            return all;
        }
    }

    /** The messages last heard, oldest first, a line each, such as {@code +1.000 s memory: Ack through 3}. */
    public List<String> recent() {
        synchronized (pump) {
            return recent.stream().map(message -> message.line(start)).toList();
        }
    }

    /**
     * Waits until something is so. On a {@link VirtualTime} time passes meanwhile, and nothing waits; else the calling
     * thread does.
     *
     * @param condition asked with the pump's monitor held: at first, and after all that comes from a companion
     * @param atMost how long at most, in the link's time
     * @return whether it came to be
     */
    public boolean await(BooleanSupplier condition, Duration atMost) {
        if (executor instanceof VirtualTime virtual) {
            return virtual.advanceUntil(
                    () -> {
                        synchronized (pump) {
                            return condition.getAsBoolean();
                        }
                    },
                    atMost);
        }
        return SystemTime.await(pump, condition, atMost);
    }

    // ------------------------------------------------------------ told by the links, with the monitor held

    /** A message that can be read, before the session answers it. */
    void message(String link, ToPump message) {
        claimed = 0;
        switch (message.getMessageCase()) {
            case HELLO -> {
                hellos++;
                newestHello = message.getHello();
            }
            case RESUME -> resumed(message.getResume().getFrom());
            case ACK -> claimed = message.getAck().getThrough();
            case HEARTBEAT -> {
                heartbeats++;
                claimed = message.getHeartbeat().getAckedThrough();
            }
            case MESSAGE_NOT_SET -> {}
        }
        if (Long.compareUnsigned(claimed, claimedThrough) > 0) {
            claimedThrough = claimed;
        }
        remember(new HeardMessage(time.instant(), link, message, 1));
    }

    private void resumed(long from) {
        if (resumes.size() > RESUMES) {
            resumes.remove(1);
        }
        resumes.add(from);
    }

    private void remember(HeardMessage message) {
        HeardMessage last = recent.peekLast();
        if (last != null && last.isRepeatedBy(message)) {
            recent.removeLast();
            recent.add(message.after(last));
            return;
        }
        if (recent.size() == RECENT) {
            recent.removeFirst();
        }
        recent.add(message);
    }

    /**
     * The session has done what it does about a payload.
     *
     * @param before the session's number before
     * @param after the session now
     */
    void answered(int before, PumpSession after) {
        if (after.session() != 0 && after.session() != before) {
            sessions++;
            resumes.clear();
        }
        if (ackedEpoch != pump.logEpoch()) {
            ackedEpoch = pump.logEpoch();
            ackedThrough = 0;
        }
        if (claimed > ackedThrough && claimed <= after.ackedThrough()) {
            ackedThrough = claimed;
        }
        claimed = 0;
    }

    /** A link is gone; what was counted on it stays. */
    void closed(LinkStatus link) {
        bytesOnClosed += link.frames().bytes();
        add(droppedOnClosed, link);
        wake();
    }

    /** Bytes came and all they brought is done. */
    void wake() {
        synchronized (pump) {
            pump.notifyAll();
        }
    }

    private static void add(Map<Dropped, Long> sums, LinkStatus link) {
        link.dropped().forEach((reason, times) -> sums.merge(reason, times, Long::sum));
    }
}
