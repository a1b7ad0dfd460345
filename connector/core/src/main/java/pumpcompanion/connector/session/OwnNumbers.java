package pumpcompanion.connector.session;

import java.util.random.RandomGenerator;

/** The session numbers drawn on one link (W-21). A frame in one of the last is late, not somebody else's (W-56). */
final class OwnNumbers {

    private static final int KEPT = 8;

    private final RandomGenerator random;
    private final int[] last = new int[KEPT];
    private int drawn;

    OwnNumbers(RandomGenerator random) {
        this.random = random;
    }

    /** A new one, never 0. */
    int draw() {
        int number = random.nextInt();
        while (number == 0 || has(number)) {
            number = random.nextInt();
        }
        last[drawn++ % KEPT] = number;
        return number;
    }

    boolean has(int number) {
        for (int own : last) {
            if (own == number && own != 0) {
                return true;
            }
        }
        return false;
    }
}
