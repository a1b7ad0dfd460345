package pumpcompanion.app.demo;

import java.io.UncheckedIOException;
import pumpcompanion.emulator.EmulatedPump;
import pumpcompanion.emulator.PtyListener;
import pumpcompanion.emulator.TcpListener;

/**
 * What the demonstration's bytes go through: a serial device where one can be made, else TCP.
 *
 * @param address for the connector
 * @param end pulls it
 */
record Wire(String address, Runnable end) implements AutoCloseable {

    static Wire plugInto(EmulatedPump pump) {
        try {
            PtyListener device = PtyListener.open(pump);
            return new Wire(device.address(), device::close);
        } catch (UnsupportedOperationException | UncheckedIOException noDevice) {
            TcpListener listener = TcpListener.open(pump, "127.0.0.1", 0);
            return new Wire("tcp://127.0.0.1:" + listener.port(), listener::close);
        }
    }

    @Override
    public void close() {
        end.run();
    }
}
