package dev.daypass.testkit.jwt;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/**
 * The authorization code flow at a {@link TokenIssuer}: single-use codes bound to redirect address and PKCE challenge,
 * pushed requests, userinfo, and faults on demand. Whoever tests plays the browser: {@link #authorize} is what a person's
 * consent comes to.
 */
public final class CodeFlow {
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final TokenIssuer issuer;
    private final Map<String, Map<String, String>> codes = new ConcurrentHashMap<>();
    private final Map<String, Map<String, String>> pushed = new ConcurrentHashMap<>();
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final CountDownLatch unstuck = new CountDownLatch(1);
    private volatile CodeFault fault = CodeFault.NONE;
    private volatile Map<String, Object> userinfo =
            Map.of("sub", "alice", "department", "R&D", "email", "other@example");

    private volatile Optional<String> session = Optional.empty();
    private volatile Optional<Instant> authenticated = Optional.empty();

    private CodeFlow(TokenIssuer issuer) {
        this.issuer = issuer;
    }

    /** A request that came on the direct way. */
    public record Received(String path, Map<String, String> form, String authorization) {}

    /** Adds the flow to an issuer; pushed requests and userinfo are announced by {@link #announce} alone. */
    public static CodeFlow at(TokenIssuer issuer) {
        var flow = new CodeFlow(issuer);
        issuer.serve("/token", flow::token);
        issuer.serve("/par", flow::push);
        issuer.serve("/userinfo", flow::tellOfAlice);
        return flow;
    }

    /** Announces endpoints by their names in the discovery document, such as {@code userinfo_endpoint}. */
    public void announce(Map<String, Object> members) {
        issuer.announce(members);
    }

    public URI endpoint(String path) {
        return URI.create(issuer.issuer() + path);
    }

    public void fail(CodeFault next) {
        fault = next;
    }

    /** Lets go of whoever waits at a stuck endpoint. */
    public void release() {
        unstuck.countDown();
    }

    public void userinfo(Map<String, Object> claims) {
        userinfo = claims;
    }

    /** ID tokens from now on name this session ({@code sid}). */
    public void session(String sid) {
        session = Optional.of(sid);
    }

    /** ID tokens from now on tell that the person was asked then ({@code auth_time}); absent: they do not tell. */
    public void authenticated(Optional<Instant> when) {
        authenticated = when;
    }

    /** What came on the direct way, in its order. */
    public List<Received> received() {
        return List.copyOf(received);
    }

    /** What the browser brings to the authorization endpoint, pushed requests looked up. */
    public Map<String, String> asked(URI departure) {
        Map<String, String> query = form(departure.getRawQuery());
        return Optional.ofNullable(query.get("request_uri")).map(pushed::get).orElse(query);
    }

    /** Signs alice in as the request asks and gives the code that her browser would bring back. */
    public String authorize(URI departure) {
        String code = UUID.randomUUID().toString();
        codes.put(code, asked(departure));
        return code;
    }

    private void push(HttpExchange exchange) throws IOException {
        Map<String, String> form = receive(exchange);
        if (!misbehaves(exchange)) {
            String name = "urn:ietf:params:oauth:request_uri:"
                    + (fault == CodeFault.LONG_REQUEST_URI ? "x".repeat(2_000) : UUID.randomUUID());
            pushed.put(name, form);
            send(exchange, 201, Map.of("request_uri", name, "expires_in", 60));
        }
    }

    private void token(HttpExchange exchange) throws IOException {
        Map<String, String> form = receive(exchange);
        if (misbehaves(exchange)) {
            return;
        }
        Map<String, String> asked = codes.remove(form.getOrDefault("code", ""));
        boolean fits = asked != null
                && form.getOrDefault("redirect_uri", "").equals(asked.get("redirect_uri"))
                && "S256".equals(asked.get("code_challenge_method"))
                && BASE64.encodeToString(sha256(form.getOrDefault("code_verifier", "")))
                        .equals(asked.get("code_challenge"));
        if (asked == null || !fits) {
            send(exchange, 400, Map.of("error", "invalid_grant", "error_description", "the code is not good"));
            return;
        }
        String accessToken = "at-" + UUID.randomUUID();
        var answer = new LinkedHashMap<String, Object>();
        answer.put("access_token", fault == CodeFault.ACCESS_TOKEN_WITH_LINE_END ? "a\r\nX-Evil: 1" : accessToken);
        answer.put("token_type", fault == CodeFault.OTHER_TOKEN_TYPE ? "DPoP" : "Bearer");
        if (fault != CodeFault.NO_ID_TOKEN) {
            answer.put("id_token", issuer.sign(idToken(asked.getOrDefault("nonce", ""), accessToken)));
        }
        send(exchange, 200, answer);
    }

    private TokenDraft idToken(String nonce, String accessToken) {
        byte[] hash = sha256(fault == CodeFault.OTHER_AT_HASH ? "another" : accessToken);
        TokenDraft hashed = issuer.token().claim("at_hash", BASE64.encodeToString(Arrays.copyOf(hash, 16)));
        TokenDraft named = session.map(sid -> hashed.claim("sid", sid)).orElse(hashed);
        TokenDraft draft = authenticated
                .map(when -> named.claim("auth_time", when.getEpochSecond()))
                .orElse(named);
        return switch (fault) {
            case NO_NONCE -> draft;
            case OTHER_NONCE -> draft.claim("nonce", "another");
            case NUMBER_FOR_AT_HASH -> draft.claim("at_hash", 17).claim("nonce", nonce);
            default -> draft.claim("nonce", nonce);
        };
    }

    private void tellOfAlice(HttpExchange exchange) throws IOException {
        receive(exchange);
        switch (fault) {
            case USERINFO_OF_ANOTHER -> send(exchange, 200, Map.of("sub", "mallory"));
            case USERINFO_OF_NOBODY -> send(exchange, 200, Map.of("department", "R&D"));
            case USERINFO_OVERAGE ->
                send(exchange, 200, Map.of("sub", "alice", "_claim_names", Map.of("groups", "src1")));
            case USERINFO_REFUSES -> send(exchange, 401, Map.of("error", "invalid_token"));
            case USERINFO_SIGNED -> {
                exchange.getResponseHeaders().add("Content-Type", "application/jwt");
                write(exchange, 200, issuer.sign(issuer.token()));
            }
            default -> send(exchange, 200, userinfo);
        }
    }

    private boolean misbehaves(HttpExchange exchange) throws IOException {
        switch (fault) {
            case DOWN -> write(exchange, 503, "");
            case HTML -> {
                exchange.getResponseHeaders().add("Content-Type", "text/html");
                write(exchange, 200, "<html>Sign in</html>");
            }
            case HUGE -> {
                exchange.getResponseHeaders().add("Content-Type", "application/json");
                write(exchange, 200, " ".repeat(1 << 20) + "{}");
            }
            case REDIRECT -> {
                exchange.getResponseHeaders().add("Location", "/elsewhere");
                write(exchange, 307, "");
            }
            case HOSTILE_ERROR ->
                send(
                        exchange,
                        400,
                        Map.of("error", "<script>alert(1)</script>", "error_description", "line\nnext `line`"));
            case STUCK -> stick(exchange);
            default -> {
                return false;
            }
        }
        return true;
    }

    private void stick(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, 0);
        exchange.getResponseBody().write('{');
        exchange.getResponseBody().flush();
        try {
            unstuck.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Map<String, String> receive(HttpExchange exchange) throws IOException {
        Map<String, String> form = form(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        String authorization = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization"))
                .orElse("");
        received.add(new Received(exchange.getRequestURI().getPath(), form, authorization));
        return form;
    }

    private static void send(HttpExchange exchange, int status, Map<String, Object> members) throws IOException {
        exchange.getResponseHeaders().add("Content-Type", "application/json;charset=UTF-8");
        write(exchange, status, Json.write(members));
    }

    private static void write(HttpExchange exchange, int status, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        try (exchange) {
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(body);
            }
        }
    }

    private static Map<String, String> form(String text) {
        var form = new LinkedHashMap<String, String>();
        for (String part : text.split("&", -1)) {
            int equals = part.indexOf('=');
            if (equals > 0) {
                form.put(decoded(part.substring(0, equals)), decoded(part.substring(equals + 1)));
            }
        }
        return form;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
