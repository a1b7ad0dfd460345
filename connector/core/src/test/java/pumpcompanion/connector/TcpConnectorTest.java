package pumpcompanion.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pumpcompanion.connector.LinkStatus.State;
import pumpcompanion.connector.journal.Journal;
import pumpcompanion.connector.journal.Position;
import pumpcompanion.emulator.EmulatedPump;
import pumpcompanion.emulator.TcpListener;
import pumpcompanion.emulator.time.SystemTime;
import pumpcompanion.proto.v1.Event;
import pumpcompanion.proto.v1.Freshness;

/** Real sockets, real time, a real journal file. */
class TcpConnectorTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    private final SystemTime time = new SystemTime("pump");
    private final BlockingQueue<LinkStatus> links = new LinkedBlockingQueue<>();

    @AfterEach
    void endTime() {
        time.shutdownNow();
    }

    @Test
    void aSetChangeIsReadOverTcpAwaitedAndKept() throws Exception {
        try (EmulatedPump pump = EmulatedPump.on(time).serial("EM-7").start();
                TcpListener listener = TcpListener.open(pump, "127.0.0.1", 0);
                Journal journal = Journal.open(folder.resolve("j.db"));
                Connector connector = open("tcp://127.0.0.1:" + listener.port(), journal)) {
            waitFor(link -> link.state() == State.LIVE);
            pump.seatCartridge(Freshness.FRESHNESS_NEW);
            pump.connectCartridge();
            pump.primeTubing(6_700);
            pump.primeCannula(300);
            assertThat(connector.await(Event::hasCartridgeConnect, PATIENCE).getSequence())
                    .isEqualTo(2);
            assertThat(connector.await(Event::hasCannulaPrimed, PATIENCE).getPump())
                    .isEqualTo("EM-7");
            assertThatThrownBy(() -> connector.await(Event::hasSetRemoved, Duration.ofMillis(50)))
                    .isInstanceOf(TimeoutException.class)
                    .hasMessageContaining("came meanwhile: nothing");
            assertThat(connector.status().orElseThrow().getLast().getSequence()).isEqualTo(4);
        }
    }

    @Test
    void aRefusedConnectionIsSaidInOneLineAndTakenUpWhenThePumpIsThere() throws Exception {
        int port = freePort();
        try (Journal journal = Journal.inMemory();
                Connector connector = open("tcp://127.0.0.1:" + port, journal)) {
            LinkStatus waiting = waitFor(link -> link.state() == State.WAITING);
            assertThat(waiting.text())
                    .contains("tcp://127.0.0.1:" + port, "refused", "start the pump", "trying again in")
                    .doesNotContain("\n");
            try (EmulatedPump pump = EmulatedPump.on(time).start();
                    TcpListener listener = TcpListener.open(pump, "127.0.0.1", port)) {
                waitFor(link -> link.state() == State.LIVE);
            }
        }
    }

    @Test
    void anUnknownHostIsNamed() throws Exception {
        try (Journal journal = Journal.inMemory();
                Connector connector = open("tcp://no-such-host.invalid:7000", journal)) {
            assertThat(waitFor(link -> link.state() == State.WAITING).text()).contains("'no-such-host.invalid'");
        }
    }

    @Test
    void aHostThatAcceptsAndSaysNothingIsGivenUpAfterFiveHellos() throws Exception {
        try (ServerSocket mute = new ServerSocket(0);
                Journal journal = Journal.inMemory();
                Connector connector = open("tcp://127.0.0.1:" + mute.getLocalPort(), journal)) {
            assertThat(waitFor(link -> link.state() == State.WAITING).text()).contains("no answer to Hello", "5 times");
        }
    }

    @Test
    void closingEndsTheThreadAndTheLinkAndMayBeDoneTwice() throws Exception {
        try (ServerSocket mute = new ServerSocket(0);
                Journal journal = Journal.inMemory()) {
            Connector connector = open("tcp://127.0.0.1:" + mute.getLocalPort(), journal);
            waitFor(link -> link.state() == State.GREETING);
            connector.close();
            assertThat(connector.ended().get(5, TimeUnit.SECONDS).state()).isEqualTo(State.CLOSED);
            connector.close();
        }
    }

    @Test
    void aJournalThatCannotBeWrittenClosesTheLinkAndNothingIsAcked() throws Exception {
        Journal full = mock(Journal.class);
        when(full.locate(any(), anyInt(), anyInt(), anyLong()))
                .thenReturn(CompletableFuture.completedFuture(new Position("EM-7", 1, 0, 0, 1, List.of())));
        when(full.append(any()))
                .thenReturn(CompletableFuture.failedFuture(new IllegalStateException("j.db: disk full (make room)")));
        when(full.onEntered(any())).thenReturn(() -> {});
        when(full.records(any())).thenAnswer(call -> Journal.inMemory().records(call.getArgument(0)));
        try (EmulatedPump pump = EmulatedPump.on(time).serial("EM-7").start();
                TcpListener listener = TcpListener.open(pump, "127.0.0.1", 0);
                Connector connector = open("tcp://127.0.0.1:" + listener.port(), full)) {
            BlockingQueue<Long> acked = new LinkedBlockingQueue<>();
            pump.transcript((at, link, direction, payload) -> acked.add((long) payload.length));
            pump.dropSeen();
            assertThat(waitFor(link -> link.state() == State.WAITING).text()).contains("disk full (make room)");
            assertThat(pump.links()).allMatch(link -> link.ackedThrough() == 0);
        }
    }

    @Test
    void anAddressThatIsNoneSaysWhatWasExpected() {
        try (Journal journal = Journal.inMemory()) {
            assertThatThrownBy(() -> Connector.to("localhost", journal)).hasMessageContaining("scheme:target");
            assertThatThrownBy(() -> Connector.to("telnet://x:1", journal)).hasMessageContaining("'telnet'");
            assertThatThrownBy(() -> Connector.to("tcp://x", journal)).hasMessageContaining("names no port");
            assertThatThrownBy(() -> Connector.to("tcp://x:99999", journal)).hasMessageContaining("1 to 65535");
            assertThatThrownBy(() -> Connector.to("tcp://x:1?baud=9600", journal))
                    .hasMessageContaining("'baud'");
            assertThatThrownBy(() -> Connector.to("tcp://x:1?name=a&name=b", journal))
                    .hasMessageContaining("twice");
        }
    }

    private Connector open(String address, Journal journal) {
        return Connector.to(address, journal).onLink(links::add).open();
    }

    private LinkStatus waitFor(Predicate<LinkStatus> wanted) throws InterruptedException {
        while (true) {
            LinkStatus next = links.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            assertThat(next).as("a link state within %s", PATIENCE).isNotNull();
            if (next != null && wanted.test(next)) {
                return next;
            }
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
