package pumpcompanion.emulator.scenario;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import pumpcompanion.emulator.EmulatedPump;
import pumpcompanion.emulator.log.EventLog;
import pumpcompanion.emulator.model.ActionRefusedException;
import pumpcompanion.proto.v1.Annunciation;
import pumpcompanion.proto.v1.Event;

/** What an expectation can look at: the pump's state, its log, and how the action before went. Guarded by the pump. */
final class Sight {

    private static final int LAST_RECORDS = 5;

    private final EmulatedPump pump;
    private final List<Event> recent = new ArrayList<>();
    private long recentThrough;
    private int recentEpoch;
    private @Nullable ActionRefusedException refusal;

    Sight(EmulatedPump pump) {
        this.pump = pump;
        acts(true);
    }

    EmulatedPump pump() {
        return pump;
    }

    /**
     * An action begins.
     *
     * @param first it is the first of its step: what is written from now on is recent
     */
    void acts(boolean first) {
        refusal = null;
        if (first) {
            recent.clear();
            recentThrough = pump.newest();
            recentEpoch = pump.logEpoch();
        }
    }

    void refused(ActionRefusedException why) {
        refusal = why;
    }

    /** Why the pump refused the action before; null: it did not. */
    @Nullable
    ActionRefusedException refusal() {
        return refusal;
    }

    /** All that was written since the newest step that does something began. */
    List<Event> recent() {
        if (pump.logEpoch() != recentEpoch || pump.newest() < recentThrough) {
            recent.clear();
            recentThrough = 0;
            recentEpoch = pump.logEpoch();
        }
        if (pump.newest() > recentThrough) {
            pump.log(log -> {
                read(log, recentThrough + 1, recent::add);
                recentThrough = log.newest();
            });
        }
        return recent;
    }

    /** How many records of the whole log are like that. */
    long count(RecordPattern pattern) {
        long[] count = {0};
        pump.log(log -> read(log, 1, event -> count[0] += pattern.matches(event) ? 1 : 0));
        return count[0];
    }

    /** How many records can be read. */
    long records() {
        return pump.newest() + 1 - pump.oldest();
    }

    private static void read(EventLog log, long from, Consumer<Event> to) {
        for (long sequence = Math.max(from, log.oldest()); sequence <= log.newest(); sequence++) {
            ByteString bytes = log.read(sequence).bytes();
            if (bytes != null) {
                try {
                    to.accept(Event.parseFrom(bytes));
                } catch (InvalidProtocolBufferException damaged) {
                    // no event, so it cannot be like one
                }
            }
        }
    }

    /** The newest records for people, the newest last. */
    List<String> lastRecords() {
        List<String> lines = new ArrayList<>();
        pump.log(log -> {
            for (long sequence = Math.max(log.oldest(), log.newest() + 1 - LAST_RECORDS);
                    sequence <= log.newest();
                    sequence++) {
                long number = sequence;
                List<Event> one = new ArrayList<>();
                ByteString bytes = log.read(number).bytes();
                if (bytes != null) {
                    try {
                        one.add(Event.parseFrom(bytes));
                    } catch (InvalidProtocolBufferException damaged) {
                        // told below
                    }
                }
                lines.add(
                        one.isEmpty()
                                ? number + " cannot be read"
                                : number + " at "
                                        + Words.time(
                                                Duration.ofMillis(one.get(0).getUptimeMs())) + " "
                                        + RecordPattern.describe(one.get(0)));
            }
        });
        return lines;
    }

    /** The pump's state for people. */
    String state() {
        StringBuilder text = new StringBuilder();
        if (pump.behaves()) {
            text.append("delivery ").append(delivery());
            text.append(", pump ").append(Words.hyphened(pump.operationalState().name()));
            text.append(", battery ").append(pump.batteryPercent()).append(" %");
        } else {
            text.append("a pump that does not behave");
        }
        text.append(", reservoir ");
        text.append(
                pump.reservoirMilliunits().isPresent()
                        ? Words.amount(pump.reservoirMilliunits().getAsInt())
                        : "not known");
        return text.append(", ").append(alarms(pump)).toString();
    }

    String delivery() {
        return Words.of(pump.deliveryState().getValueDescriptor());
    }

    /** Every alarm that stands, for people. */
    static String alarms(EmulatedPump pump) {
        List<Annunciation> open = pump.annunciations();
        return open.isEmpty()
                ? "no alarm"
                : open.stream().map(Sight::alarm).collect(Collectors.joining(", ", "alarms ", ""));
    }

    private static String alarm(Annunciation one) {
        return Words.of(one.getType().getValueDescriptor()) + " "
                + Words.of(one.getStatus().getValueDescriptor());
    }
}
