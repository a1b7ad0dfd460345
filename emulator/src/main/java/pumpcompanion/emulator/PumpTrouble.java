package pumpcompanion.emulator;

import com.google.protobuf.ByteString;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import pumpcompanion.emulator.fault.pump.FaultyPump;
import pumpcompanion.emulator.log.EventLog;
import pumpcompanion.emulator.session.SessionState;
import pumpcompanion.proto.v1.Event;
import pumpcompanion.proto.v1.VendorRecord;

/** What faults do to a pump. Guarded by it. */
final class PumpTrouble implements FaultyPump {

    private final EmulatedPump pump;
    private final PumpClock clock;

    PumpTrouble(EmulatedPump pump, PumpClock clock) {
        this.pump = pump;
        this.clock = clock;
    }

    @Override
    public void reboot() {
        pump.reboot();
    }

    @Override
    public void restore(long newest) {
        pump.restore(newest, clock.bootCount() + 1);
    }

    @Override
    public void eraseLog() {
        pump.eraseLog();
    }

    @Override
    public ByteString ownRecord() {
        return clock.stamp(Event.newBuilder().setVendorRecord(VendorRecord.getDefaultInstance()))
                .toByteString();
    }

    @Override
    public void log(Consumer<EventLog> change) {
        pump.log(change);
    }

    @Override
    public long acknowledged() {
        return pump.links().stream()
                .filter(link -> link.state() == SessionState.STREAMING || link.state() == SessionState.WINDOW_FULL)
                .mapToLong(LinkStatus::ackedThrough)
                .min()
                .orElse(0);
    }

    @Override
    public void showClock(Instant shown) {
        clock.show(shown.toEpochMilli());
    }

    @Override
    public Instant shownClock() {
        return Instant.ofEpochMilli(clock.shownMs().orElse(0));
    }

    @Override
    public void clockRuns(boolean runs) {
        clock.runs(runs);
    }

    @Override
    public void hang(Duration duration) {
        pump.faults().silence(duration);
    }

    @Override
    public void refuses(boolean all) {
        pump.refusesAll(all);
    }

    @Override
    public void speaks(int version) {
        pump.speaks(version);
    }
}
