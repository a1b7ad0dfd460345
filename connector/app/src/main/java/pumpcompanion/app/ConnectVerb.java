package pumpcompanion.app;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import pumpcompanion.app.view.Feed;
import pumpcompanion.app.view.JsonFeed;
import pumpcompanion.app.view.TextFeed;
import pumpcompanion.connector.Connector;
import pumpcompanion.connector.LinkStatus;
import pumpcompanion.connector.LinkStatus.State;
import pumpcompanion.connector.journal.Journal;
import pumpcompanion.connector.transport.LinkAddress;
import pumpcompanion.connector.transport.Transports;
import pumpcompanion.proto.transport.Transport;

/** {@code companion connect}: keeps all that pumps write, and prints what changes. */
@Command(
        name = "connect",
        description = {
            "Connects to pumps and keeps all that they write.",
            "Every record goes into the journal, until Ctrl-C; a line is printed for each",
            "change. A link that is lost is tried again."
        },
        footer = {
            "  companion connect tcp://localhost:7000",
            "  companion connect tcp://bench-1:7000 tcp://bench-2:7000 --journal bench.db",
            "  companion connect tcp://localhost:7000 --once --json"
        })
final class ConnectVerb extends Verb {

    @Parameters(
            paramLabel = "URI",
            arity = "1..*",
            description = {
                "Links: tcp://HOST:PORT or serial:/dev/ttyACM0?baud=115200 (companion ports lists",
                "them); with ?name=NAME for a pump that states no serial number."
            })
    private List<String> addresses = List.of();

    @Mixin
    private JournalOption journal = new JournalOption();

    @Option(
            names = "--listen-only",
            description = {
                "Send nothing; keep what passes by. For a tapped serial line, or a bridge",
                "that repeats another's bytes: on a TCP connection of its own nothing does."
            })
    private boolean listenOnly;

    @Option(names = "--json", description = "Print JSON Lines.")
    private boolean json;

    @Option(
            names = "--once",
            description = "Try each link once and end with it; exit code 1 if one ended that had not been live.")
    private boolean once;

    @Override
    public Integer call() {
        addresses.forEach(this::check); // before the journal is made
        Lines lines = lines();
        Stop stop = Stop.onSignal().expected();
        lines.whenGone(stop::now);
        AtomicInteger neverLive = new AtomicInteger(addresses.size());
        List<Connector> connectors = new ArrayList<>();
        boolean interrupted = false;
        try (Journal open = journal.write()) {
            try {
                builders(open, lines, neverLive).forEach(builder -> connectors.add(builder.open()));
                if (once) {
                    CompletableFuture<?> ended = CompletableFuture.allOf(
                            connectors.stream().map(Connector::ended).toArray(CompletableFuture[]::new));
                    interrupted = !stop.awaitOr(ended);
                } else {
                    stop.await();
                }
            } finally {
                connectors.forEach(Connector::close);
            }
        }
        return once && !interrupted && neverLive.get() > 0 ? ExitCode.NO : ExitCode.DONE;
    }

    private List<Connector.Builder> builders(Journal open, Consumer<String> lines, AtomicInteger neverLive) {
        List<Connector.Builder> builders = new ArrayList<>();
        for (String address : addresses) {
            Connector.Builder builder = Connector.to(address, open);
            Feed feed = json
                    ? new JsonFeed(lines, address)
                    : new TextFeed(lines, SystemTime.wall(), SystemTime.zone(), addresses.size() > 1 ? address : "");
            feed.on(builder).onLink(new FirstLive(neverLive::decrementAndGet));
            if (listenOnly) {
                builder.listenOnly();
            }
            builders.add(once ? builder.once() : builder);
        }
        return builders;
    }

    private void check(String address) {
        try {
            Supplier<Transport> unused = Transports.to(LinkAddress.parse(address));
        } catch (IllegalArgumentException notUnderstood) {
            throw misuse(String.valueOf(notUnderstood.getMessage()));
        }
    }

    /** Tells once that a link was live, or heard its pump where it may only listen. */
    private static final class FirstLive implements Consumer<LinkStatus> {
        private final Runnable tell;
        private boolean told;

        FirstLive(Runnable tell) {
            this.tell = tell;
        }

        @Override
        public void accept(LinkStatus now) {
            if (!told && (now.state() == State.LIVE || (now.state() == State.LISTENING && now.pump() != null))) {
                told = true;
                tell.run();
            }
        }
    }
}
