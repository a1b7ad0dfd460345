package pumpcompanion.app;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import pumpcompanion.emulator.EmulatedPump;
import pumpcompanion.emulator.PtyListener;
import pumpcompanion.emulator.TcpListener;

/** An emulated pump with the places where companions reach it. Who makes one closes it. */
record RunningPump(
        EmulatedPump pump,
        @Nullable TcpListener listener,
        @Nullable PtyListener wire,
        List<String> places) implements AutoCloseable {

    /**
     * Opens a pump's links; closes the pump where one cannot be opened.
     *
     * @param pump the pump
     * @param tcp where to listen; null: nowhere
     * @param pty path of a serial device; null: none
     */
    static RunningPump open(EmulatedPump pump, @Nullable HostAndPort tcp, @Nullable Path pty) {
        PtyListener wire = null;
        try {
            wire = pty == null ? null : PtyListener.open(pump, pty);
            TcpListener listener = tcp == null ? null : TcpListener.open(pump, tcp.host(), tcp.port());
            List<String> places = new ArrayList<>();
            if (wire != null) {
                places.add(wire.address());
            }
            if (tcp != null && listener != null) {
                places.add(tcp.uri(listener.port()));
            }
            return new RunningPump(pump, listener, wire, List.copyOf(places));
        } catch (RuntimeException refused) {
            if (wire != null) {
                wire.close();
            }
            pump.close();
            if (refused instanceof UnsupportedOperationException notHere) {
                throw new Trouble("no --pty: " + notHere.getMessage());
            }
            throw refused;
        }
    }

    @Override
    public void close() {
        if (wire != null) {
            wire.close();
        }
        if (listener != null) {
            listener.close();
        }
        pump.close();
    }
}
