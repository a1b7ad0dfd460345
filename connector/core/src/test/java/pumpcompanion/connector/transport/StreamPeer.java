package pumpcompanion.connector.transport;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** A far end made of two streams. */
abstract class StreamPeer implements TransportContract.Peer {

    abstract InputStream in() throws IOException;

    abstract OutputStream out() throws IOException;

    @Override
    public void connected() throws Exception {
        // it is, from the start
    }

    @Override
    public boolean write(byte[] bytes) {
        try {
            out().write(bytes);
            out().flush();
            return true;
        } catch (IOException gone) {
            return false;
        }
    }

    @Override
    public int read(byte[] into) throws Exception {
        return in().read(into);
    }
}
