package pumpcompanion.connector;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import pumpcompanion.emulator.EmulatedPump;
import pumpcompanion.emulator.log.LogObserver;

/**
 * All that a pump ever wrote and lost, by epoch, noted as it happened and by nobody but the pump's log. A log that went
 * back to an older state and goes on from there is another life of the same epoch.
 */
final class PumpDiary implements LogObserver {

    /** One epoch of the log. */
    static final class Epoch {
        /** What stood under each number, in each life; the last one is the present. */
        final List<TreeMap<Long, ByteString>> lives = new ArrayList<>();

        /** Numbers that the pump could not give, at least for a time: overwritten, damaged or never written. */
        private final Set<Long> lost = new HashSet<>();

        private long overwrittenThrough;
        private long newest;

        boolean couldNotGive(long sequence) {
            return sequence <= overwrittenThrough || lost.contains(sequence);
        }

        /** The numbers at which records, in this order, are of no life that all before them are of. */
        List<Long> breaks(SortedMap<Long, ByteString> records) {
            List<Long> breaks = new ArrayList<>();
            List<TreeMap<Long, ByteString>> possible = lives;
            for (Map.Entry<Long, ByteString> record : records.entrySet()) {
                List<TreeMap<Long, ByteString>> still = of(record, possible);
                if (still.isEmpty()) {
                    breaks.add(record.getKey());
                    still = of(record, lives);
                }
                possible = still;
            }
            return breaks;
        }

        private static List<TreeMap<Long, ByteString>> of(
                Map.Entry<Long, ByteString> record, List<TreeMap<Long, ByteString>> lives) {
            return lives.stream()
                    .filter(life -> record.getValue().equals(life.get(record.getKey())))
                    .toList();
        }

        boolean wrote(long sequence, ByteString bytes) {
            return lives.stream().anyMatch(life -> bytes.equals(life.get(sequence)));
        }
    }

    final Map<Integer, Epoch> epochs = new HashMap<>();
    private Epoch now = new Epoch();

    /** Begins with a pump whose log is empty. */
    static PumpDiary of(EmulatedPump pump) {
        PumpDiary diary = new PumpDiary();
        diary.erased(pump.logEpoch());
        pump.log(log -> log.observer(diary));
        return diary;
    }

    @Override
    public void wrote(long sequence, ByteString bytes) {
        for (long skipped = now.newest + 1; skipped < sequence; skipped++) {
            now.lost.add(skipped);
        }
        now.newest = sequence;
        present().put(sequence, bytes);
    }

    private TreeMap<Long, ByteString> present() {
        return now.lives.get(now.lives.size() - 1);
    }

    @Override
    public void overwritten(long through) {
        now.overwrittenThrough = Math.max(now.overwrittenThrough, through);
    }

    @Override
    public void damaged(long sequence) {
        now.lost.add(sequence);
    }

    @Override
    public void wentBack(long newest) {
        TreeMap<Long, ByteString> kept = new TreeMap<>(present().headMap(newest, true));
        now.lives.add(kept);
        now.newest = newest;
    }

    @Override
    public void erased(int epoch) {
        now = new Epoch();
        now.lives.add(new TreeMap<>());
        epochs.put(epoch, now);
    }
}
