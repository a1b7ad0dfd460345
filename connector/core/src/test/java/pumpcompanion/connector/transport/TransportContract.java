package pumpcompanion.connector.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import pumpcompanion.proto.transport.Receiver;
import pumpcompanion.proto.transport.Receiver.Closed.Kind;
import pumpcompanion.proto.transport.Transport;

/** What every link owes to who talks over it, whatever it is made of. */
@Timeout(60)
abstract class TransportContract {

    private static final long SEED = 20260901;
    /** More than any system keeps in its buffers for one link. */
    private static final int FLOOD = 48 * 1024 * 1024;
    /** No link may take in more than this while nobody takes anything out: system buffers and our own. */
    private static final int BOUND = 16 * 1024 * 1024;

    final ExecutorService executor = Executors.newSingleThreadExecutor(task -> new Thread(task, "contract-executor"));
    final Random random = new Random(SEED);
    private Transport transport;
    private Peer peer;

    /** The other end of a link, with calls that block. */
    interface Peer extends AutoCloseable {
        /** Waits until the link is connected to this end. */
        void connected() throws Exception;

        /** Gives bytes to the link, and waits while it takes none. Returns false where the link is gone. */
        boolean write(byte[] bytes) throws Exception;

        /** Waits for bytes from the link; fewer than 0 at its end. */
        int read(byte[] into) throws Exception;

        /** Goes away without a word. */
        @Override
        void close() throws Exception;
    }

    /** Makes the far end ready. */
    abstract Peer peer() throws Exception;

    /** The near end, unopened. */
    abstract Transport transport() throws Exception;

    @BeforeEach
    void makeBoth() throws Exception {
        System.out.println(getClass().getSimpleName() + ": seed " + SEED);
        peer = peer();
        transport = transport();
    }

    @AfterEach
    void closeBoth() throws Exception {
        transport.close();
        peer.close();
        executor.shutdown();
        assertThat(executor.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
        executor.shutdownNow();
        release();
    }

    /** Frees what the test holds beside the two ends. */
    void release() throws Exception {}

    /** Keeps what it is told, and checks that it is told it in the right place. */
    static class Recorder implements Receiver {
        final List<String> calls = new ArrayList<>();
        final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        final BlockingQueue<Closed> closed = new ArrayBlockingQueue<>(10);
        final CountDownLatch opened = new CountDownLatch(1);
        volatile long length;

        @Override
        public void opened() {
            note("opened");
            opened.countDown();
        }

        @Override
        public synchronized void received(ByteBuffer buffer) {
            note("received");
            byte[] copy = new byte[buffer.remaining()];
            buffer.get(copy);
            bytes.writeBytes(copy);
            length += copy.length;
            notifyAll();
        }

        @Override
        public void closed(Closed cause) {
            note("closed");
            closed.add(cause);
        }

        private synchronized void note(String call) {
            String where = Thread.currentThread().getName();
            String told = where.equals("contract-executor") ? call : call + " on " + where;
            if (calls.isEmpty() || !calls.get(calls.size() - 1).equals(told) || !call.equals("received")) {
                calls.add(told);
            }
        }

        synchronized List<String> calls() {
            return List.copyOf(calls);
        }

        synchronized byte[] await(long wanted) throws InterruptedException {
            while (length < wanted) {
                wait();
            }
            return bytes.toByteArray();
        }

        Closed awaitClosed() throws InterruptedException {
            Closed cause = closed.poll(20, TimeUnit.SECONDS);
            assertThat(cause).as("closed was told").isNotNull();
            return cause;
        }
    }

    private <R extends Recorder> R opened(R receiver) throws Exception {
        transport.open(receiver, executor);
        peer.connected();
        assertThat(receiver.opened.await(10, TimeUnit.SECONDS))
                .as("opened: " + receiver.closed)
                .isTrue();
        return receiver;
    }

    @Test
    void bytesArriveInOrderInWhateverCutTheyWereSent() throws Exception {
        Recorder receiver = opened(new Recorder());
        byte[] all = new byte[300_000];
        random.nextBytes(all);
        int at = 0;
        while (at < all.length) {
            int length = Math.min(all.length - at, 1 + random.nextInt(3_000));
            assertThat(peer.write(Arrays.copyOfRange(all, at, at + length))).isTrue();
            at += length;
        }
        assertThat(receiver.await(all.length)).isEqualTo(all);
        assertThat(receiver.calls()).containsExactly("opened", "received");
    }

    @Test
    void whatIsSentLeavesWholeAndInOrder() throws Exception {
        opened(new Recorder());
        ByteArrayOutputStream sent = new ByteArrayOutputStream();
        ByteArrayOutputStream came = new ByteArrayOutputStream();
        byte[] buffer = new byte[20_000];
        for (int round = 0; round < 20; round++) {
            for (int i = 0; i < 30; i++) {
                byte[] frame = new byte[1 + random.nextInt(520)];
                random.nextBytes(frame);
                sent.writeBytes(frame);
                transport.send(frame);
                Arrays.fill(frame, (byte) 0xEE); // the caller's again
            }
            while (came.size() < sent.size()) {
                int length = peerRead(buffer);
                assertThat(length).isPositive();
                came.write(buffer, 0, length);
            }
        }
        assertThat(came.toByteArray()).isEqualTo(sent.toByteArray());
    }

    @Test
    void nothingIsToldFromInsideOpenSendOrClose() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        executor.execute(() -> awaitQuietly(go));
        Recorder receiver = new Recorder();
        transport.open(receiver, executor);
        transport.send(new byte[] {1});
        assertThat(receiver.calls()).isEmpty();
        go.countDown();
        peer.connected();
        assertThat(receiver.opened.await(10, TimeUnit.SECONDS)).isTrue();
        transport.send(new byte[] {2});
        transport.close();
        receiver.awaitClosed();
        assertThat(receiver.calls()).containsExactly("opened", "closed");
    }

    @Test
    void closingTellsOnceThatItWasClosedHere() throws Exception {
        Recorder receiver = opened(new Recorder());
        transport.close();
        transport.close();
        assertThat(receiver.awaitClosed().kind()).isEqualTo(Kind.LOCAL);
        transport.send(new byte[] {1});
        transport.close();
        settle();
        assertThat(receiver.calls()).containsExactly("opened", "closed");
    }

    @Test
    void whatWasSentJustBeforeClosingStillLeaves() throws Exception {
        opened(new Recorder());
        transport.send("last words".getBytes());
        transport.close();
        byte[] buffer = new byte[100];
        int length = 0;
        while (length < 10) {
            int more = peerRead(buffer);
            assertThat(more).isPositive();
            length += more;
        }
        assertThat(length).isEqualTo(10);
    }

    @Test
    void aHangUpIsSeenWithinASecondAndToldOnce() throws Exception {
        Recorder receiver = opened(new Recorder());
        peer.close();
        Receiver.Closed cause = receiver.closed.poll(1, TimeUnit.SECONDS);
        assertThat(cause).as("told within a second").isNotNull();
        assertThat(cause.kind()).isEqualTo(Kind.REMOTE);
        assertThat(cause.text()).startsWith(transport.name()).doesNotContain("\n", "Exception");
        transport.send(new byte[] {1});
        transport.close();
        settle();
        assertThat(receiver.calls()).containsExactly("opened", "closed");
    }

    @Test
    void aHangUpIsSeenWhileBytesAreSent() throws Exception {
        Recorder receiver = opened(new Recorder());
        peer.close();
        for (int i = 0; i < 20; i++) {
            transport.send(new byte[500]);
        }
        assertThat(receiver.awaitClosed().kind()).isIn(Kind.REMOTE, Kind.FAILED);
    }

    @Test
    void aSlowReceiverHoldsThePeerBackAndNothingIsLost() throws Exception {
        AtomicLong written = new AtomicLong();
        CountDownLatch first = new CountDownLatch(1);
        CountDownLatch tooMuch = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        AtomicLong wrong = new AtomicLong();
        Recorder receiver = opened(new Recorder() {
            @Override
            public synchronized void received(ByteBuffer buffer) {
                first.countDown();
                awaitQuietly(go);
                while (buffer.hasRemaining()) {
                    if (buffer.get() != (byte) (length++ / 1024)) {
                        wrong.incrementAndGet();
                    }
                }
                notifyAll();
            }
        });
        Thread flood = new Thread(() -> {
            byte[] block = new byte[1024];
            try {
                for (int i = 0; i < FLOOD / block.length; i++) {
                    Arrays.fill(block, (byte) i);
                    if (!peer.write(block)) {
                        return;
                    }
                    if (written.addAndGet(block.length) > BOUND) {
                        tooMuch.countDown();
                    }
                }
            } catch (Exception gone) {
                // counted below
            }
        });
        flood.start();
        assertThat(first.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(tooMuch.await(1, TimeUnit.SECONDS))
                .as("more than " + BOUND + " bytes taken in while the receiver took none")
                .isFalse();
        go.countDown();
        flood.join();
        if (written.get() == FLOOD) {
            receiver.await(FLOOD);
        } else {
            receiver.awaitClosed(); // a link without a wire between cannot make its peer wait: it gives up
            assertThat(receiver.length).isPositive().isLessThanOrEqualTo(written.get());
        }
        assertThat(wrong).hasValue(0);
    }

    @Test
    void aPeerThatDoesNotReadIsGivenUpWithItsCause() throws Exception {
        Recorder receiver = opened(new Recorder());
        int sent = 0;
        while (receiver.closed.isEmpty() && sent < FLOOD) {
            transport.send(new byte[1024]);
            sent += 1024;
        }
        // How much was sent says nothing: once given up, what is sent goes nowhere until the closing is heard of.
        Receiver.Closed cause = receiver.awaitClosed();
        assertThat(cause.kind()).isEqualTo(Kind.FAILED);
        assertThat(cause.text()).contains("does not read").doesNotContain("\n");
    }

    @Test
    void aLinkIsOpenedOnce() throws Exception {
        opened(new Recorder());
        assertThatThrownBy(() -> transport.open(new Recorder(), executor)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void noThreadIsLeft() throws Exception {
        Recorder receiver = opened(new Recorder());
        transport.send(new byte[100]);
        transport.close();
        receiver.awaitClosed();
        until(() -> Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().endsWith(transport.name())));
    }

    /** A read that is given up after a while: those of devices cannot be interrupted. */
    private int peerRead(byte[] buffer) throws Exception {
        return CompletableFuture.supplyAsync(() -> {
                    try {
                        return peer.read(buffer);
                    } catch (Exception broken) {
                        throw new AssertionError(broken);
                    }
                })
                .get(20, TimeUnit.SECONDS);
    }

    /** All that the executor was given before has run. */
    private void settle() throws Exception {
        executor.submit(() -> {}).get(10, TimeUnit.SECONDS);
    }

    static void until(BooleanSupplier condition) throws InterruptedException {
        Object never = new Object();
        synchronized (never) {
            while (!condition.getAsBoolean()) {
                never.wait(5);
            }
        }
    }

    static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
