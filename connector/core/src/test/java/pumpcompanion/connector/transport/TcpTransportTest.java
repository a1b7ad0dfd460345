package pumpcompanion.connector.transport;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import pumpcompanion.proto.transport.Transport;

class TcpTransportTest extends TransportContract {

    private final ServerSocket server = listen();

    private static ServerSocket listen() {
        try {
            return new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        } catch (IOException refused) {
            throw new AssertionError(refused);
        }
    }

    @Override
    void release() throws IOException {
        server.close();
    }

    @Override
    Transport transport() {
        return new TcpTransport("tcp://127.0.0.1:" + server.getLocalPort(), "127.0.0.1", server.getLocalPort());
    }

    @Override
    Peer peer() {
        return new StreamPeer() {
            private Socket socket = new Socket();

            @Override
            public void connected() throws IOException {
                socket = server.accept();
            }

            @Override
            InputStream in() throws IOException {
                return socket.getInputStream();
            }

            @Override
            OutputStream out() throws IOException {
                return socket.getOutputStream();
            }

            @Override
            public void close() throws IOException {
                socket.close();
            }
        };
    }
}
