package pumpcompanion.connector;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import pumpcompanion.connector.journal.Journal;
import pumpcompanion.connector.session.SessionSettings;
import pumpcompanion.connector.tracker.SetTracker;
import pumpcompanion.connector.tracker.TrackerSettings;
import pumpcompanion.connector.transport.LinkAddress;
import pumpcompanion.connector.transport.Transports;
import pumpcompanion.proto.transport.Transport;
import pumpcompanion.proto.v1.Event;
import pumpcompanion.proto.v1.EventRecord;
import pumpcompanion.proto.v1.SetStatus;

/**
 * Reads one pump: opens its link, keeps every record durably in the journal, acknowledges what is kept, tracks the
 * infusion set and tells observers. A link that is lost is opened again until {@link #close}.
 *
 * <pre>{@code
 * try (Journal journal = Journal.open(Path.of("companion.db"));
 *         Connector pump = Connector.to("tcp://localhost:7000", journal)
 *                 .onStatus(status -> System.out.println(status.getPhase()))
 *                 .open()) {
 *     pump.await(Event::hasCannulaPrimed, Duration.ofMinutes(5));
 * }
 * }</pre>
 *
 * <p>Methods may be called from any thread. Observers are called on the connector's executor, one after another; they
 * should be quick. The journal is its owner's to close, after the connector.
 */
public final class Connector implements AutoCloseable {

    private static final long CLOSE_SECONDS = 5;

    private final Spine spine;
    private final Time time;
    private final Awaited awaited;
    private final AtomicBoolean closed = new AtomicBoolean();

    private Connector(Spine spine, Time time, Awaited awaited) {
        this.spine = spine;
        this.time = time;
        this.awaited = awaited;
    }

    /**
     * A connector to an address.
     *
     * @param address such as {@code tcp://localhost:7000}; {@code ?name=…} names a pump that states no serial number
     * @param journal takes the records; shared by any number of connectors
     * @throws IllegalArgumentException if the address is not understood; the message says what was expected
     */
    public static Builder to(String address, Journal journal) {
        LinkAddress parsed = LinkAddress.parse(address);
        return new Builder(parsed.linkName(), parsed.pumpName(), Transports.to(parsed), journal);
    }

    /**
     * A connector to links of one's own making, such as an emulator's in memory.
     *
     * @param linkName what the link is called
     * @param links gives an unopened transport for each attempt
     * @param journal takes the records
     */
    public static Builder to(String linkName, Supplier<Transport> links, Journal journal) {
        return new Builder(linkName, null, links, journal);
    }

    /** How the link stands now. */
    public LinkStatus link() {
        return spine.linkStatus();
    }

    /** The set's state now; empty until the pump has been met. */
    public Optional<SetStatus> status() {
        return Optional.ofNullable(spine.setStatus());
    }

    /**
     * Waits for an event, beginning behind the one that the last call returned: so calls in a row find events in a row,
     * and none is missed between them. The last {@value Awaited#MOST} records are looked through.
     *
     * <p>Not for virtual time, where waiting would stop the clock that is waited for.
     *
     * @param wanted such as {@code Event::hasCannulaPrimed}
     * @param patience how long at most
     * @return the record
     * @throws TimeoutException if it did not come; the message names what came instead
     * @throws InterruptedException if the waiting thread is interrupted
     */
    public EventRecord await(Predicate<Event> wanted, Duration patience) throws TimeoutException, InterruptedException {
        return awaited.next(wanted, patience);
    }

    /** Completes when the connector has ended: closed, or, with {@link Builder#once}, when its one link did. */
    public CompletableFuture<LinkStatus> ended() {
        return spine.ended().copy();
    }

    /**
     * Closes the link for good. Records that came before are still committed; nothing is lost, because nothing is
     * acknowledged before its commit. Closing again does nothing.
     */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        time.executor().execute(spine::close);
        if (!time.owned()) {
            return; // the executor is the caller's, who may be standing on it
        }
        try {
            spine.ended().get(CLOSE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException slow) {
            throw new IllegalStateException(link().link() + " did not close within " + CLOSE_SECONDS + " s", slow);
        } finally {
            time.executor().shutdown();
        }
    }

    /** Optional things of a connector. One thread; ends in {@link #open}. */
    public static final class Builder {
        private final String linkName;
        private final @Nullable String pumpName;
        private final Supplier<Transport> links;
        private final Journal journal;
        private final List<Consumer<KeptRecord>> onRecord = new ArrayList<>();
        private final List<Consumer<SetStatus>> onStatus = new ArrayList<>();
        private final List<Consumer<LinkStatus>> onLink = new ArrayList<>();
        private final List<Consumer<String>> onText = new ArrayList<>();
        private String companionName = "Pump Companion";
        private RandomGenerator random = new SplittableRandom();
        private TrackerSettings tracker = TrackerSettings.defaults();
        private @Nullable Time time;
        private boolean listenOnly;
        private boolean once;

        private Builder(String linkName, @Nullable String pumpName, Supplier<Transport> links, Journal journal) {
            this.linkName = linkName;
            this.pumpName = pumpName;
            this.links = links;
            this.journal = journal;
        }

        /**
         * Told of every record that is newly durable, gaps included, in order; and of what people enter for the pump, in
         * this process at once, in another within about a second.
         */
        public Builder onRecord(Consumer<KeptRecord> observer) {
            onRecord.add(observer);
            return this;
        }

        /** Told whenever the set's state changes; after several records at once, of the last state only. */
        public Builder onStatus(Consumer<SetStatus> observer) {
            onStatus.add(observer);
            return this;
        }

        /** Told whenever the link's state changes. */
        public Builder onLink(Consumer<LinkStatus> observer) {
            onLink.add(observer);
            return this;
        }

        /** Told of text for people that came over the wire: firmware's log lines, and stray text outside frames. */
        public Builder onText(Consumer<String> observer) {
            onText.add(observer);
            return this;
        }

        /** What the companion calls itself, at most 32 bytes of UTF-8. Default: Pump Companion. */
        public Builder companionName(String name) {
            this.companionName = name;
            return this;
        }

        /** Limits and habits that the tracker goes by. Default: {@link TrackerSettings#defaults}. */
        public Builder tracker(TrackerSettings settings) {
            this.tracker = settings;
            return this;
        }

        /** Clock and executor. Default: the system's, with a daemon thread of its own. */
        public Builder time(Time handedIn) {
            this.time = handedIn;
            return this;
        }

        /** Draws session numbers and random waits. Default: seeded by the system. */
        public Builder random(RandomGenerator handedIn) {
            this.random = handedIn;
            return this;
        }

        /** Sends nothing at all and keeps what passes by (W-57). */
        public Builder listenOnly() {
            this.listenOnly = true;
            return this;
        }

        /** Tries the link once and ends with it. */
        public Builder once() {
            this.once = true;
            return this;
        }

        /** Starts. Returns at once; {@link Connector#link} and the observers tell how it goes. */
        public Connector open() {
            Time used = time == null ? Time.system(linkName) : time;
            Awaited awaited = new Awaited();
            onRecord.add(awaited);
            SessionSettings settings = new SessionSettings(companionName, pumpName, linkName, listenOnly, random);
            Spine spine = new Spine(
                    links,
                    settings,
                    journal,
                    new SetTracker(tracker),
                    used,
                    new Observers(onRecord, onStatus, onLink, onText),
                    once);
            used.executor().execute(spine::connect);
            return new Connector(spine, used, awaited);
        }
    }
}
