package pumpcompanion.emulator;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import pumpcompanion.emulator.link.StreamPair;
import pumpcompanion.emulator.link.StreamTransport;
import pumpcompanion.emulator.link.WireKind;
import pumpcompanion.emulator.time.SystemTime;

/**
 * Lets companions reach a pump over TCP: each connection is a link of its own (W-29). One daemon thread accepts; each
 * connection has two more. Methods may be called from any thread; who opens one closes it.
 */
public final class TcpListener implements AutoCloseable {

    private static final Duration RETRY = Duration.ofMillis(100);

    private final EmulatedPump pump;
    private final ServerSocket server;
    private final Thread acceptor;
    private final List<StreamTransport> connections = new CopyOnWriteArrayList<>();

    private TcpListener(EmulatedPump pump, ServerSocket server) {
        this.pump = pump;
        this.server = server;
        this.acceptor = new Thread(this::accept, "pump-accept " + server.getLocalPort());
        acceptor.setDaemon(true);
    }

    /**
     * Listens.
     *
     * @param pump who answers
     * @param host name or address to listen at, such as {@code 127.0.0.1}; {@code 0.0.0.0} for every network
     * @param port range [0, 65535]; 0: any that is free
     * @throws UncheckedIOException if it cannot, naming host and port
     */
    public static TcpListener open(EmulatedPump pump, String host, int port) {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("port " + port + " (expected 0 to 65535)");
        }
        ServerSocket server = bind(host, port);
        TcpListener listener = new TcpListener(pump, server);
        listener.acceptor.start();
        return listener;
    }

    private static ServerSocket bind(String host, int port) {
        try {
            ServerSocket server = new ServerSocket();
            try {
                server.setReuseAddress(true);
                server.bind(new InetSocketAddress(InetAddress.getByName(host), port));
                return server;
            } catch (IOException refused) {
                server.close();
                throw refused;
            }
        } catch (IOException refused) {
            throw new UncheckedIOException(
                    "cannot listen at " + host + ":" + port + " (found: " + refused.getMessage()
                            + "): choose an address of this computer and a free port, or port 0 for any",
                    refused);
        }
    }

    /** The port it listens at. */
    public int port() {
        return server.getLocalPort();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                socket.setTcpNoDelay(true);
                StreamTransport link = new StreamTransport(nameOf(socket), pair(socket));
                connections.removeIf(StreamTransport::isEnded);
                connections.add(link);
                pump.attach(link, WireKind.CONNECTION);
            } catch (IOException brokenOne) {
                if (!server.isClosed()) {
                    SystemTime.pause(RETRY); // such as too many open files: asking at once would only spin
                }
            } catch (IllegalStateException pumpClosed) {
                close();
            }
        }
    }

    /** Stops listening, closes every connection and waits, a few seconds at most, until all threads have ended. */
    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException broken) {
            // it does not listen any more, which is all that was wanted
        }
        if (Thread.currentThread() != acceptor) {
            SystemTime.join(acceptor, Duration.ofSeconds(1));
        }
        connections.forEach(StreamTransport::close);
        connections.forEach(StreamTransport::awaitEnd);
    }

    private static String nameOf(Socket socket) {
        return "tcp://" + socket.getInetAddress().getHostAddress() + ":" + socket.getPort();
    }

    private static StreamPair pair(Socket socket) throws IOException {
        InputStream in = socket.getInputStream();
        OutputStream out = socket.getOutputStream();
        return new StreamPair() {
            @Override
            public InputStream in() {
                return in;
            }

            @Override
            public OutputStream out() {
                return out;
            }

            @Override
            public void finishOutput() throws IOException {
                socket.shutdownOutput();
            }

            @Override
            public void close() throws IOException {
                socket.close();
            }
        };
    }
}
