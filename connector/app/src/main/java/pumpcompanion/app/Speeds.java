package pumpcompanion.app;

import java.util.function.Function;

/** How fast an emulated pump may live. */
final class Speeds {

    private Speeds() {}

    /** Checks the range of the emulator, [0.001, 1 000 000]. */
    static void check(double speed, Function<String, ? extends RuntimeException> misuse) {
        if (!(speed >= 0.001 && speed <= 1_000_000)) {
            throw misuse.apply("--speed " + speed + " (expected 0.001 to 1000000)");
        }
    }
}
