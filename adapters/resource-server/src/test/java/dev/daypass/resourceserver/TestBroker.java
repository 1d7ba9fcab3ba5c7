package dev.daypass.resourceserver;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.daypass.resourceserver.json.JsonReader;
import dev.daypass.resourceserver.json.JsonValue;
import dev.daypass.resourceserver.json.JsonWriter;
import dev.daypass.testkit.jwt.SigningKey;
import dev.daypass.testkit.jwt.TokenIssuer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** Speaks the broker's side: metadata, key set, revocation feed with long polls, decisions; and fails on demand. */
final class TestBroker implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService executor;
    private final AtomicInteger keyRequests = new AtomicInteger();
    private final AtomicInteger feedRequests = new AtomicInteger();
    private final AtomicInteger failures = new AtomicInteger();
    private final AtomicInteger decisions = new AtomicInteger();
    private final List<Map<String, Object>> revocations = new ArrayList<>();
    private volatile Function<JsonValue.Members, String> policy = question -> "{\"decision\":true}";
    private volatile String keySet;
    private volatile Map<String, Object> metadata;
    private volatile String lastAuthorization = "";
    private volatile Optional<String> feedAnswer = Optional.empty();
    private volatile boolean down = false;
    private volatile boolean closed = false;

    private TestBroker(HttpServer server, ExecutorService executor, List<SigningKey> keys) {
        this.server = server;
        this.executor = executor;
        this.keySet = TokenIssuer.keySet(keys);
        this.metadata = Map.of("issuer", issuer(), "jwks_uri", issuer() + "/oauth/jwks");
    }

    static TestBroker start(SigningKey... keys) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            ExecutorService executor = Executors.newCachedThreadPool(task -> {
                var thread = new Thread(task, "test-broker");
                thread.setDaemon(true);
                return thread;
            });
            server.setExecutor(executor);
            var broker = new TestBroker(server, executor, List.of(keys));
            server.createContext("/", broker::serve);
            server.start();
            return broker;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String issuer() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    void publish(String text) {
        keySet = text;
    }

    void announce(Map<String, Object> document) {
        metadata = document;
    }

    /** Answers 503 to everything from now on, also to polls under way. */
    synchronized void fail(boolean failing) {
        down = failing;
        notifyAll();
    }

    /** Answers this to the next polls, whatever it is. */
    synchronized void feed(String text) {
        feedAnswer = Optional.of(text);
        notifyAll();
    }

    synchronized void revoke(String hash, long issuedBefore, long until) {
        Map<String, Object> revocation = new LinkedHashMap<>();
        revocation.put("hash", hash);
        revocation.put("issuedBefore", issuedBefore);
        revocation.put("until", until);
        revocations.add(revocation);
        notifyAll();
    }

    synchronized void forgetRevocations() {
        revocations.clear();
        feedAnswer = Optional.of("{\"version\":0,\"revocations\":[]}");
        notifyAll();
    }

    void decide(Function<JsonValue.Members, String> answers) {
        policy = answers;
    }

    int keyRequests() {
        return keyRequests.get();
    }

    int feedRequests() {
        return feedRequests.get();
    }

    /** How often it has answered that it is down. */
    int failures() {
        return failures.get();
    }

    int decisions() {
        return decisions.get();
    }

    String lastAuthorization() {
        return lastAuthorization;
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            if (down) {
                failures.incrementAndGet();
                send(exchange, 503, "");
            } else if (path.equals("/.well-known/oauth-authorization-server")) {
                send(exchange, 200, JsonWriter.write(metadata));
            } else if (path.equals("/oauth/jwks")) {
                keyRequests.incrementAndGet();
                send(exchange, 200, keySet);
            } else if (path.equals("/oauth/revocations")) {
                feedRequests.incrementAndGet();
                serveFeed(exchange);
            } else if (path.equals("/access/v1/evaluation")) {
                decisions.incrementAndGet();
                lastAuthorization = exchange.getRequestHeaders().getFirst("Authorization");
                byte[] body = exchange.getRequestBody().readAllBytes();
                send(
                        exchange,
                        200,
                        policy.apply(JsonReader.SMALL
                                .object("question", body)
                                .value()
                                .orElseThrow()));
            } else {
                send(exchange, 404, "");
            }
        }
    }

    private void serveFeed(HttpExchange exchange) throws IOException {
        long seconds = Long.parseLong(exchange.getRequestURI().getQuery().substring("wait=".length()));
        Optional<String> known =
                Optional.ofNullable(exchange.getRequestHeaders().getFirst("If-None-Match"));
        Optional<String> news = news(known, TimeUnit.SECONDS.toNanos(seconds));
        if (down) {
            failures.incrementAndGet();
            send(exchange, 503, "");
            return;
        }
        exchange.getResponseHeaders().add("ETag", tag());
        send(exchange, news.isPresent() ? 200 : 304, news.orElse(""));
    }

    private synchronized Optional<String> news(Optional<String> known, long nanos) {
        long end = System.nanoTime() + nanos;
        long left = nanos;
        try {
            while (known.equals(Optional.of(tag())) && left > 0 && !down && !closed) {
                TimeUnit.NANOSECONDS.timedWait(this, left);
                left = end - System.nanoTime();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (known.equals(Optional.of(tag()))) {
            return Optional.empty();
        }
        return Optional.of(feedAnswer.orElseGet(
                () -> JsonWriter.write(Map.of("version", revocations.size(), "revocations", revocations))));
    }

    private synchronized String tag() {
        return "\"" + revocations.size() + "-" + feedAnswer.hashCode() + "\"";
    }

    private static void send(HttpExchange exchange, int status, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            notifyAll();
        }
        server.stop(0);
        executor.shutdownNow();
    }
}
