package dev.daypass.server.client.login;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.daypass.core.secret.Secret;
import dev.daypass.server.client.ProofUnavailable;
import dev.daypass.server.client.StsRefusal;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Where the browser comes back to: a port of this machine that only this machine reaches, open for one answer (RFC 8252
 * sections 7.3 and 8.3). What does not bring our state is turned away and changes nothing: any page could send it.
 */
final class LoopbackListener implements AutoCloseable {
    private static final byte[] LOOPBACK = {127, 0, 0, 1};
    private static final String PATH = "/callback";

    private final HttpServer server;
    private final Secret state;
    private final String issuer;
    private final CompletableFuture<Map<String, String>> answer = new CompletableFuture<>();

    private LoopbackListener(HttpServer server, String state, String issuer) {
        this.server = server;
        this.state = Secret.of(state);
        this.issuer = issuer;
    }

    static LoopbackListener open(String state, String issuer) throws IOException {
        var address = new InetSocketAddress(InetAddress.getByAddress(LOOPBACK), 0);
        var listener = new LoopbackListener(HttpServer.create(address, 0), state, issuer);
        listener.server.createContext("/", listener::take);
        listener.server.start();
        return listener;
    }

    /** The answer that was waited for. */
    record Arrived(String code) {
        @Override
        public String toString() {
            return "Arrived[***]";
        }
    }

    URI redirect() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + PATH);
    }

    /**
     * Waits for the browser.
     *
     * @throws StsRefusal if it brings a no
     * @throws ProofUnavailable if it does not come
     */
    Arrived await(Duration patience) throws StsRefusal, ProofUnavailable {
        try {
            return arrived(answer.get(patience.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException nobody) {
            throw new ProofUnavailable("nobody has signed in within " + patience.toMinutes() + " minutes; try again");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProofUnavailable("the login was interrupted");
        } catch (ExecutionException e) {
            throw new IllegalStateException("an answer is never a failure", e);
        }
    }

    private Arrived arrived(Map<String, String> query) throws StsRefusal, ProofUnavailable {
        if (!issuer.equals(query.get("iss"))) {
            throw new ProofUnavailable("the browser's answer is not this broker's (RFC 9207); sign in again");
        }
        String error = query.getOrDefault("error", "");
        if (!error.isEmpty()) {
            throw new StsRefusal(
                    printable(error),
                    printable(query.getOrDefault("error_description", "the browser said no")),
                    printable(query.getOrDefault("correlation_id", "")));
        }
        return Optional.ofNullable(query.get("code"))
                .map(Arrived::new)
                .orElseThrow(() -> new ProofUnavailable("the browser came back without a code; sign in again"));
    }

    private void take(HttpExchange exchange) throws IOException {
        // The page is on its way before the process may end.
        answered(exchange).ifPresent(answer::complete);
    }

    private Optional<Map<String, String>> answered(HttpExchange exchange) throws IOException {
        try (exchange) {
            boolean ours = exchange.getRequestMethod().equals("GET")
                    && exchange.getRequestURI().getPath().equals(PATH)
                    && redirect()
                            .getAuthority()
                            .equals(exchange.getRequestHeaders().getFirst("Host"));
            Map<String, String> query = ours ? query(exchange.getRequestURI().getRawQuery()) : Map.of();
            if (!state.matches(query.getOrDefault("state", "")) || answer.isDone()) {
                send(exchange, ours ? 400 : 404, ClosingPage.stranger());
                return Optional.empty();
            }
            boolean good = issuer.equals(query.get("iss")) && query.containsKey("code");
            send(exchange, 200, good ? ClosingPage.done() : ClosingPage.refused());
            return Optional.of(query);
        }
    }

    private static void send(HttpExchange exchange, int status, ClosingPage page) throws IOException {
        ClosingPage told = page.in(exchange.getRequestHeaders().getFirst("Accept-Language"));
        byte[] html = told.html().getBytes(StandardCharsets.UTF_8);
        told.headers().forEach(exchange.getResponseHeaders()::set);
        exchange.sendResponseHeaders(status, html.length);
        exchange.getResponseBody().write(html);
    }

    /** The parameters; one that comes twice counts as not there. */
    private static Map<String, String> query(String raw) {
        Map<String, String> found = new HashMap<>();
        Map<String, Integer> count = new HashMap<>();
        for (String pair : Optional.ofNullable(raw).orElse("").split("&", -1)) {
            String[] parts = pair.split("=", 2);
            try {
                String name = URLDecoder.decode(parts[0], StandardCharsets.UTF_8);
                String value = parts.length < 2 ? "" : URLDecoder.decode(parts[1], StandardCharsets.UTF_8);
                found.put(name, value);
                count.merge(name, 1, Integer::sum);
            } catch (IllegalArgumentException malformed) {
                return Map.of();
            }
        }
        found.keySet().removeIf(name -> count.getOrDefault(name, 0) > 1);
        return found;
    }

    private static String printable(String text) {
        return text.replaceAll("[^ -~]", " ");
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
