package pumpcompanion.emulator;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import pumpcompanion.emulator.log.EventLog;
import pumpcompanion.emulator.replay.Recording;
import pumpcompanion.proto.v1.Construction;
import pumpcompanion.proto.v1.Event;
import pumpcompanion.proto.v1.EventKind;
import pumpcompanion.proto.v1.MissingReason;

/**
 * Makes a pump write again what another one wrote: the same bytes under the same numbers in logs of the same epochs, at the
 * same distances in the pump's own time, with boots, erasures and losses at their places. What the recording does not
 * hold is stated missing.
 *
 * <p><b>Design note:</b> boot count, uptime and clock follow the records, as far as uptime does not go back within a boot, so
 * that a companion dates the records as the first one did.
 *
 * <p>Runs inside the pump's monitor.
 */
public final class Replay {

    /** A longer pause is cut to this: what stands behind a clock that jumped by years would never come. */
    private static final Duration LONGEST_PAUSE = Duration.ofDays(7);

    private record Step(Recording.Log log, boolean first, Recording.Entry entry) {}

    private final EmulatedPump pump;
    private final List<Step> steps = new ArrayList<>();
    private boolean begun;
    private int next;

    private Replay(EmulatedPump pump, Recording recording) {
        this.pump = pump;
        for (Recording.Log log : recording.logs()) {
            boolean first = true;
            for (Recording.Entry entry : log.entries()) {
                steps.add(new Step(log, first, entry));
                first = false;
            }
        }
    }

    /** Makes the pump that a recording is of: who it is, what it senses, and a log that holds all of it. */
    public static PumpBuilder pump(PumpBuilder from, Recording recording) {
        from.identity(recording.identity()).ringSize(Math.max(1, recording.size()));
        if (recording.construction() != Construction.CONSTRUCTION_UNSPECIFIED) {
            from.construction(recording.construction());
        }
        EventKind[] reports = recording.reports().stream()
                .filter(kind -> kind != EventKind.UNRECOGNIZED)
                .toArray(EventKind[]::new);
        return reports.length == 0 ? from : from.reports(reports);
    }

    /**
     * Begins, with the first record now. To be called before anybody connects: the log's epoch is set.
     *
     * @param pump one made by {@link #pump}, that has written nothing
     */
    public static Replay start(EmulatedPump pump, Recording recording) {
        Replay replay = new Replay(pump, recording);
        synchronized (pump) {
            replay.playOne();
        }
        return replay;
    }

    /** All of it is written at once; of several logs the last one is there to be read. Otherwise as {@link #start}. */
    public static Replay atOnce(EmulatedPump pump, Recording recording) {
        Replay replay = new Replay(pump, recording);
        synchronized (pump) {
            while (replay.next < replay.steps.size()) {
                replay.play(replay.steps.get(replay.next++));
            }
        }
        return replay;
    }

    /** Whether all of it has been written. */
    public boolean isOver() {
        synchronized (pump) {
            return next == steps.size();
        }
    }

    private void playOne() {
        if (next == steps.size()) {
            return;
        }
        Step step = steps.get(next++);
        play(step);
        if (next < steps.size()) {
            long pauseMs = steps.get(next).entry().atMs() - step.entry().atMs();
            long bounded = Math.max(0, Math.min(pauseMs, LONGEST_PAUSE.toMillis()));
            pump.after(Duration.ofMillis(bounded), this::playOne);
        }
    }

    private void play(Step step) {
        Recording.Entry entry = step.entry();
        if (step.first()) {
            beginLog(step);
        }
        if (entry.from() > pump.newest() + 1) {
            missing(entry.from() - 1, MissingReason.MISSING_REASON_UNSPECIFIED);
        }
        ByteString event = entry.event();
        if (event == null) {
            missing(entry.through(), entry.reason());
        } else {
            follow(event);
            pump.log(log -> log.appendRaw(event));
        }
        begun = true;
    }

    private void missing(long through, MissingReason reason) {
        pump.log(log -> log.missing(through, reason));
    }

    private void beginLog(Step step) {
        if (begun && step.log().restarted()) {
            pump.restore(Math.min(pump.newest(), step.entry().from() - 1), pump.bootCount());
        } else {
            pump.log((EventLog log) -> log.erase(step.log().epoch()));
        }
    }

    /** The pump is as it was when it wrote this. */
    private void follow(ByteString bytes) {
        Event event;
        try {
            event = Event.parseFrom(bytes);
        } catch (InvalidProtocolBufferException unreadable) {
            return; // it was journaled as such, and says nothing
        }
        int boot = event.getBootCount();
        if (boot != 0 && boot != pump.bootCount()) {
            if (begun) {
                pump.restore(pump.newest(), boot);
            } else {
                pump.clock().boot(boot);
            }
        }
        OptionalLong shown = event.hasPumpClockMs() ? OptionalLong.of(event.getPumpClockMs()) : OptionalLong.empty();
        pump.clock().follow(event.getUptimeMs(), shown);
    }
}
