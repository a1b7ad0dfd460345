package pumpcompanion.emulator.testkit;

import com.google.protobuf.ByteString;
import pumpcompanion.emulator.EmulatedPump;
import pumpcompanion.emulator.PayloadText;
import pumpcompanion.emulator.log.LogEntry;

/** A pump's log in words. */
final class LogText {

    /** Records shown where a test failed. */
    static final int FEW = 50;

    private LogText() {}

    /** Its newest records, so many at most, a line each, under a heading. */
    static String newest(EmulatedPump pump, int most) {
        StringBuilder text = new StringBuilder();
        pump.log(log -> {
            long from = Math.max(log.oldest(), log.newest() - most + 1);
            text.append("log ").append(Integer.toHexString(log.epoch()));
            if (from > log.newest()) {
                text.append(" holds no records\n");
                return;
            }
            text.append(", records " + from + " to " + log.newest() + " (oldest " + log.oldest() + "):\n");
            LogEntry entry;
            for (long next = from; next <= log.newest(); next = entry.through() + 1) {
                entry = log.read(next);
                ByteString bytes = entry.bytes();
                text.append("  " + next + " ")
                        .append(
                                bytes == null
                                        ? "to " + entry.through() + ": " + entry.reason()
                                        : PayloadText.event(bytes))
                        .append('\n');
            }
        });
        return text.toString();
    }
}
