package pumpcompanion.emulator;

import java.time.Duration;
import java.time.Instant;
import pumpcompanion.proto.v1.ToPump;
import pumpcompanion.proto.v1.ToPump.MessageCase;

/**
 * A message of a companion.
 *
 * @param at when, by the link's time; of several, the last
 * @param link on which link
 * @param message what
 * @param times how many of its kind in a row
 */
record HeardMessage(Instant at, String link, ToPump message, int times) {

    /** Whether the next one says no more than how it goes on: heartbeats in a row, acknowledgements in a row. */
    boolean isRepeatedBy(HeardMessage next) {
        MessageCase kind = message.getMessageCase();
        return (kind == MessageCase.HEARTBEAT || kind == MessageCase.ACK)
                && kind == next.message.getMessageCase()
                && message.getSession() == next.message.getSession()
                && link.equals(next.link);
    }

    /** The same, standing for those before it too. */
    HeardMessage after(HeardMessage last) {
        return new HeardMessage(at, link, message, last.times + 1);
    }

    String line(Instant start) {
        String many = times == 1 ? "" : " (the last of " + times + ")";
        return PayloadText.since(Duration.between(start, at)) + " " + link + " " + PayloadText.of(message) + many;
    }
}
