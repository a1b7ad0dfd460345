package pumpcompanion.connector;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import pumpcompanion.connector.journal.Journal;
import pumpcompanion.connector.journal.Query;
import pumpcompanion.connector.journal.RecordCursor;
import pumpcompanion.emulator.EmulatedPump;
import pumpcompanion.emulator.PumpBuilder;
import pumpcompanion.emulator.link.MemoryLink;
import pumpcompanion.emulator.link.WireKind;
import pumpcompanion.emulator.log.LogEntry;
import pumpcompanion.emulator.scenario.Scenario;
import pumpcompanion.emulator.time.VirtualTime;
import pumpcompanion.proto.v1.EventRecord;
import pumpcompanion.proto.v1.SetStatus;

/** A pump made of software, a connector and a journal on one virtual clock. */
final class Bench implements AutoCloseable {

    final VirtualTime time = new VirtualTime();
    final Journal journal;
    final EmulatedPump pump;
    final List<KeptRecord> kept = new ArrayList<>();
    final List<LinkStatus> links = new ArrayList<>();
    final List<SetStatus> statuses = new ArrayList<>();
    final List<MemoryLink> wires = new ArrayList<>();
    UnaryOperator<MemoryLink> wiring = link -> link;
    WireKind kind = WireKind.CONNECTION;
    boolean closesJournal = true;

    @SuppressWarnings("NullAway.Init") // open() sets it
    Connector connector;

    Bench() {
        this(builder -> builder, Journal.inMemory());
    }

    Bench(UnaryOperator<PumpBuilder> with, Journal journal) {
        this.journal = journal;
        this.pump = with.apply(EmulatedPump.on(time).serial("EM-0001").seed(1)).start();
    }

    Bench(Scenario scenario) {
        this.journal = Journal.inMemory();
        this.pump = scenario.pump(time).start();
    }

    Bench open() {
        connector = builder().open();
        return this;
    }

    Connector.Builder builder() {
        return Connector.to(
                        "memory:",
                        () -> {
                            MemoryLink wire = wiring.apply(MemoryLink.on(time));
                            wires.add(wire);
                            return pump.connect(wire, kind);
                        },
                        journal)
                .time(Time.virtual(time))
                .random(new SplittableRandom(7))
                .onRecord(kept::add)
                .onLink(links::add)
                .onStatus(statuses::add);
    }

    void pass(Duration duration) {
        time.advance(duration);
    }

    void settle() {
        assertThat(time.advanceUntil(
                        () -> connector.link().state() == LinkStatus.State.LIVE
                                && connector.link().behind() == 0,
                        Duration.ofMinutes(10)))
                .as("the connector caught up: " + connector.link())
                .isTrue();
    }

    List<EventRecord> journaled() {
        List<EventRecord> all = new ArrayList<>();
        try (RecordCursor records = journal.records(Query.ALL.of(pump.serial()))) {
            records.forEachRemaining(all::add);
        }
        return all;
    }

    /** Whether the pump's newest record is kept. A number alone is not enough, for it may have been used twice. */
    boolean holdsTheLast() {
        if (kept.isEmpty()) {
            return false;
        }
        EventRecord last = kept.get(kept.size() - 1).record();
        long through = last.hasGap() ? last.getGap().getThrough() : last.getSequence();
        if (through != pump.newest()) {
            return false;
        }
        boolean[] same = {false};
        pump.log(log -> {
            ByteString bytes = through == 0 ? null : log.read(through).bytes();
            same[0] = bytes == null || last.hasGap() || bytes.equals(last.getRaw());
        });
        return same[0];
    }

    /** The journal's current log equals the pump's, byte for byte, or holds what the pump stated missing. */
    void assertJournalEqualsThePumpsLog() {
        List<EventRecord> records = journaled();
        assertThat(records).as("records of the pump").isNotEmpty();
        int log = records.get(records.size() - 1).getLog();
        pump.log(pumpLog -> {
            for (EventRecord record : records) {
                if (record.getLog() != log || record.hasGap()) {
                    continue;
                }
                LogEntry entry = pumpLog.read(record.getSequence());
                if (entry.bytes() != null) {
                    assertThat(record.getRaw())
                            .as("record %s", record.getSequence())
                            .isEqualTo(entry.bytes());
                }
            }
            long next = 1;
            for (EventRecord record : records) {
                if (record.getLog() == log && record.getSequence() > 0) {
                    if (next == 1) {
                        next = record.getSequence();
                    }
                    assertThat(record.getSequence()).as("no silent hole").isEqualTo(next);
                    next = record.hasGap() ? record.getGap().getThrough() + 1 : next + 1;
                }
            }
            assertThat(next - 1).as("all is kept").isEqualTo(pumpLog.newest());
        });
    }

    @Override
    public void close() {
        if (connector != null) {
            connector.close();
            time.runDue();
        }
        pump.close();
        if (closesJournal) {
            journal.close();
        }
    }
}
