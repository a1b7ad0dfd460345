package pumpcompanion.connector.session;

/** When Hello is said, said again, and not said any more (W-41, W-51). Times as in {@link Session}. */
final class Greeting {

    /** So many Hellos without an answer, or sessions in a row without records, and the pump is given up. */
    static final int MOST = 5;

    private static final long REPEAT_MS = 1_000;
    private static final long NEVER = Long.MAX_VALUE;

    private int said;
    private long nextMs = NEVER;
    private long begunMs;
    private int startedOver;

    /** A Hello with a new number is about to be said. */
    void begin(long nowMs) {
        begunMs = nowMs;
        said = 0;
    }

    void said(long nowMs) {
        said++;
        nextMs = nowMs + REPEAT_MS;
    }

    void answered() {
        nextMs = NEVER;
    }

    /** The session that was greeted brought records. */
    void succeeded() {
        startedOver = 0;
    }

    /** A session is over on the pump's side; counts them. */
    boolean startsOverTooOften() {
        return ++startedOver >= MOST;
    }

    /** No two new numbers within a second. */
    boolean mayBeginAnew(long nowMs) {
        return nowMs - begunMs >= REPEAT_MS;
    }

    void waitASecond() {
        said = 0;
        nextMs = begunMs + REPEAT_MS;
    }

    boolean newOneIsDue(long nowMs) {
        return nowMs >= nextMs && said == 0;
    }

    boolean repeatIsDue(long nowMs) {
        return nowMs >= nextMs && said > 0 && said < MOST;
    }

    boolean isExhausted(long nowMs) {
        return nowMs >= nextMs && said >= MOST;
    }

    long nextMs() {
        return nextMs;
    }
}
