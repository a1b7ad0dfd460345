package pumpcompanion.connector.transport;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import pumpcompanion.emulator.link.MemoryLink;
import pumpcompanion.emulator.time.SystemTime;
import pumpcompanion.proto.transport.Receiver;
import pumpcompanion.proto.transport.Transport;

class MemoryTransportTest extends TransportContract {

    private final SystemTime time = new SystemTime("memory-wire");
    private final SystemTime far = new SystemTime("memory-peer");
    private final MemoryLink link = MemoryLink.on(time, "memory:contract");

    @Override
    void release() {
        time.shutdownNow();
        far.shutdownNow();
    }

    @Override
    Transport transport() {
        return link.companionEnd();
    }

    @Override
    Peer peer() {
        return new FarEnd();
    }

    private final class FarEnd implements Peer, Receiver {
        private final BlockingQueue<byte[]> came = new LinkedBlockingQueue<>();
        private final CountDownLatch reading = new CountDownLatch(1);
        private final CountDownLatch opened = new CountDownLatch(1);
        private volatile boolean gone;
        private byte[] rest = {};

        FarEnd() {
            link.pumpEnd().open(this, far);
        }

        @Override
        public void connected() throws InterruptedException {
            opened.await();
        }

        @Override
        public boolean write(byte[] bytes) throws Exception {
            if (!gone) {
                link.pumpEnd().send(bytes);
                far.submit(() -> {}).get(); // where that was too much, this end has heard so by now
            }
            return !gone;
        }

        @Override
        public int read(byte[] into) throws InterruptedException {
            reading.countDown();
            byte[] next = rest.length > 0 ? rest : came.take();
            int length = Math.min(next.length, into.length);
            System.arraycopy(next, 0, into, 0, length);
            rest = Arrays.copyOfRange(next, length, next.length);
            return length;
        }

        @Override
        public void close() {
            reading.countDown();
            link.pumpEnd().close();
        }

        @Override
        public void opened() {
            opened.countDown();
        }

        @Override
        public void received(ByteBuffer bytes) {
            awaitQuietly(reading);
            byte[] copy = new byte[bytes.remaining()];
            bytes.get(copy);
            came.add(copy);
        }

        @Override
        public void closed(Closed cause) {
            gone = true;
            came.add(new byte[0]);
        }
    }
}
