package pumpcompanion.connector.transport;

import java.io.File;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import pumpcompanion.connector.Tools;
import pumpcompanion.proto.transport.Transport;

/** The serial transport on one end of a pair of pseudo-terminals that socat joins; the test reads and writes the other. */
class SocatTransportTest extends TransportContract {

    @TempDir
    Path folder;

    @BeforeAll
    static void socatIsNeeded() {
        Tools.need("socat");
    }

    @Override
    Transport transport() {
        String path = folder.resolve("near").toString();
        return new SerialTransport("serial:" + path, path, SerialOptions.defaults());
    }

    @Override
    Peer peer() throws Exception {
        Path near = folder.resolve("near");
        Path far = folder.resolve("far");
        Process socat = new ProcessBuilder("socat", "pty,raw,echo=0,link=" + near, "pty,raw,echo=0,link=" + far)
                .redirectErrorStream(true)
                .redirectOutput(Redirect.to(new File(folder.toFile(), "socat.log")))
                .start();
        until(() -> Files.exists(near) && Files.exists(far));
        OutputStream out = Files.newOutputStream(far);
        InputStream in = Files.newInputStream(far);
        return new StreamPeer() {
            @Override
            InputStream in() {
                return in;
            }

            @Override
            OutputStream out() {
                return out;
            }

            @Override
            public void close() throws Exception {
                socat.destroyForcibly().waitFor();
                in.close();
                out.close();
            }
        };
    }
}
