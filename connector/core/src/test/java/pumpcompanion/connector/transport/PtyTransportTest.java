package pumpcompanion.connector.transport;

import java.io.InputStream;
import java.io.OutputStream;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import pumpcompanion.emulator.link.Pty;
import pumpcompanion.proto.transport.Transport;

/** The serial transport on a pseudo-terminal of the emulator's. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows has no pseudo-terminals")
class PtyTransportTest extends TransportContract {

    @SuppressWarnings("NullAway.Init") // peer() makes it, before transport()
    private Pty pty;

    @Override
    Transport transport() {
        String path = pty.path().toString();
        return new SerialTransport("serial:" + path, path, SerialOptions.defaults());
    }

    @Override
    Peer peer() throws Exception {
        pty = Pty.open(null);
        return new StreamPeer() {
            @Override
            InputStream in() {
                return pty.in();
            }

            @Override
            OutputStream out() {
                return pty.out();
            }

            @Override
            public void close() {
                pty.close();
            }
        };
    }
}
