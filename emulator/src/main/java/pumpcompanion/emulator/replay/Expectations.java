package pumpcompanion.emulator.replay;

import com.google.protobuf.InvalidProtocolBufferException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import pumpcompanion.emulator.link.Direction;
import pumpcompanion.proto.v1.FromPump;
import pumpcompanion.proto.v1.ToPump;

/**
 * Compares what companions send with what the wire page lets them send: Hello, Resume from the right place,
 * acknowledgements in order, heartbeats, and nothing else. Sees whole payloads only: what was damaged on the way is
 * nobody's fault here. Guarded by whoever calls it.
 */
public final class Expectations {

    /** Links that are remembered, so that a program which connects again and again costs no memory. */
    private static final int MOST_LINKS = 1000;

    private final Consumer<Deviation> out;
    private final Map<String, ExpectedTalk> talks = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, ExpectedTalk> eldest) {
            return size() > MOST_LINKS;
        }
    };
    private final Kept kept = new Kept();

    /** Deviations go to {@code out} as they are seen. */
    public Expectations(Consumer<Deviation> out) {
        this.out = out;
    }

    /**
     * A payload passed.
     *
     * @param at time of the link
     * @param link its name
     * @param direction which way
     * @param payload whole, with a right CRC
     */
    public void seen(Instant at, String link, Direction direction, byte[] payload) {
        ExpectedTalk talk = talks.computeIfAbsent(link, name -> new ExpectedTalk(name, kept, out));
        try {
            if (direction == Direction.FROM_PUMP) {
                talk.pumpSaid(at, FromPump.parseFrom(payload));
            } else {
                talk.companionSaid(at, ToPump.parseFrom(payload), payload.length);
            }
        } catch (InvalidProtocolBufferException nonsense) {
            if (direction == Direction.TO_PUMP) {
                talk.deviates(at, "W-12", "a message", payload.length + " bytes that are none");
            }
        }
    }

    /** What companions have said is kept, by their name and the log: a later Resume must not fall behind it. */
    static final class Kept {
        private final Map<String, Long> through = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
                return size() > MOST_LINKS;
            }
        };

        long through(String companion, int epoch) {
            return through.getOrDefault(epoch + " " + companion, 0L);
        }

        void acked(String companion, int epoch, long sequence) {
            through.merge(epoch + " " + companion, sequence, Math::max);
        }

        /** The log went back: from now on anybody may read it from its oldest on (W-53). */
        void wentBack(int epoch) {
            through.keySet().removeIf(key -> key.startsWith(epoch + " "));
        }
    }
}
