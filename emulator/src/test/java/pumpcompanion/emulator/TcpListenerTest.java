package pumpcompanion.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import pumpcompanion.emulator.session.SessionState;
import pumpcompanion.emulator.time.SystemTime;
import pumpcompanion.proto.frame.FrameDecoder;
import pumpcompanion.proto.frame.FrameEncoder;
import pumpcompanion.proto.v1.Ack;
import pumpcompanion.proto.v1.FromPump;
import pumpcompanion.proto.v1.Hello;
import pumpcompanion.proto.v1.RefusalReason;
import pumpcompanion.proto.v1.Resume;
import pumpcompanion.proto.v1.ToPump;

/** The pump over real sockets, with nothing but the JDK's on the other end. */
@Timeout(30)
class TcpListenerTest {

    private final SystemTime time = new SystemTime("tcp-test");
    private final List<AutoCloseable> toClose = new ArrayList<>();

    @AfterEach
    void closeAll() throws Exception {
        for (AutoCloseable one : toClose) {
            one.close();
        }
        time.shutdownNow();
    }

    /** A client whose reads block, so that a test waits for bytes and for nothing else. */
    private final class Client implements AutoCloseable {
        final Socket socket;
        final FrameDecoder decoder = new FrameDecoder();
        final Deque<FromPump> heard = new ArrayDeque<>();

        Client(int port) throws IOException {
            socket = new Socket("127.0.0.1", port);
            socket.setSoTimeout(20_000);
            socket.setTcpNoDelay(true);
            toClose.add(this);
        }

        void say(ToPump.Builder message) throws IOException {
            socket.getOutputStream()
                    .write(new FrameEncoder().encode(message.build().toByteArray()));
        }

        void hello(int session) throws IOException {
            say(ToPump.newBuilder()
                    .setSession(session)
                    .setHello(Hello.newBuilder().setMinVersion(1).setMaxVersion(1)));
        }

        /** The next message of a kind. */
        FromPump await(Predicate<FromPump> which) throws IOException {
            FromPump found = find(which);
            if (found == null) {
                throw new AssertionError("the pump closed the connection");
            }
            return found;
        }

        /** Reads to the end of the stream. */
        void awaitEnd() throws IOException {
            FromPump unexpected = find(message -> false);
            assertThat(unexpected).isNull();
        }

        private @Nullable FromPump find(Predicate<FromPump> which) throws IOException {
            byte[] buffer = new byte[65_536];
            while (true) {
                while (!heard.isEmpty()) {
                    FromPump next = heard.remove();
                    if (which.test(next)) {
                        return next;
                    }
                }
                int length = socket.getInputStream().read(buffer);
                if (length < 0) {
                    return null;
                }
                decoder.feed(buffer, 0, length, (payload, offset, size) -> {
                    try {
                        heard.add(FromPump.parser().parseFrom(payload, offset, size));
                    } catch (IOException nonsense) {
                        throw new AssertionError(nonsense);
                    }
                });
            }
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    private TcpListener listen(EmulatedPump pump) {
        TcpListener listener = TcpListener.open(pump, "127.0.0.1", 0);
        toClose.add(0, listener);
        toClose.add(pump);
        return listener;
    }

    @Test
    void aCompanionReadsTheLogAndGetsNewRecordsAtOnce() throws Exception {
        EmulatedPump pump = EmulatedPump.on(time).start();
        TcpListener listener = listen(pump);
        pump.quickDisconnect();
        Client client = new Client(listener.port());
        assertThat(client.await(FromPump::hasHeartbeat).getSession()).isZero();
        client.hello(7);
        FromPump welcome = client.await(FromPump::hasWelcome);
        client.say(ToPump.newBuilder()
                .setSession(7)
                .setResume(Resume.newBuilder().setResumeId(1).setFrom(1).setLogEpoch(welcome.getLogEpoch())));
        assertThat(client.await(FromPump::hasRecord).getRecord().getSequence()).isEqualTo(1);
        pump.quickReconnect();
        assertThat(client.await(FromPump::hasRecord).getRecord().getSequence()).isEqualTo(2);
        assertThat(pump.links().get(0).name()).startsWith("tcp://127.0.0.1:");
    }

    @Test
    @DisplayName("W-29: a busy pump's refusal is lost with the connection")
    void aBusyPumpRefusesOverTcpAndCloses() throws Exception {
        TcpListener listener = listen(EmulatedPump.on(time).sessions(0).start());
        Client client = new Client(listener.port());
        client.hello(7);
        FromPump refusal = client.await(FromPump::hasRefusal);
        assertThat(refusal.getRefusal().getReason()).isEqualTo(RefusalReason.REFUSAL_REASON_BUSY);
        client.awaitEnd();
    }

    @Test
    @DisplayName("W-39: a quiet connection stays open")
    void aQuietConnectionIsClosedAfterSixIntervals() throws Exception {
        EmulatedPump pump =
                EmulatedPump.on(time).heartbeatInterval(Duration.ofMillis(500)).start();
        Client client = new Client(listen(pump).port());
        client.hello(7);
        assertThat(client.await(FromPump::hasWelcome)).isNotNull();
        long before = time.millis();
        client.awaitEnd();
        assertThat(time.millis() - before).isBetween(2500L, 10_000L);
        assertThat(pump.links()).allMatch(link -> link.state() == SessionState.ENDED);
    }

    @Test
    void manyRecordsFlowThroughASmallWindow() throws Exception {
        EmulatedPump pump = EmulatedPump.on(time).window(1024).ringSize(50_000).start();
        Client client = new Client(listen(pump).port());
        for (int i = 0; i < 50_000; i++) {
            pump.quickDisconnect();
        }
        client.hello(7);
        client.await(FromPump::hasWelcome);
        client.say(ToPump.newBuilder()
                .setSession(7)
                .setResume(Resume.newBuilder().setResumeId(1).setFrom(1).setLogEpoch(pump.logEpoch())));
        for (long sequence = 1; sequence <= 50_000; sequence++) {
            assertThat(client.await(FromPump::hasRecord).getRecord().getSequence())
                    .isEqualTo(sequence);
            if (sequence % 256 == 0) {
                client.say(ToPump.newBuilder()
                        .setSession(7)
                        .setAck(Ack.newBuilder().setThrough(sequence)));
            }
        }
    }

    @Test
    void aPeerThatDoesNotReadHoldsNobodyUp() throws Exception {
        EmulatedPump pump = EmulatedPump.on(time).window(1024).start();
        TcpListener listener = listen(pump);
        Client deaf = new Client(listener.port());
        deaf.hello(7);
        deaf.say(ToPump.newBuilder()
                .setSession(7)
                .setResume(Resume.newBuilder().setResumeId(1).setFrom(1).setLogEpoch(pump.logEpoch())));
        for (int i = 0; i < 5000; i++) {
            pump.quickDisconnect();
        }
        Client other = new Client(listener.port());
        other.hello(8);
        assertThat(other.await(FromPump::hasWelcome).getWelcome().getNewest()).isEqualTo(5000);
    }

    @Test
    void noThreadIsLeftAfterClose() throws Exception {
        EmulatedPump pump = EmulatedPump.on(time).start();
        TcpListener listener = TcpListener.open(pump, "127.0.0.1", 0);
        int port = listener.port();
        for (int i = 0; i < 3; i++) {
            assertThat(new Client(port).await(FromPump::hasHeartbeat)).isNotNull();
        }
        assertThat(pumpThreads()).hasSize(7);
        listener.close();
        listener.close();
        pump.close();
        assertThat(pumpThreads()).allMatch(thread -> thread.getName().startsWith("pump-close"));
        pumpThreads().forEach(thread -> SystemTime.join(thread, Duration.ofSeconds(5)));
        assertThat(pumpThreads()).isEmpty();
        assertThatThrownBy(() -> new Socket("127.0.0.1", port).close()).isInstanceOf(IOException.class);
    }

    private static List<Thread> pumpThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("pump-"))
                .toList();
    }

    @Test
    void aPortThatIsTakenIsNamed() {
        EmulatedPump pump = EmulatedPump.on(time).start();
        int port = listen(pump).port();
        assertThatThrownBy(() -> TcpListener.open(pump, "127.0.0.1", port))
                .hasMessageContaining("cannot listen at 127.0.0.1:" + port)
                .hasMessageContaining("port 0 for any");
        assertThatThrownBy(() -> TcpListener.open(pump, "127.0.0.1", 70_000))
                .hasMessage("port 70000 (expected 0 to 65535)");
    }
}
