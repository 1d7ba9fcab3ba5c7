package dev.daypass.server.client.login;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** What a terminal sees of a broker: numbered tokens for every grant, and whatever a test wants it to say instead. */
public final class FakeBroker implements AutoCloseable {
    private static final int THREADS = 4;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final Map<String, Queue<Reply>> instead = new HashMap<>();
    private volatile String roles = "prod/ReadOnly";
    private volatile int life = 3600;
    private volatile String issuer = "";

    private record Reply(int status, String body) {}

    private FakeBroker(HttpServer server) {
        this.server = server;
    }

    public static FakeBroker open() throws IOException {
        var address = new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0);
        var broker = new FakeBroker(HttpServer.create(address, 0));
        broker.server.setExecutor(broker.threads);
        broker.server.createContext("/", broker::answer);
        broker.server.start();
        broker.issuer = broker.url().toString();
        return broker;
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** All requests so far: method, path, and the body's parameters as sent. */
    public List<String> asked() {
        return List.copyOf(asked);
    }

    /** How often something was asked whose text holds this. */
    public long count(String part) {
        return asked.stream().filter(line -> line.contains(part)).count();
    }

    /** What the next requests whose text holds {@code part} get instead, one after the other. */
    public synchronized void say(String part, int status, String body) {
        instead.computeIfAbsent(part, key -> new ArrayDeque<>()).add(new Reply(status, body));
    }

    public void offer(String... references) {
        roles = String.join(" ", references);
    }

    /** How long the tokens of logins live. */
    public void live(int seconds) {
        life = seconds;
    }

    public void callItself(String other) {
        issuer = other;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            String path = exchange.getRequestURI().getPath();
            String line = exchange.getRequestMethod() + " " + path + " "
                    + URLDecoder.decode(body, StandardCharsets.UTF_8) + bearer(exchange);
            asked.add(line);
            Reply reply = reply(path, line);
            byte[] bytes = reply.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(reply.status(), bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private static String bearer(HttpExchange exchange) {
        var headers = exchange.getRequestHeaders();
        return (headers.getFirst("Authorization") + headers.getFirst("x-amz-sso_bearer_token")).replace("null", "");
    }

    private synchronized Reply reply(String path, String line) {
        for (var entry : instead.entrySet()) {
            if (line.contains(entry.getKey()) && !entry.getValue().isEmpty()) {
                return entry.getValue().remove();
            }
        }
        return switch (path) {
            case "/.well-known/oauth-authorization-server" -> new Reply(200, "{\"issuer\":\"" + issuer + "\"}");
            case "/oauth/device_authorization" ->
                new Reply(
                        200,
                        "{\"device_code\":\"device-1\",\"user_code\":\"BCDF-GHJK\",\"verification_uri\":\"" + url()
                                + "/device\",\"expires_in\":600,\"interval\":5}");
            case "/oauth/token" -> new Reply(200, token(line));
            case "/api/v1/me/roles" -> new Reply(200, listed());
            case "/oauth/revoke" -> new Reply(200, "");
            default -> new Reply(404, "{\"error\":{\"code\":\"not_found\",\"message\":\"nothing\"}}");
        };
    }

    private String token(String line) {
        int number = asked.size();
        if (line.contains("token-type:access-key")) {
            return "{\"access_token\":\"st\",\"credentials\":{\"Version\":1,\"AccessKeyId\":\"ASIAEXAMPLE" + number
                    + "\",\"SecretAccessKey\":\"se/cr+et\",\"SessionToken\":\"to/k+en==\",\"Expiration\":\""
                    + Instant.now().plusSeconds(3600).truncatedTo(ChronoUnit.SECONDS) + "\"}}";
        }
        if (line.contains("token-type:login")) {
            return "{\"access_token\":\"jwt-" + number + "\",\"token_type\":\"Bearer\",\"expires_in\":3600}";
        }
        return "{\"access_token\":\"access-" + number + "\",\"token_type\":\"Bearer\",\"expires_in\":" + life
                + ",\"refresh_token\":\"refresh-" + number + "\"}";
    }

    private String listed() {
        var text = new StringBuilder("{\"roles\":[");
        for (String role : roles.split(" ", -1)) {
            if (!role.isEmpty()) {
                text.append(text.toString().endsWith("[") ? "" : ",")
                        .append("{\"role\":\"" + role + "\",\"arn\":\"arn:daypass:iam::111122223333:role/"
                                + role.substring(role.indexOf('/') + 1)
                                + "\",\"description\":\"\",\"longestSeconds\":3600}");
            }
        }
        return text.append("]}").toString();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
