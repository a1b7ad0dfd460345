package pumpcompanion.emulator.link;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Two streams that belong to one link: a socket, a pseudo-terminal. Reads and writes may block. */
public interface StreamPair {

    /** Bytes from the peer. Its end means that the peer has closed. */
    InputStream in();

    /** Bytes towards the peer; nothing may be held back in a buffer. */
    OutputStream out();

    /** Says that nothing more is sent, where the link can say so; else does nothing. */
    void finishOutput() throws IOException;

    /** Frees both; reads and writes that block end with an exception. Closing again does nothing. */
    void close() throws IOException;
}
