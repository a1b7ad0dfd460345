package sample;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static pumpcompanion.emulator.testkit.PumpAssertions.assertThat;

import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import pumpcompanion.emulator.EmulatedPump;
import pumpcompanion.emulator.junit5.WithPump;
import pumpcompanion.emulator.testkit.Wire;
import pumpcompanion.emulator.time.VirtualTime;
import pumpcompanion.proto.transport.Receiver;
import pumpcompanion.proto.transport.Transport;
import pumpcompanion.proto.v1.Freshness;

/** A reader over each of two wires. */
@WithPump
class ReaderTest {

    private static final Duration SOON = Duration.ofSeconds(5);

    @Test
    void everyRecordIsReadAndAcknowledged(EmulatedPump pump, Supplier<Transport> pumps, VirtualTime time) {
        pump.seatCartridge(Freshness.FRESHNESS_NEW);
        pump.quickDisconnect();
        Reader reader = inMemory(pumps.get(), 7, 0, time);
        assertThat(pump).within(SOON).ackedThrough(2).saidHello("reader").resumedFrom(1).violatedNoRule();
        assertTrue(reader.events.get(0).hasCartridgeSeated());

        pump.quickReconnect();
        assertThat(pump).within(SOON).ackedEverything();
        assertEquals(3, reader.events.size());
    }

    @Test
    void afterARebootItGoesOnWhereItWas(EmulatedPump pump, Supplier<Transport> pumps, VirtualTime time) {
        pump.quickDisconnect();
        inMemory(pumps.get(), 7, 0, time);
        assertThat(pump).within(SOON).ackedThrough(1);

        pump.reboot();
        inMemory(pumps.get(), 8, 1, time);
        assertThat(pump).within(SOON).ackedEverything().resumedFrom(2).reconnected(1);
    }

    @Test
    @WithPump(wire = Wire.TCP)
    void everyRecordIsReadOverTcp(EmulatedPump pump, URI address) throws Exception {
        pump.quickDisconnect();
        try (Socket socket = new Socket(address.getHost(), address.getPort())) {
            OutputStream out = socket.getOutputStream();
            Reader reader = new Reader(9, 0, bytes -> {
                try {
                    out.write(bytes);
                } catch (IOException broken) {
                    throw new UncheckedIOException(broken);
                }
            });
            reader.hello();
            InputStream in = socket.getInputStream();
            byte[] buffer = new byte[1024];
            while (reader.events.isEmpty()) {
                reader.feed(buffer, in.read(buffer));
            }
            assertThat(pump).within(SOON).ackedThrough(1);
        }
    }

    private static Reader inMemory(Transport transport, int session, long newest, VirtualTime time) {
        Reader reader = new Reader(session, newest, transport::send);
        transport.open(
                new Receiver() {
                    @Override
                    public void opened() {
                        reader.hello();
                    }

                    @Override
                    public void received(ByteBuffer bytes) {
                        byte[] copy = new byte[bytes.remaining()];
                        bytes.get(copy);
                        reader.feed(copy, copy.length);
                    }

                    @Override
                    public void closed(Closed cause) {}
                },
                time);
        return reader;
    }
}
