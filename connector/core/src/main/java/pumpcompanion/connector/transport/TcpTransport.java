package pumpcompanion.connector.transport;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.ConnectTimeoutException;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import pumpcompanion.proto.transport.Receiver;
import pumpcompanion.proto.transport.Receiver.Closed;
import pumpcompanion.proto.transport.Transport;

/**
 * A TCP connection to a pump, an emulator, or a serial line behind a bridge.
 *
 * <p>All methods may be called from any thread. One buffer of received bytes waits for the receiver's executor at a time;
 * the next is read from the socket when that one was taken, so a slow receiver holds the peer back. A peer that does not
 * read is given up when {@value #MOST_WAITING} bytes wait for it. Half-open connections are seen by the session's quiet
 * time; TCP keep-alive is on beside it.
 */
public final class TcpTransport implements Transport {

    static final int CONNECT_TIMEOUT_MS = 5_000;
    static final int MOST_WAITING = 65_536;
    private static final int LINGER_MS = 1_000;

    private final String name;
    private final String host;
    private final int port;
    private final AtomicReference<State> state = new AtomicReference<>(State.UNOPENED);
    private volatile @Nullable Channel channel;
    private volatile @Nullable Teller opening;

    private enum State {
        UNOPENED,
        OPEN,
        CLOSING
    }

    /** Threads shared by all TCP links of the JVM, started with the first one. */
    private static final class Shared {
        static final EventLoopGroup NETWORK = new MultiThreadIoEventLoopGroup(
                1, new DefaultThreadFactory("companion-network", true), NioIoHandler.newFactory());
        /** Name look-ups block for seconds; they may hold up neither the network thread nor each other. */
        static final ExecutorService LOOKUP =
                Executors.newCachedThreadPool(new DefaultThreadFactory("companion-lookup", true));
    }

    /**
     * A connection that is not open yet.
     *
     * @param name what to call it
     * @param host name or literal address
     * @param port range [1, 65 535]
     */
    public TcpTransport(String name, String host, int port) {
        this.name = name;
        this.host = host;
        this.port = port;
    }

    @Override
    public void open(Receiver receiver, Executor executor) {
        if (!state.compareAndSet(State.UNOPENED, State.OPEN)) {
            throw new IllegalStateException(name + " was opened before (expected a new transport for each link)");
        }
        Teller teller = new Teller(receiver, executor);
        opening = teller;
        Shared.LOOKUP.execute(() -> {
            try {
                connect(InetAddress.getAllByName(host), 0, teller);
            } catch (UnknownHostException unknown) {
                teller.closed(new Closed(
                        Closed.Kind.UNREACHABLE, name + ": no host is called '" + host + "' (check the name)"));
            }
        });
    }

    private void connect(InetAddress[] addresses, int index, Teller teller) {
        new Bootstrap()
                .group(Shared.NETWORK)
                .channel(NioSocketChannel.class)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_TIMEOUT_MS)
                .option(ChannelOption.SO_KEEPALIVE, true)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.AUTO_READ, false)
                .option(ChannelOption.RECVBUF_ALLOCATOR, new AdaptiveRecvByteBufAllocator().maxMessagesPerRead(1))
                .option(ChannelOption.WRITE_BUFFER_WATER_MARK, new WriteBufferWaterMark(MOST_WAITING / 2, MOST_WAITING))
                .handler(new Handler(teller))
                .connect(new InetSocketAddress(addresses[index], port))
                .addListener((ChannelFutureListener) done -> {
                    if (done.isSuccess()) {
                        return; // Handler.channelActive tells
                    }
                    if (index + 1 < addresses.length && state.get() == State.OPEN) {
                        connect(addresses, index + 1, teller);
                    } else {
                        teller.closed(new Closed(Closed.Kind.UNREACHABLE, name + ": " + words(done.cause())));
                    }
                });
    }

    private static String words(Throwable cause) {
        if (cause instanceof ConnectTimeoutException) {
            return "no answer within " + CONNECT_TIMEOUT_MS / 1_000 + " s (check address, cable and firewall)";
        }
        if (cause instanceof NoRouteToHostException) {
            return "no route to this host (check address and network)";
        }
        if (cause instanceof ConnectException) {
            return "connection refused (nothing listens there; start the pump, bridge or emulator)";
        }
        String message = cause.getMessage();
        return message == null ? cause.getClass().getSimpleName() : message;
    }

    @Override
    public void send(byte[] bytes) {
        Channel open = channel;
        if (open == null || !open.isActive()) {
            return;
        }
        if (!open.isWritable()) {
            Handler handler = open.pipeline().get(Handler.class);
            if (handler != null) {
                handler.fail(open, name + ": the other side does not read (" + MOST_WAITING + " bytes wait for it)");
            }
            return;
        }
        open.writeAndFlush(Unpooled.copiedBuffer(bytes));
    }

    @Override
    public void close() {
        if (state.getAndSet(State.CLOSING) == State.CLOSING) {
            return;
        }
        Channel open = channel;
        Teller teller = opening;
        if (open == null && teller != null) {
            teller.closed(new Closed(Closed.Kind.LOCAL, name + ": closed"));
        } else if (open != null) {
            open.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
            open.eventLoop().schedule(() -> open.close(), LINGER_MS, TimeUnit.MILLISECONDS);
        }
    }

    @Override
    public String name() {
        return name;
    }

    /** Tells the receiver on its executor; closed once. */
    private static final class Teller {
        private final Receiver receiver;
        private final Executor executor;
        private boolean told; // on the executor only

        Teller(Receiver receiver, Executor executor) {
            this.receiver = receiver;
            this.executor = executor;
        }

        void opened() {
            executor.execute(() -> {
                if (!told) {
                    receiver.opened();
                }
            });
        }

        void received(ByteBuf bytes) {
            executor.execute(() -> {
                try {
                    if (!told) {
                        receiver.received(bytes.nioBuffer());
                    }
                } finally {
                    bytes.release();
                }
            });
        }

        void closed(Closed cause) {
            executor.execute(() -> {
                if (!told) {
                    told = true;
                    receiver.closed(cause);
                }
            });
        }
    }

    private final class Handler extends ChannelInboundHandlerAdapter {
        private final Teller teller;
        private volatile @Nullable String failure;

        Handler(Teller teller) {
            this.teller = teller;
        }

        void fail(Channel open, String text) {
            failure = text;
            open.close();
        }

        @Override
        public void channelActive(ChannelHandlerContext context) {
            channel = context.channel();
            if (state.get() == State.CLOSING) {
                context.close();
                return;
            }
            teller.opened();
            context.read();
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            teller.received((ByteBuf) message);
        }

        @Override
        public void channelReadComplete(ChannelHandlerContext context) {
            teller.executor.execute(context::read); // behind the buffer just handed over: one waits at a time
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            fail(context.channel(), name + ": " + words(cause));
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            String broken = failure;
            if (broken != null) {
                teller.closed(new Closed(Closed.Kind.FAILED, broken));
            } else if (state.get() == State.CLOSING) {
                teller.closed(new Closed(Closed.Kind.LOCAL, name + ": closed"));
            } else {
                teller.closed(new Closed(Closed.Kind.REMOTE, name + ": the other side closed the connection"));
            }
        }
    }
}
