package pumpcompanion.proto.frame;

import java.util.EnumMap;
import java.util.Map;

/**
 * What a {@link FrameDecoder} has seen: how often, since it was made.
 *
 * @param bytes all bytes fed
 * @param good frames whose payload was handed over
 * @param bad blocks that were no frame, by reason; every reason is present
 */
public record FrameCounts(long bytes, long good, Map<BadFrame, Long> bad) {

    /** Nothing seen yet. */
    public static FrameCounts none() {
        Map<BadFrame, Long> bad = new EnumMap<>(BadFrame.class);
        for (BadFrame reason : BadFrame.values()) {
            bad.put(reason, 0L);
        }
        return new FrameCounts(0, 0, bad);
    }

    /** All bad blocks together. */
    public long badTotal() {
        return bad.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Both counts added, as for a link that was opened again. */
    public FrameCounts plus(FrameCounts other) {
        Map<BadFrame, Long> sum = new EnumMap<>(bad);
        other.bad.forEach((reason, count) -> sum.merge(reason, count, Long::sum));
        return new FrameCounts(bytes + other.bytes, good + other.good, sum);
    }
}
