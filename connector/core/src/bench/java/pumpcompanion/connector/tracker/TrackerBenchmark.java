package pumpcompanion.connector.tracker;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import pumpcompanion.proto.v1.CannulaInserted;
import pumpcompanion.proto.v1.CannulaPrimed;
import pumpcompanion.proto.v1.CartridgeFilled;
import pumpcompanion.proto.v1.CartridgeSeated;
import pumpcompanion.proto.v1.Construction;
import pumpcompanion.proto.v1.Event;
import pumpcompanion.proto.v1.EventKind;
import pumpcompanion.proto.v1.EventRecord;
import pumpcompanion.proto.v1.Freshness;
import pumpcompanion.proto.v1.InsulinDelivered;
import pumpcompanion.proto.v1.PrimeEnding;
import pumpcompanion.proto.v1.QuickDisconnect;
import pumpcompanion.proto.v1.QuickReconnect;
import pumpcompanion.proto.v1.ReservoirLevel;
import pumpcompanion.proto.v1.SetRemoved;
import pumpcompanion.proto.v1.SetStatus;
import pumpcompanion.proto.v1.TubingPrimed;

/** A year of one pump's records through the tracker: delivery and level every five minutes, a shower a day, changes. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class TrackerBenchmark {

    private static final int DAYS = 365;
    private static final int STEPS = 288;
    /** Two records a step, two a day for the shower, seven at the change on each third day. */
    private static final int RECORDS = DAYS * (2 * STEPS + 2) + (DAYS + 2) / 3 * 7;

    private final SetTracker tracker = new SetTracker(TrackerSettings.defaults());
    private final List<EventRecord> year = new ArrayList<>(RECORDS);
    private SetStatus start = SetStatus.getDefaultInstance();
    private long total;

    /** Writes the year. */
    @Setup
    public void write() {
        start = tracker.start(
                "PUMP-1", Construction.CONSTRUCTION_TUBED, List.of(EventKind.EVENT_KIND_QUICK_DISCONNECT));
        for (int day = 0; day < DAYS; day++) {
            for (int step = 0; step < STEPS; step++) {
                long at = 1_700_000_000_000L + (day * (long) STEPS + step) * 300_000;
                if (step == 0 && day % 3 == 0) {
                    change(at);
                }
                if (step == 80) {
                    add(at, Event.newBuilder().setQuickDisconnect(QuickDisconnect.getDefaultInstance()));
                }
                if (step == 81) {
                    add(at, Event.newBuilder().setQuickReconnect(QuickReconnect.getDefaultInstance()));
                }
                deliver(at, (day % 3) * STEPS + step);
            }
        }
        if (year.size() != RECORDS) {
            throw new IllegalStateException(year.size() + " records (expected " + RECORDS + ")");
        }
    }

    /** Every record of the year, from nothing known. */
    @Benchmark
    @OperationsPerInvocation(RECORDS)
    public SetStatus year() {
        SetStatus status = start;
        for (EventRecord record : year) {
            status = tracker.next(status, record);
        }
        return status;
    }

    /** The same through a timeline, which also keeps the site book and its daily snapshots. */
    @Benchmark
    @OperationsPerInvocation(RECORDS)
    public SetStatus timeline() {
        Timeline timeline = new Timeline(tracker, Timeline.start(start), List.of());
        for (EventRecord record : year) {
            timeline.add(record);
        }
        return timeline.status();
    }

    private void deliver(long at, int step) {
        total += 150;
        add(
                at,
                Event.newBuilder()
                        .setInsulinDelivered(InsulinDelivered.newBuilder()
                                .setMilliunits(150)
                                .setTotalBasalMilliunits(total)
                                .setTotalBolusMilliunits(total / 2)
                                .setTotalPrimeMilliunits(1000)));
        add(at, Event.newBuilder().setReservoirLevel(ReservoirLevel.newBuilder().setMilliunits(250_000 - 200 * step)));
    }

    private void change(long at) {
        add(at, Event.newBuilder().setQuickDisconnect(QuickDisconnect.getDefaultInstance()));
        add(at, Event.newBuilder().setSetRemoved(SetRemoved.getDefaultInstance()));
        add(
                at,
                Event.newBuilder()
                        .setCartridgeSeated(CartridgeSeated.newBuilder().setFreshness(Freshness.FRESHNESS_NEW)));
        add(
                at,
                Event.newBuilder()
                        .setCartridgeFilled(CartridgeFilled.newBuilder().setEstimatedMilliunits(250_000)));
        add(
                at,
                Event.newBuilder()
                        .setTubingPrimed(TubingPrimed.newBuilder()
                                .setDeliveredMilliunits(6700)
                                .setEnding(PrimeEnding.PRIME_ENDING_STOPPED_BY_USER)));
        add(at, Event.newBuilder().setCannulaInserted(CannulaInserted.getDefaultInstance()));
        add(
                at,
                Event.newBuilder()
                        .setCannulaPrimed(CannulaPrimed.newBuilder()
                                .setProgrammedMilliunits(300)
                                .setDeliveredMilliunits(300)
                                .setEnding(PrimeEnding.PRIME_ENDING_COMPLETED)));
    }

    private void add(long at, Event.Builder event) {
        year.add(EventRecord.newBuilder()
                .setPump("PUMP-1")
                .setLog(1)
                .setSequence(year.size() + 1L)
                .setAtMs(at)
                .setEvent(event.setBootCount(1).setUptimeMs(at - 1_600_000_000_000L))
                .build());
    }
}
