package dev.daypass.server.http;

import dev.daypass.core.snapshot.RequestContext.Client;
import io.undertow.UndertowOptions;
import io.undertow.protocols.ssl.UndertowXnioSsl;
import io.undertow.server.DefaultByteBufferPool;
import io.undertow.server.HttpHandler;
import io.undertow.server.protocol.http.HttpOpenListener;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xnio.ChannelListener;
import org.xnio.ChannelListeners;
import org.xnio.IoUtils;
import org.xnio.OptionMap;
import org.xnio.Options;
import org.xnio.StreamConnection;
import org.xnio.Xnio;
import org.xnio.XnioWorker;
import org.xnio.channels.AcceptingChannel;
import org.xnio.ssl.SslConnection;

/** One listener and the handlers behind it. Closing it lets requests under way finish for a while. */
public final class HttpServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HttpServer.class);
    private static final int BUFFER = 16 * 1024;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final XnioWorker worker;
    private final AcceptingChannel<? extends StreamConnection> channel;
    private final HttpOpenListener connections;
    private final DefaultByteBufferPool buffers;

    /**
     * What all listeners of a broker share.
     *
     * @param trustedProxies whose forwarding headers are believed
     * @param throttle one for all entrances
     * @param clock gives each request its only 'now'
     * @param ticks nanoseconds that only go forward
     * @param correlationIds mints one id a call
     * @param observers learn of every answer
     * @param faults writes down what is refused at an entrance before an endpoint sees it
     */
    public record Setup(
            HttpLimits limits,
            List<AddressBlock> trustedProxies,
            FailureThrottle throttle,
            Clock clock,
            LongSupplier ticks,
            Supplier<String> correlationIds,
            List<RequestObserver> observers,
            FaultLedger faults) {
        public Setup {
            trustedProxies = List.copyOf(trustedProxies);
            observers = List.copyOf(observers);
        }
    }

    private HttpServer(
            XnioWorker worker,
            AcceptingChannel<? extends StreamConnection> channel,
            HttpOpenListener connections,
            DefaultByteBufferPool buffers) {
        this.worker = worker;
        this.channel = channel;
        this.connections = connections;
        this.buffers = buffers;
    }

    /**
     * Starts to listen.
     *
     * @throws IOException if the port is taken or the certificate cannot be used
     */
    public static HttpServer start(Listen listen, Routes routes, Setup setup) throws IOException {
        int processors = Runtime.getRuntime().availableProcessors();
        XnioWorker worker = Xnio.getInstance("nio", HttpServer.class.getClassLoader())
                .createWorker(OptionMap.builder()
                        .set(Options.WORKER_NAME, "daypass")
                        .set(Options.WORKER_IO_THREADS, Math.max(2, processors))
                        .set(Options.WORKER_TASK_CORE_THREADS, processors * 8)
                        .set(Options.WORKER_TASK_MAX_THREADS, processors * 8)
                        .getMap());
        var buffers = new DefaultByteBufferPool(true, BUFFER);
        var connections = new HttpOpenListener(buffers, requestOptions(setup.limits()));
        var ground = new Opening.Ground(setup.clock(), setup.ticks(), setup.correlationIds(), setup.observers());
        var evidence = new Evidence(setup.faults());
        connections.setRootHandler(handlers(routes, setup, ground, evidence));
        var refusals = new EarlyRefusals(routes, evidence, ground, setup.limits());
        try {
            var channel = bind(listen, worker, buffers, watched(connections, refusals), setup.limits());
            channel.resumeAccepts();
            return new HttpServer(worker, channel, connections, buffers);
        } catch (IOException | RuntimeException e) {
            worker.shutdownNow();
            buffers.close();
            throw e;
        }
    }

    /** The list of handlers, from the wire inwards. */
    private static HttpHandler handlers(Routes routes, Setup setup, Opening.Ground ground, Evidence evidence) {
        var workers = new Workers();
        var responder = new Responder(routes, evidence, workers);
        var working = new Working(setup.throttle(), responder, workers);
        var bodyReading = new BodyReading(setup.limits(), responder, working);
        var routing = new Routing(routes, responder, bodyReading);
        var framingCheck = new FramingCheck(setup.limits(), responder, routing);
        return new Opening(ground, new TrustedProxies(setup.trustedProxies()), framingCheck);
    }

    /** The port listened on, also where the configuration left the choice to the system. */
    public int port() {
        return channel.getLocalAddress(InetSocketAddress.class).getPort();
    }

    @Override
    public void close() {
        IoUtils.safeClose(channel);
        connections.closeConnections();
        worker.shutdown();
        try {
            if (!worker.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("requests under way did not finish within {}", PATIENCE);
                worker.shutdownNow();
            }
        } catch (InterruptedException e) {
            worker.shutdownNow();
            Thread.currentThread().interrupt();
        }
        buffers.close();
    }

    private static AcceptingChannel<? extends StreamConnection> bind(
            Listen listen,
            XnioWorker worker,
            DefaultByteBufferPool buffers,
            ChannelListener<StreamConnection> opened,
            HttpLimits limits)
            throws IOException {
        var address = new InetSocketAddress(listen.host(), listen.port());
        OptionMap sockets = socketOptions(limits);
        ChannelListener<? super AcceptingChannel<StreamConnection>> accept =
                ChannelListeners.openListenerAdapter(opened);
        if (listen.tls().isEmpty()) {
            return worker.createStreamConnectionServer(address, accept, sockets);
        }
        var tls = new UndertowXnioSsl(
                worker.getXnio(),
                OptionMap.EMPTY,
                buffers,
                ServerTls.context(listen.tls().get()));
        ChannelListener<? super AcceptingChannel<SslConnection>> acceptTls =
                ChannelListeners.openListenerAdapter(opened);
        return tls.createSslConnectionServer(
                worker,
                address,
                acceptTls,
                OptionMap.builder()
                        .addAll(sockets)
                        .addAll(ServerTls.options(listen.tls().get()))
                        .getMap());
    }

    private static ChannelListener<StreamConnection> watched(HttpOpenListener connections, EarlyRefusals refusals) {
        return connection -> {
            var source = connection.getSourceChannel();
            var guard = new HeadGuard(source.getConduit());
            source.setConduit(guard);
            var sink = connection.getSinkChannel();
            sink.setConduit(new HeadAnswer(sink.getConduit(), guard, () -> refusals.answer(head(connection, guard))));
            connections.handleEvent(connection);
        };
    }

    private static EarlyRefusals.Head head(StreamConnection connection, HeadGuard guard) {
        InetAddress peer = connection.getPeerAddress(InetSocketAddress.class).getAddress();
        var client = new Client(peer.getHostAddress(), connection instanceof SslConnection, "");
        return new EarlyRefusals.Head(guard.firstLine(), guard.length(), client);
    }

    private static OptionMap socketOptions(HttpLimits limits) {
        return OptionMap.builder()
                .set(Options.TCP_NODELAY, true)
                .set(Options.REUSE_ADDRESSES, true)
                .set(Options.BACKLOG, 1024)
                .set(Options.CONNECTION_HIGH_WATER, limits.connections())
                .set(Options.CONNECTION_LOW_WATER, limits.connections())
                .set(
                        Options.WRITE_TIMEOUT,
                        Math.toIntExact(limits.times().idle().toMillis()))
                .getMap();
    }

    /** A body of single-byte chunks is six times as long on the wire, and what lies behind it is read for a while. */
    private static long mostEntity(HttpLimits limits) {
        return 6L * Math.max(limits.body(), limits.proofBody()) + BodyReading.POLITENESS;
    }

    /** The parser's own limits stand behind ours, so that ours answer in the protocol's form. */
    private static OptionMap requestOptions(HttpLimits limits) {
        return OptionMap.builder()
                .set(UndertowOptions.ENABLE_HTTP2, false)
                .set(UndertowOptions.DECODE_URL, false)
                .set(UndertowOptions.ALLOW_UNESCAPED_CHARACTERS_IN_URL, false)
                .set(UndertowOptions.ALLOW_UNKNOWN_PROTOCOLS, false)
                .set(UndertowOptions.ALWAYS_SET_DATE, true)
                .set(UndertowOptions.BUFFER_PIPELINED_DATA, false)
                .set(UndertowOptions.MAX_HEADER_SIZE, limits.mostHeader() * 2)
                .set(UndertowOptions.MAX_HEADERS, limits.headers() * 2)
                .set(UndertowOptions.MAX_PARAMETERS, limits.parameters() * 2)
                .set(UndertowOptions.MAX_ENTITY_SIZE, mostEntity(limits))
                .set(
                        UndertowOptions.REQUEST_PARSE_TIMEOUT,
                        Math.toIntExact(limits.times().head().toMillis()))
                .set(
                        UndertowOptions.NO_REQUEST_TIMEOUT,
                        Math.toIntExact(limits.times().idle().toMillis()))
                .getMap();
    }
}
