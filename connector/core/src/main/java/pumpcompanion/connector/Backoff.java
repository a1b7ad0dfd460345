package pumpcompanion.connector;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** How long to wait before a link is tried again: 1 s doubling to 60 s, shortened at random by up to a half (W-42). */
final class Backoff {

    private static final long FIRST_MS = 1_000;
    private static final long LONGEST_MS = 60_000;

    private final RandomGenerator random;
    private long nextMs = FIRST_MS;

    Backoff(RandomGenerator random) {
        this.random = random;
    }

    Duration next() {
        long wait = nextMs - random.nextLong(nextMs / 2 + 1);
        nextMs = Math.min(LONGEST_MS, nextMs * 2);
        return Duration.ofMillis(wait);
    }

    /** It worked: the next failure waits briefly again. */
    void reset() {
        nextMs = FIRST_MS;
    }
}
