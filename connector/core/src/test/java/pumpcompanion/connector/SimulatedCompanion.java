package pumpcompanion.connector;

import com.google.protobuf.ByteString;
import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import pumpcompanion.connector.journal.Journal;
import pumpcompanion.emulator.time.VirtualTime;
import pumpcompanion.proto.transport.Transport;

/** A companion that is killed and started again, always on the same journal. */
final class SimulatedCompanion {

    final String name;
    final Journal journal;
    private final VirtualTime time;
    private final Supplier<Transport> links;
    private final SplittableRandom random;
    private @Nullable Connector connector;
    private final Set<ByteString> kept = new HashSet<>();

    SimulatedCompanion(
            String name, Journal journal, VirtualTime time, Supplier<Transport> links, SplittableRandom random) {
        this.name = name;
        this.journal = journal;
        this.time = time;
        this.links = links;
        this.random = random;
    }

    void start() {
        if (connector == null) {
            connector = Connector.to("memory:" + name, links, journal)
                    .companionName(name)
                    .time(Time.virtual(time))
                    .random(random.split())
                    .onRecord(record -> kept.add(record.record().getRaw()))
                    .open();
        }
    }

    void kill() {
        if (connector != null) {
            connector.close();
            connector = null;
        }
    }

    boolean isRunning() {
        return connector != null;
    }

    Connector connector() {
        if (connector == null) {
            throw new IllegalStateException("companion " + name + " does not run");
        }
        return connector;
    }

    /** In a session of its own, with all that the pump has, this record included. */
    boolean isLiveAt(ByteString newest) {
        Connector running = connector;
        return running != null
                && running.link().state() == LinkStatus.State.LIVE
                && running.link().behind() == 0
                && kept.contains(newest);
    }

    @Override
    public String toString() {
        Connector running = connector;
        return name + ": " + (running == null ? "not running" : running.link());
    }
}
