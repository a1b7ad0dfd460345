package pumpcompanion.connector;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import pumpcompanion.proto.v1.Event;
import pumpcompanion.proto.v1.EventRecord;

/** The last records, for those who wait for one. Any thread. */
final class Awaited implements Consumer<KeptRecord> {

    /** So many records are kept for a call that comes late. */
    static final int MOST = 1_000;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition came = lock.newCondition();
    private final Deque<EventRecord> records = new ArrayDeque<>();

    @Override
    public void accept(KeptRecord kept) {
        lock.lock();
        try {
            if (records.size() == MOST) {
                records.removeFirst();
            }
            records.addLast(kept.record());
            came.signalAll();
        } finally {
            lock.unlock();
        }
    }

    EventRecord next(Predicate<Event> wanted, Duration patience) throws TimeoutException, InterruptedException {
        Map<Event.KindCase, Integer> others = new EnumMap<>(Event.KindCase.class);
        lock.lock();
        try {
            long left = patience.toNanos();
            while (true) {
                EventRecord found = drainTo(wanted, others);
                if (found != null) {
                    return found;
                }
                if (left <= 0) {
                    throw new TimeoutException("no such event within " + patience.toMillis() + " ms (came meanwhile: "
                            + (others.isEmpty() ? "nothing" : others) + ")");
                }
                left = came.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    private @Nullable EventRecord drainTo(Predicate<Event> wanted, Map<Event.KindCase, Integer> others) {
        while (true) {
            EventRecord record = records.pollFirst();
            if (record == null) {
                return null;
            }
            if (record.hasEvent() && wanted.test(record.getEvent())) {
                return record;
            }
            if (record.hasEvent()) {
                others.merge(record.getEvent().getKindCase(), 1, Integer::sum);
            }
        }
    }
}
