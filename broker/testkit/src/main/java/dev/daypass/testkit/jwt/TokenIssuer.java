package dev.daypass.testkit.jwt;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;

/**
 * An honest token issuer: a small OpenID provider on a loopback port of its own, with a discovery document, a key set
 * that rotates, and faults on demand.
 *
 * <p>{@code try (var issuer = TokenIssuer.start(clock, SigningKey.rsa("k1"))) { issuer.token().subject("alice")… }}
 */
public final class TokenIssuer implements AutoCloseable {
    /** The audience of every token that does not say otherwise. */
    public static final String AUDIENCE = "daypass";

    private static final String DISCOVERY = "/.well-known/openid-configuration";
    private static final String KEYS = "/keys";
    private static final int MEGABYTES = 4 << 20;

    private final HttpServer server;
    private final ExecutorService executor;
    private final Clock clock;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final AtomicInteger keyRequests = new AtomicInteger();
    private final AtomicLong serial = new AtomicLong();
    private final String run = UUID.randomUUID().toString();
    private volatile SigningKey current;
    private volatile String keySet;
    private volatile String discovery;
    private volatile IssuerFault fault = IssuerFault.NONE;
    private final List<SigningKey> published = new ArrayList<>();

    private TokenIssuer(HttpServer server, ExecutorService executor, Clock clock, List<SigningKey> keys) {
        this.server = server;
        this.executor = executor;
        this.clock = clock;
        this.current = keys.get(0);
        this.published.addAll(keys);
        this.keySet = keySet(keys);
        this.discovery = discovery(issuer(), jwks().toString());
    }

    /** Starts an issuer that publishes these keys and signs with the first. */
    public static TokenIssuer start(Clock clock, SigningKey... keys) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            ExecutorService executor = Executors.newCachedThreadPool(task -> {
                var thread = new Thread(task, "token-issuer");
                thread.setDaemon(true);
                return thread;
            });
            server.setExecutor(executor);
            var issuer = new TokenIssuer(server, executor, clock, List.of(keys));
            server.createContext("/", issuer::serve);
            server.start();
            return issuer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Its {@code iss}, also the base of its discovery document. */
    public String issuer() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Where its key set is. */
    public URI jwks() {
        return URI.create(issuer() + KEYS);
    }

    /** An honest ID token for alice, good for five minutes, with an id of its own. */
    public TokenDraft token() {
        var claims = new LinkedHashMap<String, Object>();
        claims.put("iss", issuer());
        claims.put("sub", "alice");
        claims.put("aud", AUDIENCE);
        claims.put("iat", clock.instant().getEpochSecond());
        claims.put("exp", clock.instant().plus(Duration.ofMinutes(5)).getEpochSecond());
        claims.put("jti", run + "-" + serial.incrementAndGet());
        claims.put("email", "alice@corp.example.com");
        claims.put("groups", List.of("Engineers", "Everybody"));
        return new TokenDraft(Map.of("typ", "JWT"), claims);
    }

    /** An honest logout token for alice's session {@code s1}, good for two minutes, with an id of its own. */
    public TokenDraft logoutToken() {
        var claims = new LinkedHashMap<String, Object>();
        claims.put("iss", issuer());
        claims.put("aud", AUDIENCE);
        claims.put("iat", clock.instant().getEpochSecond());
        claims.put("exp", clock.instant().plus(Duration.ofMinutes(2)).getEpochSecond());
        claims.put("jti", run + "-" + serial.incrementAndGet());
        claims.put("events", Map.of("http://schemas.openid.net/event/backchannel-logout", Map.of()));
        claims.put("sub", "alice");
        claims.put("sid", "s1");
        return new TokenDraft(Map.of("typ", "logout+jwt"), claims);
    }

    /** The token as the issuer signs it now. */
    public String sign(TokenDraft draft) {
        return draft.signedBy(current);
    }

    /** As many distinct honest tokens, for load. Signs on all processors. */
    public List<String> tokens(int count) {
        return IntStream.range(0, count)
                .parallel()
                .mapToObj(number -> sign(token()))
                .toList();
    }

    public SigningKey key() {
        return current;
    }

    /** Publishes another key beside those it has and signs with it from now on. */
    public void rotate(SigningKey next) {
        published.add(next);
        current = next;
        keySet = keySet(published);
    }

    /** Publishes a key no more. */
    public void withdraw(SigningKey key) {
        published.remove(key);
        keySet = keySet(published);
    }

    /** Publishes this text as its key set, whatever it is. */
    public void publish(String text) {
        keySet = text;
    }

    /** Publishes a discovery document with this issuer and key set address. */
    public void announce(String issuer, String jwksUri) {
        discovery = discovery(issuer, jwksUri);
    }

    /** Publishes these members beside those that its discovery document has. */
    public void announce(Map<String, Object> more) {
        discovery = discovery(issuer(), jwks().toString(), more);
    }

    /** Answers below a path by other means. */
    public void serve(String path, HttpHandler handler) {
        server.createContext(path, handler);
    }

    /** The key set as it publishes it now. */
    public String publishedKeySet() {
        return keySet;
    }

    public void fail(IssuerFault next) {
        fault = next;
    }

    /** How often its key set has been asked for. */
    public int keyRequests() {
        return keyRequests.get();
    }

    /** The JSON of a key set of these keys. */
    public static String keySet(List<SigningKey> keys) {
        return Json.write(Map.of("keys", keys.stream().map(SigningKey::jwk).toList()));
    }

    private static String discovery(String issuer, String jwksUri) {
        return discovery(issuer, jwksUri, Map.of());
    }

    private static String discovery(String issuer, String jwksUri, Map<String, Object> more) {
        var document = new LinkedHashMap<String, Object>();
        document.put("issuer", issuer);
        document.put("jwks_uri", jwksUri);
        document.put("authorization_endpoint", issuer + "/authorize");
        document.put("token_endpoint", issuer + "/token");
        document.put("end_session_endpoint", issuer + "/logout");
        document.put("response_types_supported", List.of("code"));
        document.put("subject_types_supported", List.of("public"));
        document.put("id_token_signing_alg_values_supported", List.of("RS256", "ES256", "EdDSA"));
        document.putAll(more);
        return Json.write(document);
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            if (path.equals(DISCOVERY)) {
                send(exchange, 200, discovery.getBytes(StandardCharsets.UTF_8));
            } else if (path.startsWith(KEYS)) {
                keyRequests.incrementAndGet();
                serveKeys(exchange, path);
            } else {
                send(exchange, 404, new byte[0]);
            }
        }
    }

    private void serveKeys(HttpExchange exchange, String path) throws IOException {
        byte[] body = keySet.getBytes(StandardCharsets.UTF_8);
        switch (fault) {
            case NONE -> send(exchange, 200, body);
            case DOWN -> send(exchange, 503, new byte[0]);
            case GONE -> send(exchange, 404, new byte[0]);
            case STUCK -> stick(exchange);
            case HUGE -> send(exchange, 200, (" ".repeat(MEGABYTES) + keySet).getBytes(StandardCharsets.UTF_8));
            case REDIRECT_TO_OTHER_HOST -> redirect(exchange, issuer().replace("127.0.0.1", "localhost") + KEYS);
            case REDIRECT_WITHIN -> {
                if (path.equals(KEYS)) {
                    redirect(exchange, KEYS + "/moved");
                } else {
                    send(exchange, 200, body);
                }
            }
            case REDIRECT_LOOP -> redirect(exchange, KEYS);
            case REDIRECT_TO_FILE -> redirect(exchange, "file:///etc/hostname");
            case HTML -> send(exchange, 200, "<html><body>Sign in</body></html>".getBytes(StandardCharsets.UTF_8));
            case GZIP -> {
                exchange.getResponseHeaders().add("Content-Encoding", "gzip");
                send(exchange, 200, gzip(body));
            }
        }
    }

    private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    private static void redirect(HttpExchange exchange, String target) throws IOException {
        exchange.getResponseHeaders().add("Location", target);
        send(exchange, 302, new byte[0]);
    }

    private void stick(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, 0);
        exchange.getResponseBody().write('{');
        exchange.getResponseBody().flush();
        try {
            closing.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static byte[] gzip(byte[] body) throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(body);
        }
        return packed.toByteArray();
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
        executor.shutdownNow();
    }
}
