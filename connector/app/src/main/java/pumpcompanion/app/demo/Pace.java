package pumpcompanion.app.demo;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How fast the story runs.
 *
 * @param fixed one factor for all of it; null: {@link #SLOW} where there is much to see and {@link #FAST} elsewhere
 */
public record Pace(@Nullable Double fixed) {

    /** A set change of 17 minutes in 7 seconds, so that each of its steps can be followed. */
    public static final double SLOW = 150;

    /** A day of quiet wear in 3 seconds. */
    public static final double FAST = 28_800;

    /** The factor for what is now. */
    public double factor(boolean slow) {
        return fixed != null ? fixed : slow ? SLOW : FAST;
    }

    /** How long a span of the pump's time takes on the screen. */
    public double seconds(Duration span, boolean slow) {
        return span.toMillis() / 1000.0 / factor(slow);
    }
}
